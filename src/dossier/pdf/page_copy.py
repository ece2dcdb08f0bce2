"""One page of a foreign PDF, rebuilt: its drawing inside a form of its own, on a sheet that readers and labels can bear."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dossier.ground.jobs import Problem
from dossier.pdf.assembly import inherited, number, numbers, sheet_of_page
from dossier.pdf.destinations import Destinations, Target
from dossier.pdf.geometry import A4, POINTS_PER_MM, Sheet
from dossier.pdf.limits import MAX_CONTENT, MAX_SIDE
from dossier.pdf.original import Notes

SMALLEST = (62 * POINTS_PER_MM, 30 * POINTS_PER_MM)
"""Width and height as displayed: a smaller page is laid on a sheet of this size, so that the label has room."""


class TooMuch(Exception):
    """The pages of a file draw more than any honest file does."""


@dataclass(frozen=True, slots=True)
class InnerLink:
    """A link inside the file: its rectangle on the copied page, and where it leads."""

    rect: tuple[float, ...]
    target: Target


def copy_page(source: Any, target: Any, page: Any, places: Destinations, notes: Notes) -> tuple[Any, list[InnerLink]]:
    """One page of the copy: its content as a form, so that nothing it leaves open touches what we draw after it."""
    from pikepdf import Array, Dictionary, Name, Stream

    sheet = _sheet(page, notes)
    unit, room = _fit(page, sheet, notes)
    # The form is cut at the visible sheet: what a CropBox hid must not show on a larger one.
    form = Stream(
        target,
        zlib.compress(_content(page, notes), 6),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([sheet.x0, sheet.y0, sheet.x1, sheet.y1]),
        Resources=_resources(source, target, page),
        Filter=Name.FlateDecode,
    )
    drawing = f"q {unit:.6f} 0 0 {unit:.6f} 0 0 cm /Page Do Q".encode() if unit != 1 else b"q /Page Do Q"
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(v, 4) for v in (room.x0, room.y0, room.x1, room.y1)]),
        Resources=Dictionary(XObject=Dictionary({"/Page": target.make_indirect(form)})),
        Contents=target.make_indirect(Stream(target, drawing)),
    )
    if sheet.rotation:
        made.Rotate = sheet.rotation
    group = page.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == "/Transparency":
        made.Group = target.copy_foreign(source.make_indirect(group))
    return target.make_indirect(made), [InnerLink(tuple(v * unit for v in r), goal) for r, goal in _links(page, places)]


def _sheet(page: Any, notes: Notes) -> Sheet:
    """The visible sheet of a page, A4 when its boxes make no sense."""
    turn = number(inherited(page, "/Rotate") or 0)
    if turn % 90 != 0:
        notes.remarks.append("une page a une rotation irrégulière ; elle est ramenée au quart de tour le plus proche")
    sheet = sheet_of_page(page)
    if sheet is None:
        notes.remarks.append("une page a un format impossible ; elle est présentée au format A4")
        return Sheet(0, 0, *A4)
    return sheet


def _fit(page: Any, sheet: Sheet, notes: Notes) -> tuple[float, Sheet]:
    """The scale of the content and the sheet of the copy: gigantic pages shrink, tiny ones get white around them."""
    unit = number(page.get("/UserUnit", 1))
    unit = unit if 0 < unit < 1e4 else 1.0
    longest = max(sheet.width, sheet.height) * unit
    if longest > MAX_SIDE:
        notes.remarks.append("une page dépasse le format que les lecteurs acceptent ; elle est réduite")
        unit *= A4[1] / longest
    scaled = Sheet(sheet.x0 * unit, sheet.y0 * unit, sheet.x1 * unit, sheet.y1 * unit, sheet.rotation)
    # The room that a label needs is meant as displayed; at a quarter turn width and height change places.
    need = SMALLEST if sheet.rotation % 180 == 0 else SMALLEST[::-1]
    wide, high = max(0.0, need[0] - (scaled.x1 - scaled.x0)), max(0.0, need[1] - (scaled.y1 - scaled.y0))
    if wide or high:
        notes.remarks.append("une page est plus petite que le cachet ; elle est posée sur une feuille plus grande")
    room = Sheet(scaled.x0 - wide / 2, scaled.y0 - high / 2, scaled.x1 + wide / 2, scaled.y1 + high / 2, sheet.rotation)
    return unit, room


def _content(page: Any, notes: Notes) -> bytes:
    """The drawing operators of a page, decoded and joined; what cannot be decoded is a problem and left out."""
    import pikepdf

    contents = page.get("/Contents")
    streams: Sequence[Any] = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    parts = []
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            try:
                parts.append(stream.read_bytes())
                notes.drawn += len(parts[-1])
                if notes.drawn > MAX_CONTENT:
                    raise TooMuch
            except (pikepdf.PdfError, pikepdf.DataDecodingError):
                notes.problems.append(Problem("DC513", "une partie du contenu d’une page ne peut pas être décodée"))
    return b"\n".join(parts)


def _resources(source: Any, target: Any, page: Any) -> Any:
    import pikepdf

    resources = inherited(page, "/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    return target.copy_foreign(resources if resources.is_indirect else source.make_indirect(resources))


def _links(page: Any, places: Destinations) -> list[tuple[tuple[float, ...], Target]]:
    """The links of a page that stay inside the file; addresses of the outside are not carried over."""
    import pikepdf

    found: list[tuple[tuple[float, ...], Target]] = []
    annotations = page.get("/Annots")
    for annotation in list(annotations)[:2000] if isinstance(annotations, pikepdf.Array) else ():
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Link":
            rect, goal = numbers(annotation.get("/Rect")), places.of(annotation)
            if goal and len(rect) == 4 and all(abs(v) < 1e6 for v in rect):
                found.append((tuple(rect), goal))
    return found
