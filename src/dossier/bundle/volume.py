"""The value that `bundle` returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Volume:
    """A bound PDF: its file name (`bundle.pdf`, `bundle-2.pdf`), its bytes, its pages, and the first page of each piece by number.

    `first_pages` count from 1 within this file; `before` are the pages of the volumes before it, so that the number printed
    on a page is `before` and its place in the file together. `number` counts volumes from 1, `of` is how many there are.
    `guarded` are the pieces whose first page is a cover sheet.
    `pages` 0 means that it could not be bound as planned: nothing of it is published, `diagnostics` say why.

    `stamped` are the pieces alone, stamped, by their file name (`Piece-01_Facture-F-2026-014.pdf`).
    """

    name: str
    pdf: Blob
    pages: int
    first_pages: Mapping[int, int]
    stamped: Mapping[str, Blob] = field(default_factory=dict)
    stamped_names: Mapping[int, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    number: int = 1
    of: int = 1
    before: int = 0
    guarded: frozenset[int] = frozenset()

    def page_of(self, number: int, page: int = 1) -> int:
        """The place in this file (from 1) of a page of a piece (from 1, its cover sheet not counted); 0 when it is not here."""
        first = self.first_pages.get(number, 0)
        return first + (number in self.guarded) + page - 1 if first else 0

    def where(self, number: int) -> str:
        """« p. 14 », among several volumes « volume 2, p. 14 »: the printed number of a piece's first page; '' when not here."""
        first = self.first_pages.get(number, 0)
        if not first:
            return ""
        return f"volume {self.number}, p. {self.before + first}" if self.of > 1 else f"p. {self.before + first}"
