"""What binding draws itself: the sheets, and on every page the label of its piece and the page number of the bundle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dossier.pdf.gather import Gathered
from dossier.pdf.leaves import Leaf
from dossier.pdf.lettering import BOLD, REGULAR
from dossier.pdf.sheet import add_sheet, letters_of, sheet_lines
from dossier.pdf.stamp import add_fonts, draw_folio, draw_label


def folios(count: int, options: Mapping[str, Any]) -> tuple[str, ...]:
    """The page number of each page, « 3 / 120 » in the whole of all volumes; '' for the cover, and where none are asked for."""
    before, total = options.get("before", 0), options.get("total") or count
    return tuple(f"{before + i + 1} / {total}" if options["folio"] and i else "" for i in range(count))


def mark_all(target: Any, gathered: Gathered, texts: Sequence[str]) -> tuple[bytes, ...]:
    """Make the sheets, then draw label and page number (*texts*) on each page; return what was drawn."""
    from pikepdf import Dictionary

    leaves = gathered.leaves
    sheets = {start: sheet_lines(**sheet) for start, sheet in gathered.sheets.items()}
    lines = [line for sheet in sheets.values() for line in sheet]
    marks = [leaf.label for leaf in leaves if leaf.label]
    fonts = add_fonts(
        target,
        [*(mark.text for mark in marks), *letters_of(lines, BOLD)],
        [*(mark.under for mark in marks), *texts, *letters_of(lines, REGULAR)],
    )
    for start, sheet in sheets.items():
        leaves[start].page = add_sheet(target, sheet, fonts)
    opening, shared = target.make_stream(b"q"), target.make_indirect(Dictionary(fonts))
    return tuple(_mark(target, leaf, text, shared, opening) for leaf, text in zip(leaves, texts, strict=True))


def _mark(target: Any, leaf: Leaf, folio: str, fonts: Any, opening: Any) -> bytes:
    """Add label and page number on top of a page's own content, which is closed off first; return what was drawn."""
    from pikepdf import Array, Dictionary

    drawn = []
    if folio:
        drawn.append(draw_folio(folio, leaf.sheet, leaf.edge))
    if leaf.label:
        drawn.append(draw_label(leaf.label, leaf.sheet, leaf.corner))
    if not drawn:
        return b""
    page = leaf.page
    content = page.get("/Contents")
    inner = list(content) if isinstance(content, Array) else [] if content is None else [content]
    if leaf.ours:
        inner = [opening, *inner]
        drawn.insert(0, b"Q")
    operators = b"\n".join(drawn)
    page.Contents = Array([*inner, target.make_stream(operators)])
    resources = page.get("/Resources")
    if resources is None:
        page.Resources = resources = Dictionary()
    known = resources.get("/Font")
    # The printer gives all pages of an act one set of resources: adding twice does no harm.
    resources.Font = fonts if known is None else Dictionary({**dict(known.items()), **dict(fonts.items())})
    return operators
