"""The stages in which the roads to a title are open, shared by the routes."""

from __future__ import annotations

from dossier.procedure.outlook import Outlook
from dossier.procedure.stage import Blocker

AMICABLE = ("echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree")
"""Something is overdue and no court is seized."""

BESIDE = ("procedure_l125", "procedure_l126", "cheque_impaye")
"""A road beside the ordinary one was begun."""

FAILED = ("requete_rejetee", "requete_caduque", "ordonnance_non_avenue", "instance_eteinte", "jugement_non_avenu")
"""A road ended without a title: what else is open is open again."""

UNTITLED = (*AMICABLE, *BESIDE, *FAILED)
"""No title yet and no court at work."""


def under_accord(outlook: Outlook, action: str) -> list[Blocker]:
    """What closes an action while an accord is kept: the contract binds the creditor too (C. civ. 1103)."""
    accord = outlook.position.accord
    if outlook.position.stage != "accord" or accord is None:
        return []
    return [Blocker(action, "C. civ. 1103", "un accord est en cours et respecté", span=accord.place)]
