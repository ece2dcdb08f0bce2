"""A world that remembers what was looked at: the inputs for the manifest, and the state by which a later run sees no change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.world import Item, World


@dataclass(frozen=True, slots=True)
class _Again:
    """Reads an input again from its world; its blob then compares the hash."""

    world: World
    path: str

    def __call__(self) -> bytes:
        return self.world.read(self.path)


class RecordingWorld:
    """Another world, with a record of the folders listed and of the files read; a file that could not be read is None."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.folders: set[str] = set()
        self.files: dict[str, Blob | None] = {}

    @property
    def today(self) -> date:
        """As `World.today`."""
        return self._world.today

    @property
    def inputs(self) -> dict[str, Blob]:
        """The files that were read, by path."""
        return {path: blob for path, blob in sorted(self.files.items()) if blob is not None}

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`."""
        self.folders.add(folder)
        return self._world.list(folder)

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        self.files.setdefault(path, None)
        data = self._world.read(path)
        self.files[path] = Blob(hashlib.sha256(data).hexdigest(), len(data), _Again(self._world, path))
        return data

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        self.files.setdefault(path, None)
        blob = self._world.blob(path)
        self.files[path] = blob
        return blob
