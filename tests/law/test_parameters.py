"""The values of the law that come with the program."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from dossier.claim.claim import RateBasis
from dossier.claim.rates import Gap, floor, frozen_public, legal, refinancing
from dossier.ground import shipped
from dossier.law import names
from dossier.law.law import Certainty, LawValue, Reference
from dossier.law.parameters import shipped_law

LAW = shipped_law()


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    node = yaml.compose((Path(__file__).parent / name).read_text(), Loader=yaml.BaseLoader)
    return [{key.value: value.value for key, value in row.value} for row in node.value]


ROWS = table("anchors.yaml")
LEGAL = table("legal_rates.yaml")


def first_day(half_year: str) -> date:
    """1 January or 1 July."""
    return date(int(half_year[:4]), 1 if half_year.endswith("S1") else 7, 1)


def last_day(half_year: str) -> date:
    """30 June or 31 December."""
    day = first_day(half_year)
    return date(day.year, 6, 30) if day.month == 1 else date(day.year, 12, 31)


def declared() -> set[str]:
    """The names of `law/names.py`."""
    return {value for name, value in vars(names).items() if name.isupper() and isinstance(value, str)}


def test_every_name_has_its_file_and_every_file_its_name() -> None:
    """A name without a file would stop a computation; a file without a name is never asked."""
    files = [path.rpartition("/")[2].removesuffix(".yaml") for path in shipped.listing("law/parameters", ".yaml")]
    assert sorted(files) == sorted(declared())


def test_every_value_cites_its_article_and_says_how_sure_it_is() -> None:
    """What an act cites is the reference of the value that was applied."""
    for parameter in LAW.parameters.values():
        assert parameter.description and parameter.unit and parameter.chosen_by, parameter.name
        assert parameter.values and parameter.last_verified_on, parameter.name
        for value in parameter.values:
            assert value.reference.title, (parameter.name, value.start)
            assert isinstance(value.certainty, Certainty)


def test_values_of_a_parameter_do_not_overlap() -> None:
    """A value ends before the next one starts."""
    for parameter in LAW.parameters.values():
        for earlier, later in zip(parameter.values, parameter.values[1:], strict=False):
            assert later.start is not None
            assert earlier.end is None or earlier.end < later.start, (parameter.name, later.start)


@pytest.mark.parametrize("row", ROWS, ids=[row["half_year"] for row in ROWS])
def test_rates_of_a_half_year_on_its_first_and_last_day(row: dict[str, str]) -> None:
    """The rate of a half-year is the anchor's, from its first to its last day."""
    for day in (first_day(row["half_year"]), last_day(row["half_year"])):
        bank = LAW.value(names.TAUX_REFINANCEMENT_BCE, first_day(row["half_year"]))
        assert bank and bank.decimal == Decimal(row["refinancing"])
        default, least = refinancing(LAW).on(day), floor(LAW).on(day)
        assert isinstance(default, RateBasis) and default.percent == Decimal(row["professionals"])
        assert isinstance(least, RateBasis) and least.percent == Decimal(row["floor"])
        if row["public"]:
            public = frozen_public(LAW, day, date(2013, 3, 16)).on(day)
            assert isinstance(public, RateBasis) and public.percent == Decimal(row["public"])


@pytest.mark.parametrize("row", LEGAL, ids=[row["from"] for row in LEGAL])
def test_legal_rates_on_the_first_and_last_day(row: dict[str, str]) -> None:
    """Both columns hold from the first to the last day of their period, the eve and the day of every change included."""
    for day in (date.fromisoformat(row["from"]), date.fromisoformat(row["to"])):
        people, others = LAW.value(names.TAUX_LEGAL_PARTICULIERS, day), LAW.value(names.TAUX_LEGAL_AUTRES, day)
        assert people and others
        assert (people.text, others.text) == (row["people"], row["others"])


def test_the_words_of_a_rate_derive_it() -> None:
    """« 2,40 % (BCE au 01/07/2026) + 10 points » makes 12,40 %."""
    rate = refinancing(LAW).on(date(2026, 11, 21))
    assert isinstance(rate, RateBasis)
    assert rate.words.replace("\u00a0", " ") == "2,40 % (BCE au 01/07/2026) + 10 points"
    assert rate.percent == Decimal("12.40") and rate.certainty is Certainty.SECONDARY
    assert [value.name for value in rate.values] == [names.TAUX_REFINANCEMENT_BCE, names.MAJORATION_BCE]


