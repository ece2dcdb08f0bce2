"""Who holds the claim: after its assignment, to a factor for instance, the creditor acts in his own name no more (C. civ. 1321)."""

from __future__ import annotations

from datetime import date

from dossier.model.journal import CessionDeCreance
from dossier.procedure.road import Road


def assigned_before(road: Road, day: date) -> CessionDeCreance | None:
    """The assignment under which the claim is another's at the start of *day*; None when it is the creditor's, or came back to him."""
    last: CessionDeCreance | None = None
    own = road.case.creditor.name.casefold().split()
    for event in road.of(CessionDeCreance):
        if event.date < day:
            last = None if event.to and event.to.casefold().split() == own else event
    return last


def is_mandated(road: Road, assignment: CessionDeCreance, day: date) -> bool:
    """Whether a mandate since the assignment lets the former creditor act for the new one on *day*."""
    return any(e.act == "mandat" and assignment.date <= e.date <= day for e in road.events)
