"""The days on which something happens to the accounts, in order: credit notes, releases, penalties, payments, waivers, anniversaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dossier.claim.account import Account
from dossier.claim.allocation import (
    ORDER,
    Split,
    UnknownRate,
    cut,
    pay_account,
    pay_early,
    pay_fees,
    pay_in_order,
    pay_withheld,
)
from dossier.claim.capitalisation import capitalise, eves
from dossier.claim.claim import Allocation, CreditLine, PaymentClaim
from dossier.claim.facts import Facts
from dossier.claim.opening import Books
from dossier.claim.penalty import Penalty, incur
from dossier.claim.setting import Setting
from dossier.claim.titles import Title, convert
from dossier.claim.waiver import waive
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money, round_to_cent, total
from dossier.model.journal import Renonciation
from dossier.model.ledger import Cost, Payment


@dataclass(slots=True)
class Ledger:
    """The state of a computation between two days. `lost` is the day from which a missing rate leaves allocations unknown.

    `costs_left_out` are costs that are asked no more: given up, or held by a decision's accessories; what was paid of them stays.
    """

    facts: Facts
    accounts: tuple[Account, ...]
    setting: Setting
    penalties: list[Penalty] = field(default_factory=list)
    costs: tuple[Cost, ...] = ()
    costs_paid: Money = ZERO
    costs_left_out: Money = ZERO
    accessories: Money = ZERO
    payments: list[PaymentClaim] = field(default_factory=list)
    lost: date | None = None
    title: Account | None = None
    granted: Title | None = None

    def open_accounts(self) -> tuple[Account, ...]:
        """The accounts that payments reach: the title in the place of the invoices that it covers."""
        own = tuple(account for account in self.accounts if not account.titled)
        return (*own, self.title) if self.title else own

    def account(self, number: str) -> Account | None:
        """The account that a payment on an invoice reaches: its own, or that of the title which covers it."""
        own = next((account for account in self.accounts if account.number == number), None)
        return self.title if own and own.titled else own

    def costs_owed(self, day: date) -> Money:
        """What is left of the costs up to a day."""
        spent = total(cost.amount for cost in self.costs if cost.date <= day)
        return spent + self.accessories - self.costs_paid - self.costs_left_out

    def received(self, number: str, head: str) -> Money:
        """What the allocations that are told gave to a head of an invoice or a title."""
        return total(p.amount for pay in self.payments for p in pay.allocated if (p.invoice, p.to) == (number, head))


def run(facts: Facts, books: Books, setting: Setting) -> Ledger:
    """Replay the known days and return the accounts as they stand on the day of computing."""
    costs = tuple(cost for cost in facts.costs if cost.basis)
    ledger = Ledger(facts, books.accounts, setting, costs=costs)
    for day in _days(facts, books):
        _release(ledger, day)
        ledger.penalties += incur(facts, books, day)
        _credit(ledger, day)
        _receive(ledger, day)
        _discount(ledger, day)
        waive(ledger, day)
        if books.title and books.title.day == day:
            _grant(ledger, books, books.title)
        for account in ledger.open_accounts():
            capitalise(account, day)
    return ledger


def _grant(ledger: Ledger, books: Books, title: Title) -> None:
    """From the day after a decision with interest of its own, it alone counts for what it covers: what it does not grant is not due."""
    ledger.title = convert(title, ledger.accounts, books.opening, ledger.setting)
    if ledger.title:
        if title.accessories:  # they hold what was spent before the decision: it is not counted twice
            ledger.costs_left_out += ledger.costs_owed(title.day)
        ledger.granted, ledger.accessories = title, title.accessories
        covered = {account.number for account in ledger.accounts if account.titled}
        for penalty in ledger.penalties:
            penalty.give_up(covered)


def _days(facts: Facts, books: Books) -> list[date]:
    days = {payment.date for payment in facts.payments}
    days |= {note.date for notes in facts.credits.values() for note in notes}
    days |= {next_day(i.retention.due_on) for i in facts.invoices if i.retention}
    days |= {next_day(notice.deadline) for notice in books.notices}
    days |= {i.discount.before for i in facts.invoices if i.discount}
    days |= {event.date for event in facts.events(Renonciation)}
    days |= {books.title.day} if books.title else set()
    days |= {eve for account in books.accounts if account.capitalises for eve in eves(account.start, facts.today)}
    if books.title and books.title.capitalises:
        days |= set(eves(books.title.start, facts.today))
    return sorted(day for day in days if day <= facts.today)


def _credit(ledger: Ledger, day: date) -> None:
    """Credit notes that count from their date: they reduce the principal, never the interest; the base follows the day after."""
    for account in ledger.accounts:
        for note in account.notes:
            if note.effect == "a_sa_date" and note.date == day:
                taken = account.reduce(note.gross, day)
                account.credits.append(CreditLine(note.number, note.date, taken, next_day(day), note.place))


def _release(ledger: Ledger, day: date) -> None:
    eve = day - timedelta(days=1)
    for account in ledger.accounts:
        retention = account.invoice.retention
        if retention and retention.due_on == eve:
            account.release(eve)


def _discount(ledger: Ledger, day: date) -> None:
    """An escompte is earned when all but it was paid by its day; paid later, it is lost."""
    for account in ledger.open_accounts():
        discount = account.invoice.discount
        if discount and discount.before == day and account.open.cents > 0:
            worth = round_to_cent(account.invoice.gross.euros * discount.rate / 100)
            if account.open <= worth:
                taken = account.reduce(account.open, day)
                place = account.invoice.place_of("escompte")
                account.credits.append(CreditLine("escompte", day, taken, next_day(day), place))


def _receive(ledger: Ledger, day: date) -> None:
    """Allocate the payments of a day as received together; those that name an invoice first."""
    received = [payment for payment in ledger.facts.payments if payment.date == day]
    good = [p for p in received if not ledger.facts.returned(p) and p.amount.cents > 0]
    parts: dict[int, list[Allocation]] = {id(payment): [] for payment in received}
    left = {id(payment): payment.amount for payment in good}
    taken, known = frozenset(left), ledger.lost is None
    if known:
        try:
            _share(ledger, day, good, parts, left)
        except UnknownRate:
            ledger.lost, known = day, False
    for payment in received:
        returned = id(payment) not in taken and ledger.facts.returned(payment)
        rest = left.get(id(payment), ZERO) if known else None
        unallocated = ZERO if returned else rest
        allocated = tuple(parts[id(payment)]) if known else ()
        ledger.payments.append(_payment(payment, unallocated, allocated, returned))


def _share(
    ledger: Ledger, day: date, good: Sequence[Payment], parts: dict[int, list[Allocation]], left: dict[int, Money]
) -> None:
    for number in sorted({payment.invoice for payment in good if ledger.account(payment.invoice)}):
        named = [payment for payment in good if payment.invoice == number]
        _give(named, _pay_named(ledger, number, total(p.amount for p in named), day), parts, left)
    _give(good, _pay_by_law(ledger, total(left[id(p)] for p in good), good, day), parts, left)


def _give(payments: Sequence[Payment], split: Split, parts: dict[int, list[Allocation]], left: dict[int, Money]) -> None:
    shares = cut(split.parts, [left[id(payment)] for payment in payments])
    for payment, share in zip(payments, shares, strict=True):
        parts[id(payment)] += share
        left[id(payment)] -= total(part.amount for part in share)


def _pay_named(ledger: Ledger, number: str, amount: Money, day: date) -> Split:
    account = ledger.account(number)
    assert account is not None
    split = pay_account(account, amount, day, ledger.setting.imputation)
    early = pay_withheld(account, split.left)
    if not early:
        return split
    return Split((*split.parts, Allocation(account.number, "principal", early, ORDER)), split.left - early)


def _pay_by_law(ledger: Ledger, amount: Money, good: Sequence[Payment], day: date) -> Split:
    """Due invoices, then indemnities, penalty and costs, then what is not due yet; the rest stays unallocated.

    An invoice that did not exist on the day of the payment is not paid by it unless the debtor named it, or the reading says so.
    """
    issued = [account for account in ledger.open_accounts() if ledger.setting.deposits or account.invoice.date <= day]
    parts: list[Allocation] = []
    steps: tuple[Callable[[Money], Split], ...] = (
        lambda left: pay_in_order(issued, left, day, ledger.setting.imputation),
        lambda left: pay_fees(issued, left, day),
        lambda left: _pay_penalties(ledger, left),
        lambda left: _pay_costs(ledger, left, day),
        lambda left: pay_early(issued, left, day),
    )
    for step in steps:
        if amount.cents <= 0:
            break
        split = step(amount)
        parts += split.parts
        amount = split.left
    return Split(tuple(parts), amount)


def _pay_penalties(ledger: Ledger, amount: Money) -> Split:
    parts = []
    for penalty in ledger.penalties:
        taken = min(amount, penalty.amount - penalty.paid)
        if taken.cents > 0:
            penalty.paid += taken
            amount -= taken
            parts.append(Allocation("", "penalty", taken, ORDER))
    return Split(tuple(parts), amount)


def _pay_costs(ledger: Ledger, amount: Money, day: date) -> Split:
    taken = min(amount, ledger.costs_owed(day))
    if taken.cents <= 0:
        return Split((), amount)
    ledger.costs_paid += taken
    return Split((Allocation("", "costs", taken, ORDER),), amount - taken)


def _payment(payment: Payment, unallocated: Money | None, allocated: tuple[Allocation, ...], returned: bool) -> PaymentClaim:
    evidence = tuple(ref.file for ref in payment.evidence)
    return PaymentClaim(
        payment.date,
        payment.amount,
        unallocated,
        allocated,
        payment.place,
        payment.means,
        payment.invoice,
        returned,
        evidence,
        payment.payer,
        payment.returned_on if returned else None,
    )
