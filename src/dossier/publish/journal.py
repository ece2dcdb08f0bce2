"""The journal of files that are being put in their places: which, with which bytes, and which folders are new."""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dossier.ground.world import Unreadable, checked_parts
from dossier.publish.durable import Step
from dossier.publish.places import OWN, Refused
from dossier.publish.swap import flush

_SPACES = "\u00a0\u202f\u2009"
_LARGEST = 32_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A staged file: its name in the stage, its path from the workspace, its SHA-256, and the size of the file that it replaces
    and whose bytes it begins with, None for a new one.
    """

    name: str
    path: str
    sha256: str
    former: int | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The rows in the order in which they are placed, and the folders to make, the outer before the inner."""

    NAME: ClassVar[str] = "journal"
    rows: tuple[Row, ...]
    folders: tuple[str, ...]


def checked_path(path: str) -> str:
    """The path itself; raises `Refused` for one that leaves the workspace or lies among git's or the program's own files."""
    parts = path.split("/")
    for part in parts:
        plain = all(c.isprintable() or c in _SPACES for c in part) and unicodedata.normalize("NFC", part) == part
        try:
            checked_parts(part.removeprefix("."))
        except Unreadable:
            plain = False
        if not plain or part.casefold() in (OWN, ".git"):
            raise Refused(f"« {path} » n’est pas un chemin où écrire")
    return path


def write_journal(stage: Path, journal: Journal, step: Step = lambda name: None) -> None:
    """Put a journal in its place in one step, after all that it names is on the disk."""
    text = json.dumps(
        {
            "here": _here(stage),
            "files": [[row.name, row.path, row.sha256, row.former] for row in journal.rows],
            "folders": journal.folders,
        }
    )
    spare = stage / f"{Journal.NAME}~"
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    step("journal counts")
    spare.replace(stage / Journal.NAME)
    flush(stage)


def read_journal(stage: Path) -> Journal | None:
    """The journal of a stage; None when there is none, or one that this program did not write where it stands.

    A workspace received from elsewhere could bring one; it therefore names the inode of its folder, which whoever made an
    archive or a repository cannot know.
    """
    place = stage / Journal.NAME
    if place.is_symlink() or not place.is_file() or place.stat().st_size > _LARGEST:
        return None
    try:
        data = json.loads(place.read_bytes())
        if data["here"] != _here(stage):
            return None
        rows = tuple(Row(str(name), checked_path(path), str(digest), former) for name, path, digest, former in data["files"])
        folders = tuple(checked_path(folder) for folder in data["folders"])
    except (ValueError, KeyError, TypeError, AttributeError, Refused):
        return None
    return Journal(rows, folders) if all(row.name.isdigit() for row in rows) else None


def _here(stage: Path) -> str:
    return f"{stage.stat().st_ino}:{os.getuid()}"
