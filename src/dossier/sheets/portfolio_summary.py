"""The first sheet of the portfolio's workbook: each figure with its value and what it is made of, then their definitions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dossier.ground.french import long_day, plural, short_day
from dossier.ground.money import Money
from dossier.portfolio.definitions import DEFINITIONS, Definition
from dossier.portfolio.doubtful import totals_of
from dossier.portfolio.dso import Dso
from dossier.portfolio.portfolio import Portfolio
from dossier.portfolio.recovery import Rate
from dossier.sheets.book import Cell, Row, Sheet, Style, at, heads, money, text

HEAD = 1
"""The row of the head in the tables that the summary refers to."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the other sheets have what the summary adds up, by column from 0: `left` and `counted` of the invoices,
    `all_sums` and `principal` of the cases (paid; due stands beside it), `parts` of the doubtful debts (HT, VAT, TTC)."""

    left: int
    counted: int
    all_sums: int
    principal: int
    parts: int


def summary_sheet(portfolio: Portfolio, columns: Columns, invoices: Sheet, cases: Sheet, doubtful: Sheet) -> Sheet:
    """The figures; a missing one is an empty cell with its reason in the last column."""
    rows: list[Row] = [
        (Cell("Portefeuille de créances", "title"),),
        (Cell(f"Arrêté au {long_day(portfolio.today)}. Montants en euros. {_count(portfolio)}", "note"),),
        heads("Chiffre", "Valeur", "Unité", "Numérateur", "Dénominateur", "Jours de la période", "Remarque"),
    ]
    head = len(rows) - 1
    ageing, whole = portfolio.ageing, portfolio.recovery
    counted = f"=SUMIFS({invoices.column(columns.left)},{invoices.column(columns.counted)},1)"
    remark = f"inconnu : {', '.join(ageing.unknown)}" if ageing.unknown else ""
    rows.append(_amount("Créances au jour du calcul, TTC", ageing.total, counted, remark))
    receivables = at(1, len(rows) - 1)
    rows.append(_dso(portfolio.dso, DEFINITIONS["dso"], len(rows), receivables))
    rows.append(_dso(portfolio.dso_count_back, DEFINITIONS["dso_count_back"], len(rows), ""))
    for rate, column, name in (
        (whole.all_sums, columns.all_sums, "recovery"), (whole.principal, columns.principal, "recovery_principal"),
    ):  # fmt: skip
        rows.append(
            _rate(rate, DEFINITIONS[name], len(rows), f"=SUM({cases.column(column)})", f"=SUM({cases.column(column + 1)})")
        )
    sums = totals_of(portfolio.doubtful)
    unparted = f"{plural(sums.unparted, 'ligne')} sans HT ni TVA" if sums.unparted else ""
    for n, (label, value) in enumerate((("HT", sums.net), ("TVA", sums.vat), ("TTC", sums.gross))):
        formula = f"=SUM({doubtful.column(columns.parts + n)})"
        rows.append(_amount(f"Créances douteuses, {label}", value, formula, unparted if label != "TTC" else ""))
    for label, value in (
        ("Passé en perte", ageing.written_off), ("Abandonné par un solde", ageing.given_up), ("Cédé", ageing.assigned),
    ):  # fmt: skip
        rows.append(_amount(label, value, "", "hors de la balance âgée et du DSO"))
    rows += [(), *_definitions()]
    return Sheet("Synthèse", (38, 14, 8, 14, 14, 10, 60), tuple(rows), head, filter=False)


def _definitions() -> list[Row]:
    """Each definition under its title, a sentence a row: long texts of one cell would hide one another."""
    rows: list[Row] = [(Cell("Définitions (aucune n’est légale)", "total"),)]
    for definition in DEFINITIONS.values():
        rows += [(), (Cell(definition.title, "head"), Cell(definition.formula, "plain"))]
        rows += [(Cell(None, "text"), Cell(f"{line.rstrip('.')}.", "plain")) for line in definition.text.split(". ")]
    return rows


def _count(portfolio: Portfolio) -> str:
    read = plural(len(portfolio.holdings), "affaire lue", "affaires lues")
    return f"{read} ; illisibles, dans aucun chiffre : {', '.join(portfolio.unread)}." if portfolio.unread else f"{read}."


def _amount(label: str, value: Money | None, formula: str, remark: str) -> Row:
    return (text(label), money(value, formula), text("€"), *(Cell(None, "money") for _ in range(3)), text(remark))


def _dso(dso: Dso, definition: Definition, r: int, receivables: str) -> Row:
    """The accounting method is a formula over the receivables above; the count-back a value, month by month."""
    formula = f"=ROUND({at(3, r)}/{at(4, r)}*{at(5, r)},1)" if receivables else ""
    span = f"ventes du {short_day(dso.first)} au {short_day(dso.last)}" if dso.first else ""
    over = money(dso.receivables, f"={receivables}" if receivables else "")
    return (
        text(definition.title), _value(dso.days, "money", formula), text("jours"), over, Cell(dso.sales, "money"),
        Cell(dso.period, "whole"), text(dso.reason or span),
    )  # fmt: skip


def _rate(rate: Rate, definition: Definition, r: int, paid: str, due: str) -> Row:
    value = _value(rate.percent, "rate", f"=ROUND({at(3, r)}/{at(4, r)}*100,2)")
    return (
        text(definition.title), value, text(""), money(rate.paid, paid), money(rate.due, due), Cell(None, "whole"),
        text(rate.reason),
    )  # fmt: skip


def _value(value: Decimal | None, style: Style, formula: str) -> Cell:
    return Cell(None, "missing") if value is None else Cell(value, style, formula)
