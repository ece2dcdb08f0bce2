"""Files that an entry names as its pieces: one that lies in the case already, or one from anywhere that is copied there."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.cli.exits import Failure
from dossier.entries.fields import shapes
from dossier.ground.blobs import Blob
from dossier.ground.nearest import nearest, visible
from dossier.ground.world import LARGEST_FILE, Unreadable, World
from dossier.load.case import list_files
from dossier.model.entry import Entry

PIECES = "pieces"
_FORBIDDEN = re.compile(r'[\\:"/\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as the entry names it, by its path from the case. `data` is what is copied there, None when it lies there already."""

    path: str
    sha256: str
    data: bytes | None


class Pieces:
    """The files of `pieces/` of a case with those that this command brings; each is brought once."""

    def __init__(self, world: World, folder: str) -> None:
        self._world, self._folder = world, folder
        self._here = list_files(world, folder)[0]
        self.brought: dict[str, Brought] = {}

    def bring(self, written: str) -> Brought:
        """The piece that a person names: a path from the case (`pieces/…`), or one of the disk, from where they stand.

        Raises `Failure` for what is no ordinary file, and for a name that is nowhere.
        """
        inside = unicodedata.normalize("NFC", written)
        if inside in self._here and self._here[inside].kind == "file" and inside not in self.brought:
            return self._keep(Brought(inside, self._digest(inside), None))
        if inside in self.brought:
            return self.brought[inside]
        data = _read(Path(written).expanduser(), written, [*self._here])
        digest = Blob.of(data).sha256
        same = next((one for one in self.brought.values() if one.sha256 == digest), None)
        if same is None and (known := self._same(len(data), digest)):
            same = Brought(known, digest, None)
        return self._keep(same or Brought(self._free(_name(written)), digest, data))

    def files(self) -> dict[str, bytes]:
        """What is to be copied, by its path from the workspace."""
        return {f"{self._folder}/{one.path}": one.data for one in self.brought.values() if one.data is not None}

    def _keep(self, one: Brought) -> Brought:
        return self.brought.setdefault(one.path, one)

    def _same(self, size: int, digest: str) -> str:
        """The file of the case that has this content, '' for none."""
        alike = [path for path, item in self._here.items() if item.kind == "file" and item.size == size]
        return next((path for path in alike if self._digest(path) == digest), "")

    def _digest(self, path: str) -> str:
        try:
            return self._world.blob(f"{self._folder}/{path}").sha256
        except Unreadable:
            return ""

    def _free(self, name: str) -> str:
        """A path below `pieces/` that no file has, capitals and accents aside: some disks do not tell them apart."""
        taken = {unicodedata.normalize("NFKC", path).casefold() for path in (*self._here, *self.brought)}
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot and stem else (name, "")
        names = (f"{PIECES}/{stem}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 10_000))
        return next(path for path in names if unicodedata.normalize("NFKC", path).casefold() not in taken)


def _name(written: str) -> str:
    """The name of a file made fit for a case: NFC, without signs that a path may not have, not hidden, not too long."""
    name = unicodedata.normalize("NFC", Path(written).name.encode("utf-8", "replace").decode())
    shown = "".join(char if char.isprintable() else " " for char in _FORBIDDEN.sub("-", name))
    stem, dot, ending = " ".join(shown.split()).lstrip(".~ ").rpartition(".")
    bare = f"{(stem or ending)[:100]}{dot if stem else ''}{ending[:20] if stem else ''}"
    return bare.strip() or "piece"


def _read(place: Path, written: str, known: list[str]) -> bytes:
    """The bytes of an ordinary file that a person named."""
    shown = visible(written, 120)
    try:
        handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        guess = nearest(written, known, 0.6)
        raise Failure(
            f"--piece {shown} : ce fichier n’existe ni ici ni dans l’affaire",
            f"vouliez-vous dire {guess} ?"
            if guess
            else "donnez un chemin depuis le dossier où vous êtes, ou pieces/… de l’affaire",
        ) from None
    except PermissionError:
        raise Failure(f"--piece {shown} : la lecture de ce fichier est refusée par le système") from None
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise Failure(f"--piece {shown} : ce n’est pas un fichier ordinaire")
        if state.st_size > LARGEST_FILE:
            raise Failure(f"--piece {shown} : ce fichier dépasse {LARGEST_FILE // (1024 * 1024)} Mio")
        return file.read(LARGEST_FILE + 1)


def with_pieces(values: dict[str, Any], model: type[Entry], pieces: Pieces) -> dict[str, Any]:
    """The values with each file brought to the case and named by its path there; one without a title of its own is a bare path."""
    known = shapes(model)
    found = {}
    for key, value in values.items():
        shape = known.get(key)
        if shape is not None and shape.kind == "piece":
            found[key] = [_named(one, pieces) for one in value] if shape.many else _named(value, pieces)
        elif isinstance(value, dict) and shape is not None and shape.model is not None:
            found[key] = with_pieces(value, shape.model, pieces)
        elif isinstance(value, list) and shape is not None and shape.model is not None:
            inner = shape.model
            found[key] = [with_pieces(one, inner, pieces) if isinstance(one, dict) else one for one in value]
        else:
            found[key] = value
    return found


def _named(value: Any, pieces: Pieces) -> Any:
    if not isinstance(value, dict) or not value.get("fichier"):
        return value
    path = pieces.bring(str(value["fichier"])).path
    return path if len(value) == 1 else {**value, "fichier": path}
