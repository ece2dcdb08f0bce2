"""The clause pénale: incurred the day after the delay of the mise en demeure, on the principal then due."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dossier.claim.account import Account
from dossier.claim.facts import Facts
from dossier.claim.notice import notice_for
from dossier.claim.opening import Books
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money, round_to_cent, total

RULE = "C. civ. 1231-5"


@dataclass(slots=True)
class Penalty:
    """A penalty incurred on a day, on a base; `paid` is what payments took of it, `shares` the base by number of invoice."""

    day: date
    base: Money
    percent: Decimal
    amount: Money
    paid: Money = ZERO
    shares: Mapping[str, Money] = field(default_factory=dict)

    def give_up(self, numbers: Collection[str]) -> None:
        """Leave out the invoices that a decision covers, all but what was paid."""
        if not any(number in numbers for number in self.shares):
            return
        self.shares = {number: base for number, base in self.shares.items() if number not in numbers}
        self.base = total(self.shares.values())
        self.amount = max(_of(self.base, self.percent), self.paid)


def incur(facts: Facts, books: Books, day: date) -> list[Penalty]:
    """The penalty that a day brings: a percent of what is open on the invoices that a mise en demeure concerned.

    The base is the principal at the beginning of the day after the delay; rounded once. The penalty is not incurred when the
    delay ends after the opening of a procédure collective. Law: C. civ. 1231-5, lu le 2026-11-21 ; its last paragraph from concurring sources.
    """
    clause = facts.case.contract.penalty_clause
    if clause is None:
        return []
    shares = {account.number: account.open for account in _concerned(books, day)}
    base = total(shares.values())
    if base.cents <= 0:
        return []
    return [Penalty(day, base, clause.rate, _of(base, clause.rate), shares=shares)]


def _of(base: Money, percent: Decimal) -> Money:
    return round_to_cent(base.euros * percent / 100)


def _concerned(books: Books, day: date) -> Sequence[Account]:
    """The accounts whose first mise en demeure left them until the eve of *day*."""
    found = []
    for account in books.accounts:
        notice = notice_for(account.due.day, books.notices)
        if account.titled or (books.opening and account.stop and day >= books.opening.day):
            continue
        if notice and next_day(notice.deadline) == day:
            found.append(account)
    return found


def not_incurred(facts: Facts, books: Books) -> str:
    """Why a clause pénale that the contract has is not claimed, '' when nothing is open."""
    if books.opening and any(account.stop for account in books.accounts):
        return "procédure collective ouverte avant le terme de la mise en demeure"
    if not any(account.open for account in books.accounts):
        return "aucun principal dû au terme de la mise en demeure"
    waiting = [n for a in books.accounts if (n := notice_for(a.due.day, books.notices)) and next_day(n.deadline) > facts.today]
    if waiting:
        return "délai de la mise en demeure en cours"
    if not books.notices:
        return "pas de mise en demeure"
    return "aucune facture échue avant la mise en demeure"
