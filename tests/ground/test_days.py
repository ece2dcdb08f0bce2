"""Months end where the calendar says, and half-years start on 1 January and 1 July."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.days import add_months, add_years, days_of, end_of_month, half_year_name, half_year_start, next_half_year

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-09-03", 3, "2026-12-03"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_the_same_day_of_a_later_month(start: str, months: int, end: str) -> None:
    """A delay in months ends on the same day of the month, or on its last day (CPC 641)."""
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_years_from_a_leap_day() -> None:
    """A year from 29 February ends on 28 February."""
    assert add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert add_years(date(2028, 2, 29), 4) == date(2032, 2, 29)


@given(days)
def test_a_day_lies_in_its_half_year(day: date) -> None:
    """Half-years follow one another without gap."""
    start, after = half_year_start(day), next_half_year(day)
    assert start <= day < after
    assert half_year_start(after) == after
    assert len(list(days_of(start, after))) in (181, 182, 184)


def test_names_and_ends() -> None:
    """A half-year is named by its year and rank."""
    assert half_year_name(date(2026, 6, 30)) == "2026-S1"
    assert half_year_name(date(2026, 7, 1)) == "2026-S2"
    assert end_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
