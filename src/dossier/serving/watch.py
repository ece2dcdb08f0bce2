"""Which files of a workspace changed: the system wakes us, a comparison of all states decides.

Comparing makes it all one whether an editor writes in place, renames a finished file or leaves others beside it, and no link
is followed. Where the system cannot tell of changes, looking now and then finds them too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

State = tuple[int, int, int]
"""Size, modification time, inode."""

_FOLDERS = ("cases", "templates", "law", "profils")
_STEP = 20
"""Milliseconds without a change after which a saving is over."""
_GROUP = 200
"""Milliseconds in which changes are taken together at most."""
_LOOK = 1000
"""Milliseconds after which we look by ourselves."""
_FILES_A_SECOND = 2000
"""Files per second of pause between two looks by ourselves, which then take less than a hundredth of the time."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a compilation may read, with their state, and the folders in which they stand."""

    files: Mapping[str, State]
    folders: frozenset[str]


def inputs(root: Path) -> Inputs:
    """The state of the workspace: what stands at its top and below the folders that are read, hidden names and links left out."""
    files: dict[str, State] = {}
    folders = {""}
    pending = [""]
    while pending:
        folder = pending.pop()
        with suppress(OSError), os.scandir(root / folder if folder else root) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name[0] == ".":
                    continue
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        if folder or entry.name in _FOLDERS:
                            folders.add(path)
                            pending.append(path)
                        continue
                    found = entry.stat(follow_symlinks=False)
                    files[path] = (found.st_size, found.st_mtime_ns, found.st_ino)
    return Inputs(files, frozenset(folders))


def changed(before: Inputs, after: Inputs) -> frozenset[str]:
    """The files that came, went or changed, and the folders that came or went."""
    files = {path for path in before.files.keys() | after.files.keys() if before.files.get(path) != after.files.get(path)}
    return frozenset(files | (before.folders ^ after.folders))


def settled(root: Path, longest: float = 1.0) -> Inputs:
    """The state of the workspace once nothing moves any more: a file that is half saved is given a moment."""
    end = time.monotonic() + longest
    found = inputs(root)
    while time.monotonic() < end:
        time.sleep(_STEP / 1000)
        again = inputs(root)
        if again == found:
            break
        found = again
    return found


def wakes(root: Path, folders: frozenset[str]) -> Iterator[bool]:
    """True whenever something happened in these folders, False about every second; ends when they cannot be watched.

    Each folder is watched for itself: a watcher that goes down by itself would follow links out of the workspace.
    """
    import watchfiles  # a library of the system's events: for those who watch alone

    # A name that is not UTF-8 is no case's, and the watcher takes none; `changes` looks there now and then.
    places = [str(root / folder) if folder else str(root) for folder in sorted(folders) if _is_utf8(folder)]
    try:
        for events in watchfiles.watch(
            *places,
            watch_filter=None,
            debounce=_GROUP,
            step=_STEP,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ):
            yield any(not Path(path).name.startswith(".") for _, path in events)
    except (OSError, RuntimeError, UnicodeEncodeError):
        return


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in path)


def changes(root: Path, known: Inputs) -> Iterator[frozenset[str]]:
    """What changed since *known*, then since each answer; nothing about every second, so that the caller sees to other things."""
    while True:
        for woken in _watched(root, known):
            now = settled(root) if woken else None
            moved = changed(known, now) if now else frozenset()
            if now is not None and moved:
                folders, known = known.folders, now
                yield moved
                if now.folders != folders:
                    break
            else:
                yield moved


def _watched(root: Path, known: Inputs) -> Iterator[bool]:
    """As `wakes`, and True now and then without being woken; when watching is impossible, that is all there is."""
    yield True  # what changed while nobody watched
    pause = max(2.0, len(known.files) / _FILES_A_SECOND)
    last = time.monotonic()
    for woken in wakes(root, known.folders):
        look = woken or time.monotonic() - last > pause
        if look:
            last = time.monotonic()
        yield look
    time.sleep(_LOOK / 1000)
