"""Agreements: an échéancier or a transaction stands above the road until it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.days import next_day, previous_day
from dossier.ground.french import euros, short_day
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import Certainty
from dossier.model.case import Case
from dossier.model.journal import Accord, Event, Instalment
from dossier.procedure.position import Position, Reason, moved
from dossier.procedure.road import Road
from dossier.procedure.stages.tick import Tick


def accord(position: Position, event: Event, road: Road) -> Position:
    """An agreement; one with the formule exécutoire is also a title (CPCE L111-3)."""
    assert isinstance(event, Accord)
    name = "Transaction" if event.act == "transaction" else "Échéancier"
    count = f", {len(event.instalments)} échéance{'s' if len(event.instalments) > 1 else ''}" if event.instalments else ""
    after = moved(
        position, Reason(event.date, event.place, "C. civ. 2044" if event.act == "transaction" else "C. civ. 1103", f"{name}{count}"),
        accord=event, accord_since=event.date, broken=None,
    )  # fmt: skip
    if not event.enforceable:
        return after
    # CPCE L111-3 7° names transactions and agreements reached by mediation, conciliation or participative procedure.
    named = event.act == "transaction"
    why = f"{name} revêtu{'e' if named else ''} de la formule exécutoire : titre exécutoire"
    why += "" if named else ", si l’accord vient d’une médiation ou d’une conciliation, ou vaut transaction"
    sure = Certainty.TEXT if named else Certainty.UNSETTLED
    reason = Reason(event.date, event.place, "CPCE L111-3", why, sure)
    return moved(after, reason, course="titre_executoire", title_from=event.date, title_event=event)


def paid_between(road: Road, start: date, end: date) -> Money:
    """What came in from *start* to *end*, both included, without what is known to have come back unpaid."""
    return received_between(road.case, start, end, road.today)


def received_between(case: Case, start: date, end: date, today: date) -> Money:
    """The same for a case without its road: *today* is the day on which it is known what came back."""
    return total(
        p.amount
        for p in case.payments
        if start <= p.date <= end and p.date <= today and (p.returned_on is None or p.returned_on > today)
    )


def instalments_with_need(event: Accord) -> Iterator[tuple[Instalment, Money]]:
    """Each instalment by its day with the sum that must have come in by then."""
    need = ZERO
    for instalment in sorted(event.instalments, key=lambda i: i.due):
        need = need + instalment.amount
        yield instalment, need


def broken_on(event: Accord, road: Road) -> tuple[date, Instalment] | None:
    """The day after the first instalment that was not paid in full by its day; None as long as all is respected."""
    for instalment, need in instalments_with_need(event):
        if instalment.due < road.today and paid_between(road, event.date, instalment.due) < need:
            return next_day(max(instalment.due, event.date)), instalment
    return None


def ended_on(event: Accord, road: Road) -> date | None:
    """The day after the last instalment of an échéancier that was kept to its end; None before, and for a transaction.

    A transaction bars the action for good (C. civ. 2052).
    """
    last = max((i.due for i in event.instalments), default=None)
    if event.act == "transaction" or last is None or last >= road.today or broken_on(event, road):
        return None
    return next_day(max(last, event.date))


def _ended(accord: Accord, position: Position, road: Road) -> Iterator[Tick]:
    """A kept échéancier covers nothing more; what is still due beside it stands where the case stood."""
    day = ended_on(accord, road)
    if day and (road.claim.totals.due is None or road.claim.totals.due.cents > 0):
        why = f"Échéancier tenu jusqu’à sa dernière échéance du {short_day(previous_day(day))} : ce qui reste dû n’en fait plus partie"
        changes: dict[str, object] = {"accord": None, "accord_since": None}
        changes["course_since" if position.course else "amicable_since"] = day
        yield Tick(Reason(day, accord.place, "C. civ. 1103", why, Certainty.INFERRED), changes)


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """An instalment is missed: the case falls back to where it stood, and so it does when a kept échéancier is over.

    The term of the later instalments is lost only where the accord says so (C. civ. 1305-4); such a clause mostly asks for a
    mise en demeure first, which depends on its words.
    """
    if position.accord is None:
        return
    yield from _ended(position.accord, position, road)
    broken = broken_on(position.accord, road)
    if broken:
        day, instalment = broken
        why = f"Échéance de {euros(instalment.amount)} du {short_day(instalment.due)} non respectée : l’accord ne suspend plus"
        rule, sure = "C. civ. 1103", Certainty.TEXT
        later = any(i.due > instalment.due for i in position.accord.instalments)
        if later and position.accord.acceleration:
            why += " ; par sa clause de déchéance, tout est exigible, après la mise en demeure qu’elle peut exiger"
            sure = Certainty.INFERRED
        elif later:
            why += " ; sans clause de déchéance, les échéances à venir gardent leur terme"
            rule = "C. civ. 1103, 1305-4"
        changes: dict[str, object] = {"accord": None, "accord_since": None, "broken": position.accord}
        changes["course_since" if position.course else "amicable_since"] = day
        yield Tick(Reason(day, position.accord.place, rule, why, sure), changes)
