"""From a printed Document to the jobs that write it for a word processor, and from their outcomes to a Printed that has it."""

from __future__ import annotations

from dataclasses import replace

from dossier.documents.document import Document, Printed
from dossier.documents.printing import style_sheets
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span

TASK = "dossier.word.convert:to_docx"
DRAWING_TASK = "dossier.pdf.vector:draw"
_CODE = "qr.svg"
"""The payment code: the task draws it from its modules."""


def drawing_jobs(document: Document) -> tuple[Job, ...]:
    """The jobs that make pictures of the drawings of a document (a logo in SVG), which word processors do not all show."""
    return tuple(Job(DRAWING_TASK, {}, (("svg", document.images[name]),), f"image {name}") for name in _drawings(document))


def word_job(document: Document, pictures: tuple[Outcome, ...]) -> Job:
    """The job that writes a document as DOCX; *pictures* are the outcomes of its `drawing_jobs`."""
    drawn = {name: outcome.files.get("png") for name, outcome in zip(_drawings(document), pictures, strict=True)}
    images: dict[str, Blob | None] = {**document.images, **drawn}
    options = {
        "html": document.html, "css": style_sheets(document), "style": document.style, "title": document.title,
        "created": document.date.isoformat(),
    }  # fmt: skip
    inputs = tuple((f"image:{name}", blob) for name, blob in sorted(images.items()) if blob is not None)
    return Job(TASK, options, inputs, f"{document.case} : {document.title} (DOCX)")


def with_word(paper: Printed, outcome: Outcome) -> Printed:
    """The printed document with its DOCX; a job that failed leaves none, and the diagnostics that say so.

    DC557: an image that a word processor cannot show.
    """
    document = paper.document
    place = Span(f"cases/{document.case}/affaire.yaml")
    said = [
        found(p.code, f"{document.title} (DOCX) : {p.message}", place, hints=p.hints, case=document.case)
        for p in outcome.problems
    ]
    said += [
        found("DC557", f"{document.title} : le fichier DOCX ne montre pas l’image {name}", place, case=document.case)
        for name in outcome.facts.get("left_out", ())
    ]
    return replace(paper, word=outcome.files.get("docx"), diagnostics=(*paper.diagnostics, *said))


def _drawings(document: Document) -> list[str]:
    return [name for name in sorted(document.images) if name.endswith(".svg") and name != _CODE]
