"""The décompte as a workbook: its formulas give the figures of the claim, and no word of a stranger becomes one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from sheet_cases import HOSTILE, everything, invoice, judged, lives, made, paid, unknown
from workbooks import Calculator, formulas, opened, summary, xlsx_of

from dossier.claim.claim import Claim
from dossier.ground.money import Money
from dossier.model.case import Case

SHEETS = [
    "Récapitulatif", "Lignes d’intérêts", "Factures", "Avoirs", "Paiements", "Accessoires", "Non demandé", "Choix et sources",
]  # fmt: skip
KINDS = {"everything": everything, "judged": judged, "unknown": unknown}


def money(value: object) -> Money:
    """The amount that a cell holds."""
    return Money.of(f"{Decimal(str(value)):.2f}")


def assert_agrees(data: bytes) -> int:
    """Every formula, calculated anew, gives the value saved beside it; how many there are."""
    book, saved = opened(data), opened(data, values=True)
    calculator = Calculator(book)
    found = formulas(book)
    for sheet, cell, formula in found:
        assert calculator.value(sheet, cell) == Decimal(str(saved[sheet][cell].value)), (sheet, cell, formula)
    return len(found)


@pytest.mark.parametrize("name", KINDS)
def test_every_formula_gives_the_value_of_the_claim(name: str) -> None:
    """A second hand evaluates every formula and finds the cent that the claim computed."""
    case, claim = KINDS[name]()
    assert assert_agrees(xlsx_of(case, claim)) > 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(life=lives())
def test_the_formulas_of_any_case_agree(life: tuple[Case, Claim]) -> None:
    """Whatever happened in a case, its formulas agree, and the total on the first sheet is the total due."""
    case, claim = life
    data = xlsx_of(case, claim)
    assert_agrees(data)
    rows = summary(opened(data, values=True))
    due = next(row["Reste dû"] for label, row in rows.items() if label.startswith("Total dû"))
    assert (due is None) if claim.totals.due is None else (money(due) == claim.totals.due)


def test_the_sheets_and_the_five_heads_stand_whatever_is_claimed() -> None:
    """A head that is zero is there with zero and its reason; the total is a sum of the five."""
    case, claim = made("2026-11-21", invoices=[invoice("F-1", "2026-09-01", "100.00", "2026-10-01")])
    data = xlsx_of(case, claim)
    assert opened(data).sheetnames == SHEETS
    rows = summary(opened(data, values=True))
    heads = ["Principal", "Intérêts de retard", "Indemnité forfaitaire", "Clause pénale", "Frais à la charge du débiteur"]
    assert list(rows)[:5] == heads
    assert rows["Clause pénale"]["Reste dû"] == 0 and rows["Clause pénale"]["Remarque"]
    total = next(row for label, row in summary(opened(data)).items() if label.startswith("Total dû"))
    assert total["Reste dû"].startswith("=SUM(E")


def test_what_was_paid_waived_withheld_and_not_due_is_there() -> None:
    """Every movement of a case has its row: returned cheque, payment by a third party, credit notes, retention, waiver."""
    case, claim = everything()
    book = opened(xlsx_of(case, claim), values=True)
    payments = [[cell.value for cell in row] for row in book["Paiements"].iter_rows(min_row=2)]
    assert any(row[6] == "rejeté le 10/06/2025" and row[10] == 0 for row in payments)
    assert any(row[4] == "un tiers" for row in payments)
    credits = [[cell.value for cell in row] for row in book["Avoirs"].iter_rows(min_row=2)]
    assert [(row[1], row[2], row[4]) for row in credits] == [("F-1", "A-1", 300), ("F-2", "A-2", 100)]
    invoices = {row[2].value: row for row in book["Factures"].iter_rows(min_row=2)}
    assert invoices["F-2"][9].value == 60.03 and invoices["F-3"][6].value == "non échue"
    rows = summary(book)
    assert money(rows["Intérêts de retard"]["Remis"]) == claim.totals.interest_waived == Money.of("10.00")
    assert money(rows["Versements encaissés"]["Montant"]) == claim.totals.paid
    assert money(rows["Non échu, hors du total"]["Montant"]) == claim.totals.not_due
    assert money(rows["Chaque jour de plus"]["Montant"]) == claim.per_day
    refused = [row[0].value for row in book["Non demandé"].iter_rows(min_row=2)]
    assert "frais : Timbres" in refused and "facture F-3" in refused


def test_a_decision_replaces_the_invoices_in_the_total() -> None:
    """Invoices that a judgment covers stay visible and count nothing; the decision has its own lines."""
    case, claim = judged()
    assert claim.titles
    book = opened(xlsx_of(case, claim), values=True)
    rows = [[cell.value for cell in row] for row in book["Factures"].iter_rows(min_row=2)]
    assert [(row[1], row[6]) for row in rows] == [("facture", "titre"), ("décision", "oui")]
    assert money(rows[1][20]) == claim.totals.due


def test_an_unknown_figure_is_an_explained_empty_cell() -> None:
    """Where a rate is not known no figure stands, neither zero nor a part, and the remark says why."""
    case, claim = unknown()
    assert claim.totals.due is None
    data = xlsx_of(case, claim)
    rows = summary(opened(data, values=True))
    total = next(row for label, row in rows.items() if label.startswith("Total dû"))
    assert total["Reste dû"] is None and "inconnu" in total["Remarque"]
    assert rows["Intérêts de retard"]["Montant"] is None and "inconnu" in rows["Intérêts de retard"]["Remarque"]
    assert not any(text.startswith("=SUM(") for _, _, text in formulas(opened(data)))


def test_days_and_amounts_are_real_and_rows_can_be_printed() -> None:
    """Dates are dates, amounts numbers with a format; heads stay on screen and on every printed sheet, A4 on its side."""
    case, claim = everything()
    book = opened(xlsx_of(case, claim), values=True)
    lines = book["Lignes d’intérêts"]
    assert isinstance(lines["C2"].value, datetime) and lines["C2"].number_format == "dd/mm/yyyy"
    assert lines["F2"].number_format == "#,##0.00" and lines["E2"].value == (lines["D2"].value - lines["C2"].value).days + 1
    for page in book.worksheets:
        assert page.freeze_panes and page.print_title_rows
        assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("landscape", 9, 0)


def test_no_word_of_a_stranger_becomes_a_formula() -> None:
    """Numbers, names and labels that begin like formulas stay texts; control characters and turned text are gone."""
    rows = [invoice(name, "2026-01-10", "100.00", "2026-02-10") for name in HOSTILE]
    debtor = {"id": "x", "type": "societe_commerciale", "denomination": '=HYPERLINK("http://x";"clic")'}
    journal = [{"acte": "renonciation", "date": "2026-05-01", "sur": "interets", "montant": "1.00"}]
    costs = [{"date": "2026-04-20", "libelle": "=2+3", "montant": "5.00", "fondement": "@dépens"}]
    case, claim = made(
        "2026-11-21", invoices=rows, debtors=[debtor], journal=journal, costs=costs, payments=[paid("2026-03-01", "10.00", HOSTILE[0])]
    )  # fmt: skip
    data = xlsx_of(case, claim)
    assert assert_agrees(data)
    for _, _, text in formulas(opened(data)):
        assert text.startswith(("=SUM(", "=SUMIFS(", "=ROUND(")) or set(text) <= set("=ABCDEFGHIJKLMNOPQRSTU0123456789+-")
    numbers = {row[2].value: row[2] for row in opened(data)["Factures"].iter_rows(min_row=2)}
    assert len(numbers) == len(HOSTILE) and all(cell.data_type == "s" for cell in numbers.values())
    assert numbers["=1+1"].quotePrefix and "F[2JX" in numbers
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode()
            assert "\x1b" not in content and "\u202e" not in content and "_x001B_" not in content
            assert "<hyperlink " not in content and "externalLink" not in name, name


def test_a_long_text_is_cut_and_the_workbook_still_opens() -> None:
    """A cell takes 32 767 signs: more of a text than that is cut, with an ellipsis."""
    case, claim = made("2026-11-21", invoices=[invoice("F" * 40_000, "2026-01-10", "100.00", "2026-02-10")])
    number = opened(xlsx_of(case, claim))["Factures"]["C2"].value
    assert len(number) == 32_000 and number.endswith("…")


def test_the_same_claim_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine is in a workbook; its properties bear the day of the décompte."""
    case, claim = everything()
    data = xlsx_of(case, claim)
    assert data == xlsx_of(*everything())
    properties = opened(data).properties
    assert properties.created == properties.modified == datetime(2026, 11, 21)  # noqa: DTZ001  # a day
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_escompte_that_is_lost_is_remarked_beside_the_invoice() -> None:
    """The whole price stands, with why the rebate was not taken off, where the due date is explained."""
    row = invoice("A", "2026-01-10", "1000.00", "2026-02-09", escompte={"taux": "2", "avant_le": "2026-01-20"})
    book = opened(xlsx_of(*made("2026-03-02", invoices=[row])), values=True)
    (told,) = [cells[21].value for cells in book["Factures"].iter_rows(min_row=2) if cells[2].value == "A"]
    assert "escompte de 2,00\u00a0% perdu" in told
