"""Which documents a case has today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.claim.claim import Claim
from dossier.documents.document import Document
from dossier.documents.forms import filled_forms
from dossier.documents.kinds import decompte
from dossier.documents.matter import Matter
from dossier.documents.registry import KINDS, OCCASIONAL
from dossier.documents.uncited import with_uncited
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Case, Workspace
from dossier.model.party import Debtor
from dossier.pieces.bordereau import Bordereau
from dossier.procedure.stage import Stage, Step


def draft_documents(
    workspace: Workspace,
    case: Case,
    claim: Claim,
    stage: Stage,
    bordereau: Bordereau,
    diagnostics: tuple[Diagnostic, ...],
    draft: bool,
) -> tuple[Document, ...]:
    """What serves the steps that are open today, what a fact calls for, and the décompte; each id once, letters told apart.

    Withheld documents are among them, without page and with their reasons; with *draft* they are printed as drafts.
    """
    base = Matter(workspace, case, claim, stage, bordereau, diagnostics, draft, first_debtor(case))
    found = [document for matter in _due(base) for document in KINDS[_kind(matter)].draft(matter)]
    found += [
        document for matter in _debtors(base) for kind in OCCASIONAL if kind.wanted(matter) for document in kind.draft(matter)
    ]
    found += decompte.draft(base)
    told = tuple(with_uncited(document, bordereau) for document in _told_apart(found))
    return (*told, *filled_forms(base, told))


def first_debtor(case: Case) -> Debtor:
    """The first principal debtor: acts that concern the claim as a whole name him first."""
    return next((debtor for debtor in case.debtors if debtor.role == "principal"), case.debtors[0])


def _due(base: Matter) -> Iterator[Matter]:
    """One matter for each open step that a document serves, and each debtor whom it concerns."""
    for step in base.stage.next:
        if step.document in KINDS and step.document != decompte.ID and (step.start is None or step.start <= base.today):
            for debtor in _addressees(base, step):
                yield replace(base, step=step, debtor=debtor)


def _debtors(base: Matter) -> Iterator[Matter]:
    """One matter, without step, for each debtor."""
    for debtor in base.case.debtors:
        yield replace(base, debtor=debtor)


def _addressees(base: Matter, step: Step) -> tuple[Debtor, ...]:
    """The step's debtor; without one, every principal debtor for a letter, the first for an act that names them all."""
    if step.debtor:
        return tuple(debtor for debtor in base.case.debtors if debtor.id == step.debtor)
    return (base.debtor,)


def _kind(matter: Matter) -> str:
    return matter.step.document if matter.step else ""


def _told_apart(documents: list[Document]) -> tuple[Document, ...]:
    """Documents of one id and several debtors get the debtor's id in theirs; exact repeats are dropped."""
    kept: dict[tuple[str, str], Document] = {}
    for document in documents:
        kept.setdefault((document.id, document.debtor), document)
    ids = [id for id, _ in kept]
    return tuple(
        replace(document, id=f"{id}-{debtor}") if ids.count(id) > 1 and debtor else document
        for (id, debtor), document in kept.items()
    )
