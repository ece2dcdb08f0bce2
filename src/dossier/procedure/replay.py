"""The replay: fold the dated facts of each debtor into a position, and say what follows from it."""

from __future__ import annotations

from datetime import date

from dossier.claim.claim import Claim
from dossier.ground.days import next_day
from dossier.law.law import Certainty, Law
from dossier.model.case import Case
from dossier.model.party import Debtor
from dossier.procedure.court import Unknown, competent_court
from dossier.procedure.position import Position, Reason, moved
from dossier.procedure.road import Ask, Road, first_due, known_events
from dossier.procedure.stage import DebtorStage, Stage
from dossier.procedure.stages import apply, next_tick

_MOST_TICKS = 40
"""More changes than time alone can bring between two facts: a guard, not a rule."""


def replay(case: Case, claim: Claim, law: Law, today: date) -> Stage:
    """Where a case stands at the end of *today*: stage per debtor with its reasons, deadlines, next acts, court.

    Facts dated after *today* are unknown. A day that ends a period counts whole: the stage changes the day after.
    Diagnostics: DC4xx, and DC301 for a missing delay.
    """
    ask = Ask(law, case.id)
    roads = tuple(
        Road(case, claim, ask, today, debtor, known_events(case, debtor, today), first_due(claim)) for debtor in case.debtors
    )
    positions = tuple(fold(road) for road in roads)
    lead = principal(case)
    court = competent_court(roads[lead])
    return Stage(
        case=case.id,
        date=today,
        stage=positions[lead].stage,
        debtors=tuple(DebtorStage(p.debtor, p.stage, p.since) for p in positions),
        deadlines=(),
        blockers=(),
        next=(),
        trace=tuple(line for p in positions for line in p.trace),
        court=None if isinstance(court, Unknown) else court,
        due_now=claim.totals.due,
        law_used=tuple(ask.used),
        diagnostics=tuple(ask.missing),
    )


def principal(case: Case) -> int:
    """The place of the first principal debtor, of the first debtor when there is none."""
    return next((i for i, d in enumerate(case.debtors) if d.role == "principal"), 0)


def fold(road: Road) -> Position:
    """The position of a debtor after all facts and all that time alone brought, up to today."""
    position = start(road)
    for event in road.events:
        position = apply(elapse(position, road, event.date), event, road)
    return closed_by_payment(elapse(position, road, road.today), road)


def start(road: Road) -> Position:
    """Before any due date: from the first invoice, else the contract, else the first fact."""
    days = [i.date for i in road.claim.invoices] or [d for d in (road.case.contract.concluded_on,) if d]
    days += [e.date for e in road.events[:1]]
    return Position(road.debtor.id, "avant_echeance", min([d for d in days if d <= road.today], default=road.today))


def elapse(position: Position, road: Road, until: date) -> Position:
    """Apply what time alone brings up to the start of the day *until*."""
    for _ in range(_MOST_TICKS):
        tick = next_tick(position, road)
        if tick is None or tick.reason.day > until:
            break
        position = moved(position, tick.reason, **tick.changes)
    return position


def closed_by_payment(position: Position, road: Road) -> Position:
    """Nothing is due any more, accessories included, and nothing will be: the case is settled since the last payment."""
    totals = road.claim.totals
    owed = totals.principal.cents > 0
    if position.closed or not owed or totals.due is None or totals.due.cents > 0 or totals.not_due.cents > 0:
        return position
    last = [(p.date, p.place) for p in road.claim.payments if not p.returned and p.date <= road.today]
    last += [(c.date, c.place) for i in road.claim.invoices for c in i.credits if c.date <= road.today]
    day, place = max(last, default=(position.since, road.case.span))
    reason = Reason(
        max(day, position.amicable_since), place, "C. civ. 1342", "Plus rien n’est dû, accessoires compris", Certainty.TEXT
    )
    return moved(position, reason, closed="soldee")


def debtor_of(case: Case, name: str) -> Debtor | None:
    """The debtor of an id, or None."""
    return next((d for d in case.debtors if d.id == name), None)


__all__ = ["fold", "next_day", "principal", "replay"]
