"""The mise en demeure: free in form, but it must demand a sum that is due (C. civ. 1344)."""

from __future__ import annotations

from datetime import date, timedelta

from dossier.ground.french import enumerate_fr, short_day
from dossier.procedure.outlook import Check, Outlook, address_gaps, fresh, opened, weigh
from dossier.procedure.road import Road
from dossier.procedure.routes import claimed, phases, standing
from dossier.procedure.routes.relance import next_level, title_of
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "mise_en_demeure"
_OPEN = ("echue", "relance", *phases.BESIDE, *phases.FAILED)


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, until one reached the debtor; also where a road was walked without one."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or position.mise_en_demeure is not None or road.first_due is None:
        return []
    start = calendar_day(road, road.first_due)
    conditions = weigh(outlook, CONDITIONS)
    return opened(
        Step(ACTION, "Mise en demeure", start, None, "mise_en_demeure", "C. civ. 1344", conditions, debtor=road.debtor.id)
    )


def _still_owed(outlook: Outlook) -> Condition | None:
    """That something of the debt may still be sued for: a debtor may pay a prescribed debt, but no court is to be announced."""
    if "prescrite" not in outlook.overlays or not outlook.prescribed:
        return None
    last = max(outlook.prescribed, key=lambda p: (p.latest, p.invoice.number))
    proof = f"prescrite depuis le {short_day(last.latest)} : la lettre n’annonce aucune procédure"
    remedy = "un acte interruptif à enregistrer dans journal.yaml, s’il existe"
    rule = last.value.reference.title
    return Condition("missing", "Créance non prescrite", proof, rule, last.certainty, remedy, last.invoice.place, blocking=False)


def calendar_day(road: Road, due: date) -> date:
    """The day on which the firm's calendar has the mise en demeure, the day after the due date at the earliest."""
    days = [r.days for r in road.case.settings.calendar if r.level == "mise_en_demeure"]
    return due + timedelta(days=max(days[0] if days else 1, 1))


def addressed(outlook: Outlook) -> Condition:
    """That a letter can be addressed to the debtor."""
    road = outlook.road
    gaps = address_gaps(road.debtor)
    label, span = "Adresse du débiteur", road.debtor.place
    if gaps:
        remedy = "`adresse` dans debiteurs, affaire.yaml"
        return Condition("missing", label, f"manque : {enumerate_fr(gaps)}", "C. civ. 1344", remedy=remedy, span=span)
    address = road.debtor.address
    assert address is not None
    return Condition(
        "met", label, f"{address.street or address.extra}, {address.postcode} {address.commune}", "C. civ. 1344", span=span
    )


def _reminded(outlook: Outlook) -> Condition | None:
    """That the calendar's reminders were sent: a policy, never a condition of law."""
    if outlook.road.first_due is None:
        return None
    level = next_level(outlook.road, outlook.road.first_due)
    label, rule = "Relances du calendrier envoyées", "réglage : relances"
    if level is None:
        return Condition("met", label, "toutes les relances", rule, blocking=False)
    return Condition(
        "missing", label, f"pas encore : {title_of(level)}", rule,
        remedy=f"`acte: relance, niveau: {level.level}` dans journal.yaml", blocking=False,
    )  # fmt: skip


def _seat_checked(outlook: Outlook) -> Condition:
    remedy = "`verifications` du débiteur, affaire.yaml : kbis ou adresse, avec sa date"
    return fresh(outlook, ("kbis", "adresse"), "Siège vérifié", remedy)


CONDITIONS: tuple[Check, ...] = (
    claimed.due_today,
    claimed.sum_known,
    addressed,
    _reminded,
    standing.alive,
    standing.absorbed,
    _seat_checked,
    standing.solvent,
    _still_owed,
)
"""Of the law, of the firm's calendar, then what became of the debtor."""
