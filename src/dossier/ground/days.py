"""Days and months without a clock: half-years, month arithmetic, half-open periods.

A period is `[start, end)` inside the program; what is printed shows its last day, both ends counted.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def next_day(day: date) -> date:
    """The day after."""
    return day + ONE_DAY


def previous_day(day: date) -> date:
    """The day before."""
    return day - ONE_DAY


def add_months(day: date, months: int) -> date:
    """The same day of the month *months* later, or the last day of that month where there is no such day (CPC 641 al. 2)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day *years* later; 28 February for a 29 February without counterpart."""
    return add_months(day, 12 * years)


def end_of_month(day: date) -> date:
    """The last day of the month of *day*."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def half_year_start(day: date) -> date:
    """1 January or 1 July: the first day of the half-year of *day*."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def next_half_year(day: date) -> date:
    """The first day of the half-year after that of *day*."""
    return add_months(half_year_start(day), 6)


def half_year_name(day: date) -> str:
    """`2026-S2`."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def days_of(start: date, end: date) -> Iterator[date]:
    """Every day of `[start, end)`."""
    day = start
    while day < end:
        yield day
        day += ONE_DAY
