"""Where a payment goes: the debtor's indication, else the order of the law; inside an invoice, interest first.

C. civ. 1342-10 and 1343-1, lu le 2026-11-21. The rank of the forty euros is open: the firm's `imputation` decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from dossier.claim.account import Account
from dossier.claim.claim import Allocation, RateBasis
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money, total

INTEREST_FIRST = "C. civ. 1343-1"
ORDER = "C. civ. 1342-10"


class UnknownRate(Exception):
    """A payment cannot be allocated because a rate is not known; it never leaves the ledger."""


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of an amount, and what is left of it."""

    parts: tuple[Allocation, ...]
    left: Money


def pay_account(account: Account, amount: Money, day: date, choice: str) -> Split:
    """Pay one invoice: interest then principal, or in the order of *choice*; raises `UnknownRate`.

    Principal paid changes the base from the day after; interest paid does so only where it was capitalised.
    """
    owed = account.interest_owed(day)
    if owed is None:
        raise UnknownRate
    parts: list[Allocation] = []
    left = amount
    rule = INTEREST_FIRST if owed.cents > 0 else ORDER
    for head in _heads(choice):
        if head == "interest":
            taken = max(min(left, owed), ZERO)
            account.pay_interest(taken, day)
        elif head == "indemnity":
            taken = min(left, account.fee_owed(day))
            account.fee_paid += taken
        else:
            taken = account.reduce(left, day)
        if taken:
            parts.append(Allocation(account.number, head, taken, "choix imputation" if head == "indemnity" else rule))
            left -= taken
    return Split(tuple(parts), left)


def _heads(choice: str) -> tuple[Literal["interest", "principal", "indemnity"], ...]:
    if choice == "principal_puis_interets":
        return ("principal", "interest")
    if choice == "interets_indemnites_principal":
        return ("interest", "indemnity", "principal")
    return ("interest", "principal")


def pay_in_order(accounts: Iterable[Account], amount: Money, day: date, choice: str) -> Split:
    """Pay due invoices in the order of the law: the higher rate, the earlier due date, the earlier invoice, then pro rata."""
    parts: list[Allocation] = []
    left = amount
    due = [account for account in accounts if account.is_due(day) and not account.settled]
    # Where interest runs on all of them by one schedule the rate decides nothing, and need not be known.
    alike = all(_runs(account, day) and account.schedule is due[0].schedule for account in due)
    ranks = {id(account): _rank(account, day, alike) for account in due}
    due.sort(key=lambda account: (ranks[id(account)], account.number))
    for _, tied in groupby(due, key=lambda account: ranks[id(account)]):
        if left.cents <= 0:
            break
        owing = [account for account in tied if _owes(account, day, choice)]
        for account, share in _shares(owing, left, day, choice):
            split = pay_account(account, share, day, choice)
            parts += split.parts
            left -= share - split.left
    return Split(tuple(parts), left)


def pay_early(accounts: Iterable[Account], amount: Money, day: date) -> Split:
    """Pay what is not due yet, the earliest due date first, then what is withheld: a deposit bears no interest."""
    parts: list[Allocation] = []
    left = amount
    for account in sorted(accounts, key=lambda a: (a.due.day, a.invoice.date, a.number)):
        taken = account.reduce(left, day) if not account.is_due(day) else ZERO
        taken += pay_withheld(account, left - taken)
        if taken:
            parts.append(Allocation(account.number, "principal", taken, ORDER))
            left -= taken
    return Split(tuple(parts), left)


def pay_withheld(account: Account, amount: Money) -> Money:
    """Pay a retenue de garantie before its day."""
    taken = min(amount, account.withheld)
    account.withheld -= taken
    return taken


def pay_fees(accounts: Iterable[Account], amount: Money, day: date) -> Split:
    """Pay the indemnities of the late invoices, the earliest due date first."""
    parts: list[Allocation] = []
    left = amount
    for account in sorted(accounts, key=lambda a: (a.due.day, a.invoice.date, a.number)):
        taken = min(left, account.fee_owed(day))
        if taken.cents > 0:
            account.fee_paid += taken
            parts.append(Allocation(account.number, "indemnity", taken, ORDER))
            left -= taken
    return Split(tuple(parts), left)


def cut(parts: Sequence[Allocation], amounts: Sequence[Money]) -> list[tuple[Allocation, ...]]:
    """Give the parts of a common sum back to the payments that made it up, in order; no cent is lost."""
    queue = list(parts)
    shares: list[tuple[Allocation, ...]] = []
    for amount in amounts:
        share: list[Allocation] = []
        while queue and amount.cents > 0:
            part = queue.pop(0)
            taken = min(part.amount, amount)
            share.append(Allocation(part.invoice, part.to, taken, part.rule))
            if taken < part.amount:
                queue.insert(0, Allocation(part.invoice, part.to, part.amount - taken, part.rule))
            amount -= taken
        shares.append(tuple(share))
    return shares


def _owes(account: Account, day: date, choice: str) -> bool:
    """Whether an invoice takes a part of a payment: the indemnity that is left counts where the choice puts it with the invoice."""
    owed = account.interest_owed(day)
    if owed is None:
        raise UnknownRate
    paid = account.open.cents <= 0 and owed.cents <= 0
    if paid and "indemnity" in _heads(choice):
        return account.fee_owed(day).cents > 0
    account.settled = paid and not account.withheld
    return not account.settled


def _rank(account: Account, day: date, alike: bool) -> tuple[Decimal, date, date]:
    """Lower is paid earlier: the rate only where it tells invoices apart, the due date, the date of the invoice."""
    rate = Decimal(0) if alike else _rate(account, day)
    return -rate, account.due.day, account.invoice.date


def _runs(account: Account, day: date) -> bool:
    return account.bears_on(day) or account.bears_on(next_day(day))


def _rate(account: Account, day: date) -> Decimal:
    """The rate that an invoice bears on the day of payment, or from the next day when it begins then; zero for none."""
    if not _runs(account, day):
        return Decimal(0)
    rate = account.schedule.on(day if account.bears_on(day) else next_day(day))
    if rate is None:
        return Decimal(0)
    if not isinstance(rate, RateBasis):
        raise UnknownRate
    return rate.percent


def _owed(account: Account, day: date, choice: str) -> Money:
    fee = account.fee_owed(day) if "indemnity" in _heads(choice) else ZERO
    return account.open + (account.interest_owed(day) or ZERO) + fee


def _shares(tied: Sequence[Account], amount: Money, day: date, choice: str) -> list[tuple[Account, Money]]:
    """Split an amount between invoices that nothing tells apart, in proportion to what each owes; cents go by number."""
    owed = [_owed(account, day, choice) for account in tied]
    everything = total(owed)
    if amount >= everything:
        return list(zip(tied, owed, strict=True))
    shares = [amount.cents * part.cents // everything.cents for part in owed]
    by_rest = sorted(range(len(tied)), key=lambda i: (-(amount.cents * owed[i].cents % everything.cents), tied[i].number))
    for i in by_rest[: amount.cents - sum(shares)]:
        shares[i] += 1
    return [(account, Money(share)) for account, share in zip(tied, shares, strict=True)]
