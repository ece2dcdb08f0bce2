"""From a Document to the job that prints it, and from the job's outcome to a Printed."""

from __future__ import annotations

from dossier.documents.document import Document, Printed
from dossier.documents.forms import form_job, with_form
from dossier.ground import shipped
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span

TASK = "dossier.pdf.print:print_html"


def style_sheets(document: Document) -> list[str]:
    """The shared rules, then those of the document's style: the shipped ones, or the workspace's own in their place."""
    own = document.css or shipped.read(f"templates/styles/{document.style}.css").decode()
    return [shipped.read("templates/styles/base.css").decode(), own]


def print_job(document: Document) -> Job:
    """The job that prints a document that has a page, or that fills the form that it is."""
    if document.form is not None:
        return form_job(document, document.form)
    options = {
        "html": document.html,
        "css": style_sheets(document),
        "variant": document.variant,
        "title": document.title,
        "created": document.date.isoformat(),
    }
    inputs = [(f"image:{name}", blob) for name, blob in sorted(document.images.items())]
    inputs += [(f"attachment:{name}", Blob.of(data)) for name, data in sorted(document.attachments.items())]
    return Job(TASK, options, tuple(inputs), f"{document.case} : {document.title}")


def printed(document: Document, outcome: Outcome) -> Printed:
    """The printed document. A job that failed leaves an empty PDF, no page, and the diagnostics that say so."""
    if document.form is not None:
        return with_form(document, document.form, outcome)
    diagnostics = tuple(
        found(p.code, f"{document.title} : {p.message}", _place(document, p.code), hints=p.hints, case=document.case)
        for p in outcome.problems
    )
    empty = Blob.of(b"")
    pdf = outcome.files.get("pdf", empty)
    return Printed(document, pdf, int(outcome.facts.get("pages", 0)), diagnostics, outcome.files.get("linked", pdf))


def _place(document: Document, code: str) -> Span:
    """What to mend: the workspace's own style sheet when the printer complains and there is one, else the case."""
    if document.css and code != "DC550":
        return Span(f"templates/styles/{document.style}.css")
    return Span(f"cases/{document.case}/affaire.yaml")
