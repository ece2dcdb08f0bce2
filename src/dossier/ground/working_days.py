"""Working days in metropolitan France: neither Saturday, Sunday nor public holiday (C. trav. L3133-1)."""

from __future__ import annotations

from datetime import date
from functools import cache

from dossier.ground.days import ONE_DAY


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays.countries import France  # a large library, needed only when a delay is moved

    return frozenset(France(years=year))


def next_working_day(day: date) -> date:
    """*day* itself when it is a working day, else the first one after it."""
    while day.weekday() >= 5 or day in _holidays(day.year):
        day += ONE_DAY
    return day
