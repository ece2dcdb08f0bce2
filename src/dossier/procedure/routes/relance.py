"""The reminders of the firm's calendar: a policy, no rule of law. One letter per debtor and level, none skipped silently.

Each invoice goes through the levels from its own due date; those that wait for the same level are in one letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dossier.claim.claim import InvoiceClaim
from dossier.ground.french import MINUS, euros, short_day, typo_fr
from dossier.ground.money import ZERO
from dossier.model.journal import Promesse, Relance
from dossier.model.settings import Reminder
from dossier.procedure.outlook import Check, Outlook, address_gaps, opened, weigh
from dossier.procedure.overlays import dispute
from dossier.procedure.reminders import counted, following, levels_of, passed_over
from dossier.procedure.road import Road
from dossier.procedure.routes import phases, standing
from dossier.procedure.stage import Blocker, Condition, Step
from dossier.procedure.stages.accord import paid_between
from dossier.procedure.stages.ladder import level_name

ACTION = "relance"
REMINDED = ("avant_echeance", "echue", "relance")
"""The stages in which reminders go on."""
_CHANNELS = {"courriel": "courriel", "telephone": "téléphone", "courrier": "courrier", "lrar": "LRAR", "lre": "LRE", "sms": "SMS"}


def route(outlook: Outlook) -> list[Step | Blocker]:
    """The level that comes next for the oldest debt, from the day it is due, and those that are due for later ones.

    Nothing once a mise en demeure was sent.
    """
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in REMINDED or road.first_due is None:
        return []
    groups = waiting(road)
    main = next_level(road, road.first_due)
    own = next((group.invoices for group in groups if main and group.level.level == main.level), ())
    several = len({group.level.level for group in groups} | ({main.level} if main else set())) > 1
    steps = _steps(outlook, main, first_day(road.first_due, main), own, several) if main else []
    for group in groups:
        if (main is None or group.level.level != main.level) and group.start <= road.today:
            steps += _steps(outlook, group.level, group.start, group.invoices, several)
    return steps


def _steps(outlook: Outlook, level: Reminder, start: date, invoices: tuple[str, ...], several: bool) -> list[Step | Blocker]:
    """The step of a level; it says which invoices wait for it when there are several levels."""
    conditions = weigh(outlook, (*CONDITIONS, lambda o: _day_reached(o, start), lambda o: _reach(o, level)))
    if several and invoices:
        what = Condition("met", "Factures de ce niveau", ", ".join(invoices), "réglage : relances", blocking=False)
        conditions = (*conditions, what)
    return opened(
        Step(
            ACTION, title_of(level), start, None, "relance", "réglage : relances", conditions, level=level.level,
            debtor=outlook.road.debtor.id, invoices=invoices,
        )
    )  # fmt: skip


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
    return levels_of(road.case.settings)


def sent_levels(road: Road, due: date) -> dict[str, date]:
    """The levels that were sent for what fell due on *due*, and when."""
    oldest = road.first_due is None or due <= road.first_due
    return counted(levels(road), road.of(Relance), due, oldest)


def next_level(road: Road, due: date) -> Reminder | None:
    """The level that comes next for what fell due on *due*; None when all were sent."""
    return following(levels(road), sent_levels(road, due), overdue=road.today >= due)


def skipped_levels(road: Road, due: date) -> list[tuple[Reminder, str]]:
    """The levels from the due date on that were passed over, each with the later level that was sent."""
    return passed_over(levels(road), sent_levels(road, due))


@dataclass(frozen=True, slots=True)
class Group:
    """The invoices that wait for one level, and the day from which it is due for the oldest of them."""

    level: Reminder
    start: date
    invoices: tuple[str, ...]


def waiting(road: Road) -> list[Group]:
    """What is unpaid by the level that comes next, in the order of the calendar: one letter each.

    What is not due yet counts once the day of a reminder ahead of it has come.
    """
    rows: dict[str, tuple[Reminder, list[InvoiceClaim]]] = {}
    for invoice in road.claim.invoices:
        if invoice.state not in ("due", "not_due") or (invoice.state == "due" and invoice.outstanding == ZERO):
            continue
        level = next_level(road, invoice.due)
        if level and (invoice.state == "due" or road.today >= first_day(invoice.due, level)):
            rows.setdefault(level.level, (level, []))[1].append(invoice)
    groups = [
        Group(level, first_day(min(i.due for i in own), level), tuple(i.number for i in own)) for level, own in rows.values()
    ]
    return sorted(groups, key=lambda group: group.level.days)


def _day_reached(outlook: Outlook, day: date) -> Condition:
    """That the day of the calendar has come."""
    state: Literal["met", "waiting"] = "met" if outlook.road.today >= day else "waiting"
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
