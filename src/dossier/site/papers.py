"""The documents of a case as the site lists and shows them, and the inputs that a case was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from dossier.bundle.volume import Volume
from dossier.documents.document import Document, Printed
from dossier.ground.french import NBSP, plural, short_day
from dossier.sending.paper_set import FILE
from dossier.site.page import size
from dossier.site.view import CaseView

PAPER_STATES = {
    "ready": ("done", "À jour"),
    "draft": ("warn", "Brouillon"),
    "withheld": ("block", "Retenu"),
    "done": ("done", "Fait"),
}
COVER = "couverture"
"""The kind of the bundle's first sheet, which is no document of its own."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the list of its case. `links` are (words, path); `why` says why it is withheld or a draft.

    `kind` is its row in the registry, '' for what is no document: a volume, a set on paper.
    """

    title: str
    state: tuple[str, str]
    links: tuple[tuple[str, str], ...]
    why: str = ""
    kind: str = ""


_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_PIECE = re.compile(r'href="dossier:piece/(\d+)(?:/\d+)?"')
_LINE = re.compile(r'href="dossier:ligne/([\d.]+)"')
_IMAGE = re.compile(r"<img\b[^>]*>")


def body_of(document: Document) -> Markup:
    """The body of a document for its page, one level of headings lower, its pieces linked, its pictures left to the PDF.

    The pass that drafted it escaped what people wrote: this is the one place where HTML is taken as it is.
    """
    lower = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", _IMAGE.sub("", document.body))
    linked = _LINE.sub(r'href="decompte.html#ligne-\1"', _PIECE.sub(r'href="../pieces/\1.html"', lower))
    return Markup(linked)  # noqa: S704


def listed_documents(view: CaseView) -> list[tuple[Document, Printed | None]]:
    """The documents with their PDF, then those that are withheld; not the cover, which is a sheet of the bundle."""
    listed = [paper for paper in view.printed if paper.document.kind != COVER]
    return [*((paper.document, paper) for paper in listed), *((document, None) for document in view.withheld)]


def papers(view: CaseView) -> tuple[Paper, ...]:
    """The documents of a case in the order they were drafted, then the bundle."""
    found = []
    for document, printed in listed_documents(view):
        icon, state = PAPER_STATES[document.state]
        if document.state == "done":
            state = f"Fait le {short_day(document.date)}"
        page = f"cases/{view.case.id}/documents/{document.id}.html"
        if printed:
            links: tuple[tuple[str, str], ...] = ((f"PDF, {size(printed.pdf.size)}", document.path), ("HTML", page))
            if printed.email:
                links = (*links, (f"courriel, {size(printed.email.size)}", document.email_path))
            if printed.word:
                links = (*links, (f"DOCX, {size(printed.word.size)}", document.word_path))
        else:
            links = (("motif", page),)
        why = document.reasons[0].text if document.reasons and document.state in ("draft", "withheld") else ""
        found.append(Paper(document.title, (icon, state), links, why, document.kind))
    for volume in view.volumes:
        title = _volume_title(volume, view)
        found.append(
            Paper(
                title,
                ("done", plural(volume.pages, "page")),
                ((f"PDF, {size(volume.pdf.size)}", volume_path(view, volume.name)),),
            )
        )
    if view.paper:
        title = f"Jeu pour un dépôt sur papier, {plural(len(view.paper.copies), 'exemplaire')}"
        links = ((f"PDF, {size(view.paper.pdf.size)}", set_path(view)),)
        found.append(Paper(title, ("done", plural(view.paper.sheets, "feuille")), links))
    return tuple(found)


def set_path(view: CaseView) -> str:
    """Where the set for filing on paper goes in the output."""
    return f"cases/{view.case.id}/papier/{FILE}"


def _volume_title(volume: Volume, view: CaseView) -> str:
    """« Dossier complet, 20 pièces tamponnées », « Dossier complet, volume 2 sur 3, pièces n° 8 à 14 »."""
    if volume.of == 1:
        count = len([piece for piece in view.bordereau.pieces if not piece.withdrawn])
        return f"Dossier complet, {count} pièces tamponnées" if count > 1 else "Dossier complet"
    numbers = sorted(volume.first_pages)
    held = "actes et bordereau" if not numbers else f"pièce n°{NBSP}{numbers[0]}"
    held = f"pièces n°{NBSP}{numbers[0]} à {numbers[-1]}" if len(numbers) > 1 else held
    return f"Dossier complet, volume {volume.number} sur {volume.of}, {held}"


def volume_path(view: CaseView, name: str) -> str:
    """Where a volume goes in the output."""
    return f"cases/{view.case.id}/{name}"


def sources_of(view: CaseView) -> tuple[str, ...]:
    """The input files that a case was read from, by path."""
    case = view.case
    entries = [*case.invoices, *case.payments, *case.costs, *case.journal]
    files = {case.span.file, *(entry.place.file for entry in entries), *(note.span.file for note in case.notes)}
    return tuple(sorted(files - {""}))
