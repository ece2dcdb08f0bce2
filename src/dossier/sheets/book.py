"""A workbook as values: sheets of cells, each with a style, a value and sometimes a formula. Nothing is written here.

A formula comes with its value, so that programs which do not calculate show it. A text is a text whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from dossier.ground.jobs import Job, call, taken
from dossier.ground.money import Money
from dossier.ground.plain import one_line

TASK = "dossier.sheets.xlsx:write_book"

Style = Literal[
    "title", "note", "head", "text", "label", "day", "rank", "whole", "money", "rate", "total", "sum", "missing", "plain"
]
"""`text` wraps, `plain` runs on; `label` is a text beside a value; `total` and `sum` are the label and the amount of a last row."""

LONGEST = 32_000
"""Signs that a cell takes; formats stop at 32 767."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` None is an empty cell. `formula` begins with `=`, its functions have English names, its result is `value`."""

    value: str | int | Decimal | Money | date | None
    style: Style
    formula: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the top; `head` is the row (from 0) of the table's head: it and what stands above stays and repeats in print.

    `widths` are in signs, one a column. With `filter` the table below the head can be filtered and sorted. It prints `across`
    as many pages side by side; where that is more than one, its first `repeat` columns stand on each.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    head: int = 0
    filter: bool = True
    across: int = 1
    repeat: int = 0

    def place(self, column: int, first: int, last: int) -> str:
        """The address of a stretch of a column from another sheet: `'Factures'!$C$2:$C$9`, rows counted from 0."""
        letter = column_letters(column)
        return f"'{self.name}'!${letter}${first + 1}:${letter}${last + 1}"

    def column(self, column: int) -> str:
        """The address of a column of the table, from the row below its head to the last."""
        return self.place(column, self.head + 1, max(len(self.rows) - 1, self.head + 1))


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with its properties; `day` is the day that it bears."""

    title: str
    subject: str
    author: str
    day: date
    sheets: tuple[Sheet, ...]


def column_letters(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def at(column: int, row: int) -> str:
    """`C5` for column 2 and row 4, both counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def text(words: str) -> Cell:
    """Words, wrapped."""
    return Cell(words, "text")


def money(amount: Money | None, formula: str = "") -> Cell:
    """An amount; one that is not known leaves an empty cell, whatever the formula."""
    return Cell(amount, "money", formula) if amount is not None else Cell(None, "missing")


def day(value: date | None) -> Cell:
    """A day; None leaves an empty cell."""
    return Cell(value, "day")


def heads(*words: str) -> Row:
    """The head of a table."""
    return tuple(Cell(word, "head") for word in words)


def book_job(book: Book, label: str) -> Job:
    """The job that writes a workbook; its file is `xlsx`."""
    return Job(TASK, as_options(book), (), label)


def as_options(book: Book) -> Mapping[str, Any]:
    """A workbook as JSON-able data, all text made harmless."""
    return {
        "title": _words(book.title, 250),
        "subject": _words(book.subject, 250),
        "author": _words(book.author, 250),
        "day": book.day.isoformat(),
        "sheets": [
            {
                "name": sheet.name,
                "widths": list(sheet.widths),
                "head": sheet.head,
                "filter": sheet.filter,
                "across": sheet.across,
                "repeat": sheet.repeat,
                "rows": [[_plain(cell) for cell in row] for row in sheet.rows],
            }
            for sheet in book.sheets
        ],
    }


def _plain(cell: Cell) -> list[Any]:
    """`[style, value]` or `[style, value, formula]`; amounts, rates and days as text."""
    value = cell.value
    if isinstance(value, str):
        return [cell.style, _words(value, LONGEST)]
    shown = value.isoformat() if isinstance(value, date) else value if value is None or isinstance(value, int) else str(value)
    return [cell.style, shown, cell.formula] if cell.formula else [cell.style, shown]


def _words(words: str, most: int) -> str:
    """Words on one line, cut to what a cell takes."""
    plain = one_line(words)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def written(job: Job) -> bytes:
    """The workbook of a job, written in this process."""
    return taken(call(job.task, dict(job.options), {}).files["xlsx"])
