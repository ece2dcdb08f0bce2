"""Interest on interest: what is due for a whole year, and unpaid, bears interest from the anniversary of its first day.

C. civ. 1343-2 (« les intérêts échus, dus au moins pour une année entière, produisent intérêt si le contrat l’a prévu ou si une
décision de justice le précise »), lu le 2026-11-21. The text does not say from which day the year is counted: here it is the
first day of interest of the invoice, or of the title, and never 31 December nor a half-year (a reading, marked inferred).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.claim.account import Account
from dossier.claim.facts import Facts
from dossier.ground.days import add_years, next_day
from dossier.ground.french import long_day

RULE = "C. civ. 1343-2"


def contract_basis(facts: Facts) -> str:
    """What provides the capitalisation of the invoices' interest: the contract, when the firm asks for it; '' for nothing."""
    contract, chosen = facts.case.contract, facts.case.settings.choices.capitalisation
    if not contract.capitalisation or chosen != "oui":
        return ""
    return f"contrat du {long_day(contract.concluded_on)}" if contract.concluded_on else "contrat"


def anniversary(start: date, years: int) -> date:
    """The first day of the year of interest after *years*; 28 February for a 29 February without counterpart."""
    return add_years(start, years)


def eves(account_start: date | None, until: date) -> Iterator[date]:
    """The last days of each full year since the first day of interest, up to *until*."""
    years = 1
    while account_start:
        eve = anniversary(account_start, years) - timedelta(days=1)
        if eve > until:
            return
        yield eve
        years += 1


def capitalise(account: Account, eve: date) -> None:
    """At the end of the last day of a year of interest, let what is unpaid of it join the base from the next day on.

    Interest that rested during the year is not due for the whole of it: nothing joins the base then, all of it waits for the
    next anniversary. The opening of a procédure collective ends it (C. com. L622-28, second-hand).
    """
    day = next_day(eve)
    years = _years_ended(account, day)
    if not years or not account.bears_on(day):
        return
    owed = account.interest_owed(eve)
    if owed is None or owed <= account.capitalised:
        return
    assert account.start is not None
    start = anniversary(account.start, years - 1)
    if account.days_borne(start, day) == (day - start).days:
        account.capitalise(owed - account.capitalised, day)
    else:
        account.deferred.append(day)


def _years_ended(account: Account, day: date) -> int:
    """How many years of interest end on the eve of *day*, 0 when it is no anniversary or nothing capitalises."""
    if not account.capitalises or account.start is None or account.start.month != day.month:
        return 0
    years = day.year - account.start.year
    return years if years > 0 and anniversary(account.start, years) == day else 0
