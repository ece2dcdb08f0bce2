"""Reading a workbook back: its cells as openpyxl sees them, and its formulas evaluated by a small second hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from dossier.claim.claim import Claim
from dossier.model.case import Case
from dossier.sheets.book import written
from dossier.sheets.decompte_book import decompte_job

CENT = Decimal("0.01")


def xlsx_of(case: Case, claim: Claim) -> bytes:
    """The workbook of a claim."""
    return written(decompte_job(case, claim))


def opened(data: bytes, values: bool = False) -> Workbook:
    """A workbook, with its formulas or with the values that were saved beside them."""
    return load_workbook(BytesIO(data), data_only=values)


def summary(book: Workbook) -> dict[str, dict[str, Any]]:
    """The rows of the first sheet by their label: `rows["Principal"]["Reste dû"]`."""
    page = book.worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    top = next(index for index, row in enumerate(rows) if row[0] == "Poste")
    return {str(row[0]): dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :] if row[0]}


def formulas(book: Workbook) -> list[tuple[str, str, str]]:
    """All formulas: sheet, cell, text."""
    return [
        (page.title, cell.coordinate, str(cell.value))
        for page in book.worksheets for row in page.iter_rows() for cell in row if cell.data_type == "f"
    ]  # fmt: skip


class Calculator:
    """Evaluates the few functions that the workbooks use, with decimals; every other function is an error."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        """The value of a cell, calculated when it holds a formula."""
        key = (sheet, cell)
        if key not in self.known:
            found = self.book[sheet][cell]
            content = found.value
            if found.data_type == "f":
                content = self._calculated(sheet, content[1:])
            elif isinstance(content, datetime):
                content = Decimal((content.date() - date(1899, 12, 30)).days)
            elif isinstance(content, (int, float)):
                content = Decimal(str(content))
            self.known[key] = content
        return self.known[key]

    def _calculated(self, sheet: str, formula: str) -> Decimal:
        texts: list[str] = []

        def kept(found: re.Match[str]) -> str:
            texts.append(found[1])
            return f"T[{len(texts) - 1}]"

        code = re.sub(r'"([^"]*)"', kept, formula)
        code = re.sub(r"'([^']+)'!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", r"R('\1','\2\3:\4\5')", code)
        code = re.sub(r"(?<![\w':\[])([A-Z]+\d+:[A-Z]+\d+)(?!')", rf"R('{sheet}','\1')", code)
        code = re.sub(r"(?<![\w':])([A-Z]+\d+)(?![\w':])", rf"V('{sheet}','\1')", code)
        code = re.sub(r"(?<![\w.'])(\d+)(?![\w.'\]])", r"D(\1)", code)
        names: dict[str, Callable[..., Any] | list[str] | dict[str, Any]] = {
            "__builtins__": {}, "T": texts, "D": Decimal, "R": self._range, "V": lambda s, c: self.value(s, c) or Decimal(0),
            "SUM": lambda cells: sum((c for c in cells if isinstance(c, Decimal)), Decimal(0)), "SUMIFS": _sumifs,
            "ROUND": lambda x, n: x.quantize(Decimal(1).scaleb(-int(n)), ROUND_HALF_UP), "MAX": max,
            "SUBTOTAL": lambda _, cells: sum((c for c in cells if isinstance(c, Decimal)), Decimal(0)),
            "IF": lambda test, yes, no: yes if test else no,
            "DATE": lambda y, m, d: Decimal((date(int(y), int(m), int(d)) - date(1899, 12, 30)).days),
        }  # fmt: skip
        result: Decimal = eval(code, names)  # the formulas are ours, and no builtin is there
        return result

    def _range(self, sheet: str, cells: str) -> list[Any]:
        left, top, right, bottom = range_boundaries(cells)
        return [self.value(sheet, f"{get_column_letter(c)}{r}") for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _sumifs(amounts: list[Any], *pairs: Any) -> Decimal:
    kept = list(range(len(amounts)))
    for cells, wanted in zip(pairs[::2], pairs[1::2], strict=True):
        assert len(cells) == len(amounts)
        if isinstance(wanted, str) and wanted.startswith("<>"):
            kept = [i for i in kept if cells[i] != wanted[2:]]
        else:
            kept = [i for i in kept if cells[i] == wanted]
    return sum((amounts[i] for i in kept if isinstance(amounts[i], Decimal)), Decimal(0))
