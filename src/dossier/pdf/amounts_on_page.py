"""Where amounts stand on a page that pypdfium2 holds open: in pixels of its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_int
from typing import Any

MOST_SIGNS = 200_000
"""Signs of one page that are read: a page has a few thousand."""
MOST_PLACES = 20
"""Places that are marked on one page."""
_SPACES = "\u0020\u00a0\u202f\u2009"
_AMOUNT = re.compile(rf"\d[\d{_SPACES}.]*[,.]\d\d(?!\d)")
_UNIT = re.compile(rf"[{_SPACES}]*€")
_GROUP = re.compile(rf"(?:^|(?<=[{_SPACES}]))\d")


def places(page: Any, wanted: frozenset[str], width: int, height: int) -> list[list[int | str]]:
    """Rows of digits, left, top, width and height: where *wanted* amounts stand on a page drawn *width* by *height* pixels.

    An amount is known by its digits, however its thousands are parted: `4 560,00`, `4.560,00` and `4560.00` are `456000`.
    A page without text has none.
    """
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), MOST_SIGNS)
        signs = "".join(_sign(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count))
        found: list[list[int | str]] = []
        for start, end, digits in _amounts(signs):
            if digits in wanted and len(found) < MOST_PLACES:
                boxes = [text_page.get_charbox(index) for index in range(start, end) if signs[index] not in _SPACES]
                corners = [
                    _pixel(page, x, y, width, height) for left, low, right, high in boxes for x, y in ((left, low), (right, high))
                ]
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                found.append([digits, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)])
        return found
    finally:
        text_page.close()


def _sign(number: int) -> str:
    """One sign for one place in the page's text, so that places in both agree; what is no character is none of an amount's."""
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0x110000 else "\n"


def _amounts(signs: str) -> Iterator[tuple[int, int, str]]:
    """Every amount of a text with its digits; of `4 2 480,00` all that may be meant: the longest, then without the first groups."""
    for match in _AMOUNT.finditer(signs):
        for group in _GROUP.finditer(match[0]):
            start, end = match.start() + group.start(), match.end()
            unit = _UNIT.match(signs, end)
            yield start, unit.end() if unit else end, re.sub(r"\D", "", signs[start:end])


def _pixel(page: Any, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    """A place of the page in pixels of its picture, from the upper left corner; the page may be turned."""
    from pypdfium2 import raw

    left, top = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, left, top)
    return left.value, top.value
