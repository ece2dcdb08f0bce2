"""The three calendars in which the law counts: procedure, prescription, libre.

Procedure: CPC 640 to 642, holidays of C. trav. L3133-1. Prescription: C. civ. 2228 and 2229, never rolled over.
Libre: a day that the parties chose. Local holidays (Alsace-Moselle, overseas) extend nothing for certain, so that
they widen the distance between the day to act by and the day to wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.ground import working_days
from dossier.ground.days import ONE_DAY, add_months, add_years, previous_day

_LOCAL = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM", "976": "976",
    "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""Departments and territories with holidays of their own, and what the library of holidays calls them."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The end of a period of procedure. `last` is the last day by CPC 642; `act_by` the earliest defensible one for who
    must act; `wait_until` the latest for who must wait; `local` is True when a local holiday makes them differ."""

    last: date
    act_by: date
    wait_until: date
    local: bool = False


def is_working_day(day: date, departement: str = "") -> bool:
    """Whether a day is neither Saturday, Sunday nor holiday, local holidays of *departement* included when given."""
    return working_days.is_working_day(day, _LOCAL.get(departement, ""))


def next_working_day(day: date, departement: str = "") -> date:
    """*day* itself when it is a working day, else the first one after it (CPC 642 al. 2)."""
    return working_days.next_working_day(day, _LOCAL.get(departement, ""))


def previous_working_day(day: date, departement: str = "") -> date:
    """*day* itself when it is a working day everywhere and in *departement*, else the last one before it."""
    return _move(day, -ONE_DAY, lambda d: is_working_day(d) and is_working_day(d, departement))


def _move(day: date, step: timedelta, stop: Callable[[date], bool]) -> date:
    while not stop(day):
        day += step
    return day


def procedure_limit(start: date, months: int = 0, days: int = 0, departement: str = "") -> Limit:
    """The end of a period that begins by an event of *start*, months first, then days (CPC 641), rolled over (CPC 642).

    The day of the event does not count in days; in months the end is the same day of the month, or its last day.
    """
    raw = add_months(start, months) + timedelta(days=days)
    last = next_working_day(raw)
    act_by = previous_working_day(raw, departement)
    # Both readings roll together: a day must be working here and in the whole of France to end the wait.
    wait_until = _move(raw, ONE_DAY, lambda d: is_working_day(d) and is_working_day(d, departement))
    return Limit(last, act_by, wait_until, wait_until != last or act_by != previous_working_day(raw))


def days_before(event: date, days: int, departement: str = "") -> Limit:
    """The last day on which an act can be done *days* before *event*. Whether CPC 642 moves a period that is counted back is
    not said: the day by the count, and the working day before it to act by.
    """
    last = event - timedelta(days=days)
    return Limit(last, previous_working_day(last, departement), last)


def prescription_end(start: date, years: int) -> date:
    """The last day, at 24 h, of a prescription that runs from the day after *start* (C. civ. 2228, 2229): no roll-over."""
    return add_years(start, years)


def prescription_safe_day(end: date) -> date:
    """The day before the last one: a decision of 2018 counts the first day."""
    return previous_day(end)


def is_overseas(departement: str) -> bool:
    """Whether a department or territory lies outside metropolitan France."""
    return departement.startswith(("97", "98"))


def departement_of(insee: str, postcode: str = "") -> str:
    """`13`, `2A` or `974`, from the INSEE code of a commune, else from a postcode; '' when neither tells."""
    code = insee or postcode
    return code[:3] if code.startswith(("97", "98")) else code[:2]
