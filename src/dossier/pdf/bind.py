"""The jobs that bind: many PDFs of ours into one bundle, or one piece with its labels.

Inputs are the printed acts and the harmless copies of the pieces; no foreign byte comes here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.pdf.assembly import (
    Destinations,
    Heading,
    describe,
    destination,
    hang_pages,
    headings,
    inherited,
    numbers,
    open_pdf,
    saved_as_is,
    sheet_of_page,
    write_outline,
)
from dossier.pdf.forbidden import forbidden
from dossier.pdf.geometry import A4, Sheet
from dossier.pdf.layers import carry_layers
from dossier.pdf.lettering import BOLD, REGULAR
from dossier.pdf.links import PIECE
from dossier.pdf.proof import Plan, faults
from dossier.pdf.sheet import SHEET, add_sheet, letters_of, sheet_lines
from dossier.pdf.stamp import add_fonts, draw_folio, draw_label, label

_KEPT = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group"})


@dataclass(slots=True)
class _Leaf:
    """A page on its way into the bundle: the copied dictionary, its sheet, its links (rectangle, goal) and what we draw on it.

    A goal is a page index of the bundle with a view, or an address of the web.
    """

    page: Any
    sheet: Sheet
    links: list[tuple[list[float], Any]]
    ours: bool
    label: Any = None
    corner: str = "ne"


def bind(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """Bind a bundle.

    Options: title, parties, created (ISO), folio (bool: number the pages at the foot), file (name of the result), parts in
    order: {kind: cover|act|list|piece, title, input (name of the PDF, '' for a sheet), number, label, corners (one a page),
    sheet: {title, reason, rows}}. Files: the PDF under its name. Facts: pages, first_pages by number of piece (text).
    Problems: DC601 when the result is not what was planned; then there is no file.
    """
    import pikepdf

    target = pikepdf.new()
    parts = options["parts"]
    sources = [open_pdf(inputs[part["input"]]) if part["input"] else None for part in parts]
    try:
        sizes = [1 if source is None else len(source.pages) for source in sources]
        starts = [sum(sizes[:i]) for i in range(len(parts))]
        pieces = {part["number"]: start for part, start in zip(parts, starts, strict=True) if part["kind"] == "piece"}
        sheets = {i: sheet_lines(**part["sheet"]) for i, part in enumerate(parts) if not part["input"]}
        leaves = [
            leaf
            for i, part in enumerate(parts)
            for leaf in _leaves(target, part, sources[i], starts[i], sizes[i], pieces, options)
        ]
        plan = _finish(target, options, leaves, sheets, starts, sources)
        pdf = saved_as_is(target, _identity(options, sources))
    finally:
        for source in sources:
            if source is not None:
                source.close()
    wrong = faults(pdf, plan)
    if wrong:
        return Result(problems=tuple(Problem("DC601", text) for text in wrong))
    facts = {"pages": len(leaves), "first_pages": {str(number): start + 1 for number, start in sorted(pieces.items())}}
    return Result({options["file"]: pdf}, facts)


def _identity(options: Mapping[str, Any], sources: Sequence[Any]) -> str:
    """A digest of what the bundle is made from: the options of the job, and the /ID of each copy, which stands for its content."""
    made = [json.dumps(options, sort_keys=True, ensure_ascii=False)]
    made += [bytes(source.trailer.ID[0]).hex() if source is not None and "/ID" in source.trailer else "" for source in sources]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def _leaves(
    target: Any,
    part: Mapping[str, Any],
    source: Any,
    start: int,
    size: int,
    pieces: Mapping[int, int],
    options: Mapping[str, Any],
) -> list[_Leaf]:
    """The pages of one part, copied into the bundle."""
    if source is None:
        leaves = [_Leaf(None, SHEET, [], True)]
    else:
        places = Destinations(source)
        leaves = [_leaf(target, page.obj, places, start, pieces, part["kind"] != "piece") for page in source.pages]
    if part["kind"] == "piece":
        for index, leaf in enumerate(leaves):
            corners = part["corners"]
            leaf.label = label(part["label"], index + 1, size, options["parties"])
            leaf.corner = corners[index] if index < len(corners) else "ne"
    return leaves


def _leaf(target: Any, page: Any, places: Destinations, start: int, pieces: Mapping[int, int], ours: bool) -> _Leaf:
    """Copy one page with what makes it visible; its links become jumps inside the bundle."""
    links = _links(page, places, start, pieces, ours)
    sheet = sheet_of_page(page) or Sheet(0, 0, *A4)
    for key in ("/MediaBox", "/CropBox", "/Rotate", "/Resources"):
        if key not in page and (value := inherited(page, key)) is not None:
            page[key] = value
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    return _Leaf(target.copy_foreign(page), sheet, links, ours)


def _links(page: Any, places: Destinations, start: int, pieces: Mapping[int, int], ours: bool) -> list[tuple[list[float], Any]]:
    import pikepdf

    found: list[tuple[list[float], Any]] = []
    for annotation in page.get("/Annots", ()):
        if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
            continue
        rect = numbers(annotation.get("/Rect"))
        action = annotation.get("/A")
        address = str(action.get("/URI", "")) if isinstance(action, pikepdf.Dictionary) else ""
        inside = places.of(annotation)
        if address.startswith(PIECE):
            number = address.removeprefix(PIECE)
            found.append((rect, (pieces.get(int(number)) if number.isascii() and number.isdigit() else None, ("/Fit",), number)))
        elif inside:
            found.append((rect, (start + inside.page, inside.view, "")))
        elif ours and address.startswith(("https://", "http://", "mailto:")):
            found.append((rect, address))
    return found


def _finish(
    target: Any,
    options: Mapping[str, Any],
    leaves: Sequence[_Leaf],
    sheets: Mapping[int, Any],
    starts: Sequence[int],
    sources: Sequence[Any],
) -> Plan:
    """Draw labels and page numbers, hang the pages, link them, write outline and description; return what must be found."""
    parts = options["parts"]
    folios = [f"{i + 1} / {len(leaves)}" if options["folio"] and i else "" for i in range(len(leaves))]
    lines = [line for sheet in sheets.values() for line in sheet]
    marks = [leaf.label for leaf in leaves if leaf.label]
    fonts = add_fonts(
        target,
        [*(mark.text for mark in marks), *letters_of(lines, BOLD)],
        [*(mark.under for mark in marks), *folios, *letters_of(lines, REGULAR)],
    )
    for i, sheet in sheets.items():
        leaves[starts[i]].page = add_sheet(target, sheet, fonts)
    drawn = [_draw(target, leaf, folio, fonts) for leaf, folio in zip(leaves, folios, strict=True)]
    pages = [leaf.page for leaf in leaves]
    hang_pages(target, pages)
    lost = _link(target, leaves, pages)
    entries, outline = _outline(parts, starts, sources, pages)
    write_outline(target, entries)
    carry_layers(target, [source for source in sources if source is not None])
    describe(target, options["title"], date.fromisoformat(options["created"]))
    _open_with_outline(target)
    found = forbidden(target)
    return Plan(
        tuple(leaf.label.text if leaf.label else "" for leaf in leaves),
        tuple(drawn),
        tuple(sorted((i, goal[0]) for i, leaf in enumerate(leaves) for _, goal in leaf.links if _jumps(goal))),
        tuple(outline),
        tuple(start for start, part in zip(starts, parts, strict=True) if part["kind"] == "piece"),
        (*lost, *(f"un élément actif « {name} » est entré dans la liasse" for name in found)),
    )


def _jumps(goal: Any) -> bool:
    return isinstance(goal, tuple) and goal[0] is not None


def _draw(target: Any, leaf: _Leaf, folio: str, fonts: Mapping[str, Any]) -> bytes:
    """Add label and page number on top of a page's own content, which is closed off first; return what was drawn."""
    from pikepdf import Array, Dictionary, Stream

    drawn = []
    if leaf.label:
        drawn.append(draw_label(leaf.label, leaf.sheet, leaf.corner))
    if folio:
        drawn.append(draw_folio(folio, leaf.sheet))
    if not drawn:
        return b""
    page = leaf.page
    content = page.get("/Contents")
    inner = list(content) if isinstance(content, Array) else [] if content is None else [content]
    if leaf.ours:
        inner = [target.make_indirect(Stream(target, b"q")), *inner]
        drawn.insert(0, b"Q")
    operators = b"\n".join(drawn)
    page.Contents = Array([*inner, target.make_indirect(Stream(target, operators))])
    if "/Resources" not in page:
        page.Resources = Dictionary()
    # The printer gives all pages of an act one set of resources: adding twice does no harm.
    known = page.Resources.get("/Font")
    page.Resources.Font = Dictionary({**(dict(known.items()) if known is not None else {}), **fonts})
    return operators


