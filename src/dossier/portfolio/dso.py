"""Days of sales outstanding, by both methods, from the monthly sales of `dossier.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dossier.ground.days import add_months, end_of_month
from dossier.ground.french import MONTHS, enumerate_fr
from dossier.ground.money import ZERO, Money, total
from dossier.model.settings import Sales

MOST_MONTHS = 12
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Dso:
    """A number of days to one decimal, None with its `reason`; with what it was made of: receivables, sales and days.

    `first` and `last` are the first and last day of the months used, None when there are none.
    """

    days: Decimal | None
    reason: str
    receivables: Money | None
    sales: Money | None = None
    period: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The sales of one whole month."""

    first: date
    sales: Money

    @property
    def days(self) -> int:
        """How many days it has."""
        return end_of_month(self.first).day


def months_of(sales: Sequence[Sales], today: date) -> tuple[Month, ...] | str:
    """The whole months up to *today*, the latest first, at most twelve and without a gap; else why there are none."""
    if not sales:
        return "pas de ventes mensuelles dans dossier.yaml (ventes)"
    twice = sorted(month for month, times in Counter(row.month for row in sales).items() if times > 1)
    if twice:
        return f"ventes écrites deux fois dans dossier.yaml : {enumerate_fr([_name(_first(month)) for month in twice])}"
    given = {_first(row.month): row.gross for row in sales}
    month = today.replace(day=1) if today == end_of_month(today) else add_months(today.replace(day=1), -1)
    wanted = [add_months(month, -back) for back in range(MOST_MONTHS)]
    wanted = [day for day in wanted if day >= min(given)] or [month]
    missing = [day for day in wanted if day not in given]
    if missing:
        return f"ventes manquantes dans dossier.yaml : {enumerate_fr([_name(day) for day in reversed(missing)])}"
    return tuple(Month(day, given[day]) for day in wanted)


def accounting(receivables: Money | None, months: tuple[Month, ...] | str) -> Dso:
    """Receivables over sales, times the days of the period: 20 000 / 45 000 × 90 = 40."""
    if receivables is None or isinstance(months, str):
        return _none(receivables, months)
    sales, days = total(month.sales for month in months), sum(month.days for month in months)
    value = None if sales.cents <= 0 else Decimal(receivables.cents) * days / Decimal(sales.cents)
    reason = "aucune vente dans la période" if value is None else ""
    return _made(value, reason, receivables, sales, days, months)


def count_back(receivables: Money | None, months: tuple[Month, ...] | str) -> Dso:
    """Take the sales of month after month, the latest first, off the receivables; count the days of what was used."""
    if receivables is None or isinstance(months, str):
        return _none(receivables, months)
    left, days, used = receivables, Decimal(0), list[Month]()
    for month in months:
        if left.cents <= 0:
            break
        used.append(month)
        taken = min(left, max(month.sales, ZERO))
        # A month without sales that something older outlasts passes whole.
        days += Decimal(month.days) * (Decimal(taken.cents) / month.sales.cents if month.sales.cents > 0 else 1)
        left -= taken
    sales, whole = total(month.sales for month in used), sum(month.days for month in used)
    if left.cents > 0:
        reason = "les créances dépassent les ventes de tous les mois donnés"
        return _made(None, reason, receivables, sales, whole, tuple(used))
    return _made(days, "", receivables, sales, whole, tuple(used))


def _none(receivables: Money | None, months: tuple[Month, ...] | str) -> Dso:
    unknown = "montant d’une créance inconnu : une valeur de la loi manque"
    return Dso(None, months if isinstance(months, str) else unknown, receivables)


def _made(value: Decimal | None, reason: str, receivables: Money, sales: Money, days: int, months: tuple[Month, ...]) -> Dso:
    rounded = None if value is None else value.quantize(_TENTH, ROUND_HALF_UP)
    first, last = (months[-1].first, end_of_month(months[0].first)) if months else (None, None)
    return Dso(rounded, reason, receivables, sales, days, first, last)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _name(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
