"""The portfolio as a workbook: totals, classes of age and rates are formulas over the sheets of invoices and cases.

Rows refer to cases and debtors by rank, a whole number: a name that a stranger chose never stands in a formula. The totals
stand above the heads, so that sorting leaves them in place; they follow what a filter shows, the summary does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dossier.ground.french import long_day
from dossier.ground.jobs import Job
from dossier.ground.money import Money, total
from dossier.portfolio.ageing import Ageing
from dossier.portfolio.doubtful import totals_of
from dossier.portfolio.holding import FATE_FR
from dossier.portfolio.portfolio import Portfolio
from dossier.portfolio.receivable import BUCKETS, Receivable
from dossier.portfolio.recovery import Rate
from dossier.sheets.book import Book, Cell, Row, Sheet, Style, at, book_job, column_letters, day, heads, money, text
from dossier.sheets.csv_file import Value
from dossier.sheets.portfolio_rows import CASES_HEAD, DOUBTFUL_HEAD, KIND_FR, case_row, doubtful_row, siren
from dossier.sheets.portfolio_summary import HEAD, Columns, summary_sheet

TITLE = "Portefeuille de créances"
NONE = "Néant"
FIRST = HEAD + 1
"""The first line of a table: its totals stand on the row above the head."""


def portfolio_job(portfolio: Portfolio, author: str) -> Job:
    """The job that writes `portefeuille.xlsx`; its file is `xlsx`. *author* is the firm."""
    return book_job(portfolio_book(portfolio, author), "portefeuille, tableur")


def doubtful_job(portfolio: Portfolio, author: str) -> Job:
    """The job that writes the list of doubtful debts alone; its file is `xlsx`."""
    subject = f"arrêté au {long_day(portfolio.today)}"
    book = Book("Créances douteuses", subject, author, portfolio.today, (_doubtful(portfolio),))
    return book_job(book, "créances douteuses, tableur")


def portfolio_book(portfolio: Portfolio, author: str) -> Book:
    """The summary with the definitions, then cases, invoices, aged balance, doubtful debts."""
    invoices = _invoices(portfolio)
    cases, aged, doubtful = _cases(portfolio, invoices), _aged(portfolio, invoices), _doubtful(portfolio)
    summary = summary_sheet(portfolio, _COLUMNS, invoices, cases, doubtful)
    subject = f"arrêté au {long_day(portfolio.today)}"
    return Book(TITLE, subject, author, portfolio.today, (summary, cases, invoices, aged, doubtful))


def _table(name: str, widths: Sequence[int], head: Sequence[str], rows: Iterable[Row], sums: Mapping[int, Money | None]) -> Sheet:
    """A table with its totals above the head: each the sum of what its column shows, empty where a line is not known."""
    body = tuple(rows)
    cells = []
    for column in range(len(head)):
        if column not in sums:
            cells.append(Cell("Total" if column == 0 else "", "total"))
            continue
        letter, amount = column_letters(column), sums[column]
        formula = f"=SUBTOTAL(9,{letter}{FIRST + 1}:{letter}{max(FIRST + len(body), FIRST + 1)})"
        cells.append(Cell(amount, "sum", formula) if amount is not None else Cell(None, "missing"))
    nothing = ((text(NONE), *(Cell(None, "text") for _ in head[1:])),)
    return Sheet(name, tuple(widths), (tuple(cells), heads(*head), *(body or nothing)), HEAD)


# Where the sheet of invoices has what others add up.
_DUE, _DAYS, _CLASS, _GROSS, _CREDITED, _LEFT, _CASE, _DEBTOR, _COUNTED = 6, 7, 8, 9, 10, 12, 15, 16, 17
_INVOICES = (
    "Dossier", "Débiteur", "Facture", "Nature", "Sort", "Date", "Échéance", "Jours de retard", "Classe d’âge (0 à 4)", "TTC",
    "Avoirs et remises", "Réglé sur principal", "TTC restant", "HT restant", "TVA restante", "Rang du dossier",
    "Rang du débiteur", "Dans la balance (1) ou sortie (0)", "Remarque",
)  # fmt: skip


def _invoices(portfolio: Portfolio) -> Sheet:
    """Every invoice with what is left of it; days late and class of age are formulas."""
    of_case = {group.id: rank for rank, group in enumerate(portfolio.by_case, 1)}
    of_debtor = {group.id: rank for rank, group in enumerate(portfolio.by_debtor, 1)}
    body = [
        _invoice(row, r, portfolio.today, of_case[row.case], of_debtor[row.debtor]) for r, row in enumerate(portfolio.rows, FIRST)
    ]
    sums = {
        _GROSS: total(row.gross for row in portfolio.rows),
        _CREDITED: total(row.credited for row in portfolio.rows),
        _LEFT: _sum(row.outstanding for row in portfolio.rows),
    }
    return _table("Factures", (26, 28, 18, 14, 14, 11, 11, 9, 9, *(13 for _ in range(6)), 9, 9, 12, 40), _INVOICES, body, sums)


def _invoice(row: Receivable, r: int, today: date, case: int, debtor: int) -> Row:
    late = f"=MAX(0,DATE({today.year},{today.month},{today.day})-{at(_DUE, r)})"
    days = at(_DAYS, r)
    bucket = f"=IF({days}<=0,0,IF({days}<=30,1,IF({days}<=60,2,IF({days}<=90,3,4))))"
    # A decision takes the place of the invoices it covers: what was paid on it is not told by invoice.
    titled = row.state == "titled"
    paid = None if titled or row.outstanding is None else row.gross - row.credited - row.outstanding
    note = "couverte par une décision : part de ce qui en reste dû" if titled else row.parts.reason
    return (
        text(row.case), text(row.debtor_name), text(row.number), text(KIND_FR[row.kind]), text(FATE_FR[row.fate]), day(row.date),
        day(row.due), Cell(row.days, "whole", late), Cell(tuple(BUCKETS).index(row.bucket), "whole", bucket), money(row.gross),
        money(row.credited), Cell(paid, "money"), money(row.outstanding), Cell(row.parts.net, "money"),
        Cell(row.parts.vat, "money"), Cell(case, "whole"), Cell(debtor, "whole"), Cell(int(row.fate == "held"), "whole"), text(note),
    )  # fmt: skip


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    known = list(amounts)
    return None if None in known else total(amount for amount in known if amount is not None)


# Where the sheet of cases, whose first column is the rank, has what others add up.
_AGES = CASES_HEAD.index("Âge (jours)") + 2
_ALL, _PRINCIPAL = _AGES + len(BUCKETS), _AGES + len(BUCKETS) + 3
_OUTSTANDING = CASES_HEAD.index("Principal restant") + 1


def _cases(portfolio: Portfolio, invoices: Sheet) -> Sheet:
    """One row a case: its classes of age are sums over the invoices, its rates divisions of their columns."""
    body = []
    for n, (holding, group) in enumerate(zip(portfolio.holdings, portfolio.by_case, strict=True)):
        cells = [Cell(n + 1, "whole"), *(_cell(value) for value in case_row(holding, group))]
        if holding.claim.totals.due is None:
            cells[_OUTSTANDING : _OUTSTANDING + 2] = [money(holding.claim.totals.outstanding), money(None)]
        cells[_AGES:_ALL] = _classes(group.ageing, invoices, _CASE, at(0, FIRST + n))
        for found, column in ((group.recovery.all_sums, _ALL), (group.recovery.principal, _PRINCIPAL)):
            cells[column : column + 3] = _rate(found, column, FIRST + n)
        body.append(tuple(cells))
    claims = [holding.claim.totals for holding in portfolio.holdings]
    whole = portfolio.recovery
    sums: dict[int, Money | None] = {
        _OUTSTANDING: _sum(claim.outstanding for claim in claims), _OUTSTANDING + 1: _sum(claim.due for claim in claims),
        **{_AGES + n: amount for n, amount in enumerate(portfolio.ageing.amounts)},
        _ALL: whole.all_sums.paid, _ALL + 1: whole.all_sums.due,
        _PRINCIPAL: whole.principal.paid, _PRINCIPAL + 1: whole.principal.due,
    }  # fmt: skip
    sheet = _table("Affaires", _CASES_WIDTHS, ("Rang", *CASES_HEAD), body, sums)
    top = list(sheet.rows[0])
    for rate, column in ((whole.all_sums, _ALL), (whole.principal, _PRINCIPAL)):
        top[column + 2] = _percent(rate, column, 0)
    return replace(sheet, rows=(tuple(top), *sheet.rows[1:]))


_CASES_WIDTHS = (6, 26, 34, 28, 11, 18, 22, 14, 13, 13, 9, *(12 for _ in range(5)), 13, 13, 12, 13, 13, 12, 30, 11, 8, 8)


def _cell(value: Value) -> Cell:
    """A value of the CSV as a cell; what is unknown among amounts is written by `money` beforehand."""
    styles: tuple[tuple[type, Style], ...] = ((Money, "money"), (date, "day"), (Decimal, "rate"), (int, "whole"))
    return Cell(value, next((style for kind, style in styles if isinstance(value, kind)), "text"))


def _classes(ageing: Ageing, invoices: Sheet, column: int, rank: str) -> list[Cell]:
    """The five classes of a case or debtor, as sums over the invoices that bear its rank and stand in the accounts."""
    left, owner, counted = invoices.column(_LEFT), invoices.column(column), invoices.column(_COUNTED)
    return [
        money(amount, f"=SUMIFS({left},{owner},{rank},{invoices.column(_CLASS)},{n},{counted},1)")
        for n, amount in enumerate(ageing.amounts)
    ]


def _rate(rate: Rate, column: int, r: int) -> list[Cell]:
    """Paid, due, and the percent that they make; a case that was assigned has none of them."""
    return [Cell(rate.paid, "money"), Cell(rate.due, "money"), _percent(rate, column, r)]


def _percent(rate: Rate, column: int, r: int) -> Cell:
    if rate.percent is None:
        return Cell(None, "rate")
    return Cell(rate.percent, "rate", f"=ROUND({at(column, r)}/{at(column + 1, r)}*100,2)")


_AGED = (
    "Rang", "Débiteur", "SIREN", "Dossiers", *BUCKETS.values(), "Total", "Passé en perte", "Abandonné", "Cédé",
    "Montants inconnus",
)  # fmt: skip


def _aged(portfolio: Portfolio, invoices: Sheet) -> Sheet:
    """One row a debtor: classes of age as sums over the invoices, then what left the accounts."""
    first, body = 4, []
    for n, group in enumerate(portfolio.by_debtor):
        r, aged = FIRST + n, group.ageing
        row_sum = f"=SUM({at(first, r)}:{at(first + len(BUCKETS) - 1, r)})"
        body.append((
            Cell(n + 1, "whole"), text(group.name), text(group.id if group.id.isdigit() else ""), text(", ".join(group.cases)),
            *_classes(aged, invoices, _DEBTOR, at(0, r)), money(aged.total, row_sum), money(aged.written_off),
            money(aged.given_up), money(aged.assigned), text(", ".join(aged.unknown)),
        ))  # fmt: skip
    whole = portfolio.ageing
    out = (whole.total, whole.written_off, whole.given_up, whole.assigned)
    sums = dict(enumerate((*whole.amounts, *out), first))
    return _table("Balance âgée", (6, 30, 11, 30, *(13 for _ in range(9)), 30), _AGED, body, sums)


_PARTS = DOUBTFUL_HEAD.index("HT restant")


def _doubtful(portfolio: Portfolio) -> Sheet:
    """The accountant's list, as the CSV has it."""
    sirens = {holding.case.id: siren(holding) for holding in portfolio.holdings}
    body = [tuple(_cell(value) for value in doubtful_row(d, sirens[d.receivable.case])) for d in portfolio.doubtful]
    sums = totals_of(portfolio.doubtful)
    amounts = {_PARTS: sums.net, _PARTS + 1: sums.vat, _PARTS + 2: sums.gross}
    widths = (28, 11, 26, 18, 14, 11, 11, 9, 13, 13, 13, 22, 60, 11, 9, 12, 16, 40)
    return _table("Créances douteuses", widths, DOUBTFUL_HEAD, body, amounts)


_COLUMNS = Columns(_LEFT, _COUNTED, _ALL, _PRINCIPAL, _PARTS)
