"""The task that turns a printed page into a Word document with the same content."""

from __future__ import annotations

from datetime import date
from typing import Any

from dossier.ground.jobs import Result
from dossier.word.blocks import write_all
from dossier.word.page import room_of, set_page
from dossier.word.paper import Paper
from dossier.word.qr import png_of
from dossier.word.skeleton import describe, empty_document, saved
from dossier.word.tree import clean, parse
from dossier.word.widths import widths

_LABELS = 22.0
"""Millimetres: the margin of labels of a letter."""


def to_docx(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The DOCX of a page: real styles, nothing fetched, no macro, the same bytes for the same page.

    Options: html (the whole page), css (its style sheets, for the widths of columns), style (`letter`, `act`, `table`), title,
    created (ISO). Inputs: `image:NAME`. Files: `docx`. Facts: `left_out`, the images that could not be shown.
    """
    kind = options["style"]
    page = parse(options["html"])
    document = empty_document(kind)
    describe(document, clean(options["title"]), date.fromisoformat(options["created"]))
    set_page(document, kind, page)
    images = {name.removeprefix("image:"): _raster(data) for name, data in inputs.items() if name.startswith("image:")}
    paper = Paper(document, kind, room_of(kind), _LABELS, widths(options["css"]), images, [])
    write_all(paper, [page.first(tag="body") or page])
    return Result({"docx": saved(document)}, {"left_out": sorted(set(paper.missing))})


def preload() -> None:
    """Import the library: what a runner does once before it forks its workers."""
    import docx  # noqa: F401


def _raster(data: bytes) -> bytes:
    """An image that a word processor shows: a payment code is drawn, another drawing in SVG is not."""
    return png_of(data) if data.lstrip().startswith(b"<") else data
