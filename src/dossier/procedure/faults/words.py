"""How a fault calls an act and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import typo_fr
from dossier.ground.spans import Span
from dossier.model.journal import Event
from dossier.procedure.outlook import Outlook

DEMANDS = ("relance", "mise_en_demeure", "sommation", "invitation_l125", "commandement_l126")
"""Acts that ask the debtor to pay, without a judge."""

AGAINST = (
    *DEMANDS, "requete_injonction", "injonction_europeenne", "assignation_refere", "assignation_fond", "signification",
    "commandement", "saisie", "saisie_conservatoire",
)  # fmt: skip
"""Acts against a debtor, in the name of the creditor."""

_ACT_FR: Mapping[str, str] = {
    "relance": "relance", "mise_en_demeure": "mise en demeure", "sommation": "sommation",
    "invitation_l125": "invitation de petites créances", "commandement_l126": "commandement", "commandement": "commandement",
    "requete_injonction": "requête", "injonction_europeenne": "demande d’injonction européenne",
    "assignation_refere": "assignation", "assignation_fond": "assignation", "signification": "signification",
    "saisie": "saisie", "saisie_conservatoire": "saisie conservatoire", "echeancier": "échéancier", "transaction": "transaction",
    "renonciation": "renonciation", "declaration_creance": "déclaration de créance",
    "reconnaissance_de_dette": "reconnaissance",
}  # fmt: skip


def act_fr(event: Event) -> str:
    """`mise en demeure` for an act, by its own name when it has no other."""
    return _ACT_FR.get(event.act, event.act.replace("_", " "))


def say(
    outlook: Outlook, code: str, message: str, span: Span, *hints: str, fact: Span | None = None, what: str = ""
) -> Diagnostic:
    """The diagnostic of a code at *span*; *fact* is the place of the fact that makes it one, called *what*."""
    told = tuple(typo_fr(hint) for hint in hints if hint)
    related = ((fact, what),) if fact else ()
    return found(code, typo_fr(message), span, hints=told, related=related, case=outlook.road.case.id)
