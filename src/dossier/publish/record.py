"""What the last publication wrote, by the state of its files: lets the next one see, without reading, that nothing moved."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dossier.publish.places import write_whole

State = tuple[int, int, int, int]
"""Size, modification time, change time, inode: the change time cannot be set back by an editor."""


def state_of(found: os.stat_result) -> State:
    """The state by which a file is known again."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def files_below(folder: Path) -> dict[str, os.stat_result]:
    """The state of every entry below a folder that is not a folder itself, by path with '/' between parts."""
    found = {}
    for here, folders, names in os.walk(folder):
        links = [name for name in folders if Path(here, name).is_symlink()]
        for name in (*names, *links):
            place = Path(here, name)
            found[place.relative_to(folder).as_posix()] = place.lstat()
    return found


def remember(record: Path, target: Path, digests: Mapping[str, str]) -> None:
    """Write down the digest and the state of every file of an output that was just put in place."""
    files = {path: [digests[path], *state_of(found)] for path, found in files_below(target).items() if path in digests}
    record.parent.mkdir(exist_ok=True)
    write_whole(record, json.dumps({"target": str(target), "files": files}).encode())


def is_untouched(record: Path, target: Path) -> bool:
    """Whether an output is, file by file, in the state in which it was published; False when that is not known."""
    rows = _rows(record, target)
    return bool(rows) and {path: state_of(found) for path, found in files_below(target).items()} == {
        path: tuple(row[1:]) for path, row in rows.items()
    }


def known_files(record: Path, target: Path) -> dict[str, str]:
    """The files of an output with the SHA-256 that they have now: from the record where the state is the same, else read.

    Links and special files are listed with '' as they equal nothing that was published.
    """
    rows = _rows(record, target)
    known = {}
    for path, found in files_below(target).items():
        row = rows.get(path)
        if row is not None and tuple(row[1:]) == state_of(found):
            known[path] = row[0]
        else:
            known[path] = _digest(target / path)
    return known


def _rows(record: Path, target: Path) -> dict[str, list[Any]]:
    try:
        data = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return {}
    # A power cut may leave any bytes here; what is no record is none.
    known = isinstance(data, dict) and data.get("target") == str(target) and isinstance(data.get("files"), dict)
    rows = data["files"] if known else {}
    return {path: row for path, row in rows.items() if isinstance(row, list) and len(row) == 5}


def _digest(place: Path) -> str:
    if place.is_symlink() or not place.is_file():
        return ""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
