"""The value that `pieces` returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.spans import Span


@dataclass(frozen=True, slots=True)
class Annex:
    """A file inside a piece: an attachment of an e-mail, numbered 3.1, 3.2 …; its digest is that of the file as it came.

    Shown, it takes *pages* pages of the clean PDF of its piece from *first_page* on, which counts from 1; 0 when it is only
    listed.
    """

    label: str
    name: str
    kind: str
    size: int
    sha256: str
    pages: int
    first_page: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """An exhibit. `path` is from the workspace; `pages` None when the file was not inspected or cannot be read.

    `clean` is the PDF that stands for it in the bundle (the sanitised original, a page made from an image or an e-mail),
    None when it cannot be shown. `kind` is the format of the original: pdf, image, eml, msg,
    text, xml (an electronic invoice), audio, video, office, other. `cited_by` are spans of the entries
    that name it, first the one that gave it title and date. `invoice` is the number of the invoice that it belongs to, or ''.
    `other_paths` are files with the same bytes, which are this same piece. `corners` says for each page where its label goes
    (ne, nw, se, sw). A withdrawn piece keeps its number and shows nothing. `carries` are words for what only the original has
    (signature, facturx), `carried` the sentences that say it; such a piece has a cover sheet in the bundle.
    """

    number: int
    title: str
    date: date | None
    nature: str
    path: str
    original: Blob | None
    kind: str
    pages: int | None
    clean: Blob | None
    text: str
    cited_by: tuple[Span, ...]
    invoice: str = ""
    annexes: tuple[Annex, ...] = ()
    remarks: tuple[str, ...] = ()
    withdrawn: bool = False
    other_paths: tuple[str, ...] = ()
    corners: tuple[str, ...] = ()
    page_texts: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """« Pièce n° 3 », with a no-break space."""
        return f"Pièce n°\u00a0{self.number}"

    @property
    def stem(self) -> str:
        """The number in two digits (three from 100), as file names bear it."""
        return f"{self.number:02}"


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A file that is no piece, with the reason: confidential, between avocats, mediation, a note."""

    path: str
    title: str
    reason: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bordereau:
    """The pieces of a case by number, and what was kept out. A path from the case's folder finds its piece."""

    case: str
    pieces: tuple[Piece, ...]
    kept_out: tuple[KeptOut, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def number_of(self, path: str) -> int | None:
        """The number of the piece at a path as entries write it (from the case's folder), None when it is not one."""
        ending = f"/{path}"
        known = (p for p in self.pieces if not p.withdrawn)
        return next((p.number for p in known if any(way.endswith(ending) for way in (p.path, *p.other_paths))), None)

    def numbers(self, paths: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of several paths, sorted, without those that are no pieces."""
        return tuple(sorted({n for path in paths if (n := self.number_of(path)) is not None}))
