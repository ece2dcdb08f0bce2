"""The job that binds: many PDFs of ours into one bundle, or one piece with its labels.

Inputs are the printed acts and the harmless copies of the pieces; no foreign byte comes here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.pdf.assembly import describe, hang_pages, saved_as_is
from dossier.pdf.destinations import Target, destination, write_outline
from dossier.pdf.forbidden import forbidden
from dossier.pdf.gather import Gathered, Leaf, Link, gather
from dossier.pdf.layers import write_layers
from dossier.pdf.lettering import BOLD, REGULAR
from dossier.pdf.links import LINE, SCHEME, piece_of
from dossier.pdf.proof import Plan, faults
from dossier.pdf.sheet import add_sheet, letters_of, sheet_lines
from dossier.pdf.stamp import add_fonts, draw_folio, draw_label, label_rect

_ABOVE = 30
"""Points of the list that a reader sees above the row to which a label leads back."""


def bind(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """Bind a bundle; *inputs* is emptied on the way.

    Options: title, parties (the second line of the labels, '' for an empty frame), created (ISO), folio (whether pages are
    numbered at the foot), file (name of the result), parts in order: {kind: cover|act|list|piece, title, input (name of the
    PDF, '' for a sheet), number, label, corners (one a page), sheet: {title, reason, rows}, guard: the same for a cover sheet
    before the pages, annexes: [first page, label] of what is attached}. Of one volume among several also: before (pages of
    the volumes before it), total (pages of all), elsewhere (by number of the pieces of other volumes, where they are, in words).
    Files: the PDF under its name. Facts: pages, first_pages by number of piece (text), within this file. Problems: DC601 when the result is not what was planned; then there is no file.
    """
    import pikepdf

    target = pikepdf.new()
    gathered = gather(target, options["parts"], inputs, options["parties"])
    plan = _finish(target, options, gathered)
    pdf = saved_as_is(target, _identity(options, gathered))
    wrong = faults(pdf, plan)
    if wrong:
        return Result(problems=tuple(Problem("DC601", text) for text in wrong))
    first = {str(number): start + 1 for number, start in sorted(gathered.pieces.items())}
    return Result({options["file"]: pdf}, {"pages": plan.pages, "first_pages": first})


def _identity(options: Mapping[str, Any], gathered: Gathered) -> str:
    """A digest of what the bundle is made from: the options of the job, and the /ID of each copy, which stands for its content."""
    made = [json.dumps(options, sort_keys=True, ensure_ascii=False), *gathered.identities]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def _finish(target: Any, options: Mapping[str, Any], gathered: Gathered) -> Plan:
    """Draw labels and page numbers, hang the pages, link them, write outline and description; return what must be found."""
    leaves = gathered.leaves
    drawn = _draw_all(target, gathered, options)
    pages = [leaf.page for leaf in leaves]
    hang_pages(target, pages)
    jumps, lost = _link_all(target, gathered, pages, options.get("elsewhere", {}))
    outline = _outline(gathered)
    write_outline(target, [(depth, title, destination(pages[page])) for depth, title, page in outline])
    write_layers(target, gathered.layers)
    describe(target, options["title"], date.fromisoformat(options["created"]))
    _open_with_outline(target, options.get("before", 0))
    return Plan(
        tuple(leaf.label.text if leaf.label else "" for leaf in leaves),
        drawn,
        tuple(sorted(jumps)),
        tuple((title, page) for _, title, page in outline),
        tuple(gathered.pieces.values()),
        (*lost, *(f"un élément actif « {name} » est entré dans la liasse" for name in forbidden(target))),
    )


def _draw_all(target: Any, gathered: Gathered, options: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Make the sheets, then draw label and page number on each page; return what was drawn. The cover bears no number."""
    leaves, before = gathered.leaves, options.get("before", 0)
    total = options.get("total") or len(leaves)
    folios = [f"{before + i + 1} / {total}" if options["folio"] and i else "" for i in range(len(leaves))]
    sheets = {start: sheet_lines(**sheet) for start, sheet in gathered.sheets.items()}
    lines = [line for sheet in sheets.values() for line in sheet]
    marks = [leaf.label for leaf in leaves if leaf.label]
    fonts = add_fonts(
        target,
        [*(mark.text for mark in marks), *letters_of(lines, BOLD)],
        [*(mark.under for mark in marks), *folios, *letters_of(lines, REGULAR)],
    )
    for start, sheet in sheets.items():
        leaves[start].page = add_sheet(target, sheet, fonts)
    return tuple(_draw(target, leaf, text, fonts) for leaf, text in zip(leaves, folios, strict=True))


def _draw(target: Any, leaf: Leaf, folio: str, fonts: Mapping[str, Any]) -> bytes:
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


