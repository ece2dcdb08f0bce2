"""CSV as a French spreadsheet opens it: UTF-8 with a mark, semicolons, CRLF; no cell is taken for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from dossier.ground.french import short_day
from dossier.ground.money import Money
from dossier.ground.plain import is_plain

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(,[0-9]+)?")

Value = str | int | Decimal | Money | date | None


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A head and its rows: amounts with a decimal comma, days as JJ/MM/AAAA, an empty cell for what is unknown."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_cell(cell) for cell in head])
    for row in rows:
        writer.writerow([csv_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def csv_cell(value: Value) -> str:
    """One cell, on one line; a text that a spreadsheet would run gets an apostrophe before it, a number stays a number."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Money | Decimal | int):
        return str(value).replace(".", ",")
    flat = " ".join("".join(char if is_plain(char) else " " for char in value).split())
    return f"'{flat}" if flat.startswith(FORMULA_SIGNS) and not _NUMBER.fullmatch(flat) else flat
