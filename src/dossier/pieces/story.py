"""In which order an act tells what happened, and a bordereau lists what proves it.

The reminders are told together at the day of the last, and so are the payments received; all else goes by its day. Acts
and bordereau share this order, so that the pieces that an act cites come up in the order of their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.model.case import Case
from dossier.model.journal import Event, Relance
from dossier.model.ledger import Payment

BEFORE_DUE = "prealable"
"""The level of a reminder that goes before the due date: it asks nothing yet, and no act counts it among the reminders."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is told in one go, with the entries that it is about; `day` is that of the last of them.

    paid: the payments received; returned: one that came back unpaid; reminders: all of them; event: another entry of the journal.
    """

    kind: Literal["paid", "returned", "reminders", "event"]
    day: date
    entries: tuple[Payment | Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Its entries of the journal."""
        return tuple(entry for entry in self.entries if isinstance(entry, Event))

    @property
    def payments(self) -> tuple[Payment, ...]:
        """Its payments."""
        return tuple(entry for entry in self.entries if isinstance(entry, Payment))


def chapters(case: Case, today: date) -> tuple[Chapter, ...]:
    """Payments and journal known on *today* in the order of the story; on one day payments come first.

    Communications of pieces are no part of it.
    """
    payments = [payment for payment in case.payments if payment.date <= today]
    returned = [payment for payment in payments if payment.returned_on and payment.returned_on <= today]
    paid = tuple(payment for payment in payments if payment not in returned)
    told = [Chapter("paid", paid[-1].date, paid)] if paid else []
    told += [Chapter("returned", payment.date, (payment,)) for payment in returned]
    events = [event for event in case.journal if event.date <= today and event.act != "communication"]
    asked = {"", *(debtor.id for debtor in case.debtors if debtor.role != "caution")}
    reminders = tuple(event for event in events if event.debtor in asked and _is_reminder(event))
    for event in events:
        if event not in reminders:
            told.append(Chapter("event", event.date, (event,)))
        elif event is reminders[-1]:
            told.append(Chapter("reminders", event.date, reminders))
    return tuple(sorted(told, key=lambda chapter: chapter.day))


def _is_reminder(event: Event) -> bool:
    return isinstance(event, Relance) and event.direction != "recu" and event.level != BEFORE_DUE
