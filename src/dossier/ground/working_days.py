"""Working days: neither Saturday, Sunday nor one of the 11 public holidays (C. trav. L3133-1)."""

from __future__ import annotations

from datetime import date
from functools import cache

from dossier.ground.days import ONE_DAY


@cache
def holidays_of(year: int, subdivision: str = "") -> frozenset[date]:
    """The public holidays of a year in metropolitan France, or with those of a subdivision as the library names it."""
    from holidays import country_holidays  # a large library, needed only when a period is counted

    return frozenset(country_holidays("FR", subdiv=subdivision or None, years=year))


def is_working_day(day: date, subdivision: str = "") -> bool:
    """Whether a day is neither Saturday, Sunday nor holiday, those of *subdivision* included when given."""
    return day.weekday() < 5 and day not in holidays_of(day.year, subdivision)


def next_working_day(day: date, subdivision: str = "") -> date:
    """*day* itself when it is a working day, else the first one after it (CPC 642 al. 2)."""
    while not is_working_day(day, subdivision):
        day += ONE_DAY
    return day
