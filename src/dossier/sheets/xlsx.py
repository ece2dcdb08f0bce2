"""The one place that writes XLSX: a workbook as data into bytes, the same bytes for the same data.

Texts are written as texts, never looked at for formulas, numbers or addresses. Dates and amounts are numbers with a format
that a French program shows as `05/03/2026` and `1 234,50`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dossier.ground.jobs import Result

_MONEY, _DAY = "#,##0.00", "dd/mm/yyyy"
_FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_RULE = {"bottom": 1, "bottom_color": "#161616"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "left", "indent": 1},
    "note": {"font_color": "#595959", "align": "left", "indent": 1},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "align": "left", "indent": 1, **_RULE},
    "head_of_numbers": {"bold": True, "text_wrap": True, "valign": "bottom", "align": "right", **_RULE},
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "plain": {"align": "left", "indent": 1},
    "label": {"font_color": "#595959", "text_wrap": True, "align": "left", "indent": 1},
    "day": {"num_format": _DAY, "align": "right"},
    "rank": {"num_format": "0", "align": "center"},
    "whole": {"num_format": "0"},
    "money": {"num_format": _MONEY},
    "rate": {"num_format": '0.00####" %"'},
    "total": {"bold": True, "top": 1, "align": "left", "indent": 1},
    "sum": {"bold": True, "top": 1, "num_format": _MONEY},
    "missing": {"pattern": 4, "fg_color": "#9a9a9a"},
}
_NUMERIC = frozenset({"day", "rank", "whole", "money", "rate", "sum"})
_LINE = 13.5
_AS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_PAPER_A4 = 9
_DAY_ZERO = date(1899, 12, 30)


def write_book(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """A workbook from `book.as_options`: one file, `xlsx`."""
    out = BytesIO()
    settings = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
        "default_date_format": _DAY,
    }  # fmt: skip
    with Workbook(out, settings) as workbook:
        stamp = datetime.fromisoformat(f"{options['day']}T00:00:00")  # a day, not an hour
        workbook.set_properties(
            {"title": options["title"], "subject": options["subject"], "author": options["author"], "created": stamp}
        )
        styles = {name: workbook.add_format({**_FONT, **style}) for name, style in _STYLES.items()}
        # A text that begins like a formula stays a text when its cell is edited.
        quoted = {name: workbook.add_format({**_FONT, **style, "quote_prefix": True}) for name, style in _STYLES.items()}
        for sheet in options["sheets"]:
            _write_sheet(workbook.add_worksheet(sheet["name"]), sheet, styles, quoted)
    return Result({"xlsx": out.getvalue()})


def _write_sheet(page: Worksheet, sheet: Mapping[str, Any], styles: Mapping[str, Format], quoted: Mapping[str, Format]) -> None:
    head, rows, widths = sheet["head"], sheet["rows"], sheet["widths"]
    numeric = (
        {column for column, (style, *_) in enumerate(rows[head + 1]) if style in _NUMERIC} if len(rows) > head + 1 else set()
    )
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for at_row, row in enumerate(rows):
        page.set_row(at_row, _height(row, widths))
        for at_column, (style, *content) in enumerate(row):
            kind = "head_of_numbers" if style == "head" and at_column in numeric else style
            text = content[0]
            by_style = quoted if isinstance(text, str) and text.startswith(_AS_FORMULA) else styles
            _write_cell(page, at_row, at_column, style, content, by_style[kind])
    page.freeze_panes(head + 1, 0)
    page.repeat_rows(0, head)
    if sheet["filter"] and len(rows) > head + 1:
        page.autofilter(head, 0, len(rows) - 1, len(widths) - 1)
    page.set_landscape()
    page.set_paper(_PAPER_A4)
    page.fit_to_pages(sheet["across"], 0)
    if sheet["across"] > 1:
        page.repeat_columns(0, sheet["repeat"] - 1)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&L&8&A&R&8page &P/&N")


def _write_cell(page: Worksheet, row: int, column: int, style: str, content: Sequence[Any], look: Format) -> None:
    value, *formula = content
    if formula:
        page.write_formula(row, column, formula[0], look, _number(style, value))
    elif value is None:
        page.write_blank(row, column, None, look)
    elif style in _NUMERIC:
        page.write_number(row, column, _number(style, value), look)
    else:
        page.write_string(row, column, value, look)


def _height(row: Sequence[Sequence[Any]], widths: Sequence[int]) -> float:
    """The height of a row in points: programs that open the file do not all find it from its wrapped texts."""
    if row and row[0][0] == "title":
        return 22
    wrapped = [
        max(1, -(-len(content[0]) // width))
        for (style, *content), width in zip(row, widths, strict=False)
        if style in ("text", "head", "label") and isinstance(content[0], str)
    ]
    return min(_LINE * max(wrapped, default=1) + 2, 400)


def _number(style: str, value: Any) -> float | int:
    """The number that a cell holds: a day is its count of days, an amount the nearest binary fraction, as in every spreadsheet."""
    if style == "day":
        return (date.fromisoformat(value) - _DAY_ZERO).days
    return value if isinstance(value, int) else float(Decimal(value))
