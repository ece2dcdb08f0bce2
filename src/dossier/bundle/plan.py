"""The order of a bundle and its page numbers, planned before any text cites one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.documents.document import Printed
from dossier.pieces.bordereau import Bordereau, Piece

COVER = "couverture"
LIST = "bordereau"

PartKind = Literal["cover", "act", "list", "piece"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bundle: what it is called, its first page (from 1) and how many it has.

    `source` is the id of the printed document, '' for a piece; `number` is that of the piece, 0 for the rest.
    """

    kind: PartKind
    title: str
    first_page: int
    pages: int
    source: str = ""
    number: int = 0


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
        """The pages of the pieces alone."""
        return sum(part.pages for part in self.parts if part.kind == "piece")

    def first_page_of_piece(self, number: int) -> int:
        """The page (from 1) on which a piece begins; 0 when the bundle has no such piece."""
        return next((part.first_page for part in self.parts if part.kind == "piece" and part.number == number), 0)


def shown_pages(piece: Piece) -> int:
    """The pages that a piece takes in the bundle: its own, or one for the sheet that stands in its place."""
    return piece.pages or 1 if piece.clean is not None else 1


def bundled_pieces(bordereau: Bordereau) -> tuple[Piece, ...]:
    """The pieces that the bundle shows, by number: all but the withdrawn ones."""
    return tuple(sorted((p for p in bordereau.pieces if not p.withdrawn), key=lambda p: p.number))


def bundled_acts(papers: Sequence[Printed]) -> tuple[Printed, ...]:
    """The printed acts that belong in front: requête, then décompte, then others as they come."""
    acts = [paper for paper in papers if paper.document.in_bundle]
    return tuple(sorted(acts, key=lambda paper: _rank(paper.document.kind)))


def front(fronts: Sequence[Printed], kind: str) -> Printed | None:
    """The printed cover ('couverture') or list ('bordereau'), None before it was printed."""
    return next((paper for paper in fronts if paper.document.kind == kind), None)


def lay_out(bordereau: Bordereau, papers: Sequence[Printed], fronts: Sequence[Printed]) -> Layout:
    """Cover, acts, list of pieces, pieces by number. A front that is not printed yet counts for one page."""
    cover, listing = front(fronts, COVER), front(fronts, LIST)
    rows: list[tuple[PartKind, str, int, str, int]] = [("cover", "Couverture", cover.pages if cover else 1, COVER, 0)]
    rows += [("act", act.document.title, act.pages, act.document.id, 0) for act in bundled_acts(papers)]
    rows.append(("list", "Bordereau de pièces", listing.pages if listing else 1, LIST, 0))
    rows += [("piece", f"{p.label} — {p.title}", shown_pages(p), "", p.number) for p in bundled_pieces(bordereau)]
    parts, page = [], 1
    for kind, title, pages, source, number in rows:
        parts.append(Part(kind, title, page, pages, source, number))
        page += pages
    return Layout(tuple(parts))


def _rank(kind: str) -> int:
    return 0 if kind.startswith("requete") else 1 if kind.startswith("decompte") else 2
