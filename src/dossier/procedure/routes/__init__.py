"""The roads to payment: each says which acts are open or nearly so, with their conditions. `ROUTES` is the whole register."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier.procedure.outlook import Outlook
from dossier.procedure.routes import avocat, declaration, execution, injonction, mise_en_demeure, relance, signification
from dossier.procedure.stage import Blocker, Step

Route = Callable[[Outlook], list[Step | Blocker]]

ROUTES: Mapping[str, Route] = {
    "relance": relance.route,
    "mise_en_demeure": mise_en_demeure.route,
    "requete_injonction": injonction.route,
    "signification": signification.route,
    "constitution_avocat": avocat.route,
    "execution": execution.route,
    "declaration_creance": declaration.route,
}
"""By action, in the order in which steps are listed."""
