"""The pieces of a case as the site shows them: pictures of their pages, with what findings name on them, and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.ground.blobs import Blob
from dossier.ground.french import plural
from dossier.ground.jobs import Job, Outcome
from dossier.pieces.bordereau import Piece
from dossier.site.citing import Links, about, amounts_to_find
from dossier.site.page import size
from dossier.site.timeline import place_links, timeline
from dossier.site.view import CaseView
from dossier.site.words import FORMAT_FR, word

TASK = "dossier.pdf.pictures:pictures"
FIRST_PAGES = 20
"""A picture is made of this many pages of a piece at most; its page says how many more the PDF has."""
PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
SAFE_ORIGINALS = {"pdf": "pdf", "text": "txt", "eml": "eml"}
"""Formats that are given back as they came: nothing that a browser would run is among them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on the picture of a page, in its pixels: which amount (as digits) stands there."""

    digits: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its path from `build/`, its pixels. `marks` are the amounts that a finding names, where they stand."""

    path: str
    width: int
    height: int
    blob: Blob
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: what it is, its format and size in words, its path."""

    label: str
    about: str
    path: str
    blob: Blob


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece with what the viewer shows. `hidden_pages` is how many pages have no picture.

    `place` says where it begins in the bundle (« p. 14 », « volume 2, p. 14 »), `volume` the file of it; '' when it is in none.
    """

    piece: Piece
    path: str
    pictures: tuple[Picture, ...]
    thumbnail: Picture | None
    hidden_pages: int
    downloads: tuple[Download, ...]
    format: str
    place: str = ""
    volume: str = ""


def drawn_pieces(view: CaseView) -> tuple[Piece, ...]:
    """The pieces whose pages can be drawn, by number: the order of the jobs."""
    return tuple(piece for piece in view.bordereau.pieces if piece.clean is not None and not piece.withdrawn)


def picture_jobs(view: CaseView) -> tuple[Job, ...]:
    """One job per piece that can be drawn; it looks for the amounts that findings of the piece name."""
    links = place_links(view.case, timeline(view.case, view.bordereau))
    return tuple(
        Job(TASK, _options(view, piece, links), (("pdf", piece.clean),), f"{view.case.id} : images de la pièce n° {piece.number}")
        for piece in drawn_pieces(view)
        if piece.clean is not None
    )


def _options(view: CaseView, piece: Piece, links: Links) -> dict[str, object]:
    """The options of a job: without a finding always the same, so that a picture is drawn once."""
    find = amounts_to_find(about(view, piece, links))
    return {"first": FIRST_PAGES} | ({"find": list(find)} if find else {})


def shown_pieces(view: CaseView, outcomes: Sequence[Outcome]) -> tuple[Shown, ...]:
    """All pieces by number, withdrawn ones among them, with the outcomes of `picture_jobs`."""
    drawn = dict(zip((piece.number for piece in drawn_pieces(view)), outcomes, strict=False))
    names = {n: name for volume in view.volumes for n, name in volume.stamped_names.items()}
    stamped = {name: blob for volume in view.volumes for name, blob in volume.stamped.items()}
    return tuple(
        _shown(view, piece, drawn.get(piece.number), names.get(piece.number, ""), stamped)
        for piece in sorted(view.bordereau.pieces, key=lambda p: p.number)
    )


def _shown(view: CaseView, piece: Piece, outcome: Outcome | None, name: str, stamped: Mapping[str, Blob]) -> Shown:
    folder = f"cases/{view.case.id}/pieces"
    pictures: list[Picture] = []
    thumbnail = None
    if outcome and outcome.files:
        sizes = outcome.facts["sizes"]
        files = sorted((n, b) for n, b in outcome.files.items() if n != "apercu.webp")
        pictures = [
            Picture(f"{folder}/{piece.number}/{n}", sizes[i][0], sizes[i][1], b, _marks(outcome, i + 1))
            for i, (n, b) in enumerate(files)
        ]
        thumbnail = Picture(f"{folder}/{piece.number}/apercu.webp", sizes[-1][0], sizes[-1][1], outcome.files["apercu.webp"])
    downloads = []
    if given := original(view, piece, name):
        downloads.append(given)
    if name and name in stamped:
        downloads.append(Download("Tamponnée", f"PDF, {size(stamped[name].size)}", f"{folder}/{name}", stamped[name]))
    count = int(outcome.facts.get("pages", 0)) if outcome else 0
    form = word(FORMAT_FR, piece.kind) + (f", {plural(piece.pages, 'page')}" if piece.pages else "")
    volume = next((volume for volume in view.volumes if piece.number in volume.first_pages), None)
    return Shown(
        piece, f"{folder}/{piece.number}.html", tuple(pictures), thumbnail, max(count - len(pictures), 0), tuple(downloads), form,
        volume.where(piece.number) if volume else "", volume.name if volume else "",
    )  # fmt: skip


def _marks(outcome: Outcome, page: int) -> tuple[Mark, ...]:
    """What the job found on one page."""
    return tuple(Mark(*row[1:]) for row in outcome.facts.get("marks", ()) if row[0] == page)


def original(view: CaseView, piece: Piece, name: str) -> Download | None:
    """The file as received, under a name of ours; None for a format that stays in the workspace."""
    if piece.original is None or piece.withdrawn:
        return None
    extension = SAFE_ORIGINALS.get(piece.kind, "")
    if piece.kind == "image":
        head = piece.original.read()[:4]
        extension = next((ext for magic, ext in PICTURES.items() if head.startswith(magic)), "")
    if not extension:
        return None
    stem = name.removesuffix(".pdf") or f"Piece-{piece.stem}"
    about = f"{'courriel' if extension == 'eml' else extension.upper()}, {size(piece.original.size)}"
    return Download("Originale", about, f"cases/{view.case.id}/pieces/originaux/{stem}.{extension}", piece.original)


LONGEST_TEXT = 400_000
"""Signs of the text of one piece that its page holds."""


def texts_by_page(item: Shown) -> dict[int, str]:
    """The text of each page of a piece that has one, by page from 1; the whole text at 1 where it is not known by page."""
    piece = item.piece
    texts = piece.page_texts if any(text.strip() for text in piece.page_texts) else (piece.text,)
    found, left = {}, LONGEST_TEXT
    for page, text in enumerate(texts, 1):
        if text.strip() and left > 0:
            found[page] = text.strip()[:left]
            left -= len(text)
    return found
