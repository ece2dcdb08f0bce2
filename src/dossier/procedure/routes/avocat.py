"""The creditor's avocat after an opposition, where the amount makes one compulsory (CPC 761, 853, 1418)."""

from __future__ import annotations

from dossier.ground.french import euros, short_day, typo_fr
from dossier.ground.money import Money
from dossier.law import names
from dossier.model.journal import Constitution
from dossier.procedure import limits
from dossier.procedure.court import is_commercial_court
from dossier.procedure.outlook import Outlook, opened
from dossier.procedure.stage import Blocker, Condition, Court, Step

ACTION = "constitution_avocat"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the opposition, when the claim is above the threshold of its court; until the end of CPC 1418's fifteen days."""
    road, position = outlook.road, outlook.position
    named = next(road.of(Constitution, "constitution_avocat"), None)
    if position.stage == "instance_eteinte" and named is None:
        return _too_late(outlook)
    if position.stage != "opposition" or named is not None or position.course_since is None:
        return []
    commercial = is_commercial_court(road, position.order.court if position.order else "")
    if not commercial and isinstance(outlook.court, Court) and outlook.court.kind == "JCP":
        return []
    name = names.SEUIL_AVOCAT_TC if commercial else names.SEUIL_AVOCAT_TJ
    threshold = road.ask(name, position.course_since, road.case.span)
    asked = _asked(outlook)
    if threshold is None or asked is None or asked <= Money.of(threshold.text):
        return []
    notices = list(road.of(Constitution, "avis_constitution"))
    period = limits.avocat_period(road, notices[-1]) if notices else None
    rule = threshold.reference.title
    proof = f"{euros(asked)} demandés, seuil de {euros(Money.of(threshold.text))}"
    conditions = (Condition("met", "Avocat obligatoire", proof, rule, threshold.certainty), _known(outlook))
    end = period.limit.act_by if period else None
    return opened(
        Step(
            ACTION,
            "Constitution d’avocat",
            position.course_since,
            end,
            "transmission_avocat",
            rule,
            conditions,
            debtor=road.debtor.id,
        )
    )


def _too_late(outlook: Outlook) -> list[Step | Blocker]:
    """What closes it once the fifteen days went by without an avocat: the instance is extinct (CPC 1419)."""
    road = outlook.road
    for notice in road.of(Constitution, "avis_constitution"):
        period = limits.avocat_period(road, notice)
        if period and road.today > period.limit.last:
            why = typo_fr(f"avocat non constitué au {short_day(period.limit.last)} : l’instance est éteinte")
            return [Blocker(ACTION, "CPC 1418, 1419", why, period.certainty, span=notice.place)]
    return []


def _asked(outlook: Outlook) -> Money | None:
    """What the court was asked for, else what is due."""
    order, requete = outlook.position.order, outlook.position.requete
    if order is not None and order.asked is not None:
        return order.asked
    if requete is not None and requete.amount is not None:
        return requete.amount
    return outlook.road.claim.totals.due


def _known(outlook: Outlook) -> Condition:
    adviser, label = outlook.road.case.settings.adviser_of("avocat"), "Avocat désigné"
    if adviser:
        return Condition("met", label, adviser.name, "CPC 1418", span=adviser.place)
    opposition = outlook.position.opposition
    proof = f"opposition du {short_day(opposition.date)}" if opposition else "aucun nom"
    return Condition(
        "missing", label, proof, "CPC 1418", remedy="`conseil: {type: avocat, nom: …}` dans dossier.yaml", blocking=False
    )
