"""The value that `claim` returns: every figure with what it rests on. Names follow the JSON contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Literal

from dossier.ground.days import previous_day
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.money import ZERO, Money
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue


@dataclass(frozen=True, slots=True)
class RateBasis:
    """Why a rate: `percent` a year, the words of its derivation (« 2,40 % (BCE au 01/07/2026) + 10 points »), what it rests on.

    `rule` is the article or `contrat`; `values` are the values of law that went into it.
    """

    percent: Decimal
    rule: str
    words: str
    values: tuple[LawValue, ...] = ()
    certainty: Certainty = Certainty.TEXT


@dataclass(frozen=True, slots=True)
class Period:
    """One printed line of interest: `[start, end)` on one base at one rate, rounded once to the cent.

    `capitalised` is the part of the base that is capitalised interest; the rest of it is principal.
    """

    start: Day
    end: Day
    base: Money
    rate: RateBasis
    amount: Money
    exact: Decimal
    divisor: str = "365"
    capitalised: Money = ZERO

    @property
    def last(self) -> Day:
        """The last day counted, as printed."""
        return previous_day(self.end)

    @property
    def days(self) -> int:
        """Number of days, both ends of what is printed counted."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """Unpaid interest, due for a whole year, that bears interest itself from *day* on.

    `amount` enters the base that day; it stays interest and is counted there only. `basis` says what provides it. Which day
    begins the year is a reading: the first day of interest of the invoice or of the title.
    """

    day: Day
    amount: Money
    basis: str
    rule: str = "C. civ. 1343-2"
    certainty: Certainty = Certainty.INFERRED


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit note on an invoice: from which day it reduces the base (None: from the start)."""

    number: str
    date: Day
    amount: Money
    effective: Day | None
    place: Span


@dataclass(frozen=True, slots=True)
class InvoiceClaim:
    """One invoice at the day of computing. Amounts that a missing value of law leaves unknown are None.

    `principal` is the gross amount; `credited` its credit notes; `outstanding` what is left of the principal;
    `interest` all that accrued, `interest_paid` what payments took of it and `interest_waived` what the creditor gave up.
    `due_reason` says where the due date comes from. `withheld` is a retenue de garantie before its day: it is in none of them.
    `start_certainty` is how sure the first day of interest is: INFERRED after a mise en demeure.
    `lost_discount` says of an escompte that it was not earned, '' otherwise.
    `capitalisations` are the days on which interest began to bear interest, `capitalised` the part of the unpaid interest that does.
    """

    number: str
    date: Day
    state: Literal["due", "not_due", "paid", "titled"]
    due: Day
    due_reason: str
    principal: Money
    credited: Money
    outstanding: Money | None
    interest: Money | None
    interest_paid: Money
    indemnity: Money
    indemnity_paid: Money
    periods: tuple[Period, ...]
    credits: tuple[CreditLine, ...]
    place: Span
    evidence: tuple[str, ...] = ()
    interest_reason: str = ""
    indemnity_reason: str = ""
    withheld: Money = ZERO
    interest_waived: Money = ZERO
    due_values: tuple[LawValue, ...] = ()
    capitalised: Money = ZERO
    capitalisations: tuple[Capitalisation, ...] = ()
    lost_discount: str = ""
    start_certainty: Certainty = Certainty.TEXT

    @property
    def interest_due(self) -> Money | None:
        """Interest that is still owed."""
        return None if self.interest is None else self.interest - self.interest_paid - self.interest_waived

    @property
    def indemnity_due(self) -> Money:
        """What is left of the forty euros."""
        return self.indemnity - self.indemnity_paid


@dataclass(frozen=True, slots=True)
class Allocation:
    """A part of a payment: to which invoice ('' for costs), to what, how much and by which rule."""

    invoice: str
    to: Literal["interest", "principal", "indemnity", "penalty", "costs"]
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class PaymentClaim:
    """A payment and where it went; `returned` is True for a cheque or direct debit that came back, on `returned_on`.

    `unallocated` is None when a missing value of law leaves unknown where the payment goes. `payer` is `debiteur` or `tiers`.
    """

    date: Day
    amount: Money
    unallocated: Money | None
    allocated: tuple[Allocation, ...]
    place: Span
    means: str = "virement"
    invoice: str = ""
    returned: bool = False
    evidence: tuple[str, ...] = ()
    payer: str = "debiteur"
    returned_on: Day | None = None


