"""One case of a workspace as if it were the only one, with a file of it as it is about to be written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.world import Item, World

CASES = "cases"


class CaseWorld:
    """Another world in which every case but one is absent. *files* stand in place of its own, or beside them, by path."""

    def __init__(self, world: World, case: str, files: Mapping[str, bytes] | None = None) -> None:
        self._world, self._case, self._files = world, case, dict(files or {})

    @property
    def today(self) -> date:
        """As `World.today`."""
        return self._world.today

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`."""
        found = self._world.list(folder)
        if folder == CASES:
            return tuple(item for item in found if item.name == self._case)
        items = {item.name: item for item in found}
        for path, data in self._files.items():
            inside, _, name = path.rpartition("/")
            if inside == folder:
                items[name] = Item(name, "file", len(data))
        return tuple(items[name] for name in sorted(items))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        return self._files[path] if path in self._files else self._world.read(path)

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return Blob.of(self._files[path]) if path in self._files else self._world.blob(path)
