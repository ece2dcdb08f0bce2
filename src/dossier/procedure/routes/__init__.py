"""The roads to payment: each says which acts are open or nearly so, with their conditions. `ROUTES` is the whole register.

A route is a module: the stages in which it is open, and its `CONDITIONS`, a tuple of checks that each say met, missing,
waiting or impossible, with the fact or piece, the article and how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier.procedure.outlook import Outlook
from dossier.procedure.routes import (
    avocat,
    cheque,
    conservatoire,
    creances_commerciales,
    declaration,
    echeancier,
    europeenne,
    execution,
    fond,
    injonction,
    mise_en_demeure,
    perte,
    petites_creances,
    refere,
    relance,
    signification,
)
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
    "echeancier": echeancier.route,
    "procedure_l125": petites_creances.route,
    "procedure_l126": creances_commerciales.route,
    "procedure_cheque": cheque.route,
    "assignation_refere": refere.route,
    "assignation_fond": fond.route,
    "injonction_europeenne": europeenne.route,
    "mesure_conservatoire": conservatoire.route,
    "passage_en_perte": perte.route,
}
"""By action, in the order in which steps are listed: the ordinary road first, then the roads beside it."""
JOINT = ("requete_injonction", "assignation_refere", "assignation_fond", "passage_en_perte")
"""Acts that are brought against all debtors at once, or that concern the claim as a whole."""
