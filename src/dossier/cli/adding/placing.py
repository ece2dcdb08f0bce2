"""Where a new entry goes, as `load.placing` finds it; where there is no place, a command that cannot do its job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.cli.exits import Failure

if TYPE_CHECKING:
    from dossier.ground.world import World
    from dossier.load.placing import Placed


def placed(world: World, folder: str, name: str, stem: str, lines: Sequence[str]) -> Placed:
    """As `load.placing.placed`; raises `Failure` where the file is not a list that can be continued."""
    from dossier.load import placing

    try:
        return placing.placed(world, folder, name, stem, lines)
    except placing.Unplaceable as error:
        raise Failure(error.message, *error.hints) from None
