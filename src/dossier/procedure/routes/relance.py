"""The reminders of the firm's calendar: a policy, no rule of law. One letter per debtor and level, none skipped silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from dossier.ground.french import MINUS, euros, short_day, typo_fr
from dossier.model.journal import Promesse, Relance
from dossier.model.settings import Reminder
from dossier.procedure.outlook import Check, Outlook, address_gaps, opened, weigh
from dossier.procedure.overlays import dispute
from dossier.procedure.road import Road
from dossier.procedure.routes import phases, standing
from dossier.procedure.stage import Blocker, Condition, Step
from dossier.procedure.stages.accord import paid_between
from dossier.procedure.stages.ladder import level_name

ACTION = "relance"
_OPEN = ("avant_echeance", "echue", "relance")
_BEFORE_DUE = 30
"""Days before a due date from which a reminder ahead of it counts as one of that invoice."""
_CHANNELS = {"courriel": "courriel", "telephone": "téléphone", "courrier": "courrier", "lrar": "LRAR", "lre": "LRE", "sms": "SMS"}


def route(outlook: Outlook) -> list[Step | Blocker]:
    """The next level that was not sent, from the day it is due; nothing once a mise en demeure was sent."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    level = next_level(road, road.first_due)
    if level is None:
        return []
    start = first_day(road.first_due, level)
    conditions = weigh(outlook, (*CONDITIONS, lambda o: _day_reached(o, level), lambda o: _reach(o, level)))
    return opened(
        Step(
            ACTION,
            title_of(level),
            start,
            None,
            "relance",
            "réglage : relances",
            conditions,
            level=level.level,
            debtor=road.debtor.id,
        )
    )


def first_day(due: date, level: Reminder) -> date:
    """The day of a level; one of the due date itself goes out the day after, for the debtor may pay until midnight."""
    return due + timedelta(days=level.days if level.days < 0 else max(level.days, 1))


def title_of(level: Reminder) -> str:
    """« Relance 2, téléphone (J+14) »."""
    sign = MINUS if level.days < 0 else "+"
    when = f"J{sign}{abs(level.days)}" if level.days else "J"
    return typo_fr(f"{level_name(level.level)}, {_CHANNELS[level.channel]} ({when})")


def levels(road: Road) -> list[Reminder]:
    """The reminders of the calendar by their days, the mise en demeure left out."""
    return sorted((r for r in road.case.settings.calendar if r.level != "mise_en_demeure"), key=lambda r: r.days)


def sent_levels(road: Road, due: date) -> dict[str, date]:
    """The levels that were sent for what fell due on *due*, and when; a reminder without level is the one due that day."""
    found: dict[str, date] = {}
    for event in road.of(Relance):
        if event.date < due - timedelta(days=_BEFORE_DUE):
            continue
        name = event.level or _level_on(levels(road), (event.date - due).days)
        level = next((r for r in levels(road) if r.level == name), None)
        if level and (event.date >= due or level.days < 0):
            found.setdefault(name, event.date)
    return found


def _level_on(calendar: Sequence[Reminder], days: int) -> str:
    passed = [r.level for r in calendar if r.days <= days]
    return passed[-1] if passed else ""


def next_level(road: Road, due: date) -> Reminder | None:
    """The level after the highest one sent; levels ahead of the due date are over on that day. None: all were sent."""
    sent = sent_levels(road, due)
    calendar = levels(road)
    top = max((i for i, r in enumerate(calendar) if r.level in sent), default=-1)
    rest = calendar[top + 1 :]
    if road.today >= due:
        rest = [r for r in rest if r.days >= 0]
    return rest[0] if rest else None


def skipped_levels(road: Road, due: date) -> list[tuple[Reminder, str]]:
    """The levels from the due date on that were passed over, each with the later level that was sent."""
    sent = sent_levels(road, due)
    calendar = levels(road)
    top = max((i for i, r in enumerate(calendar) if r.level in sent), default=-1)
    return [(r, calendar[top].level) for r in calendar[: max(top, 0)] if r.days >= 0 and r.level not in sent]


def _day_reached(outlook: Outlook, level: Reminder) -> Condition | None:
    """That the day of the calendar has come."""
    road = outlook.road
    if road.first_due is None:
        return None
    day = first_day(road.first_due, level)
    state: Literal["met", "waiting"] = "met" if road.today >= day else "waiting"
    return Condition(state, "Jour du calendrier atteint", f"le {short_day(day)}", "réglage : relances", blocking=False)


def _undisputed(outlook: Outlook) -> Condition | None:
    """That no dispute waits for an answer; None without one."""
    contested = dispute(outlook.road)
    if contested is None:
        return None
    proof = f"contestation du {short_day(contested.date)}"
    remedy = "`acte: transaction` ou `acte: jugement` dans journal.yaml, quand la contestation est réglée"
    return Condition("missing", "Aucune contestation en cours", proof, "", remedy=remedy, span=contested.place, blocking=False)


def _promised(outlook: Outlook) -> Condition | None:
    """What became of the last promise to pay: running, or broken; None without one, or when it was kept."""
    road, label = outlook.road, "Aucune promesse de paiement en cours"
    last = next(reversed([p for p in road.of(Promesse) if p.due]), None)
    if last is None or last.due is None:
        return None
    came = paid_between(road, last.date, min(last.due, road.today))
    sum_ = f" de {euros(last.amount)}" if last.amount else ""
    if came.cents > 0 and (last.amount is None or came >= last.amount):
        return None
    if road.today <= last.due:
        proof = f"promesse{sum_} pour le {short_day(last.due)}"
        return Condition("waiting", label, proof, "", span=last.place, blocking=False)
    proof = f"promesse{sum_} pour le {short_day(last.due)} non tenue, reçu dans le délai : {euros(came)}"
    return Condition("met", label, proof, "", span=last.place, blocking=False)


def _reach(outlook: Outlook, level: Reminder) -> Condition:
    """That the debtor can be reached by the channel of the level."""
    debtor = outlook.road.debtor
    label = "Coordonnées du débiteur"
    if level.channel in ("courriel", "lre"):
        have, name = debtor.email, "courriel"
    elif level.channel in ("telephone", "sms"):
        have, name = debtor.phone, "telephone"
    else:
        have, name = ("" if address_gaps(debtor) else debtor.name), "adresse"
    if have:
        return Condition("met", label, have if name != "adresse" else "adresse complète", "", span=debtor.place, blocking=False)
    return Condition(
        "missing", label, f"{name} absent" if name != "adresse" else "adresse incomplète", "",
        remedy=f"`{name}` dans debiteurs, affaire.yaml", span=debtor.place, blocking=False,
    )  # fmt: skip


CONDITIONS: tuple[Check, ...] = (
    _promised,
    _undisputed,
    standing.solvent,
    standing.overindebted,
    standing.alive,
    standing.absorbed,
)
"""Beside the day of the calendar and the means to reach the debtor."""
