"""The parts of a bundle copied into one PDF: pages with what makes them visible, their links, their outlines, their layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.pdf.assembly import inherited, numbers, open_pdf, sheet_of_page
from dossier.pdf.destinations import Destinations, Heading, Target, headings
from dossier.pdf.geometry import A4, Sheet
from dossier.pdf.layers import Layers, gather_layers
from dossier.pdf.links import PIECE
from dossier.pdf.sheet import SHEET
from dossier.pdf.stamp import Label, label

_KEPT = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group"})
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_OUTSIDE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page and where it leads: to a page of its own part, to a piece by number, or to an address."""

    rect: tuple[float, ...]
    inside: Target | None = None
    piece: str = ""
    address: str = ""


@dataclass(slots=True)
class Leaf:
    """A page on its way into the bundle. `page` is None for a sheet that is still to be drawn.

    `ours` says that its content is not yet closed off from what is drawn on top.
    """

    page: Any
    sheet: Sheet
    links: tuple[Link, ...] = ()
    ours: bool = True
    label: Label | None = None
    corner: str = "ne"


@dataclass(slots=True)
class Gathered:
    """All pages in order; for each part its row of the options, the index of its first page, and its own outline.

    `identities` are the /ID of the sources, which stand for their content.
    """

    leaves: list[Leaf] = field(default_factory=list)
    parts: list[tuple[Mapping[str, Any], int, list[Heading]]] = field(default_factory=list)
    layers: Layers = field(default_factory=Layers)
    identities: list[str] = field(default_factory=list)

    @property
    def pieces(self) -> dict[int, int]:
        """The index of the first page of each piece by number."""
        return {part["number"]: start for part, start, _ in self.parts if part["kind"] == "piece"}


def gather(target: Any, parts: Sequence[Mapping[str, Any]], inputs: dict[str, bytes], parties: str) -> Gathered:
    """Copy the parts into *target* one after the other; each input is let go once it is copied, to spare memory."""
    found = Gathered()
    for part in parts:
        start = len(found.leaves)
        own: list[Heading] = []
        if part["input"]:
            with open_pdf(inputs.pop(part["input"])) as source:
                places = Destinations(source)
                leaves = [_leaf(target, page.obj, places, part["kind"] != "piece") for page in source.pages]
                own = headings(source, places) if part["kind"] == "piece" else []
                gather_layers(target, source, found.layers)
                found.identities.append(bytes(source.trailer.ID[0]).hex() if "/ID" in source.trailer else "")
        else:
            leaves = [Leaf(None, SHEET)]
        if part["kind"] == "piece":
            _label(leaves, part, parties)
        found.leaves += leaves
        found.parts.append((part, start, own))
    return found


def _label(leaves: Sequence[Leaf], part: Mapping[str, Any], parties: str) -> None:
    corners = part["corners"]
    for index, leaf in enumerate(leaves):
        leaf.label = label(part["label"], index + 1, len(leaves), parties)
        leaf.corner = corners[index] if index < len(corners) else "ne"


def _leaf(target: Any, page: Any, places: Destinations, ours: bool) -> Leaf:
    """Copy one page with what makes it visible, and nothing else."""
    links = _links(page, places, ours)
    sheet = sheet_of_page(page) or Sheet(0, 0, *A4)
    for key in _INHERITED:
        if key not in page and (value := inherited(page, key)) is not None:
            page[key] = value
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    return Leaf(target.copy_foreign(page), sheet, links, ours)


def _links(page: Any, places: Destinations, ours: bool) -> tuple[Link, ...]:
    """The links of a page: inside its part, to pieces, and from our own acts also to the web."""
    import pikepdf

    found = []
    for annotation in page.get("/Annots", ()):
        if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
            continue
        rect = tuple(numbers(annotation.get("/Rect")))
        action = annotation.get("/A")
        address = str(action.get("/URI", "")) if isinstance(action, pikepdf.Dictionary) else ""
        inside = places.of(annotation)
        if address.startswith(PIECE):
            found.append(Link(rect, piece=address.removeprefix(PIECE)))
        elif inside:
            found.append(Link(rect, inside))
        elif ours and address.startswith(_OUTSIDE):
            found.append(Link(rect, address=address))
    return tuple(found)
