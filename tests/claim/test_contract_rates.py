"""Rates that a contract sets: fixed, a multiple of the legal rate, below the floor, several that disagree."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from claim_cases import AUTHORITY, JANE, PERSON, claim_of, codes, invoice

from dossier.claim.claim import Claim


def late(due: str, on: str, rates: Any, **more: Any) -> Claim:
    """One invoice of 10 000 € under a contract's rates."""
    issued = (date.fromisoformat(due) - timedelta(days=30)).isoformat()
    return claim_of(on, invoices=[invoice("A", issued, "10000.00", due)], contract={"penalites": rates}, **more)


def percents(claim: Claim) -> list[str]:
    """The rates of the lines of the invoice."""
    return [str(period.rate.percent) for period in claim.invoices[0].periods]


def test_three_times_the_legal_rate_is_a_series() -> None:
    """One line a half-year, at three times the rate of the other creditors; the words derive it."""
    claim = late("2025-06-30", "2026-07-31", {"taux": "3 x legal", "article": "8 des CGV"})
    assert percents(claim) == ["8.28", "7.86", "8.25"]
    assert [str(p.start) for p in claim.invoices[0].periods] == ["2025-07-01", "2026-01-01", "2026-07-01"]
    assert {p.rate.rule for p in claim.invoices[0].periods} == {"contrat"}
    assert "3 × 2,75" in claim.invoices[0].periods[-1].rate.words
    assert "DC303" not in codes(claim)  # it is the floor itself


def test_a_multiple_of_the_legal_rate_follows_the_creditor() -> None:
    """Between a private creditor and a company the clause is read with the rate of private persons."""
    letter = {"date": "2025-07-01", "acte": "mise_en_demeure", "delai_jusqu_au": "2025-07-15"}
    claim = late("2025-06-30", "2025-12-31", {"taux": "1 x legal"}, creditor=JANE, journal=[letter])
    assert percents(claim) == ["6.65"]


def test_a_fixed_rate_is_not_cut_at_the_half_year() -> None:
    """One line, whatever the half-years."""
    assert percents(late("2025-06-30", "2026-07-31", {"taux": "12"})) == ["12"]


@pytest.mark.parametrize(
    ("due", "on", "rate", "low"),
    [
        # 2009-S2: floor 11,37 above the default of 11,00; 2024: 15,21 then 14,76 above 14,50 and 14,25
        ("2009-06-30", "2009-07-31", "11.36", True), ("2009-06-30", "2009-07-31", "11.37", False),
        ("2023-12-31", "2024-01-31", "15.20", True), ("2023-12-31", "2024-01-31", "15.21", False),
        ("2024-06-30", "2024-07-31", "14.75", True), ("2024-06-30", "2024-07-31", "14.76", False),
        ("2008-12-31", "2009-01-31", "11.36", True), ("2025-12-31", "2026-01-31", "7.85", True),
        ("2025-12-31", "2026-01-31", "7.86", False), ("2026-06-30", "2026-07-31", "8.24", True),
        ("2026-06-30", "2026-07-31", "8.25", False),
    ],
)  # fmt: skip
def test_the_floor_of_each_half_year(due: str, on: str, rate: str, low: bool) -> None:
    """A hundredth below three times the legal rate is told, the rate itself is not; the clause is computed as written."""
    claim = late(due, on, {"taux": rate})
    assert percents(claim) == [rate]
    assert ("DC303" in codes(claim)) is low
    assert ({a.choice for a in claim.alternatives} >= {"taux: plancher", "taux: supplétif"}) is low


@pytest.mark.parametrize(
    ("due", "on"), [("2009-06-30", "2009-07-31"), ("2023-12-31", "2024-01-31"), ("2024-06-30", "2024-07-31")]
)
def test_the_default_applies_even_below_the_floor(due: str, on: str) -> None:
    """The floor binds a clause only: without one, the rate of the bank plus ten points applies where it is lower."""
    claim = claim_of(on, invoices=[invoice("A", "2008-12-01", "10000.00", due)])
    assert percents(claim) == [{"2009": "11.00", "2023": "14.50", "2024": "14.25"}[due[:4]]]
    assert "DC303" not in codes(claim) and claim.alternatives == ()


def test_a_rate_below_the_floor_in_some_half_years_names_them() -> None:
    """A clause of 13 % is lawful in 2023 and too low in 2024: the half-years are told."""
    claim = late("2023-06-30", "2025-01-31", {"taux": "13"})
    (said,) = [d for d in claim.diagnostics if d.code == "DC303"]
    assert "2024-S1 et 2024-S2" in said.hints[0] and "2023" not in said.hints[0] and "2025" not in said.hints[0]


CLAUSES = [{"taux": "3 x legal", "article": "8 des CGV"}, {"taux": "12", "article": "11 des CGV"}]


def test_contrary_clauses_are_told_and_the_other_total_given() -> None:
    """The first clause is computed, DC328 names both with their articles, the other total stands beside."""
    claim = late("2025-12-31", "2026-03-31", CLAUSES)
    assert percents(claim) == ["7.86"]
    (said,) = [d for d in claim.diagnostics if d.code == "DC328"]
    assert "article 8 des CGV" in said.message and "article 11 des CGV" in said.message and len(said.related) == 1
    # 10 000 x 12 % x 90 / 365 = 295,89, with the forty euros
    assert {a.choice.replace("\u00a0", " "): str(a.total) for a in claim.alternatives} == {
        "taux: 12,00 % (article 11 des CGV)": "10335.89"
    }
    swapped = late("2025-12-31", "2026-03-31", CLAUSES[::-1])
    assert percents(swapped) == ["12"] and str(swapped.totals.due) == "10335.89"


def test_clauses_that_agree_are_no_contradiction() -> None:
    """One rate written in two places is one rate."""
    claim = late("2025-12-31", "2026-03-31", [{"taux": "12", "article": "3"}, {"taux": "12.00", "article": "9"}])
    assert "DC328" not in codes(claim) and claim.alternatives == ()


def test_three_clauses_give_two_other_totals() -> None:
    """Each rate that differs has its own total; the same one twice has one."""
    claim = late("2025-12-31", "2026-03-31", [*CLAUSES, {"taux": "15"}, {"taux": "12"}])
    assert sorted(str(a.total) for a in claim.alternatives) == ["10335.89", "10409.86"]


def test_a_public_buyer_bears_no_clause() -> None:
    """The regulated rate stays, whatever the clauses: no other total."""
    claim = late("2025-12-31", "2026-03-31", CLAUSES, debtors=[AUTHORITY], nature="marche_public")
    assert percents(claim) == ["10.15"] and "DC313" in codes(claim)
    assert [a.choice for a in claim.alternatives if a.choice.startswith("taux")] == []


def test_a_consumers_clause_is_computed_as_it_stands() -> None:
    """From the mise en demeure, at the rate of the clause; the legal rate is the other total, no floor is looked at."""
    letter = {"date": "2026-03-01", "acte": "mise_en_demeure", "delai_jusqu_au": "2026-03-15"}
    claim = late("2025-12-31", "2026-03-31", {"taux": "5"}, debtors=[PERSON], nature="consommation", journal=[letter])
    assert percents(claim) == ["5"] and "DC303" not in codes(claim)
    # legal rate: 10 000 x 2,62 % x 30 / 365 = 21,53
    assert {a.choice: str(a.total) for a in claim.alternatives} == {"taux: légal": "10021.53"}
