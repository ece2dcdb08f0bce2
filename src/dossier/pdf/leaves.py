"""The pages of one PDF on their way into a bundle: copied with what makes them visible, their links read, their prints taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dossier.pdf.assembly import Sheets, inherited, numbers
from dossier.pdf.destinations import Destinations, Target
from dossier.pdf.geometry import Sheet
from dossier.pdf.links import SCHEME
from dossier.pdf.prints import prints_of
from dossier.pdf.stamp import Label

_KEPT = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group"})
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_SHORT = 64
"""Bytes."""
_OUTSIDE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page and where it leads: to a page of its own part, or to an address.

    The address is that of a piece or of a line of the décompte (`dossier:`), or of a page of the web.
    """

    rect: tuple[float, ...]
    inside: Target | None = None
    address: str = ""


@dataclass(slots=True)
class Leaf:
    """A page on its way into the bundle. `page` is None for a sheet that is still to be drawn.

    `ours` says that its content is not yet closed off from what is drawn on top. The label stands in the `corner`, the page number
    at the lower or the upper `edge`.
    """

    page: Any
    sheet: Sheet
    links: tuple[Link, ...] = ()
    ours: bool = True
    label: Label | None = None
    corner: str = "ne"
    edge: str = "s"


def leaves_of(target: Any, source: Any, places: Destinations, ours: bool) -> tuple[list[Leaf], tuple[int, ...]]:
    """Copy the pages of a PDF, which is changed on the way; the copies, and the prints of the pages before."""
    pages = [page.obj for page in source.pages]
    root = source.Root.Pages
    # The copies of pieces have their pages side by side, and nothing above them that would be inherited.
    flat = len(root.get("/Kids", ())) == len(pages) and root.keys().isdisjoint(_INHERITED)
    for page in () if flat else pages:
        _inherit(page)
    prints, met = prints_of(pages), _Met()
    return [_leaf(target, page, places, ours, met) for page in pages], prints


def _inherit(page: Any) -> None:
    """Give a page as its own what it has from the nodes above it."""
    for key in _INHERITED:
        if key not in page and (value := inherited(page, key)) is not None:
            page[key] = value


@dataclass(frozen=True, slots=True)
class _Met:
    """What the pages of one file have in common: sheets, and short drawings by their bytes."""

    sheets: Sheets = field(default_factory=Sheets)
    drawings: dict[bytes, Any] = field(default_factory=dict)


def _leaf(target: Any, page: Any, places: Destinations, ours: bool, met: _Met) -> Leaf:
    """Copy one page with what makes it visible, and nothing else."""
    keys = page.keys()
    links = _links(page, places, ours) if "/Annots" in keys else ()
    for key in keys - _KEPT:
        del page[key]
    _share_drawing(page, met.drawings)
    return Leaf(target.copy_foreign(page), met.sheets.of(page), links, ours)


def _share_drawing(page: Any, met: dict[bytes, Any]) -> None:
    """Let pages whose drawing is the same few operators (that show the form of a copy) have one stream for all."""
    import pikepdf

    content = page.get("/Contents")
    if isinstance(content, pikepdf.Stream) and int(content.get("/Length", _SHORT + 1)) <= _SHORT:
        first = met.setdefault(content.stream_dict.unparse() + content.read_raw_bytes(), content)
        if first.objgen != content.objgen:
            page.Contents = first


def _links(page: Any, places: Destinations, ours: bool) -> tuple[Link, ...]:
    """The links of a page: inside its part, and from our own acts also to pieces, lines and the web."""
    import pikepdf

    found = []
    for annotation in page.get("/Annots", ()):
        if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
            continue
        rect = tuple(numbers(annotation.get("/Rect")))
        action = annotation.get("/A")
        address = str(action.get("/URI", "")) if isinstance(action, pikepdf.Dictionary) else ""
        inside = places.of(annotation)
        if inside:
            found.append(Link(rect, inside))
        elif ours and address.startswith((SCHEME, *_OUTSIDE)):
            found.append(Link(rect, address=address))
    return tuple(found)
