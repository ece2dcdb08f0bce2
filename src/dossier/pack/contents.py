"""The files that an avocat or a commissaire de justice gets of a case: acts, bundle, pieces, originals, site, workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.documents.document import Printed
from dossier.ground import letters
from dossier.ground.jobs import Outcome
from dossier.law.law import Law
from dossier.pack.pack import Item
from dossier.pieces.bordereau import Piece
from dossier.site.audience import Audience
from dossier.site.audience_pages import Received, case_site
from dossier.site.evidence import drawn_pieces
from dossier.site.papers import COVER, volume_path
from dossier.site.view import CaseView

_OPENED = frozenset(
    [
        "pdf",
        "png",
        "jpg",
        "jpeg",
        "tif",
        "tiff",
        "gif",
        "webp",
        "heic",
        "heif",
        "eml",
        "msg",
        "txt",
        "csv",
        "xml",
        "odt",
        "ods",
        "docx",
        "xlsx",
        "mp3",
        "m4a",
        "wav",
        "ogg",
        "opus",
        "mp4",
        "mov",
        "webm",
    ]
)
"""Endings under which a file is given on. Any other file, which a double-click might run, gets `.bin`."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A file with the path that it has in a build, by which pages link to it."""

    item: Item
    built: str


def case_items(
    view: CaseView, audience: Audience, outcomes: Sequence[Outcome], sheets: Sequence[Printed], law: Law, today: date
) -> tuple[Item, ...]:
    """All files but those that tell of the others. *view* is what the audience may see; *outcomes* are those of `page_jobs`,
    *sheets* what was printed for this audience alone.
    """
    drawn = len(drawn_pieces(view))
    book = next((outcome.files["xlsx"] for outcome in outcomes[drawn:] if "xlsx" in outcome.files), None)
    placed = [*_acts(view), *_volumes(view), *_stamped(view)]
    if book:
        placed.append(_Placed(Item("decompte.xlsx", book, "decompte"), f"cases/{view.case.id}/decompte.xlsx"))
    received = tuple(_received(view.bordereau.pieces))
    files = {row.built: row.item.path for row in placed}
    pages = case_site(view, audience, outcomes[:drawn], law, today, files, received, book)
    items = [row.item for row in placed]
    items += [Item(f"{paper.document.id}.pdf", paper.pdf, "fiche") for paper in sheets if paper.pages]
    sources = {piece.number: _own_path(view, piece) for piece in view.bordereau.pieces}
    items += [Item(row.path, row.blob, "original", sources[row.number]) for row in received]
    return (*items, *(Item(leaf.path, leaf.blob, "site") for leaf in pages))


def _acts(view: CaseView) -> Iterable[_Placed]:
    for paper in view.printed:
        document = paper.document
        if document.kind != COVER and paper.pages:
            yield _Placed(Item(f"actes/{document.id}.pdf", paper.pdf, "acte"), document.path)
            if paper.word:
                yield _Placed(Item(f"actes/{document.id}.docx", paper.word, "acte"), document.word_path)


def _volumes(view: CaseView) -> Iterable[_Placed]:
    for volume in view.volumes:
        yield _Placed(Item(volume.name, volume.pdf, "liasse"), volume_path(view, volume.name))


def _stamped(view: CaseView) -> Iterable[_Placed]:
    paths = {piece.number: _own_path(view, piece) for piece in view.bordereau.pieces}
    for volume in view.volumes:
        numbers = {name: number for number, name in volume.stamped_names.items()}
        for name, blob in sorted(volume.stamped.items()):
            source = paths.get(numbers.get(name, 0), "")
            yield _Placed(Item(f"pieces/{name}", blob, "piece", source), f"cases/{view.case.id}/pieces/{name}")


def _own_path(view: CaseView, piece: Piece) -> str:
    return piece.path.removeprefix(f"{view.case.folder}/") if piece.original else ""


def _received(pieces: Iterable[Piece]) -> Iterable[Received]:
    """The files as they came, under a name that begins with the number of the piece."""
    for piece in pieces:
        if piece.original is not None and not piece.withdrawn:
            name = piece.path.rpartition("/")[2]
            yield Received(piece.number, piece.title, name, f"originaux/Piece-{piece.stem}_{safe_name(name)}", piece.original)


def safe_name(name: str) -> str:
    """A file name of letters, digits and hyphens with an ending under which nothing runs."""
    stem, _, ending = name.rpartition(".")
    known = ending.lower() in _OPENED
    return f"{slug(stem if known else name)[:60]}.{ending.lower() if known else 'bin'}"


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens; `fichier` for a text that has none."""
    return letters.slug(text) or "fichier"
