"""The replay: fold the dated facts of each debtor into a position, and say what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dossier.claim.claim import Claim
from dossier.ground.days import next_day
from dossier.ground.diagnostics import in_order
from dossier.ground.french import short_day, typo_fr
from dossier.law.law import Certainty, Law
from dossier.model.case import Case
from dossier.model.journal import Renonciation
from dossier.procedure.alerts import alerts
from dossier.procedure.assignment import assigned_before
from dossier.procedure.court import competent_court
from dossier.procedure.deadlines import deadlines
from dossier.procedure.exigible import due_now
from dossier.procedure.faults import faults
from dossier.procedure.outlook import Outlook
from dossier.procedure.overlays import overlays
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.prescription import prescriptions
from dossier.procedure.remarks import remarks
from dossier.procedure.road import Ask, Road, first_due, known_events
from dossier.procedure.route_remarks import route_remarks
from dossier.procedure.routes import JOINT, ROUTES
from dossier.procedure.stage import Blocker, Court, Deadline, DebtorStage, Stage, Step
from dossier.procedure.stages import apply, next_tick
from dossier.procedure.stages.money import changes
from dossier.procedure.stages.reported import presentations
from dossier.procedure.track import track

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
    outlooks = tuple(_outlook(road) for road in roads)
    lead = outlooks[principal(case)]
    found = _acts(outlooks, lead)
    return Stage(
        case=case.id,
        date=today,
        stage=lead.position.stage,
        debtors=tuple(DebtorStage(o.position.debtor, o.position.stage, o.position.since, o.overlays) for o in outlooks),
        deadlines=_by_day(d for o in outlooks for d in deadlines(o.road, o.position, o.prescribed)),
        blockers=tuple(dict.fromkeys(item for item in found if isinstance(item, Blocker))),
        next=tuple(item for item in found if isinstance(item, Step)),
        trace=tuple(sorted((line for o in outlooks for line in o.position.trace), key=lambda line: line.date)),
        court=lead.court if isinstance(lead.court, Court) else None,
        due_now=due_now(lead.road, lead.position),
        track=track(lead),
        law_used=tuple(ask.used),
        diagnostics=in_order(d for o in outlooks for d in (*remarks(o), *alerts(o), *route_remarks(o), *faults(o), *ask.missing)),
    )


def _outlook(road: Road) -> Outlook:
    """The end of a debtor's replay with what lies over it."""
    position = fold(road)
    prescribed = prescriptions(road, position)
    return Outlook(road, position, overlays(road, position, prescribed), prescribed, competent_court(road))


def _acts(outlooks: Sequence[Outlook], lead: Outlook) -> list[Step | Blocker]:
    """The acts of all routes and debtors, in the order of the register; what closes one debtor's act names him.

    One requête or summons is brought against all: it is the first principal debtor's, another's stands only where that one
    has none.
    """
    found: list[Step | Blocker] = []
    by_debtor = {outlook.road.debtor.id: _routes(outlook) for outlook in outlooks}
    joint = {item.action for item in by_debtor[lead.road.debtor.id] if isinstance(item, Step) and item.action in JOINT}
    for outlook in outlooks:
        for item in by_debtor[outlook.road.debtor.id]:
            if isinstance(item, Step) and item.action in joint:
                if outlook is lead:
                    found.append(replace(item, debtor="") if len(outlooks) > 1 else item)
                continue
            if isinstance(item, Blocker) and len(outlooks) > 1:
                item = replace(item, why=typo_fr(f"{outlook.road.debtor.name} : {item.why}"), debtor=outlook.road.debtor.id)
            found.append(item)
    return found


def _routes(outlook: Outlook) -> list[Step | Blocker]:
    """The acts of one debtor; none once the case is settled, all closed once the claim was sold."""
    if outlook.position.closed == "soldee":
        return []
    sold = assigned_before(outlook.road, next_day(outlook.road.today))
    if sold:
        why = typo_fr(f"créance cédée le {short_day(sold.date)} : le créancier n’a plus qualité")
        return [Blocker(action, "C. civ. 1321", why, Certainty.MEMORY) for action in ROUTES]
    return [item for route in ROUTES.values() for item in route(outlook)]


def _by_day(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(found, key=lambda d: (d.last_day, d.id, d.debtor, d.invoice, d.act)))


def principal(case: Case) -> int:
    """The place of the first principal debtor, of the first debtor when there is none."""
    return next((i for i, d in enumerate(case.debtors) if d.role == "principal"), 0)


def fold(road: Road) -> Position:
    """The position of a debtor after all facts and all that time alone brought, up to today."""
    position = start(road)
    told = sorted((*changes(road), *presentations(road)), key=lambda reason: reason.day)
    for event in road.events:
        while told and told[0].day <= event.date:
            position = _told(position, road, told.pop(0))
        position = apply(elapse(position, road, event.date), event, road)
    for reason in told:
        position = _told(position, road, reason)
    return closed_by_payment(elapse(position, road, road.today), road)


def _told(position: Position, road: Road, reason: Reason) -> Position:
    return noted(elapse(position, road, reason.day), reason)


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
    """Nothing is due any more, accessories included, and nothing will be: the case is settled since the last fact that took
    something off: a payment, a credit note, a waiver."""
    totals = road.claim.totals
    owed = any(invoice.principal.cents > 0 for invoice in road.claim.invoices)
    if position.closed == "soldee" or not owed or totals.due is None or totals.due.cents > 0 or totals.not_due.cents > 0:
        return position
    if any(i.type == "facture" and i.date <= road.today and road.claim.invoice(i.number) is None for i in road.case.invoices):
        return position  # an invoice that the décompte does not compute, in another currency, is not known to be paid
    last = [(p.date, p.place) for p in road.claim.payments if not p.returned and p.date <= road.today]
    last += [(c.date, c.place) for i in road.claim.invoices for c in i.credits if c.date <= road.today]
    last += [(e.date, e.place) for e in road.of(Renonciation)]
    day, place = max(last, default=(position.since, road.case.span))
    reason = Reason(
        max(day, position.amicable_since), place, "C. civ. 1342", "Plus rien n’est dû, accessoires compris", Certainty.TEXT
    )
    return moved(position, reason, closed="soldee")
