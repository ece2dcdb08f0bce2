"""The cases that a change touches, and a world in which they are the only ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.world import Item, World


def touched(paths: Iterable[str]) -> frozenset[str] | None:
    """The ids of the cases in which all these paths lie; None when one lies elsewhere, is a case itself, or when none is given.

    What stands elsewhere (`dossier.yaml`, templates, law) concerns every case.
    """
    ids = set()
    for path in paths:
        top, _, rest = path.partition("/")
        id, inside, _ = rest.partition("/")
        if top != "cases" or not inside:
            return None
        ids.add(id)
    return frozenset(ids) or None


class Narrowed:
    """Another world without the cases that are not among *ids*."""

    def __init__(self, world: World, ids: Collection[str]) -> None:
        self._world, self._ids = world, ids

    @property
    def today(self) -> date:
        """As `World.today`."""
        return self._world.today

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`."""
        items = self._world.list(folder)
        return tuple(item for item in items if item.name in self._ids) if folder == "cases" else items

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        return self._world.read(path)

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return self._world.blob(path)
