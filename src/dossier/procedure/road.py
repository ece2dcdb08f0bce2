"""What the rules of a stage may look at: the known facts of one debtor, the law, the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dossier.claim.claim import Claim
from dossier.claim.notice import notice_of
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span
from dossier.law.law import Certainty, Law, LawValue, least_sure
from dossier.model.case import Case
from dossier.model.journal import Event, MiseEnDemeure
from dossier.model.party import Debtor
from dossier.procedure.calendars import Limit, departement_of, procedure_limit

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Ask:
    """The law as one replay asks it. `used` and `missing` fill up as values are asked: they belong to that replay alone."""

    law: Law
    case: str
    used: dict[LawValue, None] = field(default_factory=dict)
    missing: dict[Diagnostic, None] = field(default_factory=dict)

    def __call__(self, name: str, day: date, span: Span) -> LawValue | None:
        """The value of a name on a day; None when unknown, and DC301 is noted."""
        value = self.law.value(name, day)
        if value is None:
            self.missing[self.law.missing(name, day, span, self.case)] = None
        else:
            self.used[value] = None
        return value


@dataclass(frozen=True, slots=True)
class Timed:
    """A period of procedure that runs from a fact: its limit, the value of law, and the event that starts it.

    `far` is the extension by distance that may lengthen the wait (CPC 643), None where there is none; `doubt` what else makes
    the period less sure than its length.
    """

    limit: Limit
    value: LawValue
    event: Event
    far: LawValue | None = None
    doubt: Certainty = Certainty.TEXT

    @property
    def certainty(self) -> Certainty:
        """That of the delay, or less when a local holiday or the distance decides."""
        local = Certainty.UNSETTLED if self.limit.local else Certainty.TEXT
        return least_sure((self.value.certainty, local, self.doubt, self.far.certainty if self.far else Certainty.TEXT))

    @property
    def rule(self) -> str:
        """The article of the delay."""
        return self.value.reference.title


@dataclass(frozen=True, slots=True)
class Road:
    """One debtor of a case on a day. `events` are the facts known that day that concern him, oldest first.

    `first_due` is the earliest due date of what is still unpaid, or None when nothing is or was due.
    """

    case: Case
    claim: Claim
    ask: Ask
    today: date
    debtor: Debtor
    events: tuple[Event, ...]
    first_due: date | None
    _kinds: dict[type, list[Event]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the events by class once: they are asked for at every step of the replay."""
        for event in self.events:
            for kind in type(event).__mro__:
                self._kinds.setdefault(kind, []).append(event)

    @property
    def departement(self) -> str:
        """The department of the debtor, for local holidays."""
        address = self.debtor.address
        return departement_of(address.insee, address.postcode) if address else ""

    def of(self, kind: type[E], *acts: str) -> Iterator[E]:
        """The events of a class, and of the given acts when several share it, oldest first."""
        return (e for e in self._kinds.get(kind, ()) if isinstance(e, kind) and (not acts or e.act in acts))

    def known(self, day: date | None) -> date | None:
        """A day that an entry reports, None when it lies in the future: then nobody knows it yet."""
        return day if day is not None and day <= self.today else None

    def period(
        self, name: str, start: date, event: Event, chosen_by: date | None = None, far: LawValue | None = None
    ) -> Timed | None:
        """A period of procedure named in `law/names.py` that runs from *start*; None when its length is unknown.

        *chosen_by* is the day that picks the value where it is not *start*: the date of the order for its service. *far* are
        the months of distance that may lengthen the wait; they never lengthen what is certain.
        """
        value = self.ask(name, chosen_by or start, event.place)
        if value is None:
            return None
        months, days = (value.integer, 0) if value.unit == "months" else (0, value.integer)
        limit = procedure_limit(start, months, days, self.departement)
        if far is not None:
            later = procedure_limit(start, months + far.integer, days, self.departement)
            limit = replace(limit, wait_until=later.wait_until)
        return Timed(limit, value, event, far)


def known_events(case: Case, debtor: Debtor, today: date) -> tuple[Event, ...]:
    """The facts of a debtor up to *today*, in the order of their days; an entry without debtor concerns all."""
    mine = [e for e in case.journal if e.date <= today and e.debtor in ("", debtor.id)]
    return tuple(sorted(mine, key=lambda e: e.date))


def first_due(claim: Claim) -> date | None:
    """The earliest due date of what is unpaid; of what bears unpaid accessories when all principal is paid; else None."""
    open_ = [i.due for i in claim.invoices if i.state in ("due", "titled", "not_due")]
    if any(i.state in ("due", "titled") for i in claim.invoices):
        return min(i.due for i in claim.invoices if i.state in ("due", "titled"))
    left = claim.totals.due is None or claim.totals.due.cents > 0
    paid = [i.due for i in claim.invoices if i.state == "paid" and i.due < claim.date]
    if paid and left:
        return min(paid)
    return min(open_, default=None)


def delay_end(event: MiseEnDemeure, road: Road) -> tuple[date, bool]:
    """The last day that a mise en demeure leaves, and whether the letter itself says it: one reading with the claim."""
    notice = notice_of(event, road.today, road.case.settings)
    return max(notice.deadline, event.date), not notice.assumed
