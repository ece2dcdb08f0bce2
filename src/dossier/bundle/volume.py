"""The value that `bundle` returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Volume:
    """A bound PDF: its file name (`bundle.pdf`), its bytes, its pages, and the first page (from 1) of each piece by number.

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
