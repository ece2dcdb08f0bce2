"""Clean PDFs one behind the other in one: the file of a piece first, then the files inside it, each with its outline below its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dossier.pdf.assembly import hang_pages, numbers, open_pdf, saved
from dossier.pdf.destinations import Destinations, destination, headings, write_outline
from dossier.pdf.layers import Layers, gather_layers, write_layers


@dataclass(frozen=True, slots=True)
class Section:
    """A clean PDF and what its entry in the outline is called; the first one, which the piece itself is, has no title."""

    title: str
    pdf: bytes


def joined(sections: Sequence[Section]) -> bytes:
    """One PDF of several that `clean_pdf` or this function made; links inside each keep leading to its own pages."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    target = pikepdf.new()
    layers = Layers()
    pages: list[Any] = []
    links: list[tuple[int, tuple[float, ...], int, tuple[Any, ...]]] = []
    outline: list[tuple[int, str, int]] = []
    for section in sections:
        start = len(pages)
        with open_pdf(section.pdf) as source:
            places = Destinations(source)
            if section.title:
                outline.append((0, section.title, start))
            below = 1 if section.title else 0
            outline += [(h.depth + below, h.title, start + h.page) for h in headings(source, places)]
            for page in source.pages:
                links += _links(page.obj, places, len(pages), start)
                pages.append(target.copy_foreign(page.obj))
            gather_layers(target, source, layers)
    hang_pages(target, pages)
    for index, rect, goal, view in links:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array(rect), Border=Array([0, 0, 0]), Dest=destination(pages[goal], view)
        )
        held = pages[index].get("/Annots")
        pages[index].Annots = Array([*(held if held is not None else ()), target.make_indirect(link)])
    write_outline(target, [(depth, title, destination(pages[page])) for depth, title, page in outline])
    write_layers(target, layers)
    return saved(target)


def _links(page: Any, places: Destinations, index: int, start: int) -> list[tuple[int, tuple[float, ...], int, tuple[Any, ...]]]:
    """The links of a page, which it loses: they name pages of its former file."""
    found = []
    for annotation in page.get("/Annots", ()):
        if goal := places.of(annotation):
            found.append((index, tuple(numbers(annotation.get("/Rect"))), start + goal.page, goal.view))
    if "/Annots" in page:
        del page["/Annots"]
    return found