def test_nothing_is_known_of_2027() -> None:
    """Neither the anchor of January 2027 nor its legal rate is extrapolated from the last known value."""
    for day in (date(2027, 1, 1), date(2027, 6, 30)):
        assert refinancing(LAW).on(day) == Gap(names.TAUX_REFINANCEMENT_BCE, date(2027, 1, 1))
        for column in (names.TAUX_LEGAL_AUTRES, names.TAUX_LEGAL_PARTICULIERS):
            assert LAW.value(column, day) is None
    assert LAW.value(names.TAUX_LEGAL_AUTRES, date(2026, 12, 31)) is not None


def test_a_value_that_the_firm_gives_fills_the_gap_and_says_so() -> None:
    """The firm answers for a value of its own; the shipped ones stay."""
    given = LawValue(
        names.TAUX_REFINANCEMENT_BCE, "2.65", "percent", date(2027, 1, 1), None, Reference("BCE"), Certainty.TEXT,
        origin="law/taux_refinancement_bce.yaml:3",
    )  # fmt: skip
    law = LAW.extended([given])
    rate = refinancing(law).on(date(2027, 2, 1))
    assert isinstance(rate, RateBasis) and rate.percent == Decimal("12.65")
    assert rate.values[0].origin == "law/taux_refinancement_bce.yaml:3"
    before = refinancing(law).on(date(2026, 12, 31))
    assert isinstance(before, RateBasis) and before.percent == Decimal("12.40")


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2008-07-01", "4.00"), ("2011-07-01", "1.25"), ("2011-07-13", "1.50"), ("2012-07-01", "1.00"), ("2022-07-01", "0.00"),
        ("2022-07-26", "0.00"), ("2022-07-27", "0.50"), ("2023-07-01", "4.00"), ("2023-08-02", "4.25"), ("2026-06-16", "2.15"),
        ("2026-06-17", "2.40"),
    ],
)  # fmt: skip
def test_the_anchor_is_the_rate_in_force_and_not_the_last_decision(day: str, rate: str) -> None:
    """The rate of the bank changes on its day of effect, not on the day of the decision."""
    value = LAW.value(names.TAUX_REFINANCEMENT_BCE, date.fromisoformat(day))
    assert value and value.decimal == Decimal(rate)


def test_points_and_multiple_change_with_2009() -> None:
    """Seven points and one and a half times until the end of 2008, ten points and three times from 2009."""
    for name, before, after in ((names.MAJORATION_BCE, "7", "10"), (names.MULTIPLE_PLANCHER, "1.5", "3")):
        eve, day = LAW.value(name, date(2008, 12, 31)), LAW.value(name, date(2009, 1, 1))
        assert eve and day and (eve.text, day.text) == (before, after)


def test_the_indemnity_begins_with_2013() -> None:
    """An invoice of 2012 bears no indemnity: there was none."""
    assert LAW.value(names.INDEMNITE_FORFAITAIRE, date(2012, 12, 31)) is None
    value = LAW.value(names.INDEMNITE_FORFAITAIRE, date(2013, 1, 1))
    assert value and value.decimal == 40


@pytest.mark.parametrize("column", [names.TAUX_LEGAL_AUTRES, names.TAUX_LEGAL_PARTICULIERS])
def test_the_legal_rate_is_known_for_every_day_from_2009_to_2026(column: str) -> None:
    """No hole between two half-years."""
    day = date(2009, 1, 1)
    while day <= date(2026, 12, 31):
        assert LAW.value(column, day) is not None, day
        day += timedelta(days=1)


def test_the_two_columns_part_in_2015() -> None:
    """One annual rate for all until 2014, two by half-year from 2015."""
    for day, same in ((date(2014, 12, 31), True), (date(2015, 1, 1), False)):
        others, people = LAW.value(names.TAUX_LEGAL_AUTRES, day), LAW.value(names.TAUX_LEGAL_PARTICULIERS, day)
        assert others and people and (others.text == people.text) is same


def test_a_rate_of_one_source_is_not_printed_in_an_act() -> None:
    """The legal rate of private creditors for 2026-S2 rests on one secondary source."""
    value = LAW.value(names.TAUX_LEGAL_PARTICULIERS, date(2026, 7, 1))
    assert value and value.text == "6.84" and not value.printable
    rate = legal(LAW, names.TAUX_LEGAL_AUTRES).on(date(2026, 7, 1))
    assert isinstance(rate, RateBasis) and rate.percent == Decimal("2.75") and rate.values[0].printable


def test_a_missing_value_names_the_half_year_and_how_to_supply_it() -> None:
    """DC301 says which value, which half-year and which file."""
    said = LAW.missing(names.TAUX_REFINANCEMENT_BCE, date(2027, 1, 1))
    assert said.code == "DC301" and "2027-S1" in said.message and "Banque centrale" in said.message
    assert "law/taux_refinancement_bce.yaml" in said.hints[0]
