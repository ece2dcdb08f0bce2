"""The workspace as it will be once what is proposed is written: its files, and above them the new and the changed ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.world import Item, World


class Overlay:
    """A `World` over another one. `put` lays files above; those of the world below are never changed."""

    def __init__(self, below: World) -> None:
        self._below = below
        self._files: dict[str, Blob] = {}
        self._folders: dict[str, dict[str, Item]] = {}

    @property
    def today(self) -> date:
        """As `World.today`."""
        return self._below.today

    def put(self, files: Mapping[str, bytes | Blob]) -> None:
        """Add files, or other versions of files, by their paths."""
        for path, content in files.items():
            blob = Blob.of(content) if isinstance(content, bytes) else content
            self._files[path] = blob
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, {})[name] = Item(name, "file", blob.size)
            while folder:
                outer, _, name = folder.rpartition("/")
                self._folders.setdefault(outer, {}).setdefault(name, Item(name, "folder"))
                folder = outer

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`."""
        items = {item.name: item for item in self._below.list(folder)}
        return tuple(sorted({**items, **self._folders.get(folder, {})}.values()))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        return self._files[path].read() if path in self._files else self._below.read(path)

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return self._files[path] if path in self._files else self._below.blob(path)
