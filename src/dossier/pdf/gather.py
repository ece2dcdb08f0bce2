"""The parts of a bundle copied into one PDF: pages with what makes them visible, their links, their outlines, their layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dossier.pdf.assembly import open_pdf
from dossier.pdf.destinations import Destinations, Heading, Target, headings
from dossier.pdf.layers import Layers, gather_layers
from dossier.pdf.leaves import Leaf, leaves_of
from dossier.pdf.links import ANCHOR, LINE, piece_of
from dossier.pdf.sheet import SHEET
from dossier.pdf.stamp import label


@dataclass(slots=True)
class Gathered:
    """All pages in order; for each part its row of the options, the index of its first page, and its own outline.

    `identities` are the /ID of the sources, which stand for their content. `pages` gives the index of each page of a piece by
    number and page from 1; `lines` where the named lines of the acts stand; `sheets` the pages that are still to be drawn.
    `prints` are those of the pages of each part as its source has them.
    """

    leaves: list[Leaf] = field(default_factory=list)
    parts: list[tuple[Mapping[str, Any], int, list[Heading]]] = field(default_factory=list)
    layers: Layers = field(default_factory=Layers)
    identities: list[str] = field(default_factory=list)
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    lines: dict[str, Target] = field(default_factory=dict)
    sheets: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    prints: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def pieces(self) -> dict[int, int]:
        """The index of the first page of each piece by number."""
        return {part["number"]: start for part, start, _ in self.parts if part["kind"] == "piece"}

    def goal(self, address: str) -> Target | None:
        """Where an address `dossier:` leads in this bundle; None for a piece, a page or a line that is not in it."""
        if address.startswith(LINE):
            return self.lines.get(ANCHOR + address.removeprefix(LINE))
        number, page = piece_of(address)
        index = self.pages.get((number, page)) if page else self.pieces.get(number)
        return None if index is None else Target(index)


def gather(target: Any, parts: Sequence[Mapping[str, Any]], inputs: dict[str, bytes | Path], parties: str) -> Gathered:
    """Copy the parts into *target* one after the other; each input is let go once it is copied, to spare memory."""
    found = Gathered()
    for part in parts:
        start = len(found.leaves)
        own: list[Heading] = []
        if part["input"]:
            with open_pdf(inputs.pop(part["input"])) as source:
                places = Destinations(source)
                leaves, prints = leaves_of(target, source, places, part["kind"] != "piece")
                found.prints.append(prints)
                own = headings(source, places) if part["kind"] == "piece" else []
                if part["kind"] == "act":
                    found.lines |= {name: Target(start + goal.page, goal.view) for name, goal in places.named(ANCHOR)}
                gather_layers(target, source, found.layers)
                found.identities.append(bytes(source.trailer.ID[0]).hex() if "/ID" in source.trailer else "")
        else:
            found.prints.append(())
            leaves = [Leaf(None, SHEET)]
            found.sheets[start] = part["sheet"]
        if part["kind"] == "piece":
            _label(leaves, part, parties)
            own = _with_annexes(own, part)
            guarded = len(_guard(leaves, own, part, parties))
            found.sheets |= {start: part["guard"]} if guarded else {}
            found.pages |= {(part["number"], page): start + guarded + page - 1 for page in range(1, len(leaves) - guarded + 1)}
        found.leaves += leaves
        found.parts.append((part, start, own))
    return found


def _label(leaves: Sequence[Leaf], part: Mapping[str, Any], parties: str) -> None:
    """Give each page its label; the pages of an attachment bear its number, and count on through the whole piece."""
    corners = part["corners"]
    annexes = sorted((int(page), str(name)) for page, name in part.get("annexes", ()))
    name = part["label"]
    for index, leaf in enumerate(leaves):
        while annexes and annexes[0][0] <= index + 1:
            name = annexes.pop(0)[1]
        leaf.label = label(name, index + 1, len(leaves), parties)
        leaf.corner, _, edge = (corners[index] if index < len(corners) else "ne").partition("+")
        leaf.edge = edge or "s"


def _with_annexes(own: list[Heading], part: Mapping[str, Any]) -> list[Heading]:
    """The headings of a piece with those of its attachments, each before what the attachment itself brings."""
    annexes = [Heading(0, str(name), int(page) - 1) for page, name in part.get("annexes", ())]
    starts = {heading.page for heading in annexes}
    return sorted((*annexes, *own), key=lambda h: (h.page, h not in annexes if h.page in starts else True))


def _guard(leaves: list[Leaf], own: list[Heading], part: Mapping[str, Any], parties: str) -> list[Leaf]:
    """Put the cover sheet of a piece before its pages; () when it has none. What pointed into the piece moves on by one."""
    if not part.get("guard"):
        return []
    for leaf in leaves:
        leaf.links = tuple(
            replace(link, inside=replace(link.inside, page=link.inside.page + 1)) if link.inside else link for link in leaf.links
        )
    own[:] = [replace(heading, page=heading.page + 1) for heading in own]
    leaves.insert(0, Leaf(None, SHEET, label=label(part["label"], 0, 0, parties)))
    return leaves[:1]
