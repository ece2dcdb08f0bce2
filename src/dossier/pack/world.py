"""One case of a workspace as if it were the only one, with files of it as they are about to be written."""

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
        items = {item.name: item for item in self._world.list(folder) if folder != CASES or item.name == self._case}
        start = f"{folder}/" if folder else ""
        for path, data in self._files.items():
            if not path.startswith(start):
                continue
            name, _, rest = path.removeprefix(start).partition("/")
            if not rest:
                items[name] = Item(name, "file", len(data))
            else:
                items.setdefault(name, Item(name, "folder"))
        return tuple(items[name] for name in sorted(items))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        return self._files[path] if path in self._files else self._world.read(path)

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return Blob.of(self._files[path]) if path in self._files else self._world.blob(path)
