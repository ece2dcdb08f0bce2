"""A large file that leaves the workspace: written beside its place, flushed to the disk, then put there in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dossier.publish.places import Refused, is_alive
from dossier.publish.swap import flush
from dossier.publish.target import MARKER

_INPUTS = ("cases", "templates", "law", ".git", ".dossier")


class Outgoing:
    """A file that grows beside its place. Nothing stands in the place before `put`."""

    def __init__(self, place: Path, spare: Path, file: BinaryIO) -> None:
        self._place, self._spare, self._file = place, spare, file

    def write(self, data: bytes) -> int:
        """Add bytes at its end."""
        return self._file.write(data)

    def settle(self) -> None:
        """Wait until all of it is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def put(self) -> None:
        """Put it in its place, whatever stands there."""
        self._spare.replace(self._place)
        flush(self._place.parent)


@contextmanager
def outgoing(place: Path) -> Iterator[Outgoing]:
    """A file to write at *place* (from `check_outgoing`), readable by its owner alone; left out whole unless it was put."""
    clear_left_overs(place)
    spare = _spare(place, str(os.getpid()))
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Outgoing(place, spare, file)
    finally:
        spare.unlink(missing_ok=True)


def clear_left_overs(place: Path) -> None:
    """Remove what programs that were killed left beside a place."""
    head, tail = _spare(place, "\0").name.split("\0")
    for other in place.parent.iterdir():
        name = other.name
        number = name[len(head) : len(name) - len(tail)]
        if name.startswith(head) and name.endswith(tail) and number.isdigit() and not is_alive(int(number)):
            other.unlink(missing_ok=True)


def _spare(place: Path, mark: str) -> Path:
    return place.with_name(f".{place.name}.{mark}~")


def check_outgoing(target: Path, root: Path) -> Path:
    """The place of a file with its parent's links resolved; raises `Refused` where it could stand in for something else."""
    if not target.parent.is_dir():
        raise Refused(f"le dossier « {target.parent} » n’existe pas")
    place, home = target.parent.resolve() / target.name, root.resolve()
    for name in _INPUTS:
        if home / name in place.parents:
            raise Refused(f"« {target} » est dans « {name} », qui contient des sources : choisissez un autre dossier")
    if any((folder / MARKER).is_file() for folder in place.parents):
        raise Refused(f"« {target} » est dans une sortie de dossier build, qui est remplacée à chaque production")
    if place.is_symlink() or (place.exists() and not place.is_file()):
        raise Refused(f"« {target} » n’est pas un fichier ordinaire : il n’est pas remplacé")
    return place


def own_drop(root: Path, name: str) -> Path:
    """A folder of the workspace for files that leave it, made when absent; git is told to leave it alone."""
    place = root / name
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Refused(f"« {place} » n’est pas un dossier ordinaire")
    if not place.exists():
        place.mkdir(mode=0o700)
        (place / ".gitignore").write_text("*\n", encoding="utf-8")
    return place
