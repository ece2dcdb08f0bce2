"""From the letters that leave by e-mail to the jobs that write their drafts, and from the outcomes to Printed that have one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.bundle.naming import slug
from dossier.bundle.volume import Volume
from dossier.documents.dispatch import Dispatch, Enclosure
from dossier.documents.document import Document, Printed
from dossier.documents.enclosures import BUNDLE
from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.sending.email_file import usable_address

TASK = "dossier.sending.email_file:write_email"
LARGEST = 12_000_000
"""Bytes of the files that a draft carries: a third more as e-mail, which most servers still take."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that leaves by e-mail: its job, and what is to be said of it."""

    paper: Printed
    job: Job
    diagnostics: tuple[Diagnostic, ...]


def email_drafts(case: Case, bordereau: Bordereau, papers: Sequence[Printed], volumes: Sequence[Volume]) -> tuple[Draft, ...]:
    """One draft for each printed letter that is ready and leaves by e-mail; a letter that is itself a draft has none.

    Diagnostics: DC561 something that the letter encloses is not in it, DC562 nobody to send it to.
    """
    return tuple(
        _draft(case, bordereau, papers, volumes, paper, paper.document.dispatch)
        for paper in papers
        if paper.document.dispatch and leaves_by_email(paper.document) and paper.pages
    )


def leaves_by_email(document: Document) -> bool:
    """Whether a document is a letter that can leave, and does so by e-mail."""
    return document.state == "ready" and document.dispatch is not None and document.dispatch.way == "courriel"


def with_email(draft: Draft, outcome: Outcome) -> Printed:
    """The printed letter with its draft; a job that failed leaves none, and the diagnostics that say so."""
    paper, place = draft.paper, Span(f"cases/{draft.paper.document.case}/affaire.yaml")
    failed = tuple(found(p.code, p.message, place, hints=p.hints, case=paper.document.case) for p in outcome.problems)
    return replace(paper, email=outcome.files.get("eml"), diagnostics=(*paper.diagnostics, *draft.diagnostics, *failed))


def _draft(
    case: Case, bordereau: Bordereau, papers: Sequence[Printed], volumes: Sequence[Volume], paper: Printed, sent: Dispatch
) -> Draft:
    document = paper.document
    files: list[tuple[str, Blob]] = [(_file_name(f"{sent.from_name} {document.id}"), paper.pdf)]
    diagnostics = []
    for enclosure in sent.enclosures:
        own = list(_files(enclosure, bordereau, papers, volumes))
        too_large = sum(blob.size for _, blob in (*files, *own)) > LARGEST
        if own and not too_large:
            files += own
            continue
        why = "trop lourde pour un courriel" if own else "qu’il ne porte pas"
        message = f"le brouillon de courriel « {document.id} » annonce : {enclosure.words}, {why}"
        diagnostics.append(found("DC561", message, case.span, case=case.id))
    if not usable_address(sent.to_email):
        why = "n’est pas utilisable" if sent.to_email else "n’est pas connue"
        message = f"le brouillon de courriel « {document.id} » n’a pas de destinataire : l’adresse de {sent.to_name} {why}"
        diagnostics.append(found("DC562", message, _place(case, document), case=case.id))
    named = _told_apart(files)
    options = {
        "subject": sent.subject, "text": sent.text, "day": document.date.isoformat(), "from": [sent.from_name, sent.from_email],
        "to": [sent.to_name, sent.to_email], "files": [[f"{n:03}", name] for n, (name, _) in enumerate(named)],
    }  # fmt: skip
    inputs = tuple((f"{n:03}", blob) for n, (_, blob) in enumerate(named))
    return Draft(paper, Job(TASK, options, inputs, f"{document.case} : {document.title} (courriel)"), tuple(diagnostics))


def _files(
    enclosure: Enclosure, bordereau: Bordereau, papers: Sequence[Printed], volumes: Sequence[Volume]
) -> Iterator[tuple[str, Blob]]:
    """The files of an enclosure, all of them or none: pieces as their clean PDFs, the décompte, the volumes of the bundle."""
    pieces = [p for p in bordereau.pieces if p.number in enclosure.pieces]
    if any(piece.clean is None or piece.withdrawn for piece in pieces):
        return
    for piece in pieces:
        if piece.clean is not None:
            yield _file_name(piece.title), piece.clean
    for name in enclosure.documents:
        if name == BUNDLE:
            yield from ((volume.name, volume.pdf) for volume in volumes if volume.pages)
        else:
            yield from (
                (_file_name(p.document.title), p.pdf)
                for p in papers
                if p.document.id == name and p.pages and p.document.state == "ready"
            )


def _place(case: Case, document: Document) -> Span:
    """Where the address is to be written: at the debtor whom the letter is for."""
    return next((debtor.place_of("courriel") for debtor in case.debtors if debtor.id == document.debtor), case.span)


def _file_name(title: str) -> str:
    """`Facture-F-2026-014.pdf`: ASCII letters, digits and hyphens."""
    return f"{slug(title)[:_LONGEST_NAME].rstrip('-')}.pdf"


def _told_apart(files: Sequence[tuple[str, Blob]]) -> list[tuple[str, Blob]]:
    """The files with names of their own: a second one of a name gets its rank."""
    named: list[tuple[str, Blob]] = []
    taken: set[str] = set()
    for name, blob in files:
        rank, own = 1, name
        while own.lower() in taken:
            rank += 1
            own = f"{name.removesuffix('.pdf')}-{rank}.pdf"
        taken.add(own.lower())
        named.append((own, blob))
    return named
