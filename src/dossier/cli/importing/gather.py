"""From what a person named to the files to import: folders to their files, and what is left aside, each by its name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from dossier.cli.exits import Failure
from dossier.ground.blobs import Blob
from dossier.ground.nearest import visible
from dossier.ground.world import LARGEST_FILE
from dossier.intake.source import HEAD, Source

MOST_FILES = 5_000
DEEPEST = 12
_JUNK = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_PARTIAL = (".tmp", ".part", ".partial", ".crdownload", ".download")


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that is not imported. `grave` when the person may have wanted it: then it counts as not placed."""

    path: str
    why: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to import, each once, and those left aside, in name order inside folders."""

    sources: tuple[Source, ...]
    aside: tuple[Aside, ...]


def gather(names: Sequence[str], start: str) -> Gathered:
    """The files that are named, from here or from *start* (`-C`); raises `Failure` for a name that is nowhere.

    No link is followed and no special file opened; a file beyond the limit is left aside before it is read.
    """
    found: dict[Path, Source | Aside] = {}
    for name in names:
        place = next((p for p in (Path(name), Path(start or ".", name)) if os.path.lexists(p)), None)
        if place is None:
            raise Failure(f"« {visible(name, 120)} » n’existe pas", "donnez un chemin depuis le dossier où vous êtes")
        for path, told in _below(place, name, 0) if place.is_dir() and not place.is_symlink() else [(place, name)]:
            if len(found) > MOST_FILES:
                raise Failure(f"plus de {MOST_FILES} fichiers à importer", "importez-les en plusieurs fois")
            found.setdefault(_absolute(path), _looked_at(path, _told(told), named=path == place))
    rows = list(found.values())
    return Gathered(tuple(r for r in rows if isinstance(r, Source)), tuple(r for r in rows if isinstance(r, Aside)))


def _absolute(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _told(name: str) -> str:
    """The name as it can be printed and kept: what is not UTF-8 becomes a mark."""
    return os.fsencode(name).decode("utf-8", "replace")


def _below(folder: Path, told: str, depth: int) -> Iterator[tuple[Path, str]]:
    """The files of a folder and of those in it, in name order; links and special files too, which nobody opens."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        yield folder, told
        return
    for name in names:
        place, path = folder / name, f"{told.rstrip('/')}/{name}"
        if place.is_dir() and not place.is_symlink() and not _skipped(name) and depth < DEEPEST:
            yield from _below(place, path, depth + 1)
        else:
            yield place, path


def _skipped(name: str) -> str:
    """Why a name is no file of a person, '' when it may be one."""
    if name.lower() in _JUNK:
        return "fichier du système"
    if name.startswith((".", "~$")):
        return "fichier caché"
    return "fichier provisoire" if name.lower().endswith(_PARTIAL) else ""


def _looked_at(place: Path, told: str, named: bool) -> Source | Aside:
    """A file with its digest and its first bytes, or why it is left aside. A hidden file counts only when it is named itself."""
    why = _skipped(place.name)
    if why and not named:
        return Aside(told, why, grave=False)
    try:
        state = place.lstat()
        if stat.S_ISLNK(state.st_mode):
            return Aside(told, "un lien symbolique n’est pas suivi")
        if stat.S_ISDIR(state.st_mode):
            return Aside(told, "dossier trop profond ou fermé")
        if not stat.S_ISREG(state.st_mode):
            return Aside(told, "ce n’est pas un fichier ordinaire")
        if state.st_size > LARGEST_FILE:
            return Aside(told, f"le fichier dépasse {LARGEST_FILE // (1024 * 1024)} Mo")
        if not state.st_size:
            return Aside(told, "le fichier est vide")
        with os.fdopen(_open(place), "rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            digest = file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError:
        return Aside(told, "le fichier ne peut pas être lu")
    name = _told(place.name)
    return Source(told, name, head, Blob(digest, size, _Outside(place.absolute())))


def _open(place: Path) -> int:
    return os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)


@dataclass(frozen=True, slots=True)
class _Outside:
    """Reads a file again; its blob then compares the hash. A class, so that it travels to worker processes."""

    place: Path

    def __call__(self) -> bytes:
        with os.fdopen(_open(self.place), "rb") as file:
            return file.read(LARGEST_FILE + 1)
