"""The document that is being written: where its paragraphs, tables and pictures go."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dossier.word.inline import Piece, run, tidy
from dossier.word.styles import twips
from dossier.word.tree import Element
from dossier.word.widths import Width
from dossier.word.xml import node

if TYPE_CHECKING:
    from docx.document import Document

_SHOWN = (b"\x89PNG", b"\xff\xd8\xff")
"""What a letter shows as a picture: PNG and JPEG."""
_EMU = 36_000
"""Units of a drawing in a millimetre."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the making.

    `kind` is the style sheet of its PDF (`letter`, `act`, `table`), `room` the width of its text in millimetres, `indent` that
    of the margin of labels in a letter. `images` are bytes by name. `missing` collects what could not be shown.
    """

    document: Document
    kind: str
    room: float
    indent: float
    rules: Sequence[Width]
    images: Mapping[str, bytes]
    missing: list[str]


def paragraph(
    parent: Any,
    style: str,
    found: Iterable[Piece] = (),
    *,
    keep: bool = False,
    place: Any = None,
    before: float | None = None,
    align: str = "",
    left: float | None = None,
    hanging: float = 0,
    borders: Any = None,
    list_: int = 0,
) -> Any:
    """Add a paragraph to a body, a cell, a head or a foot, and return it.

    *before* (space), *left* and *hanging* in millimetres; *place* is a frame; *list_* the number of a list of its own.
    """
    properties = node(
        "pPr",
        node("pStyle", val=style),
        node("keepNext") if keep else None,
        place,
        node("numPr", node("ilvl", val=0), node("numId", val=list_)) if list_ else None,
        borders,
        node("spacing", before=twips(before)) if before is not None else None,
        node("ind", left=twips(left), hanging=twips(hanging)) if left is not None else None,
        node("jc", val=align) if align else None,
    )
    element = node("p", properties, *(run(piece) for piece in tidy(found)))
    append(parent, element)
    return element


def append(parent: Any, element: Any) -> None:
    """Put an element at the end of the parent; before the properties of the section that end a body."""
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag.endswith("}sectPr"):
        last.addprevious(element)
    else:
        parent.append(element)


def picture(paper: Paper, target: Any, image: Element, wide: float, high: float) -> bool:
    """Show an image of the page in a paragraph, at most so many millimetres; False when it cannot be shown."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Emu

    name = image.attributes.get("src", "").removeprefix("dossier:")
    data = paper.images.get(name, b"")
    broken = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
    try:
        inline = paper.document.part.new_pic_inline(BytesIO(data)) if data.startswith(_SHOWN) else None
    except (*broken, ArithmeticError, LookupError, ValueError, struct.error):
        inline = None
    if inline is None or not inline.extent.cx or not inline.extent.cy:
        paper.missing.append(name)
        return False
    scale = min(wide * _EMU / inline.extent.cx, high * _EMU / inline.extent.cy)
    size = Emu(round(inline.extent.cx * scale)), Emu(round(inline.extent.cy * scale))
    inline.extent.cx, inline.extent.cy = size
    shape = inline.graphic.graphicData.pic.spPr
    shape.cx, shape.cy = size
    inline.docPr.set("name", name)
    inline.docPr.set("descr", image.attributes.get("alt", ""))
    target.append(node("r", node("drawing", inline)))
    return True
