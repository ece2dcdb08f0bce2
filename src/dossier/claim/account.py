"""The running account of one invoice, or of one title, while a claim is computed: its base over time, what was paid of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dossier.claim.claim import Capitalisation, CreditLine
from dossier.claim.due_dates import DueDate
from dossier.claim.periods import Lines, Step, joined, lines
from dossier.claim.rates import Schedule
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money
from dossier.law.law import Certainty
from dossier.model.ledger import Invoice


@dataclass(slots=True)
class Account:
    """What changes as the days pass. It lives inside one computation; what leaves it is frozen.

    Interest runs on `[start, stop)`; `start` None: it does not run, for `reason`. `open` is the principal left, without the
    `withheld` retenue de garantie. `steps` are the days from which a base holds. `fee` is the indemnity once it is late.
    `notes` are its credit notes. `closed_on` is the first day that counts no more (a waiver, a title). `titled` says that a
    title took its place, `refused` that its interest is not computed, `settled` that nothing is left to allocate to.
    `capitalises` is the basis of a capitalisation, '' for none; `capitalised` is unpaid interest that bears interest: the base
    is `open` and it. `deferred` are the anniversaries at which nothing could be capitalised, for want of a full year.
    """

    invoice: Invoice
    due: DueDate
    schedule: Schedule
    start: date | None
    stop: date | None
    reason: str
    open: Money
    withheld: Money = ZERO
    fee: Money = ZERO
    fee_reason: str = ""
    exact_year: bool = False
    start_certainty: Certainty = Certainty.TEXT
    steps: list[Step] = field(default_factory=list)
    credits: list[CreditLine] = field(default_factory=list)
    interest_paid: Money = ZERO
    interest_waived: Money = ZERO
    fee_paid: Money = ZERO
    title: str = ""
    closed_on: date | None = None
    notes: tuple[Invoice, ...] = ()
    titled: bool = False
    refused: bool = False
    settled: bool = False
    capitalises: str = ""
    capitalised: Money = ZERO
    capitalisations: list[Capitalisation] = field(default_factory=list)
    deferred: list[date] = field(default_factory=list)
    _closed: list[Lines] = field(default_factory=list)
    _closed_to: date | None = None
    _closed_sum: Money | None = ZERO
    _latest: tuple[date, Lines] | None = None

    @property
    def number(self) -> str:
        """The number of the invoice, or the name of the title."""
        return self.title or self.invoice.number

    def lines_to(self, day: date) -> Lines:
        """The lines of interest up to *day*, that day included."""
        if self.start is None:
            return Lines((), refused=self.refused and day > self.due.day)
        return joined([*self._closed, self._open_lines(next_day(day))])

    def days_borne(self, start: date, end: date) -> int:
        """On how many days of `[start, end)` interest ran; what was closed later than *end* is not looked at."""
        ran = 0
        for group in (self._open_lines(end), *reversed(self._closed)):
            ran += sum(max((min(p.end, end) - max(p.start, start)).days, 0) for p in group.periods)
            if group.periods and group.periods[0].start <= start:
                break
        return ran

    def _open_lines(self, end: date) -> Lines:
        """The lines since the last change of base, up to *end* excluded."""
        if self._latest is None or self._latest[0] != end:
            self._latest = (end, self._lines_since(end))
        return self._latest[1]

    def _lines_since(self, end: date) -> Lines:
        if self.start is None:
            return Lines(())
        first = self._closed_to or self.start
        last = min([end, *(day for day in (self.stop, self.closed_on) if day)])
        return lines(self.steps[-1:] if self._closed_to else self.steps, self.schedule, first, max(last, first), self.exact_year)

    def _step(self, day: date) -> None:
        """Let a new base hold from *day*: the lines before it are final, and are not computed again."""
        if self.start is not None and day > (self._closed_to or self.start):
            final = self._open_lines(day)
            self._closed.append(final)
            self._closed_to, known = day, final.sum
            self._closed_sum = None if self._closed_sum is None or known is None else self._closed_sum + known
        self._latest = None
        self.steps.append(Step(day, self.open + self.capitalised, self.capitalised))

    def interest_owed(self, day: date) -> Money | None:
        """Interest accrued up to *day* and neither paid nor waived; None when a rate is not known."""
        if self.start is None:
            accrued = self.lines_to(day).sum
        else:
            latest = self._open_lines(next_day(day)).sum
            accrued = None if latest is None or self._closed_sum is None else self._closed_sum + latest
        return None if accrued is None else accrued - self.interest_paid - self.interest_waived

    def bears_on(self, day: date) -> bool:
        """Whether interest runs on a day, whatever the base: from its start, until it is stopped or given up."""
        ended = (self.stop and day >= self.stop) or (self.closed_on and day >= self.closed_on)
        return self.start is not None and self.start <= day and not ended

    def base_on(self, day: date) -> Money:
        """The base of a day: what was open before anything that day changed it."""
        return next((step.base for step in reversed(self.steps) if step.since <= day), ZERO)

    def is_due(self, day: date) -> bool:
        """Whether the debt is exigible on a day for a payment made that day: on its due date, and after."""
        return self.due.day <= day

    def is_late(self, day: date) -> bool:
        """Whether something was unpaid on a day after the due date, up to *day*."""
        first = next_day(self.due.day)
        if day < first:
            return False
        return bool(self.base_on(first)) or any(step.base for step in self.steps if first < step.since <= day)

    def fee_owed(self, day: date) -> Money:
        """What is left of the indemnity on a day: nothing before the invoice is late."""
        return self.fee - self.fee_paid if self.is_late(day) else ZERO

    def close(self, day: date) -> None:
        """Let no interest run from *day* on."""
        self.closed_on = min(self.closed_on or day, day)
        self._latest = None

    def reduce(self, amount: Money, day: date) -> Money:
        """Take an amount off the principal, with effect on the base from the day after *day*; return what was taken."""
        taken = min(amount, self.open)
        if taken.cents > 0:
            self.open -= taken
            self._step(next_day(day))
            return taken
        return ZERO

    def pay_interest(self, amount: Money, day: date) -> None:
        """Take a payment off the unpaid interest, the capitalised first: it is the oldest."""
        self.interest_paid += amount
        self._uncapitalise(amount, day)

    def waive_interest(self, amount: Money, day: date) -> None:
        """Take what the creditor gives up off the unpaid interest, the capitalised first."""
        self.interest_waived += amount
        self._uncapitalise(amount, day)

    def _uncapitalise(self, amount: Money, day: date) -> None:
        taken = min(amount, self.capitalised)
        if taken.cents > 0:
            self.capitalised -= taken
            self._step(next_day(day))

    def capitalise(self, amount: Money, day: date) -> None:
        """Let unpaid interest bear interest from *day* on: it joins the base and stays interest."""
        self.capitalised += amount
        self.capitalisations.append(Capitalisation(day, amount, self.capitalises))
        self._step(day)

    def release(self, day: date) -> None:
        """Put what was withheld into the principal: due on *day*, late from the day after."""
        if self.withheld:
            self.open, self.withheld = self.open + self.withheld, ZERO
            self._step(next_day(day))
