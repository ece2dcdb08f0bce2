"""The décompte as CSV: what a French spreadsheet opens by a double click, and whose lines add up."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from sheet_cases import HOSTILE, everything, invoice, judged, lives, made, unknown

from dossier.claim.claim import Claim
from dossier.ground.money import Money, total
from dossier.model.case import Case
from dossier.sheets.decompte_files import decompte_csv

KINDS = {"everything": everything, "judged": judged, "unknown": unknown}


def rows_of(case: Case, claim: Claim) -> list[dict[str, str]]:
    """The rows by the head's names."""
    text = decompte_csv(case, claim).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def amount(text: str) -> Money:
    """An amount with its decimal comma."""
    return Money.of(Decimal(text.replace(",", ".")))


def counted(rows: list[dict[str, str]]) -> Money:
    """The sum of the rows that are in the total due."""
    return total(amount(row["Montant"]) for row in rows if row["Dans le total"] == "oui")


def due(rows: list[dict[str, str]]) -> str:
    """The total as it is printed, '' when it is not known."""
    return next(row["Montant"] for row in rows if row["Libellé"] == "total dû")


@pytest.mark.parametrize("name", KINDS)
def test_the_lines_make_the_total(name: str) -> None:
    """The amounts marked « oui » are the total due: nothing hidden, nothing twice."""
    case, claim = KINDS[name]()
    rows = rows_of(case, claim)
    if claim.totals.due is None:
        assert due(rows) == "" and any("inconnu" in row["Remarque"] for row in rows)
    else:
        assert counted(rows) == amount(due(rows)) == claim.totals.due


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(life=lives())
def test_the_lines_of_any_case_make_its_total(life: tuple[Case, Claim]) -> None:
    """Whatever happened, the lines add up where all figures are known."""
    case, claim = life
    if claim.totals.due is not None:
        assert counted(rows_of(case, claim)) == claim.totals.due


def test_it_is_written_as_a_french_spreadsheet_reads() -> None:
    """UTF-8 with its mark, semicolons, CRLF, decimal comma, days as JJ/MM/AAAA."""
    data = decompte_csv(*everything())
    assert data.startswith(b"\xef\xbb\xbfRubrique;")
    assert data.endswith(b"\r\n") and data.count(b"\n") == data.count(b"\r\n")
    rows = rows_of(*everything())
    line = next(row for row in rows if row["Rubrique"] == "intérêts")
    assert (line["Du"], line["Au (inclus)"], line["Base"], line["Taux annuel (%)"]) == (
        "11/02/2025",
        "15/04/2025",
        "4500,00",
        "13,15",
    )


def test_no_cell_begins_like_a_formula() -> None:
    """A number of an invoice that begins with a sign of formulas gets an apostrophe; amounts keep their minus."""
    case, claim = made("2026-11-21", invoices=[invoice(n, "2026-01-10", "100.00", "2026-02-10") for n in HOSTILE])
    for row in rows_of(case, claim):
        for head, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "＝", "＋", "＠")), cell
            assert not cell.startswith("-") or head == "Montant" or cell == "-5"
            assert "\x1b" not in cell and "\t" not in cell
