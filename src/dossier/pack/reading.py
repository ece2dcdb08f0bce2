"""What lies in a ZIP or a folder that somebody sent, read without writing anything and without trusting what it says of itself.

A ZIP is read as strictly as this program writes one: its members stand one behind the other from the first byte, its list
right after the last, and nothing behind its end. So there is no byte that no reader sees.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

CHUNK = 1 << 20
LARGEST_TOTAL = 16 << 30
"""Bytes of all files together."""
MOST_FILES = 200_000

FaultKind = Literal["missing", "altered", "unlisted", "duplicate", "unsafe", "damaged", "inconsistent", "timestamp"]
FAULT_FR: dict[FaultKind, str] = {
    "missing": "manquant", "altered": "modifié", "unlisted": "non listé", "duplicate": "en double", "unsafe": "dangereux",
    "damaged": "archive abîmée", "inconsistent": "incohérent", "timestamp": "horodatage",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: of which kind, with which file ('' for the whole), in a French sentence."""

    kind: FaultKind
    path: str
    message: str


Chunks = Callable[[], Iterator[bytes]]
"""Gives the bytes of a file in pieces; raises `Damaged` where they cannot be read."""


class Damaged(Exception):
    """Bytes that cannot be read as what they say they are; the message is a French sentence."""


@dataclass(slots=True)
class Found:
    """The files by path with their sizes, and what was wrong already. `notes` are no faults."""

    files: dict[str, tuple[int, Chunks]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, path: str, size: int, chunks: Chunks) -> None:
        """Take a file in, unless its path is one that no pack has."""
        why = unsafe(path)
        if why:
            self.faults.append(Fault("unsafe", path, why))
        elif path in self.files:
            self.faults.append(Fault("duplicate", path, "deux fichiers ont ce chemin"))
        else:
            self.files[path] = (size, chunks)

    def close(self) -> None:
        """Look at all paths together: two that some systems take for one."""
        seen: dict[str, str] = {}
        for path in self.files:
            other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
            if other != path:
                self.faults.append(
                    Fault("duplicate", path, f"ne diffère de « {other} » que par les majuscules ou l’écriture des accents")
                )


def unsafe(path: str) -> str:
    """Why a path may not be unpacked; '' when it may."""
    parts = path.split("/")
    if path.startswith("/") or path[1:2] == ":" or "\\" in path:
        return "chemin absolu, ou d’un autre système"
    if ".." in parts:
        return "chemin qui sort du dossier (« .. »)"
    if any(part in ("", ".") for part in parts):
        return "chemin mal formé"
    if not all(char.isprintable() for char in path) or any(char in '<>:"|?*' for char in path):
        return "chemin avec des signes interdits ou invisibles"
    if any(part[-1] in ". " for part in parts) or any(len(part.encode("utf-8", "replace")) > 255 for part in parts):
        return "nom que certains systèmes n’acceptent pas"
    return ""


def read_folder(top: Path) -> Found:
    """The files of a folder; links and special files are faults and are not opened."""
    found = Found()
    total = count = 0
    for here, folders, names in os.walk(top, followlinks=False):
        folders.sort()
        for name in sorted(folders):
            if Path(here, name).is_symlink():
                names.append(name)
        for name in sorted(names):
            place = Path(here, name)
            path = place.relative_to(top).as_posix()
            state = place.lstat()
            if not stat.S_ISREG(state.st_mode):
                found.faults.append(Fault("unsafe", _shown(path), "lien ou fichier spécial : il n’est pas ouvert"))
                continue
            total, count = total + state.st_size, count + 1
            found.add(_shown(path), state.st_size, _from_disk(place))
    if total > LARGEST_TOTAL or count > MOST_FILES:
        found.faults.append(Fault("unsafe", "", "trop de fichiers ou trop d’octets pour une remise"))
        found.files.clear()
    found.close()
    return found


def _shown(path: str) -> str:
    """A path whose bytes are no UTF-8 with these written as signs."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _from_disk(place: Path) -> Chunks:
    def chunks() -> Iterator[bytes]:
        handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            yield from pieces(file, None)

    return chunks


def pieces(file: BinaryIO, length: int | None) -> Iterator[bytes]:
    """Bytes from where a file stands, *length* of them or all; raises `Damaged` when there are fewer."""
    left = length
    while left is None or left > 0:
        data = file.read(CHUNK if left is None else min(CHUNK, left))
        if not data:
            if left:
                raise Damaged("l’archive s’arrête trop tôt")
            return
        if left is not None:
            left -= len(data)
        yield data


def whole(chunks: Iterable[bytes], most: int) -> bytes:
    """All bytes of a small file; raises `Damaged` when it is larger than *most*."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > most:
            raise Damaged("fichier trop grand pour ce qu’il est")
    return bytes(data)
