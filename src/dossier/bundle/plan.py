"""The order of a bundle, its volumes and its page numbers, planned before any text cites one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.bundle.split import Room, Weight, cuts_of
from dossier.documents.document import Printed
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau, Piece

COVER = "couverture"
LIST = "bordereau"

PartKind = Literal["cover", "act", "list", "piece"]

_OWN_BYTES = 45_000
"""What a volume adds once: the letters of labels and page numbers, the outline, the structure of the file."""
_COVER = Weight(45_000, 1)
_LIST_BYTES = (40_000, 350)
"""Bytes of a list of pieces: at least, and for each piece."""
_LIST_ROWS = 30
"""Rows on a page of the list."""
_PAGE_BYTES = 1_100
"""What label, page number and links add to a page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bundle: what it is called, its first page (from 1, through all volumes) and how many it has.

    `source` is the id of the printed document, '' for a piece; `number` is that of the piece, 0 for the rest. `volume` counts
    from 1; `guard` is 1 when a cover sheet stands before the pages of a piece: it is one of `pages`.
    """

    kind: PartKind
    title: str
    first_page: int
    pages: int
    source: str = ""
    number: int = 0
    volume: int = 1
    guard: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A bundle from cover to last piece. `parts` are in the order of their pages and leave no page out."""

    parts: tuple[Part, ...]

    @property
    def pages(self) -> int:
        """The pages of the whole bundle."""
        return sum(part.pages for part in self.parts)

    @property
    def piece_pages(self) -> int:
        """The pages of the pieces alone, without their cover sheets."""
        return sum(part.pages - part.guard for part in self.parts if part.kind == "piece")

    @property
    def volumes(self) -> int:
        """How many volumes there are."""
        return max((part.volume for part in self.parts), default=0)

    def of_volume(self, volume: int) -> tuple[Part, ...]:
        """The parts of a volume."""
        return tuple(part for part in self.parts if part.volume == volume)

    def part_of(self, number: int) -> Part | None:
        """The part of a piece; None when the bundle has no such piece."""
        return next((part for part in self.parts if part.kind == "piece" and part.number == number), None)

    def where(self, number: int) -> str:
        """« volume 2, p. 14 » for a piece; '' when the bundle has no such piece."""
        part = self.part_of(number)
        return f"volume {part.volume}, p. {part.first_page}" if part else ""


def shown_pages(piece: Piece) -> int:
    """The pages that a piece takes in the bundle: its own, or one for the sheet that stands in its place."""
    return piece.pages or 1 if piece.clean is not None else 1


def guards(piece: Piece) -> int:
    """1 for a piece whose original carries what its copy does not: a cover sheet says so before its pages."""
    return 1 if piece.carries and piece.clean is not None else 0


def bundled_pieces(bordereau: Bordereau) -> tuple[Piece, ...]:
    """The pieces that the bundle shows, by number: all but the withdrawn ones."""
    return tuple(sorted((p for p in bordereau.pieces if not p.withdrawn), key=lambda p: p.number))


def bundled_acts(papers: Sequence[Printed]) -> tuple[Printed, ...]:
    """The printed acts that belong in front: requête, then décompte, then others as they come."""
    acts = [paper for paper in papers if paper.document.in_bundle]
    return tuple(sorted(acts, key=lambda paper: _rank(paper.document.kind)))


def cover_id(volume: int) -> str:
    """The id of the cover of a volume: `couverture`, then `couverture-2` …"""
    return COVER if volume == 1 else f"{COVER}-{volume}"


def front(fronts: Sequence[Printed], name: str) -> Printed | None:
    """A printed cover (`cover_id`) or the list ('bordereau'), None before it was printed."""
    return next((paper for paper in fronts if paper.document.id == name), None)


def room_of(profile: Profile) -> Room:
    """What a profile lets a volume hold."""
    return Room(profile.file_bytes, profile.file_pages)


def plan_cuts(bordereau: Bordereau, papers: Sequence[Printed], room: Room) -> tuple[int, ...]:
    """The pieces with which each volume after the first begins, as far as it can be known before binding."""
    pieces = bundled_pieces(bordereau)
    acts = [Weight((act.linked or act.pdf).size + act.pages * _PAGE_BYTES, act.pages) for act in bundled_acts(papers)]
    start, each = _LIST_BYTES
    listing = Weight(start + each * len(bordereau.pieces), 1 + len(bordereau.pieces) // _LIST_ROWS)
    own = Weight(_OWN_BYTES) + _COVER
    return cuts_of(sum(acts, own + listing), own, [(piece.number, weight_of(piece)) for piece in pieces], room)


def weight_of(piece: Piece) -> Weight:
    """What a piece is likely to weigh in a volume."""
    pages = shown_pages(piece) + guards(piece)
    return Weight((piece.clean.size if piece.clean else 0) + pages * _PAGE_BYTES, pages)


def lay_out(bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed], cuts: Sequence[int] = ()) -> Layout:
    """Cover, acts, list of pieces, pieces by number; a cover again before each piece of *cuts*, which begins a volume.

    Pages count through all volumes. A front that is not printed yet counts for one page.
    """

    def printed_pages(name: str) -> int:
        paper = front(fronts, name)
        return paper.pages if paper else 1

    rows: list[tuple[PartKind, str, int, str, int, int, int]] = [("cover", "Couverture", printed_pages(COVER), COVER, 0, 1, 0)]
    rows += [("act", act.document.title, act.pages, act.document.id, 0, 1, 0) for act in bundled_acts(papers)]
    rows.append(("list", "Bordereau de pièces", printed_pages(LIST), LIST, 0, 1, 0))
    volume = 1
    for piece in bundled_pieces(bordereau):
        if piece.number in cuts:
            volume += 1
            name = cover_id(volume)
            rows.append(("cover", f"Couverture du volume {volume}", printed_pages(name), name, 0, volume, 0))
        guard = guards(piece)
        rows.append(("piece", f"{piece.label} — {piece.title}", shown_pages(piece) + guard, "", piece.number, volume, guard))
    parts, page = [], 1
    for kind, title, pages, source, number, volume, guard in rows:
        parts.append(Part(kind, title, page, pages, source, number, volume, guard))
        page += pages
    return Layout(tuple(parts))


def _rank(kind: str) -> int:
    return 0 if kind.startswith("requete") else 1 if kind.startswith("decompte") else 2
