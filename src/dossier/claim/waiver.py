"""What the creditor gives up: a renonciation takes effect on its day, on what is then left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from dossier.claim.account import Account
from dossier.claim.claim import CreditLine
from dossier.ground.days import next_day
from dossier.ground.money import ZERO, Money
from dossier.model.journal import Renonciation

if TYPE_CHECKING:
    from dossier.claim.ledger import Ledger

EVERYTHING = Money(10**17)


def waive(ledger: Ledger, day: date) -> None:
    """Apply the waivers of a day, after its payments: an amount, or all of a head when none is written.

    A waiver of interest without amount gives up what is unpaid and what would still run. None reaches an invoice issued later.
    """
    for event in ledger.facts.events(Renonciation):
        if event.date != day:
            continue
        left = EVERYTHING if event.amount is None else event.amount
        born = (account for account in ledger.open_accounts() if account.invoice.date <= day)
        accounts = sorted(born, key=lambda a: (a.due.day, a.invoice.date, a.number))
        if event.on in ("principal", "tout"):
            left = _principal(accounts, left, event)
        if event.on in ("interets", "tout"):
            left = _interest(accounts, left, event)
        if event.on in ("indemnites", "tout"):
            left = _fees(accounts, left, event)
        if event.on == "tout" and event.amount is None:
            for penalty in ledger.penalties:
                penalty.amount = penalty.paid
            ledger.costs_left_out += ledger.costs_owed(day)


def _principal(accounts: Iterable[Account], left: Money, event: Renonciation) -> Money:
    for account in accounts:
        taken = account.reduce(left, event.date)
        if event.amount is None:
            taken += account.withheld
            account.withheld = ZERO
        if taken:
            line = CreditLine("renonciation", event.date, taken, next_day(event.date), event.place)
            account.credits.append(line)
            left -= taken
    return left


def _interest(accounts: Iterable[Account], left: Money, event: Renonciation) -> Money:
    for account in accounts:
        owed = account.interest_owed(event.date)
        if owed is not None:
            taken = max(min(left, owed), ZERO)
            account.waive_interest(taken, event.date)
            left -= taken
        if event.amount is None:
            account.close(next_day(event.date))
    return left


def _fees(accounts: Iterable[Account], left: Money, event: Renonciation) -> Money:
    """Give up indemnities: an amount of those that were incurred, or with no amount all of them, those to come included."""
    for account in accounts:
        owed = account.fee - account.fee_paid if event.amount is None else account.fee_owed(event.date)
        taken = min(left, owed)
        if taken:
            account.fee -= taken
            account.fee_reason = "renonciation du créancier"
            left -= taken
    return left
