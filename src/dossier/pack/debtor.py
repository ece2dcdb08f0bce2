"""The files that one debtor may have: his own page, the letters to him, the décompte without what the firm weighs, his invoices.

No numbered piece is among them: numbers become definitive when they are communicated, and that is another act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dossier.documents.document import Document, Printed
from dossier.documents.kinds import decompte
from dossier.documents.matter import Matter, case_reference
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Workspace
from dossier.model.party import Debtor
from dossier.pack.contents import slug
from dossier.pack.pack import Item
from dossier.pieces.bordereau import Bordereau
from dossier.site.audience import DEBITEUR, may_receive
from dossier.site.audience_build import reasons
from dossier.site.audience_statement import overlays_of, statement_leaves, statement_of
from dossier.site.view import CaseView

KIND = "decompte_debiteur"


def matter_of(workspace: Workspace, view: CaseView, debtor: Debtor) -> Matter:
    """The case as this debtor may know it: alone in it, without other readings of the law, with communicated pieces alone.

    His figures name the case by its reference: the folder's name is the firm's own word for it.
    """
    frozen = {row.number for row in view.case.frozen_pieces}
    pieces = tuple(piece for piece in view.bordereau.pieces if piece.number in frozen)
    matter = Matter(
        workspace,
        replace(view.case, debtors=(debtor,), notes=(), files={}),
        replace(view.claim, alternatives=(), not_claimed=(), law_used=(), diagnostics=()),
        view.stage,
        Bordereau(view.case.id, pieces),
        (),
        False,
        debtor,
    )
    return replace(matter, claim=replace(matter.claim, case=case_reference(matter)))


def against(workspace: Workspace, view: CaseView, debtor: Debtor) -> str:
    """Why this debtor gets no page of his account, as `build --audience debiteur` says it; '' when he does."""
    seen = Matter(
        workspace, view.case, view.claim, view.stage, Bordereau(view.case.id, ()), view.diagnostics, False, debtor
    )  # fmt: skip
    return next(reasons(seen, overlays_of(view.stage, debtor)), "")


def refusal(workspace: Workspace, view: CaseView, debtor: Debtor) -> tuple[Diagnostic, ...]:
    """DC706 where this debtor gets no page of his account."""
    reason = against(workspace, view, debtor)
    words = f"relevé de {debtor.name} non établi : {reason}"
    return (found("DC706", words, view.case.span, case=view.case.id),) if reason else ()


def own_decompte(workspace: Workspace, view: CaseView, debtor: Debtor) -> tuple[Document, ...]:
    """The décompte for the debtor, to be printed; none while that of the case itself is withheld, or the page of his account.

    A guarantor is told what the debtor owes, by figures alone, which ask for nothing.
    """
    ready = any(paper.document.kind == decompte.ID and paper.document.state == "ready" for paper in view.printed)
    asked = debtor.model_copy(update={"role": "principal"})
    ready = ready and not against(workspace, view, asked)
    drafted = decompte.draft(matter_of(workspace, view, debtor)) if ready else ()
    return tuple(
        replace(document, kind=KIND, in_bundle=False, to_confirm=(), diagnostics=()) for document in drafted if document.html
    )


def debtor_items(workspace: Workspace, view: CaseView, debtor: Debtor, own: Sequence[Printed]) -> tuple[Item, ...]:
    """His files; *own* is his décompte as printed."""
    alone = len(view.case.debtors) == 1
    papers = [paper for paper in (*view.printed, *own) if paper.pages and _is_for(paper.document, debtor, alone)]
    items = [Item(f"actes/{paper.document.id}.pdf", paper.pdf, "acte") for paper in papers]
    matter = matter_of(workspace, view, debtor)
    refused = against(workspace, view, debtor)
    statement = None if refused else statement_of(matter.case, matter.claim, matter.stage, debtor, case_reference(matter))
    if statement is not None:
        items += [Item(leaf.path, leaf.blob, "site") for leaf in statement_leaves(statement, "site/")]
    return (*items, *(_invoices(view) if alone else ()))


def _is_for(document: Document, debtor: Debtor, alone: bool) -> bool:
    """Whether a document is finished and goes to this debtor; one that names nobody goes to him when there is no other."""
    addressed = document.debtor == debtor.id or (document.kind == KIND or (alone and not document.debtor))
    return document.state == "ready" and addressed and may_receive(DEBITEUR, document)


def _invoices(view: CaseView) -> list[Item]:
    """A copy of each invoice and credit note under its own number, without label.

    None is given where other debtors have theirs too.
    """
    items: list[Item] = []
    known: dict[str, int] = {}
    rows = ((reference.file, invoice.number) for invoice in view.case.invoices for reference in invoice.evidence)
    numbers = {f"{view.case.folder}/{file}": number for file, number in rows}
    for piece in view.bordereau.pieces:
        own = next((numbers[path] for path in (piece.path, *piece.other_paths) if path in numbers), "")
        if own and piece.nature == "facture" and piece.clean is not None and not piece.withdrawn:
            name = slug(own)
            known[name] = known.get(name, 0) + 1
            path = f"factures/{name}-{known[name]}.pdf" if known[name] > 1 else f"factures/{name}.pdf"
            items.append(Item(path, piece.clean, "facture"))
    return items
