"""The three calendars."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.working_days import holidays_of
from dossier.procedure.calendars import (
    departement_of,
    is_working_day,
    next_working_day,
    prescription_end,
    previous_working_day,
    procedure_limit,
)

DAYS = st.dates(date(2010, 1, 1), date(2080, 12, 31))


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus, written here from its arithmetic so that the library is not its own witness."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped - 10
    epact = (11 * golden + 20 + moon - skipped) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact if 44 - epact >= 21 else 74 - epact
    full += 7 - (sunday + full) % 7
    return date(year, 3, 1) + timedelta(days=full - 1)


def test_the_holidays_are_the_eleven_of_the_labour_code() -> None:
    """C. trav. L3133-1, used for CPC 642 (3e civ., 21 Jan. 2021, n° 19-24.799)."""
    for year in range(2015, 2051):
        fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
        movable = {easter(year) + timedelta(days=n) for n in (1, 39, 50)}
        assert holidays_of(year) == {date(year, *day) for day in fixed} | movable, year


def test_each_holiday_of_2026_moves_the_end_of_a_period_to_the_next_working_day() -> None:
    """CPC 642 al. 2, holiday by holiday, with the weekends that follow some of them."""
    moved = {
        "2026-01-01": "2026-01-02", "2026-04-06": "2026-04-07", "2026-05-01": "2026-05-04", "2026-05-08": "2026-05-11",
        "2026-05-14": "2026-05-15", "2026-05-25": "2026-05-26", "2026-07-14": "2026-07-15", "2026-08-15": "2026-08-17",
        "2026-11-01": "2026-11-02", "2026-11-11": "2026-11-12", "2026-12-25": "2026-12-28",
    }  # fmt: skip
    assert {day.isoformat() for day in holidays_of(2026)} == set(moved)
    for end, last in moved.items():
        start = date.fromisoformat(end) - timedelta(days=15)
        assert procedure_limit(start, days=15).last == date.fromisoformat(last)


@given(DAYS, st.integers(0, 12), st.integers(0, 60))
def test_a_period_of_procedure_never_ends_on_a_day_off(start: date, months: int, days: int) -> None:
    """CPC 642: neither the last day nor the two safe ones is a Saturday, a Sunday or a holiday, and they keep their order."""
    limit = procedure_limit(start, months, days)
    for day in (limit.last, limit.act_by, limit.wait_until):
        assert is_working_day(day)
    assert limit.act_by <= limit.last == limit.wait_until
    assert (limit.last - limit.act_by).days < 6
    assert not limit.local


@given(DAYS, st.integers(1, 24), st.sampled_from(["57", "67", "68", "971", "974"]))
def test_local_holidays_only_widen_the_distance(start: date, months: int, departement: str) -> None:
    """Whether a local holiday extends a period is not decided: who acts ignores it, who waits counts it."""
    plain, local = procedure_limit(start, months), procedure_limit(start, months, departement=departement)
    assert local.last == plain.last
    assert local.act_by <= plain.act_by
    assert local.wait_until >= plain.wait_until
    assert local.local == ((local.act_by, local.wait_until) != (plain.act_by, plain.wait_until))


def test_good_friday_in_alsace_is_unsettled() -> None:
    """3 April 2026 is Good Friday: a period that ends there ends there, but one acts the day before and waits until Tuesday."""
    limit = procedure_limit(date(2025, 10, 3), 6, departement="67")
    assert (limit.last, limit.act_by, limit.wait_until) == (date(2026, 4, 3), date(2026, 4, 2), date(2026, 4, 7))
    assert limit.local


@given(DAYS, st.integers(1, 10))
def test_prescription_never_rolls_over(start: date, years: int) -> None:
    """C. civ. 2228 and 2229: the last day is the same day of the month, whatever day of the week it is."""
    end = prescription_end(start, years)
    assert (end.month, end.day) in ((start.month, start.day), (2, 28))
    assert end.year == start.year + years


def test_five_years_from_21_november_2021_end_on_a_saturday() -> None:
    """Due on 21 November 2021: the last day is Saturday 21 November 2026, not the Monday after."""
    assert prescription_end(date(2021, 11, 21), 5) == date(2026, 11, 21)


@given(DAYS)
def test_a_working_day_is_its_own_neighbour(day: date) -> None:
    """Moving to a working day moves nothing that is one, and never jumps over one."""
    after, before = next_working_day(day), previous_working_day(day)
    assert before <= day <= after
    assert (before == day) == (after == day) == is_working_day(day)


def test_the_department_is_read_from_the_insee_code() -> None:
    """Corsica has letters, overseas three digits; the postcode serves where the INSEE code is missing."""
    assert [departement_of(code) for code in ("13201", "2A004", "97411")] == ["13", "2A", "974"]
    assert departement_of("", "67000") == "67"
