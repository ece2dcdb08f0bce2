"""From a day to a rate with its derivation: refinancing rate plus points, legal rate, contract rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from dossier.claim.claim import RateBasis
from dossier.ground.days import half_year_start, next_half_year
from dossier.ground.french import NBSP, number, percent, short_day
from dossier.law.law import Certainty, Law, LawValue, least_sure
from dossier.law.names import (
    MAJORATION_ACHETEUR_PUBLIC,
    MAJORATION_ACHETEUR_PUBLIC_ANCIENNE,
    MAJORATION_APRES_JUGEMENT,
    MAJORATION_BCE,
    MAJORATION_HOPITAL_ANCIENNE,
    MULTIPLE_PLANCHER,
    TAUX_LEGAL_AUTRES,
    TAUX_LEGAL_PARTICULIERS,
    TAUX_REFINANCEMENT_BCE,
)

_OLD_PUBLIC_RULE = "règles antérieures au 16 mars 2013"


@dataclass(frozen=True, slots=True)
class Gap:
    """A value of law that a rate needs and that is not known: the figure is unknown, never guessed."""

    name: str
    day: date


Rate = RateBasis | Gap | None
"""A rate, a gap in the law, or None where no interest runs."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rates over time. Lines are cut at each half-year when `half_yearly`, and at the days of `cuts`."""

    on: Callable[[date], Rate]
    half_yearly: bool = False
    cuts: tuple[date, ...] = ()

    def segments(self, start: date, end: date) -> Iterator[tuple[date, date, Rate]]:
        """`[start, end)` in stretches of one rate, in order; nothing when the stretch is empty."""
        marks = {cut for cut in self.cuts if start < cut < end}
        if self.half_yearly:
            mark = next_half_year(start)
            while mark < end:
                marks.add(mark)
                mark = next_half_year(mark)
        edges = [start, *sorted(marks), end]
        for left, right in pairwise(edges):
            if left < right:
                yield left, right, self.on(left)


def no_interest() -> Schedule:
    """A schedule on which nothing runs."""
    return Schedule(lambda day: None)


def _points(value: Decimal) -> str:
    return f"{number(value) if value == int(value) else str(value).replace('.', ',')}{NBSP}points"


def multiple_words(value: Decimal) -> str:
    """`3` or `1,5`: a multiple without idle zeros."""
    return f"{value.normalize():f}".replace(".", ",")


def _half(day: date) -> str:
    return f"{'1er' if day.month <= 6 else '2e'}{NBSP}semestre {day.year}"


def _own(value: LawValue) -> str:
    """What is said of a value that the program does not ship: the firm answers for it."""
    return "" if value.origin == "fourni" else ", valeur donnée par l’entreprise"


def refinancing(law: Law) -> Schedule:
    """The rate of the European Central Bank on 1 January or 1 July of the half-year of each day, plus the points of the law.

    Law: C. com. L441-10 II, lu le 2026-11-21: « le taux applicable pendant le premier semestre … est le taux en vigueur au
    1er janvier ».
    """

    @cache
    def basis(anchor: date) -> Rate:
        bank = law.value(TAUX_REFINANCEMENT_BCE, anchor)
        points = law.value(MAJORATION_BCE, anchor)
        if bank is None or points is None:
            return Gap(TAUX_REFINANCEMENT_BCE if bank is None else MAJORATION_BCE, anchor)
        return _added(bank, points, anchor, "C. com. L441-10")

    return Schedule(lambda day: basis(half_year_start(day)), half_yearly=True)


def _added(bank: LawValue, points: LawValue, anchor: date, rule: str) -> RateBasis:
    words = f"{percent(bank.decimal)} (BCE au {short_day(anchor)}{_own(bank)}) + {_points(points.decimal)}"
    return RateBasis(bank.decimal + points.decimal, rule, words, (bank, points), least_sure([bank.certainty, points.certainty]))


def frozen_public(
    law: Law, first_day: date, contract_day: date, kind: str = "etat_ou_collectivite", column: str = TAUX_LEGAL_AUTRES
) -> Schedule:
    """The one rate of a public buyer: that of the half-year in which interest began to run, plus the points, for the whole delay.

    A contract concluded before 16 March 2013 has points of its own: on the refinancing rate for the State and local
    authorities, on the legal rate of *column* for hospitals; for public undertakings none was read, a gap.
    Law: CCP R2192-31, lu le 2026-11-21; DILA, fiche F32073 for the older contracts, whose rate is deduced to stay frozen too.
    """
    anchor = half_year_start(first_day)
    points = law.value(MAJORATION_ACHETEUR_PUBLIC, contract_day)
    bank = law.value(TAUX_REFINANCEMENT_BCE, anchor)
    rate: Rate
    if points is None:
        rate = _older_public(law, anchor, contract_day, kind, column)
    elif bank is None:
        rate = Gap(TAUX_REFINANCEMENT_BCE, anchor)
    else:
        rate = _added(bank, points, anchor, "CCP R2192-31")
    return Schedule(lambda day: rate)


