"""The forms of the firm, filled for a case: one for each document with which it goes, once that document is ready.

The gate is that document's own: a form whose act lacks something is withheld for the same reasons, and none is a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from markupsafe import Markup

from dossier.documents.document import Document, FormFill, Printed, Reason
from dossier.documents.form_values import form_values
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import plural
from dossier.ground.jobs import Job, Outcome
from dossier.ground.nearest import nearest, visible
from dossier.model.form import FirmForm, with_values
from dossier.model.party import Debtor

TASK = "dossier.pdf.form_fields:fill"
KIND = "formulaire"
MOST_NAMES = 60
"""Names of fields that a hint lists."""


def filled_forms(base: Matter, documents: tuple[Document, ...]) -> Iterator[Document]:
    """A document for each form and each document that it goes with, in the order of the forms."""
    for form in base.workspace.forms:
        served = [document for document in documents if document.kind == form.serves]
        for document in served:
            id = f"formulaire-{form.name}" + (f"-{document.debtor}" if len(served) > 1 and document.debtor else "")
            yield _filled(replace(base, debtor=_debtor(base, document)), form, document, id)


def _debtor(base: Matter, document: Document) -> Debtor:
    return next((debtor for debtor in base.case.debtors if debtor.id == document.debtor), base.debtor)


def _filled(matter: Matter, form: FirmForm, served: Document, id: str) -> Document:
    blank = Document(
        matter.case.id, id, KIND, form.title, "withheld", matter.today, "", "", "table", debtor=served.debtor,
        to_confirm=served.to_confirm,
    )  # fmt: skip
    if served.state != "ready":
        first = Reason(f"il accompagne un document qui n’est pas prêt : {served.title}", form.span.at_line)
        return withheld(matter, blank, (first, *served.reasons))
    values = form_values(matter)
    rows = {row.field: with_values(row.value, values) for row in form.fields if row.value}
    press = Press(matter)
    body = press.fill("acts/formulaire.html.j2", {
        "titre": form.title, "fichier": f"{form.name}.pdf", "date": matter.claim.date.isoformat(),
        "lignes": [{"champ": field, "valeur": _lines(value)} for field, value in rows.items()],
    })  # fmt: skip
    document = finished(matter, press, blank, Content(running_heads(matter, form.title) + body, body), ())
    places = {row.field: row.place_of("valeur") for row in form.fields}
    return replace(document, form=FormFill(form.blob, rows, places, form.span))


def _lines(text: str) -> Markup:
    return Markup("<br>").join(Markup(escape(line)) for line in text.split("\n"))  # noqa: S704 (each line is escaped)


def form_job(document: Document, fill: FormFill) -> Job:
    """The job that fills the form of a document."""
    return Job(TASK, {"fields": dict(fill.values)}, (("form", fill.blob),), f"{document.case} : {document.title}")


def with_form(document: Document, fill: FormFill, outcome: Outcome) -> Printed:
    """The filled form. DC558: a field that it does not have. DC560: no form that can be filled. DC570: a value that it refuses."""
    empty = Blob.of(b"")
    pdf = outcome.files.get("pdf", empty)
    said = [_said(p.code, f"{document.title} : {p.message}", fill, p.hints) for p in outcome.problems]
    names = [str(name) for name in outcome.facts.get("names", ())]
    said += [_unknown(document, fill, str(name), names) for name in outcome.facts.get("unknown", ())]
    said += [
        found(
            "DC570", f"{document.title}, champ « {visible(name)} » : {reason} ; le champ reste vide", fill.places[name],
            case=document.case,
        )
        for name, reason in outcome.facts.get("refused", ())
    ]  # fmt: skip
    return Printed(document, pdf, int(outcome.facts.get("pages", 0)), tuple(said), pdf)


def _said(code: str, message: str, fill: FormFill, hints: tuple[str, ...]) -> Diagnostic:
    return found(code, message, fill.place, hints=hints)


def _unknown(document: Document, fill: FormFill, name: str, names: list[str]) -> Diagnostic:
    """One finding for all cases: it is about the map. The hint lists the fields of the form."""
    guess = nearest(name, names)
    listed = ", ".join(visible(one) for one in names[:MOST_NAMES])
    more = f" et {plural(len(names) - MOST_NAMES, 'autre')}" if len(names) > MOST_NAMES else ""
    hints = (*((f"vouliez-vous dire « {visible(guess)} » ?",) if guess else ()), f"champs du formulaire : {listed}{more}")
    return found(
        "DC558", f"{document.title} : le formulaire n’a pas de champ « {visible(name)} »", fill.places[name], hints=hints
    )
