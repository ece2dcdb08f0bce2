"""Interest so old that the debtor may refuse it: it stays counted, since prescription must be raised, and is never claimed silently.

Interest prescribes day by day, five years after it accrued (C. civ. 2224), two against a consumer (C. conso. L218-2), also when
it accrued after a title: that last point is from memory and is said to be so. What certainly interrupts is taken into account;
the stage tells what may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.claim.claim import InvoiceClaim, Period, TitleClaim
from dossier.claim.facts import Facts
from dossier.claim.periods import interest
from dossier.claim.regime import Regime
from dossier.claim.statement import Figures
from dossier.ground.catalogue import found
from dossier.ground.days import add_years, next_day
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, euros, long_day
from dossier.ground.money import ZERO, Money, round_to_cent, total
from dossier.law.law import Law, LawValue
from dossier.law.names import PRESCRIPTION_CONSOMMATION, PRESCRIPTION_DROIT_COMMUN
from dossier.model.journal import Assignation, Event, Execution, Jugement, ReconnaissanceDeDette, Signification


@dataclass(frozen=True, slots=True)
class OldInterest:
    """Unpaid interest accrued before *day* on an invoice, or on a title after its day."""

    row: InvoiceClaim | TitleClaim
    amount: Money


def old_interest(facts: Facts, regime: Regime, law: Law, figures: Figures) -> Iterator[Diagnostic]:
    """DC317 once for the invoices and once for a title, with the amount and the day before which it accrued."""
    value = _length(facts, regime, law)
    if value is None:
        return
    day = _cut(facts, value.integer)
    owed = (i for i in figures.invoices if i.state not in ("titled", "not_due"))
    yield from _told(facts, value, day, [_of_row(row, row.periods, day, None) for row in owed], "")
    after = "après un titre, le point est à confirmer auprès d’un conseil"
    yield from _told(facts, value, day, [_of_row(row, row.periods, day, row.date) for row in figures.titles], after)


def _length(facts: Facts, regime: Regime, law: Law) -> LawValue | None:
    """Two years for what a professional asks of a consumer, five otherwise."""
    consumer = regime.name == "consommation" and facts.case.nature in ("commerciale", "consommation", "telecom")
    name = PRESCRIPTION_CONSOMMATION if consumer and facts.case.creditor.is_professional else PRESCRIPTION_DROIT_COMMUN
    return law.value(name, facts.today)


def _cut(facts: Facts, years: int) -> date:
    """The first day whose interest is not prescribed: each act that interrupts in time carries it back (C. civ. 2231)."""
    day = add_years(facts.today, -years)
    for act in sorted(_interrupting(facts), reverse=True):
        if act >= day:
            day = add_years(act, -years)
    return day


def _interrupting(facts: Facts) -> Iterator[date]:
    """Acts that certainly interrupt: a claim in court, an order served, an act of enforcement, a certain acknowledgement."""
    for event in facts.events(Event):
        certain = isinstance(event, ReconnaissanceDeDette) and event.weight == "certaine"
        served = isinstance(event, Signification) and event.of.startswith(("ordonnance", "jugement"))
        if certain or served or isinstance(event, Assignation | Jugement | Execution):
            yield event.date


def _of_row(row: InvoiceClaim | TitleClaim, periods: Sequence[Period], day: date, since: date | None) -> OldInterest:
    """The unpaid interest before *day*: payments took the oldest first, and a title covers what ran up to its own day."""
    if row.interest is None:
        return OldInterest(row, ZERO)
    covered = _accrued(periods, next_day(since)) if since else ZERO
    gone = max(row.interest_paid + row.interest_waived, covered)
    return OldInterest(row, max(_accrued(periods, day) - gone, ZERO))


def _accrued(periods: Iterable[Period], before: date) -> Money:
    """The interest of the days before a day; a line that the day cuts counts for its days."""
    return total(_part(period, before) for period in periods if period.start < before)


def _part(period: Period, before: date) -> Money:
    if period.end <= before:
        return period.amount
    days = (before - period.start).days
    return round_to_cent(interest(period.base, period.rate.percent, days, int(period.divisor)))


def _told(facts: Facts, value: LawValue, day: date, rows: Sequence[OldInterest], hint: str) -> Iterator[Diagnostic]:
    old = [row for row in rows if row.amount]
    if not old:
        return
    names = enumerate_fr([_name(row.row) for row in old])
    message = (
        f"{euros(total(row.amount for row in old))} d’intérêts impayés courus avant le {long_day(day)} sur {names} : "
        f"le débiteur peut opposer la prescription ({value.reference.title})"
    )
    hints = ("ils restent comptés : elle doit être soulevée, et un acte non saisi a pu l’interrompre", *((hint,) if hint else ()))
    related = tuple((row.row.place, f"{_name(row.row)} : {euros(row.amount)}") for row in old[1:])
    yield found("DC317", message, old[0].row.place, hints=hints, related=related, case=facts.case.id)


def _name(row: InvoiceClaim | TitleClaim) -> str:
    return row.number if isinstance(row, InvoiceClaim) else f"la décision du {long_day(row.date)}"