def _older_public(law: Law, anchor: date, contract_day: date, kind: str, column: str) -> Rate:
    """The rate of a contract concluded before 16 March 2013, or the gap that leaves it unknown."""
    if kind == "entreprise_publique":
        return Gap(MAJORATION_ACHETEUR_PUBLIC, contract_day)
    on_legal = kind == "hopital"
    name, base = (
        (MAJORATION_HOPITAL_ANCIENNE, column) if on_legal else (MAJORATION_ACHETEUR_PUBLIC_ANCIENNE, TAUX_REFINANCEMENT_BCE)
    )
    value, points = law.value(base, anchor), law.value(name, contract_day)
    if value is None or points is None:
        return Gap(base, anchor) if value is None else Gap(name, contract_day)
    where = f"intérêt légal, {_half(anchor)}" if on_legal else f"BCE au {short_day(anchor)}"
    words = f"{percent(value.decimal)} ({where}{_own(value)}) + {_points(points.decimal)} (contrat antérieur au 16 mars 2013)"
    sure = least_sure([value.certainty, points.certainty, Certainty.INFERRED])
    return RateBasis(value.decimal + points.decimal, _OLD_PUBLIC_RULE, words, (value, points), sure)


def legal(law: Law, column: str, multiple: Decimal = Decimal(1), rule: str = "CMF L313-2") -> Schedule:
    """The legal rate of a column, or a multiple of it, by half-year (C. mon. fin. L313-2 and D313-1-A, lu le 2026-11-21)."""

    @cache
    def basis(half: date) -> Rate:
        value = law.value(column, half)
        if value is None:
            return Gap(column, half)
        who = "créancier particulier" if column == TAUX_LEGAL_PARTICULIERS else "autres créanciers"
        words = f"{percent(value.decimal)} (intérêt légal, {who}, {_half(half)}{_own(value)})"
        if multiple != 1:
            words = f"{multiple_words(multiple)} × {words}"
        return RateBasis(value.decimal * multiple, rule, words, (value,), value.certainty)

    return Schedule(lambda day: basis(half_year_start(day)), half_yearly=True)


def floor(law: Law) -> Schedule:
    """The least rate that a contract between professionals may set: three times the legal rate of the other creditors.

    Law: C. com. L441-10 II, lu le 2026-11-21 (1.5 times before 2009).
    """

    @cache
    def basis(half: date) -> Rate:
        times, value = law.value(MULTIPLE_PLANCHER, half), law.value(TAUX_LEGAL_AUTRES, half)
        if times is None or value is None:
            return Gap(TAUX_LEGAL_AUTRES if value is None else MULTIPLE_PLANCHER, half)
        words = (
            f"plancher de {multiple_words(times.decimal)} × {percent(value.decimal)} (intérêt légal, {_half(half)}{_own(value)})"
        )
        sure = least_sure([times.certainty, value.certainty, Certainty.UNSETTLED])
        return RateBasis(value.decimal * times.decimal, "C. com. L441-10", words, (times, value), sure)

    return Schedule(lambda day: basis(half_year_start(day)), half_yearly=True)


def fixed(rate: Decimal, words: str, rule: str = "contrat") -> Schedule:
    """A rate that does not change: lines are not cut at the half-years."""
    basis = RateBasis(rate, rule, words)
    return Schedule(lambda day: basis)


def at_least(schedule: Schedule, least: Schedule) -> Schedule:
    """The higher of two rates, half-year by half-year."""

    def on(day: date) -> Rate:
        rate, low = schedule.on(day), least.on(day)
        if isinstance(rate, RateBasis) and isinstance(low, RateBasis):
            return low if low.percent > rate.percent else rate
        return low if isinstance(low, Gap) else rate

    return Schedule(on, half_yearly=True, cuts=schedule.cuts)


def increased(schedule: Schedule, law: Law, first_day: date) -> Schedule:
    """The legal rate plus five points from *first_day* on (C. mon. fin. L313-3, lu le 2026-11-21)."""

    def on(day: date) -> Rate:
        rate = schedule.on(day)
        if day < first_day or not isinstance(rate, RateBasis):
            return rate
        points = law.value(MAJORATION_APRES_JUGEMENT, day)
        if points is None:
            return Gap(MAJORATION_APRES_JUGEMENT, day)
        words = f"{rate.words} + {_points(points.decimal)}"
        sure = least_sure([rate.certainty, points.certainty])
        return RateBasis(rate.percent + points.decimal, "CMF L313-3", words, (*rate.values, points), sure)

    return Schedule(on, schedule.half_yearly, (*schedule.cuts, first_day))


def interrupted(schedule: Schedule, start: date, end: date, instead: Schedule | None = None) -> Schedule:
    """A schedule that rests in `[start, end)`, or follows another one there."""

    def on(day: date) -> Rate:
        if start <= day < end:
            return instead.on(day) if instead else None
        return schedule.on(day)

    half_yearly = schedule.half_yearly or bool(instead and instead.half_yearly)
    return Schedule(on, half_yearly, (*schedule.cuts, start, end))
