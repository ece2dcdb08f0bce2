"""From the accounts as they stand to the figures that are printed: invoices, totals, what each further day adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dossier.claim.account import Account
from dossier.claim.claim import DailyLine, InvoiceClaim, TitleClaim, Totals
from dossier.claim.facts import Facts
from dossier.claim.ledger import Ledger, run
from dossier.claim.opening import Books, open_books
from dossier.claim.periods import divisor_of, interest
from dossier.claim.rates import Gap
from dossier.claim.regime import Regime
from dossier.claim.setting import Setting
from dossier.ground.days import next_day
from dossier.ground.french import long_day, percent, typo_fr
from dossier.ground.money import ZERO, Money, round_to_cent, total
from dossier.law.law import Law
from dossier.model.ledger import Invoice

State = Literal["due", "not_due", "paid", "titled"]


@dataclass(frozen=True, slots=True)
class Figures:
    """One computation: the ledger it ended with, the invoices, the totals, and the gaps in the law that it met."""

    ledger: Ledger
    books: Books
    invoices: tuple[InvoiceClaim, ...]
    titles: tuple[TitleClaim, ...]
    totals: Totals
    per_day: Money | None
    daily: tuple[DailyLine, ...]
    gaps: tuple[tuple[Gap, Invoice], ...]


def reckon(facts: Facts, regime: Regime, law: Law, setting: Setting) -> Figures:
    """Open the accounts, replay the days, and state what is owed at the end of the day of computing."""
    books = open_books(facts, regime, law, setting)
    ledger = run(facts, books, setting)
    invoices = tuple(_invoice(account, ledger) for account in books.accounts)
    titles = _titles(ledger)
    counted = ledger.open_accounts()
    gaps = [(gap, account) for account in (*books.accounts, *counted) for gap in account.lines_to(facts.today).gaps]
    per_day, daily, later = _per_day(counted, facts.today)
    every = {(gap, account.invoice.number): (gap, account.invoice) for gap, account in [*gaps, *later]}
    totals = _totals(ledger, invoices, titles)
    return Figures(ledger, books, invoices, titles, totals, per_day, daily, tuple(every.values()))


def _titles(ledger: Ledger) -> tuple[TitleClaim, ...]:
    """The title as it stands: its amount, its own lines, what payments left of it."""
    account, title = ledger.title, ledger.granted
    if account is None or title is None:
        return ()
    today = ledger.facts.today
    found = account.lines_to(today)
    lost = ledger.lost is not None and bool(account.open)
    periods = () if lost or found.gaps else found.periods
    rule = periods[-1].rate.rule if periods else "CMF L313-2"
    return (
        TitleClaim(
            act=title.name,
            amount=account.base_on(date.min),
            periods=periods,
            rule=rule,
            place=title.event.place,
            date=title.day,
            accessories=title.accessories,
            outstanding=None if lost else account.open,
            interest=None if lost else found.sum,
            interest_paid=ledger.received(title.name, "interest") if ledger.lost else account.interest_paid,
            covers=tuple(a.number for a in ledger.accounts if a.titled),
            words=title.words,
            interest_waived=account.interest_waived,
            capitalised=account.capitalised,
            capitalisations=tuple(account.capitalisations),
        ),
    )


def _invoice(account: Account, ledger: Ledger) -> InvoiceClaim:
    today = ledger.facts.today
    found = account.lines_to(today)
    state = _state(account, today)
    late = account.is_late(today)
    lost = ledger.lost is not None and bool(account.open)
    return InvoiceClaim(
        number=account.number,
        date=account.invoice.date,
        state=state,
        due=account.due.day,
        due_reason=typo_fr(account.due.reason),
        principal=account.invoice.gross,
        credited=total(line.amount for line in account.credits),
        outstanding=None if lost else account.open,
        interest=None if lost else found.sum,
        # Where an allocation was given up half-way, only what is told of it counts.
        interest_paid=ledger.received(account.number, "interest") if ledger.lost else account.interest_paid,
        indemnity=account.fee if late else ZERO,
        indemnity_paid=ledger.received(account.number, "indemnity") if ledger.lost else account.fee_paid,
        periods=() if lost or found.gaps else found.periods,
        credits=tuple(sorted(account.credits, key=lambda line: (line.date, line.number, line.amount))),
        place=account.invoice.place,
        evidence=tuple(ref.file for ref in account.invoice.evidence),
        interest_reason=typo_fr(_why(account, bool(found.periods or found.gaps))) if today > account.due.day else "",
        indemnity_reason=account.fee_reason if late else "",
        withheld=account.withheld,
        interest_waived=account.interest_waived,
        due_values=account.due.values,
        capitalised=account.capitalised,
        capitalisations=tuple(account.capitalisations),
        lost_discount=lost_discount(account, today),
        start_certainty=account.start_certainty,
    )


def lost_discount(account: Account, today: date) -> str:
    """« escompte de 2,00 % perdu : facture non payée au 20 janvier 2026 »; '' when there was none, or it was earned."""
    discount = account.invoice.discount
    if discount is None or discount.before > today or account.invoice.gross.cents <= 0:
        return ""
    if any(line.number == "escompte" for line in account.credits):
        return ""
    return typo_fr(f"escompte de {percent(discount.rate)} perdu : facture non payée au {long_day(discount.before)}")


def _why(account: Account, ran: bool) -> str:
    """Why interest runs from its first day, or why none ran though it has one."""
    if ran or account.start is None or account.lines_to(account.start).periods:
        return account.reason
    if account.stop is not None and account.stop <= account.start:
        return "procédure collective ouverte avant l’échéance : aucun intérêt ne court"
    return "aucun intérêt n’a couru"


def _state(account: Account, today: date) -> State:
    """Due from the day after the due date; paid once principal and interest are, whatever is left of the indemnity."""
    if account.titled:
        return "titled"
    owed = account.interest_owed(today)
    if not account.open and not account.withheld and not (owed is None or owed.cents > 0):
        return "paid"
    if today <= account.due.day or (not account.open and account.withheld):
        return "not_due"
    return "due"


def _totals(ledger: Ledger, invoices: Iterable[InvoiceClaim], titles: Sequence[TitleClaim]) -> Totals:
    """Sums of what is printed; what is not due, or withheld, counts in `not_due` only, what a title covers in the title only."""
    today = ledger.facts.today
    every = tuple(invoice for invoice in invoices if invoice.state != "titled")
    counted = [i for i in every if i.due < today or i.state == "paid"]
    early = [i for i in every if not (i.due < today or i.state == "paid")]
    rows: tuple[InvoiceClaim | TitleClaim, ...] = (*counted, *titles)
    outstanding, accrued = _sum(row.outstanding for row in rows), _sum(row.interest for row in rows)
    interest_paid = total(row.interest_paid for row in rows)
    waived = total(row.interest_waived for row in rows)
    indemnity, indemnity_paid = total(i.indemnity for i in counted), total(i.indemnity_paid for i in counted)
    penalty, penalty_paid = total(p.amount for p in ledger.penalties), total(p.paid for p in ledger.penalties)
    costs = total(cost.amount for cost in ledger.costs) + ledger.accessories - ledger.costs_left_out
    due = None
    if outstanding is not None and accrued is not None:
        due = outstanding + accrued - interest_paid - waived + indemnity - indemnity_paid
        due += penalty - penalty_paid + costs - ledger.costs_paid
    return Totals(
        principal=total(i.principal - i.credited - i.withheld for i in counted) + total(t.amount for t in titles),
        outstanding=outstanding,
        interest=accrued,
        indemnity=indemnity,
        penalty=penalty,
        costs=costs,
        interest_paid=interest_paid,
        indemnity_paid=indemnity_paid,
        penalty_paid=penalty_paid,
        costs_paid=ledger.costs_paid,
        paid=total(p.amount for p in ledger.payments if not p.returned),
        not_due=total((i.outstanding or ZERO) for i in early) + total(i.withheld for i in every),
        due=due,
        interest_waived=waived,
        capitalised=total(row.capitalised for row in rows),
    )


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    known = list(amounts)
    return None if None in known else total(amount for amount in known if amount is not None)


def _per_day(
    accounts: Iterable[Account], today: date
) -> tuple[Money | None, tuple[DailyLine, ...], tuple[tuple[Gap, Account], ...]]:
    """What the next day adds over all invoices, rounded once, and its parts; None when a rate of it is not known."""
    day = next_day(today)
    found, gaps = [], []
    for account in accounts:
        base = account.base_on(day)
        retention = account.invoice.retention
        if retention and retention.due_on == today:
            base += account.withheld
        if base.cents <= 0 or not account.bears_on(day):
            continue
        rate = account.schedule.on(day)
        if isinstance(rate, Gap):
            gaps.append((rate, account))
        elif rate is not None:
            divisor = divisor_of(day, account.exact_year)
            found.append(DailyLine(account.number, base, rate, interest(base, rate.percent, 1, divisor), str(divisor)))
    exact = sum((line.exact for line in found), Decimal(0))
    return None if gaps else round_to_cent(exact), tuple(found), tuple(gaps)
