"""The links of a bundle: inside its parts, from acts and list to the pieces, and from each piece back to its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.pdf.destinations import Target, destination
from dossier.pdf.gather import Gathered
from dossier.pdf.leaves import Link
from dossier.pdf.links import LINE, SCHEME, piece_of
from dossier.pdf.stamp import label_rect

_ABOVE = 30
"""Points of the list that a reader sees above the row to which a label leads back."""
_BACK = "retour au bordereau"


@dataclass(slots=True)
class Linked:
    """What was linked; pages count from 0.

    `jumps` are (from page, to page). `cites` are (from page, number, page of the piece or 0, to page) for what names a piece of
    this file. `lost` holds a sentence for each piece or line that is cited but not bound.
    """

    jumps: list[tuple[int, int]] = field(default_factory=list)
    cites: list[tuple[int, int, int, int]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def link_all(target: Any, gathered: Gathered, pages: Sequence[Any], elsewhere: Mapping[str, str]) -> Linked:
    """Write the links of all pages.

    What is cited and stands in another volume leads to its row in the list of pieces, which names the volume; the row itself
    does not lead anywhere.
    """
    from pikepdf import Array

    done = Linked()
    rows = _list_rows(gathered)
    for part, index in _places(gathered):
        made = [
            target.make_indirect(_annotation(link, goal, pages, said))
            for link, goal, said in _of_page(part, index, gathered, rows, elsewhere, done)
        ]
        if made:
            pages[index].Annots = Array(made)
    return done


def _places(gathered: Gathered) -> Iterator[tuple[tuple[Mapping[str, Any], int], int]]:
    """Each page that may bear links, with its part and the first page of that."""
    ends = [*(start for _, start, _ in gathered.parts[1:]), len(gathered.leaves)]
    for (part, start, _), end in zip(gathered.parts, ends, strict=True):
        for index in range(start, end):
            if index == start or gathered.leaves[index].links:
                yield (part, start), index


def _of_page(
    place: tuple[Mapping[str, Any], int],
    index: int,
    gathered: Gathered,
    rows: Mapping[int, Target],
    elsewhere: Mapping[str, str],
    done: Linked,
) -> Iterator[tuple[Link, Target | None, str]]:
    """The links of a page: where each leads, None for a page of the web, and what a reader is told of it."""
    part, start = place
    for link in gathered.leaves[index].links:
        goal, said = _goal(link, start, gathered), ""
        number, page = piece_of(link.address)
        if goal is None and link.address.startswith(SCHEME):
            said = elsewhere.get(str(number), "")
            if not said:
                done.lost.append(f"la page {index + 1} cite {_named(link.address)}, qui n’est pas dans la liasse")
            if not said or part["kind"] == "list" or number not in rows:
                continue
            goal = rows[number]
        elif goal is not None and number:
            done.cites.append((index, number, page, goal.page))
        if goal is not None:
            done.jumps.append((index, goal.page))
        yield link, goal, said
    back = _back(part, gathered, index, rows) if index == start else None
    if back:
        done.jumps.append((index, back[1].page))
        yield *back, _BACK


def _list_rows(gathered: Gathered) -> dict[int, Target]:
    """Where the list of pieces names each piece: the page of its row, at the height of its link."""
    rows: dict[int, Target] = {}
    for (part, _), index in _places(gathered):
        for link in gathered.leaves[index].links if part["kind"] == "list" else ():
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


def _annotation(link: Link, goal: Target | None, pages: Sequence[Any], said: str) -> Any:
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
