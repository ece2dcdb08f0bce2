"""What was bound, read back with another library and compared with what was planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST = 20
"""Sentences that are reported; one fault often repeats on every page."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A bound PDF as it must be: pages, label of each page ('' for none), jumps (from, to), outline (title, page); pages from 0.

    `faults` are those that were found while binding.
    """

    pages: int
    labels: tuple[str, ...]
    jumps: tuple[tuple[int, int], ...]
    outline: tuple[tuple[str, int], ...]
    faults: tuple[str, ...] = ()


def faults(pdf: bytes, plan: Plan) -> tuple[str, ...]:
    """Compare a written PDF with its plan; () when all pages, labels, jumps and headings are where they belong."""
    import pypdfium2

    found = list(plan.faults)
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != plan.pages:
            return (*found, f"la liasse a {len(document)} pages au lieu de {plan.pages}")
        jumps: list[tuple[int, int]] = []
        for index, text in enumerate(plan.labels):
            page = document[index]
            if text and not _reads(page, text):
                found.append(f"le cachet « {text} » ne se lit pas à la page {index + 1}")
            jumps += [(index, goal) for goal in _jumps(document, page)]
            page.close()
        if tuple(sorted(jumps)) != plan.jumps:
            found.append("un lien de la liasse ne mène pas à la page prévue")
        outline = tuple((item.get_title(), _page_of(item)) for item in document.get_toc(max_depth=8))
        if outline != plan.outline:
            found.append("les signets de la liasse ne mènent pas aux pages prévues")
    finally:
        document.close()
    return tuple(found[:MOST])


def _reads(page: Any, text: str) -> bool:
    """Whether a page says the text of its label; all kinds of spaces count as one."""
    reader = page.get_textpage()
    words = " ".join(str(reader.get_text_bounded(*_last_object(page))).split())
    reader.close()
    return " ".join(text.split()) in words


def _last_object(page: Any) -> tuple[float, float, float, float]:
    """The box of the whole page; text is looked for everywhere, as a reader's search does."""
    left, bottom, right, top = page.get_mediabox()
    return left, bottom, right, top


def _jumps(document: Any, page: Any) -> Iterator[int]:
    """The page indexes that the links of a page lead to."""
    import ctypes

    import pypdfium2.raw as raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        goal = raw.FPDFLink_GetDest(document, link)
        if goal:
            yield int(raw.FPDFDest_GetDestPageIndex(document, goal))


def _page_of(item: Any) -> int:
    goal = item.get_dest()
    return -1 if goal is None or goal.get_index() is None else int(goal.get_index())
