"""Declaring the claim once insolvency proceedings are open (C. com. L622-24, R622-24)."""

from __future__ import annotations

from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty
from dossier.procedure.outlook import Outlook, opened
from dossier.procedure.overlays import opening
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "declaration_creance"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the opening judgment until declared; late, only with a relevé de forclusion."""
    road, judgment = outlook.road, opening(outlook.road)
    if judgment is None or outlook.position.closed == "soldee" or any(e.act == "declaration_creance" for e in road.events):
        return []
    published = road.known(judgment.bodacc_on)
    period = road.period(names.DELAI_DECLARATION_CREANCE, published or judgment.date, judgment)
    late = period is not None and published is not None and road.today > period.limit.last
    conditions = [_published(outlook), _mandataire(outlook)]
    if late and period and not any(e.act == "releve_de_forclusion" for e in road.events):
        proof = f"délai expiré le {short_day(period.limit.last)}"
        remedy = "acte: releve_de_forclusion"
        conditions.append(
            Condition("missing", "Délai de déclaration", proof, "C. com. L622-26", Certainty.SECONDARY, remedy, judgment.place)
        )
    end = period.limit.act_by if period and published else None
    return opened(
        Step(
            ACTION,
            "Déclaration de la créance",
            judgment.date,
            end,
            "",
            "C. com. L622-24",
            tuple(conditions),
            debtor=road.debtor.id,
        )
    )


def _published(outlook: Outlook) -> Condition:
    judgment = opening(outlook.road)
    assert judgment is not None
    label, rule = "Publication au BODACC", "C. com. R622-24"
    if outlook.road.known(judgment.bodacc_on):
        return Condition(
            "met", label, f"le {short_day(judgment.bodacc_on)}", rule, Certainty.SECONDARY, span=judgment.place, blocking=False
        )
    return Condition("missing", label, "date inconnue", rule, Certainty.SECONDARY, "bodacc_le:", judgment.place, blocking=False)


def _mandataire(outlook: Outlook) -> Condition:
    judgment = opening(outlook.road)
    assert judgment is not None
    label, rule = "Mandataire ou liquidateur connu", "C. com. L622-24"
    if judgment.mandataire:
        return Condition("met", label, judgment.mandataire, rule, Certainty.SECONDARY, span=judgment.place, blocking=False)
    return Condition("missing", label, "nom absent", rule, Certainty.SECONDARY, "mandataire:", judgment.place, blocking=False)
