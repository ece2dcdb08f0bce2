"""The eve and the day of every change of half-year, through a whole case of each regime.

The rates are those of the tables beside the worked examples; the arithmetic is done here, apart from the program.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_cases import FIRM, JANE, PERSON, TOWN, claim_of, codes, invoice

from dossier.claim.claim import Claim
from dossier.claim.contract import rate_text

TABLES = Path(__file__).parent.parent / "law"
ONE_DAY = timedelta(days=1)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of rates."""
    node = yaml.compose((TABLES / name).read_text(), Loader=yaml.BaseLoader)
    return [{key.value: value.value for key, value in row.value} for row in node.value]


def first_day(half_year: str) -> date:
    """1 January or 1 July."""
    return date(int(half_year[:4]), 1 if half_year.endswith("S1") else 7, 1)


ANCHORS = {first_day(row["half_year"]): row for row in table("anchors.yaml")}
LEGAL = {date.fromisoformat(row["from"]): row for row in table("legal_rates.yaml")}
CHANGES = [pytest.param(before, after, id=after.isoformat()) for before, after in pairwise(sorted(ANCHORS))]
PUBLIC = [
    pytest.param(day, id=day.isoformat()) for day, row in sorted(ANCHORS.items()) if row["public"] and day > date(2013, 3, 16)
]


def legal_on(day: date, column: str) -> Fraction:
    """The legal rate of a day."""
    return Fraction(max((start, row) for start, row in LEGAL.items() if start <= day)[1][column])


def cents(percent: Fraction, days: int) -> int:
    """Interest on 365 000 euros, half-up to the cent."""
    return int(Fraction(36_500_000) * percent * days / 36500 + Fraction(1, 2))


def shown(claim: Claim) -> list[tuple[str, str, Fraction, int]]:
    """The printed lines of the one invoice: first and last day, percent, cents."""
    return [
        (p.start.isoformat(), p.last.isoformat(), Fraction(rate_text(p.rate.percent)), p.amount.cents) for p in lines_of(claim)
    ]


def lines_of(claim: Claim) -> Any:
    """The printed lines of the one invoice."""
    return claim.invoices[0].periods


def across(change: date, **more: Any) -> Claim:
    """A debt late since the eve of a change, counted to the day of it."""
    due = change - 2 * ONE_DAY
    return claim_of(
        change.isoformat(), invoices=[invoice("A", (due - 20 * ONE_DAY).isoformat(), "365000.00", due.isoformat())], **more
    )


def two_lines(change: date, before: Fraction, after: Fraction) -> list[tuple[str, str, Fraction, int]]:
    """The eve at the former rate, the day at the new one."""
    eve = (change - ONE_DAY).isoformat()
    return [(eve, eve, before, cents(before, 1)), (change.isoformat(), change.isoformat(), after, cents(after, 1))]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_between_professionals(before: date, after: date) -> None:
    """C. com. L441-10 II: the eve bears the rate of the half-year that ends, the day that of the one that begins."""
    rates = [Fraction(ANCHORS[day]["professionals"]) for day in (before, after)]
    assert shown(across(after)) == two_lines(after, *rates)


@pytest.mark.parametrize(("before", "after"), CHANGES)
@pytest.mark.parametrize(("creditor", "column"), [(FIRM, "others"), (JANE, "people")], ids=["entreprise", "particulier"])
def test_the_legal_rate_by_the_column_of_the_creditor(before: date, after: date, creditor: Any, column: str) -> None:
    """C. mon. fin. L313-2: a debt of a private person, by the creditor's column, since the mise en demeure."""
    due, notice = after - 30 * ONE_DAY, (after - 2 * ONE_DAY).isoformat()
    claim = claim_of(
        after.isoformat(),
        invoices=[invoice("A", (due - ONE_DAY).isoformat(), "365000.00", due.isoformat())],
        journal=[{"date": notice, "acte": "mise_en_demeure", "presente_le": notice}],
        debtors=[PERSON],
        nature="consommation",
        creditor=creditor,
    )
    assert shown(claim) == two_lines(after, legal_on(before, column), legal_on(after, column))


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_three_times_the_legal_rate(before: date, after: date) -> None:
    """A contract that says three times the legal rate follows it at each half-year, and is never below the floor since 2009."""
    claim = across(after, contract={"penalites": {"taux": "3 x legal"}})
    assert shown(claim) == two_lines(after, 3 * legal_on(before, "others"), 3 * legal_on(after, "others"))
    assert codes(claim) == [] and claim.alternatives == ()


@pytest.mark.parametrize("change", PUBLIC)
def test_a_public_buyer_keeps_the_rate_of_the_first_day(change: date) -> None:
    """CCP R2192-31: interest that begins on the eve of a half-year keeps the former rate, that which begins on its day the new one."""
    eve = change - ONE_DAY
    before = Fraction(ANCHORS[max(day for day in ANCHORS if day < change)]["public"])
    after = Fraction(ANCHORS[change]["public"])
    for due, rate, days in ((eve - ONE_DAY, before, 2), (eve, after, 1)):
        claim = claim_of(
            change.isoformat(),
            invoices=[invoice("A", (due - 20 * ONE_DAY).isoformat(), "365000.00", due.isoformat())],
            debtors=[TOWN],
            nature="marche_public",
            contract={"conclu_le": "2013-03-16"},
        )
        start = (due + ONE_DAY).isoformat()
        assert shown(claim) == [(start, change.isoformat(), rate, cents(rate, days))]


@pytest.mark.parametrize("half_year", [pytest.param(day, id=day.isoformat()) for day in sorted(ANCHORS)])
def test_the_floor_of_a_contract_rate(half_year: date) -> None:
    """C. com. L441-10 II: a clause at the floor is not below it, one a hundredth of a point lower is, and is followed all the same."""
    floor = Fraction(ANCHORS[half_year]["floor"])
    due = half_year + 9 * ONE_DAY
    for percent, found in ((floor, []), (floor - Fraction(1, 100), ["DC303"])):
        claim = claim_of(
            (due + 10 * ONE_DAY).isoformat(),
            invoices=[invoice("A", half_year.isoformat(), "365000.00", due.isoformat())],
            contract={"penalites": {"taux": f"{float(percent):.2f}"}},
        )
        assert codes(claim) == found
        assert [line[2:] for line in shown(claim)] == [(percent, cents(percent, 10))]
        totals = {other.choice: other.total.cents for other in claim.alternatives}
        fee = claim.totals.indemnity.cents
        default = Fraction(ANCHORS[half_year]["professionals"])
        others = {"taux: plancher": floor, "taux: supplétif": default}
        assert totals == ({name: 36_500_000 + fee + cents(rate, 10) for name, rate in others.items()} if found else {})


def test_the_tables_have_every_half_year_once() -> None:
    """No change of rate is left out: the tables hold each half-year from 2009 to 2026."""
    assert sorted(ANCHORS) == [date(year, month, 1) for year in range(2009, 2027) for month in (1, 7)]