def _link_all(
    target: Any, gathered: Gathered, pages: Sequence[Any], elsewhere: Mapping[str, str]
) -> tuple[list[tuple[int, int]], list[str]]:
    """Write the links; return the jumps (from page, to page) and a sentence for each piece or line that is cited but not bound.

    What is cited and stands in another volume leads to its row in the list of pieces, which names the volume; the row itself
    does not lead anywhere.
    """
    from pikepdf import Array

    jumps: list[tuple[int, int]] = []
    lost: list[str] = []
    rows = _list_rows(gathered)
    ends = [*(start for _, start, _ in gathered.parts[1:]), len(pages)]
    for (part, start, _), end in zip(gathered.parts, ends, strict=True):
        for index in range(start, end):
            made = []
            for link in gathered.leaves[index].links:
                goal, note = _goal(link, start, gathered), ""
                if goal is None and link.address.startswith(SCHEME):
                    number = piece_of(link.address)[0]
                    note = elsewhere.get(str(number), "")
                    if note and (part["kind"] == "list" or number not in rows):
                        continue
                    if not note:
                        lost.append(f"la page {index + 1} cite {_named(link.address)}, qui n’est pas dans la liasse")
                        continue
                    goal = rows[number]
                made.append(target.make_indirect(_annotation(link, goal, pages, note)))
                if goal is not None:
                    jumps.append((index, goal.page))
            if index == start and (back := _back(part, gathered, index, rows)):
                link, goal = back
                made.append(target.make_indirect(_annotation(link, goal, pages, "retour au bordereau")))
                jumps.append((index, goal.page))
            if made:
                pages[index].Annots = Array(made)
    return jumps, lost


def _list_rows(gathered: Gathered) -> dict[int, Target]:
    """Where the list of pieces names each piece: the page of its row, at the height of its link."""
    rows: dict[int, Target] = {}
    ends = [*(start for _, start, _ in gathered.parts[1:]), len(gathered.leaves)]
    for (part, start, _), end in zip(gathered.parts, ends, strict=True):
        for index in range(start, end) if part["kind"] == "list" else ():
            for link in gathered.leaves[index].links:
                number, page = piece_of(link.address)
                if number and not page:
                    rows.setdefault(number, Target(index, ("/XYZ", None, round(link.rect[3] + _ABOVE, 2), None)))
    return rows


def _back(part: Mapping[str, Any], gathered: Gathered, index: int, rows: Mapping[int, Target]) -> tuple[Link, Target] | None:
    """The link of a piece's first label: to its row, or in a volume without the list to the cover, which says where that is."""
    leaf = gathered.leaves[index]
    if part["kind"] != "piece" or leaf.label is None:
        return None
    cover = next((Target(start) for other, start, _ in gathered.parts if other["kind"] == "cover"), None)
    goal = rows.get(part["number"]) or cover
    return (Link(label_rect(leaf.label, leaf.sheet, leaf.corner)), goal) if goal else None


def _goal(link: Link, start: int, gathered: Gathered) -> Target | None:
    """The page of the bundle that a link leads to, None for a page of the web and for what is not bound."""
    if link.inside:
        return Target(start + link.inside.page, link.inside.view)
    return gathered.goal(link.address)


def _named(address: str) -> str:
    """What an address `dossier:` names, as a sentence says it."""
    if address.startswith(LINE):
        return f"la ligne {address.removeprefix(LINE)} du décompte"
    number, page = piece_of(address)
    named = f"la pièce n° {number}" if number else f"« {address[:80]} »"
    return f"{named}, p. {page}" if page else named


def _annotation(link: Link, goal: Target | None, pages: Sequence[Any], said: str = "") -> Any:
    """A link; *said* is what a reader is told of it beside the words that it stands on."""
    from pikepdf import Array, Dictionary, Name, String

    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(link.rect), Border=Array([0, 0, 0]))
    if goal is None:
        note.A = Dictionary(S=Name.URI, URI=String(link.address))
    else:
        note.Dest = destination(pages[goal.page], goal.view)
    if said:
        note.Contents = String(said)
    return note


def _outline(gathered: Gathered) -> list[tuple[int, str, int]]:
    """The outline of the bundle as (depth, title, page index): its parts, and below each piece its own headings."""
    entries = []
    for part, start, own in gathered.parts:
        entries.append((0, str(part["title"]), start))
        entries += [(h.depth + 1, h.title, start + h.page) for h in own]
    return entries


def _open_with_outline(target: Any, before: int) -> None:
    """Page labels equal the printed numbers, and readers open with the outline beside the page."""
    from pikepdf import Array, Dictionary, Name

    target.Root.PageMode = Name.UseOutlines
    target.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=before + 1)]))
