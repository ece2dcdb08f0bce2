"""What was bound, read back and compared with what was planned: every page as it was written, and as another library reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 20
"""Sentences that are reported; one fault often repeats on every page."""
READ_WHOLE = 150
"""Pages: up to here the other library reads every page; beyond, those that `worth_reading` names.

Every page of every piece is read by it in the piece's own stamped PDF, which is drawn by the same code from the same copy.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A bound PDF as it must be; pages count from 0.

    `labels` and `drawn`: for each page the text of its label and the operators that we drew, '' and b'' for none. `jumps` are
    (from page, to page), sorted; `outline` (title, page) in order; `pieces` the first page of each piece.
    `faults` are those that were found while binding.
    """

    labels: tuple[str, ...]
    drawn: tuple[bytes, ...]
    jumps: tuple[tuple[int, int], ...]
    outline: tuple[tuple[str, int], ...]
    pieces: tuple[int, ...]
    faults: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there must be."""
        return len(self.labels)


def worth_reading(plan: Plan) -> tuple[int, ...]:
    """The pages that the other library reads: all of a usual bundle; of a large one those with links, and each piece's first."""
    if plan.pages <= READ_WHOLE:
        return tuple(range(plan.pages))
    first = set(plan.pieces)
    return tuple(sorted(first | {page for page, _ in plan.jumps} | {i for i, text in enumerate(plan.labels) if not text}))


def faults(pdf: bytes, plan: Plan) -> tuple[str, ...]:
    """Compare a written PDF with its plan; () when all pages, labels, jumps and headings are where they belong."""
    found = [*plan.faults, *_as_written(pdf, plan)]
    if not found:
        found += _as_read(pdf, plan)
    return tuple(found[:MOST])


def _as_written(pdf: bytes, plan: Plan) -> Iterator[str]:
    """Whether the file holds the pages, and on each page what we drew, last."""
    from dossier.pdf.assembly import open_pdf

    with open_pdf(pdf) as written:
        if len(written.pages) != plan.pages:
            yield f"la liasse a {len(written.pages)} pages au lieu de {plan.pages}"
            return
        for index, (page, drawn) in enumerate(zip(written.pages, plan.drawn, strict=True)):
            if drawn and page.obj.Contents[-1].read_raw_bytes() != drawn:
                yield f"le cachet de la page {index + 1} n’est pas écrit comme prévu"


def _as_read(pdf: bytes, plan: Plan) -> Iterator[str]:
    """Whether another library reads labels, jumps and outline as planned."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != plan.pages:
            yield f"la liasse se lit en {len(document)} pages au lieu de {plan.pages}"
            return
        jumps: list[tuple[int, int]] = []
        for index in worth_reading(plan):
            page = document[index]
            if plan.labels[index] and not _says(page, plan.labels[index]):
                yield f"le cachet « {plan.labels[index]} » ne se lit pas à la page {index + 1}"
            jumps += [(index, goal) for goal in _jumps(document, page)]
            page.close()
        yield from _compared(document, jumps, plan)
    finally:
        document.close()


def _compared(document: Any, jumps: Sequence[tuple[int, int]], plan: Plan) -> Iterator[str]:
    if tuple(sorted(jumps)) != plan.jumps:
        yield "un lien de la liasse ne mène pas à la page prévue"
    outline = tuple((item.get_title(), _page_of(item)) for item in document.get_toc(max_depth=8))
    if outline != plan.outline:
        yield "les signets de la liasse ne mènent pas aux pages prévues"


def _says(page: Any, text: str) -> bool:
    """Whether a page says a text; all kinds of spaces count as one, as in a reader's search."""
    reader = page.get_textpage()
    words = " ".join(str(reader.get_text_range()).split())
    reader.close()
    return " ".join(text.split()) in words


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