def _link(target: Any, leaves: Sequence[_Leaf], pages: Sequence[Any]) -> list[str]:
    """Write the links; return a sentence for each that names a piece the bundle does not hold."""
    from pikepdf import Array, Dictionary, Name, String

    lost = []
    for index, leaf in enumerate(leaves):
        made = []
        for rect, goal in leaf.links:
            note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(rect), Border=Array([0, 0, 0]))
            if isinstance(goal, str):
                note.A = Dictionary(S=Name.URI, URI=String(goal))
            elif goal[0] is None:
                lost.append(f"la page {index + 1} cite la pièce n° {goal[2]}, qui n’est pas dans la liasse")
                continue
            else:
                note.Dest = destination(pages[goal[0]], goal[1])
            made.append(target.make_indirect(note))
        if made:
            leaf.page.Annots = Array(made)
    return lost


def _outline(
    parts: Sequence[Mapping[str, Any]], starts: Sequence[int], sources: Sequence[Any], pages: Sequence[Any]
) -> tuple[list[tuple[int, str, Any]], list[tuple[str, int]]]:
    """The outline of the bundle: its parts, and below each piece its own headings; and the same as (title, page index)."""
    entries: list[tuple[int, str, Any]] = []
    flat: list[tuple[str, int]] = []
    for part, start, source in zip(parts, starts, sources, strict=True):
        own: list[Heading] = []
        if source is not None and part["kind"] == "piece":
            own = headings(source, Destinations(source))
        for depth, title, page in [(0, part["title"], start), *((h.depth + 1, h.title, start + h.page) for h in own)]:
            entries.append((depth, title, destination(pages[page])))
            flat.append((title, page))
    return entries, flat


def _open_with_outline(target: Any) -> None:
    """Page labels equal the printed numbers, and readers open with the outline beside the page."""
    from pikepdf import Array, Dictionary, Name

    target.Root.PageMode = Name.UseOutlines
    target.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