@dataclass(frozen=True, slots=True)
class TitleClaim:
    """What a decision grants, with its own interest periods; the invoices it covers count here only.

    `amount` bears the interest, `accessories` do not; `outstanding` is what payments left of the amount. `covers` are the
    numbers of the invoices, `words` say from which day and at which rate.
    """

    act: str
    amount: Money
    periods: tuple[Period, ...]
    rule: str
    place: Span
    date: Day = Day.min
    accessories: Money = ZERO
    outstanding: Money | None = ZERO
    interest: Money | None = ZERO
    interest_paid: Money = ZERO
    covers: tuple[str, ...] = ()
    words: str = ""
    interest_waived: Money = ZERO
    capitalised: Money = ZERO
    capitalisations: tuple[Capitalisation, ...] = ()

    @property
    def interest_due(self) -> Money | None:
        """Interest of the title that is still owed."""
        return None if self.interest is None else self.interest - self.interest_paid - self.interest_waived


@dataclass(frozen=True, slots=True)
class PenaltyClaim:
    """A clause pénale incurred on a day: `percent` of `base`, the principal then open; `paid` is what payments took of it."""

    day: Day
    base: Money
    percent: Decimal
    amount: Money
    paid: Money
    rule: str = "C. civ. 1231-5"


@dataclass(frozen=True, slots=True)
class NotClaimed:
    """A head that is not asked, with the reason: a zero is never silent."""

    what: str
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The other total, where the law leaves open what the firm's choice settles."""

    choice: str
    total: Money
    reason: str
    certainty: Certainty = Certainty.UNSETTLED


@dataclass(frozen=True, slots=True)
class DailyLine:
    """What the next day adds on one invoice or title, in euros and not rounded: `base` × `rate` / `divisor`."""

    number: str
    base: Money
    rate: RateBasis
    exact: Decimal
    divisor: str = "365"


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of printed lines; None where a missing value of law leaves a figure unknown.

    `capitalised` is the part of the unpaid interest that bears interest: it is in `interest`, and adds nothing to `due`.
    """

    principal: Money
    outstanding: Money | None
    interest: Money | None
    indemnity: Money
    penalty: Money
    costs: Money
    interest_paid: Money
    indemnity_paid: Money
    penalty_paid: Money
    costs_paid: Money
    paid: Money
    not_due: Money
    due: Money | None
    interest_waived: Money = ZERO
    capitalised: Money = ZERO

    @property
    def indemnity_due(self) -> Money:
        """Fixed indemnities that are still owed."""
        return self.indemnity - self.indemnity_paid

    @property
    def penalty_due(self) -> Money:
        """What is still owed of a clause pénale."""
        return self.penalty - self.penalty_paid

    @property
    def costs_due(self) -> Money:
        """Costs on the debtor that are still owed."""
        return self.costs - self.costs_paid


@dataclass(frozen=True, slots=True)
class Claim:
    """What is owed in one case on one day, both counted to the end of that day."""

    case: str
    date: Day
    regime: str
    regime_reason: str
    invoices: tuple[InvoiceClaim, ...]
    payments: tuple[PaymentClaim, ...]
    titles: tuple[TitleClaim, ...]
    totals: Totals
    not_claimed: tuple[NotClaimed, ...]
    alternatives: tuple[Alternative, ...]
    per_day: Money | None
    choices: Mapping[str, str]
    law_used: tuple[LawValue, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    penalties: tuple[PenaltyClaim, ...] = ()
    daily: tuple[DailyLine, ...] = ()  # what makes `per_day`, before it is rounded once

    @property
    def age(self) -> int | None:
        """Days since the earliest due date of what is owed, accessories included; None when nothing is late."""
        late = [i.due for i in self.invoices if i.state in ("due", "titled") and i.due < self.date]
        return (self.date - min(late)).days if late and self.totals.due != ZERO else None

    def invoice(self, number: str) -> InvoiceClaim | None:
        """The invoice of a number, or None."""
        return next((invoice for invoice in self.invoices if invoice.number == number), None)
