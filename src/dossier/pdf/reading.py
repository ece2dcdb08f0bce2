"""A bound PDF as another library reads it: whether each label can be read, where links lead, what the outline says."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TOLERANCE = 0.6
"""Points by which a letter may reach over the edge of the page as it is measured."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; pages count from 0.

    `unread` are (page, why) for labels that a person would not read, `jumps` (from page, to page), `outline` (depth, title, page),
    with page -1 for what leads nowhere.
    """

    pages: int
    unread: tuple[tuple[int, str], ...]
    jumps: tuple[tuple[int, int], ...]
    outline: tuple[tuple[int, str, int], ...]


def read(pdf: bytes | Path, pages: Sequence[int], labels: Sequence[str]) -> Reading:
    """Read the outline of a PDF and some of its pages; *labels* is the label that each page must bear, '' for none."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        unread: list[tuple[int, str]] = []
        jumps: list[tuple[int, int]] = []
        for index in pages if count == len(labels) else ():
            page = document[index]
            why = _unread(page, labels[index]) if labels[index] else ""
            unread += [(index, why)] if why else []
            jumps += [(index, goal) for goal in _jumps(document, page)]
            page.close()
        outline = tuple((item.level, item.get_title(), _page_of(item)) for item in document.get_toc(max_depth=8))
        return Reading(count, tuple(unread), tuple(jumps), outline)
    finally:
        document.close()


def _unread(page: Any, label: str) -> str:
    """Why a label cannot be read on a page, '' when it can: it must be there, upright, and whole inside what is displayed."""
    reader = page.get_textpage()
    try:
        found = _found(reader, label)
        if not found:
            return "ne se lit pas"
        whys = [_why(page, reader, first, last) for first, last in found]
        return "" if "" in whys else whys[0]
    finally:
        reader.close()


def _found(reader: Any, label: str) -> list[tuple[int, int]]:
    """Where a page says a text: index of the first and of the last letter; all kinds of spaces count as one."""
    import pypdfium2.raw as raw

    sought = re.compile(r"\s+".join(map(re.escape, label.split())))
    places = [match.span() for match in sought.finditer(reader.get_text_range())]
    index = raw.FPDFText_GetCharIndexFromTextIndex
    return [(index(reader, start), index(reader, end - 1)) for start, end in places]


def _why(page: Any, reader: Any, first: int, last: int) -> str:
    """What is wrong with the place of a run of letters, '' when it stands upright inside the page."""
    import pypdfium2.raw as raw

    upright = math.radians(-page.get_rotation()) % (2 * math.pi)
    turned = raw.FPDFText_GetCharAngle(reader, first) - upright
    if abs(math.remainder(turned, 2 * math.pi)) > 0.05:
        return "est tourné"
    left, bottom, right, top = page.get_bbox()
    for index in (first, last):
        x0, y0, x1, y1 = reader.get_charbox(index)
        if x0 < left - _TOLERANCE or y0 < bottom - _TOLERANCE or x1 > right + _TOLERANCE or y1 > top + _TOLERANCE:
            return "sort de la feuille"
    return ""


def _jumps(document: Any, page: Any) -> Iterator[int]:
    """The page indexes that the links of a page lead to."""
    import pypdfium2.raw as raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        goal = raw.FPDFLink_GetDest(document, link)
        if goal:
            yield int(raw.FPDFDest_GetDestPageIndex(document, goal))


def _page_of(item: Any) -> int:
    goal = item.get_dest()
    return -1 if goal is None or goal.get_index() is None else int(goal.get_index())
