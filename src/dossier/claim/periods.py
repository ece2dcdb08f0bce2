"""The printed lines of interest: one for each stretch on which base and rate stay the same."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import NamedTuple

from dossier.claim.claim import Period
from dossier.claim.rates import Gap, Schedule
from dossier.ground.money import ZERO, Money, round_to_cent, total

_EXACT = Context(prec=40)


class Step(NamedTuple):
    """A base that holds from a day on; `capitalised` is the part of it that is capitalised interest."""

    since: date
    base: Money
    capitalised: Money = ZERO


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in order, and the gaps in the law that made some of them impossible. `refused`: this interest is not computed."""

    periods: tuple[Period, ...]
    gaps: tuple[Gap, ...] = ()
    refused: bool = False

    @property
    def sum(self) -> Money | None:
        """The sum of the printed lines; None, never a part, when a rate is not known."""
        return None if self.gaps or self.refused else total(period.amount for period in self.periods)


def joined(groups: Sequence[Lines]) -> Lines:
    """The lines of consecutive stretches as one."""
    gaps = dict.fromkeys(gap for group in groups for gap in group.gaps)
    return Lines(tuple(period for group in groups for period in group.periods), tuple(gaps))


def lines(steps: Sequence[Step], schedule: Schedule, start: date, end: date, exact_year: bool = False) -> Lines:
    """Interest on `[start, end)`: *steps* are the days from which a base holds, by day.

    Each line is base × rate × days / 365, half-up to the cent, once. With *exact_year* the days of a leap year count for 366ths,
    and a line is cut where the divisor changes. No interest runs on a base that is not positive.
    """
    periods: list[Period] = []
    gaps: dict[Gap, None] = {}
    for left, right, step in _stretches(steps, start, end):
        for from_day, to_day, rate in schedule.segments(left, right):
            if isinstance(rate, Gap):
                gaps[rate] = None
            elif rate is not None:
                for a, b, divisor in _years(from_day, to_day, exact_year):
                    exact = interest(step.base, rate.percent, (b - a).days, divisor)
                    amount = round_to_cent(exact)
                    periods.append(Period(a, b, step.base, rate, amount, exact, str(divisor), step.capitalised))
    return Lines(tuple(periods), tuple(gaps))


def interest(base: Money, percent: Decimal, days: int, divisor: int) -> Decimal:
    """Simple interest in euros, not rounded: base × percent / 100 × days / divisor."""
    return _EXACT.divide(base.euros * percent * days, Decimal(100 * divisor))


def divisor_of(day: date, exact_year: bool) -> int:
    """365, or 366 for a day of a leap year when the firm chose the exact year."""
    return 366 if exact_year and isleap(day.year) else 365


def _stretches(steps: Sequence[Step], start: date, end: date) -> Iterator[tuple[date, date, Step]]:
    """The stretches of `[start, end)` with one positive base; equal neighbours are one."""
    merged: list[Step] = []
    for step in steps:
        step = step._replace(since=max(step.since, start))
        if merged and merged[-1].since == step.since:
            merged.pop()
        if not merged or merged[-1][1:] != step[1:]:
            merged.append(step)
    edges = [*(step.since for step in merged[1:]), end]
    for step, until in zip(merged, edges, strict=True):
        until = min(until, end)
        if step.base.cents > 0 and step.since < until:
            yield step.since, until, step


def _years(start: date, end: date, exact_year: bool) -> Iterator[tuple[date, date, int]]:
    """`[start, end)` cut where the divisor changes."""
    left = start
    while left < end:
        divisor = divisor_of(left, exact_year)
        right = left
        while right < end and divisor_of(right, exact_year) == divisor:
            right = date(right.year + 1, 1, 1) if exact_year else end
        right = min(right, end)
        yield left, right, divisor
        left = right
