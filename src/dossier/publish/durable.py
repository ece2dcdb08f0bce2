"""Writing one small file among a person's own, whole or not at all, and on the disk before it counts."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dossier.publish.places import Refused, is_alive
from dossier.publish.swap import flush

Step = Callable[[str], None]

_MODE = 0o644


def read_plain(root: Path, path: str) -> bytes | None:
    """The bytes of an ordinary file below the workspace, None when there is none; raises `Refused` where a link stands."""
    place = plain_place(root, path)
    try:
        handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def plain_place(root: Path, path: str) -> Path:
    """The place of a file below the workspace; raises `Refused` when a part of the way is a link or no folder, or the file none."""
    place = root
    *folders, name = path.split("/")
    for part in folders:
        place = place / part
        if not place.is_symlink() and not place.exists():
            continue
        if place.is_symlink() or not place.is_dir():
            raise Refused(f"« {place} » n’est pas un dossier ordinaire : rien n’y est écrit")
    place = place / name
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(place.lstat().st_mode):
            raise Refused(f"« {place} » n’est pas un fichier ordinaire : il n’est ni lu ni remplacé")
    return place


def put(root: Path, path: str, data: bytes, step: Step = lambda name: None) -> None:
    """Write a file below the workspace in place of the former one, if any, whose rights it keeps.

    Killed at any moment, the former file or the new one is there, never a part. The folder of the file is made when absent.
    *step* hears what is done next.
    """
    place = plain_place(root, path)
    if not place.parent.is_dir():
        place.parent.mkdir()
        flush(place.parent.parent)
    _clear(place)
    spare = place.with_name(f".{place.name}.{os.getpid()}~")
    with suppress(FileNotFoundError):
        spare.unlink()
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, _MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            if place.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(place.stat().st_mode))
            file.write(data[: len(data) // 2])
            step(f"half of {path}")
            file.write(data[len(data) // 2 :])
            file.flush()
            os.fsync(file.fileno())
        step(f"rename {path}")
        spare.replace(place)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise
    step(f"flush folder of {path}")
    flush(place.parent)


def _clear(place: Path) -> None:
    """Remove what processes that were killed left beside a file; their names are hidden, so that nobody reads them."""
    start = f".{place.name}."
    for entry in place.parent.iterdir():
        number = entry.name.removeprefix(start).removesuffix("~")
        ours = entry.name.startswith(start) and entry.name.endswith("~") and number.isdigit()
        if ours and not is_alive(int(number)):
            entry.unlink(missing_ok=True)
