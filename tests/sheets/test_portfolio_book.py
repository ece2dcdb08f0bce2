"""The portfolio as a workbook and as CSV: its formulas give the figures, and no word of a stranger becomes one."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from libreoffice import is_required, program, recalculated
from openpyxl import load_workbook
from workbooks import Calculator, formulas, opened

sys.path.insert(0, str(Path(__file__).parents[1] / "portfolio"))
from portfolio_cases import DEBTOR, PERSON, Affair, act, held, invoice

from dossier.cli.root import run
from dossier.portfolio.definitions import DEFINITIONS
from dossier.portfolio.portfolio import Portfolio
from dossier.sheets.book import written
from dossier.sheets.portfolio_book import doubtful_job, portfolio_job
from dossier.sheets.portfolio_rows import CASES_HEAD, DOUBTFUL_HEAD, doubtful_csv, portfolio_csv

SALES = {f"2026-{month:02}": f"{month}0000.00" for month in range(1, 11)}
FORMULA = "=cmd|' /C calc'!A0"
SPLIT = {"montant_ht": "8333.33", "tva": "1666.67"}


def many() -> Portfolio:
    """Cases in all classes of age and with every fate, one of them by a debtor who writes formulas."""
    other = {**DEBTOR, "id": "x", "denomination": FORMULA, "siren": "987654324"}
    affairs = {
        "a": Affair([invoice(**SPLIT), invoice("F-2", "2026-08-01", "2026-08-31", "333.33"), invoice("F-3", "2026-11-01", "2026-12-31")],
                    [{"date": "2026-05-04", "montant": "2500.00"}]),
        "b": Affair([invoice(FORMULA, "2026-10-01", "2026-10-31", "77.01")], debtors=[other]),
        "c": Affair([invoice("F-5", due="2026-06-30", retenue_de_garantie={"montant": "500.00", "liberable_le": "2027-06-30"})]),
        "d": Affair([invoice("F-6", gross="100.00")], (), [act("2026-05-01", "passage_en_perte")]),
        "e": Affair([invoice("F-7", gross="200.00")], (), [act("2026-05-01", "solde")]),
        "f": Affair([invoice("F-8", gross="400.00")], (), [act("2026-05-01", "cession_de_creance", a_qui="X")], [PERSON], "civile"),
        "g": Affair([invoice("F-9"), invoice("F-10", gross="500.00")], [{"date": "2026-06-01", "montant": "2000.00"}],
                    [act("2026-05-01", "jugement", condamne="9000.00", interets={"taux": "legal"})]),
    }  # fmt: skip
    return held(affairs, "2026-11-21", SALES)


def lost() -> Portfolio:
    """A case whose figures a missing rate of 2027 leaves unknown, beside one that is known."""
    affairs = {
        "a": Affair([invoice()], [{"date": "2027-02-01", "montant": "8000.00"}]),
        "b": Affair([invoice()], [{"date": "2026-03-02", "montant": "8000.00"}], debtors=[PERSON], nature="civile"),
    }
    return held(affairs, "2027-02-02", SALES)


def none() -> Portfolio:
    """A workspace without a case."""
    return held({}, "2026-11-21", SALES)


KINDS: dict[str, Callable[[], Portfolio]] = {"many": many, "lost": lost, "none": none}


@pytest.mark.parametrize("name", KINDS)
def test_every_formula_gives_the_figure(name: str) -> None:
    """A second hand evaluates every formula and finds what the portfolio computed."""
    data = written(portfolio_job(KINDS[name](), "ATELIER LENOIR"))
    book, saved = opened(data), opened(data, values=True)
    calculator = Calculator(book)
    for sheet, cell, formula in formulas(book):
        assert calculator.value(sheet, cell) == Decimal(str(saved[sheet][cell].value)), (sheet, cell, formula)


@pytest.mark.long
@pytest.mark.skipif(program() is None and not is_required(), reason="LibreOffice is not there, and not said to be required")
def test_libreoffice_finds_every_figure_of_the_portfolio(tmp_path: Path) -> None:
    """With no saved value to lean on, it calculates each cell to the cent."""
    data = written(portfolio_job(many(), "ATELIER LENOIR"))
    book, said = opened(data), opened(data, values=True)
    found = load_workbook(recalculated(book, tmp_path, "portefeuille"), data_only=True)
    cells = formulas(book)
    assert len(cells) > 100
    for sheet, cell, formula in cells:
        got, wanted = found[sheet][cell].value, said[sheet][cell].value
        assert got is not None and abs(Decimal(str(got)) - Decimal(str(wanted))) < Decimal("0.005"), (sheet, cell, formula, got)


def test_the_sheets_and_the_definitions() -> None:
    """Five sheets; the first has each definition, sentence by sentence."""
    book = opened(written(portfolio_job(many(), "ATELIER LENOIR")), values=True)
    assert book.sheetnames == ["Synthèse", "Affaires", "Factures", "Balance âgée", "Créances douteuses"]
    words = " ".join(str(cell) for row in book["Synthèse"].iter_rows(values_only=True) for cell in row if cell)
    for definition in DEFINITIONS.values():
        assert definition.title in words
        assert definition.text in words
    labels = {row[0]: row[1] for row in book["Synthèse"].iter_rows(values_only=True)}
    portfolio = many()
    assert portfolio.ageing.total is not None
    assert Decimal(str(labels["Créances au jour du calcul, TTC"])) == portfolio.ageing.total.euros
    assert [labels[name] for name in ("Passé en perte", "Abandonné par un solde", "Cédé")] == [100, 200, 400]


def test_what_is_not_known_is_an_empty_cell_with_its_reason() -> None:
    """No zero, no formula, no part of a sum."""
    book = opened(written(portfolio_job(lost(), "ATELIER LENOIR")))
    rows = {row[0]: row for row in book["Synthèse"].iter_rows(values_only=True, max_row=15)}
    for name in ("Créances au jour du calcul, TTC", "DSO, méthode comptable", "Taux de recouvrement, toutes sommes"):
        assert rows[name][1] is None
        assert rows[name][6]


def test_no_word_of_a_stranger_is_a_formula() -> None:
    """What begins like a formula is text in the workbook and has an apostrophe in the CSV."""
    portfolio = many()
    book = opened(written(portfolio_job(portfolio, FORMULA)))
    texts = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if FORMULA in str(cell.value)]
    assert texts
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [text for _, _, text in formulas(book) if "cmd" in text]
    for data in (portfolio_csv(portfolio), doubtful_csv(portfolio)):
        cells = [cell for row in csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_csv_has_one_row_a_case_and_one_a_doubtful_debt() -> None:
    """Under its head, with decimal commas."""
    portfolio = many()
    rows = list(csv.DictReader(StringIO(portfolio_csv(portfolio).decode("utf-8-sig")), delimiter=";"))
    assert [row["Dossier"] for row in rows] == list("abcdefg")
    assert set(rows[0]) == set(CASES_HEAD)
    assert rows[4]["Sort"] == "Abandonnée (solde)"
    assert rows[6]["Principal restant"] == "7000,00"
    list_rows = list(csv.DictReader(StringIO(doubtful_csv(portfolio).decode("utf-8-sig")), delimiter=";"))
    assert set(list_rows[0]) == set(DOUBTFUL_HEAD)
    loss = next(row for row in list_rows if row["Dossier"] == "d")
    assert (loss["Passée en perte"], loss["Remarque"]) == ("oui", "ni HT ni TVA sur la facture")


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    """Nothing of the machine or the moment is in the files."""
    for job in (portfolio_job, doubtful_job):
        assert written(job(many(), "X")) == written(job(many(), "X"))


@pytest.mark.parametrize("what", ["portefeuille", "creances-douteuses"])
def test_the_exports_speak_three_languages(
    what: str, copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CSV, a workbook and JSON; a choice of cases has no DSO, and says why."""
    monkeypatch.chdir(copied("2026-014-sud-beton", "2026-060-les-tilleuls"))
    day = ("--date", "2026-11-21")
    assert run([*day, "export", what, "--output", "x.csv"]) == 0
    assert run([*day, "export", what, "--output", "x.xlsx"]) == 0
    assert Path("x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert opened(Path("x.xlsx").read_bytes()).sheetnames
    assert run([*day, "export", what, "2026-014-sud-beton", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == f"dossier/{what.replace('-', '_')}/1"
    if what == "portefeuille":
        assert data["dso"]["accounting"]["days"] is None
        assert "partie des affaires" in data["dso"]["accounting"]["reason"]
