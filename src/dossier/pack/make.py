"""From a workspace and an order to a pack: numbers are frozen first, then the case is compiled as it will be once they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dossier import __version__
from dossier.appraise import appraise, law_of
from dossier.compile import Compiled, compile_workspace
from dossier.documents.document import Document, Printed
from dossier.documents.draft import first_debtor
from dossier.documents.kinds import fiche_patrimoine
from dossier.documents.matter import Matter, case_reference
from dossier.documents.printing import print_job, printed
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic, Severity, in_order
from dossier.ground.jobs import Outcome, Runner
from dossier.ground.world import World
from dossier.load.workspace import load_workspace
from dossier.model.case import Case, FrozenPiece, Workspace
from dossier.model.party import Debtor
from dossier.pack.contents import case_items
from dossier.pack.debtor import debtor_items, own_decompte, refusal
from dossier.pack.listing import sealed
from dossier.pack.pack import READ_ME, Item, Made, Order, Pack, Title, Withheld
from dossier.pack.readme import read_me
from dossier.pack.world import CaseWorld
from dossier.pieces.freeze import freeze, lock_text, objections
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces
from dossier.pieces.plan import LOCK
from dossier.site.audience import COMMISSAIRE, may_receive, seen_by
from dossier.site.build import page_findings, page_jobs
from dossier.site.view import CaseView
from dossier.steps import spread
from dossier.wanted import Wanted

_BOUND, _WRITTEN = frozenset({"bundle"}), frozenset({"letters", "bundle"})
"""What is made of a case whose pieces are handed over, with its acts for word processors where they are asked for."""


class Frozen(NamedTuple):
    """What a communication freezes: the rows that are new, the text of the lock, and what stands against it."""

    new: tuple[FrozenPiece, ...] = ()
    text: str = ""
    against: tuple[Diagnostic, ...] = ()


def make_pack(world: World, runner: Runner, order: Order, commit: str = "") -> Made:
    """The pack of a case that can be read; none where errors stand against it and no draft is asked for.

    Nothing is written: `Pack.lock` is the text that `bordereau.lock` must have before the pack leaves. *commit* names the
    state of the workspace in its repository, '' when unknown.
    """
    alone = CaseWorld(world, order.case)
    frozen = _frozen(alone, runner, order)
    if frozen.against:
        return Made(None, in_order(frozen.against))
    case_folder = f"cases/{order.case}"
    files = {f"{case_folder}/{LOCK}": frozen.text.encode()} if frozen.text else {}
    parts = (_WRITTEN if order.docx else _BOUND) if order.audience.pieces else frozenset[str]()
    wanted = Wanted(parts, order.draft, order.docx, order.profile)
    compiled = compile_workspace(CaseWorld(world, order.case, files), runner, wanted)
    if not compiled.views or (_errors(compiled.diagnostics) and not order.draft):
        return Made(None, compiled.diagnostics)
    view = compiled.views[0]
    if not order.audience.pieces:
        debtor = next(debtor for debtor in view.case.debtors if debtor.id == order.debtor)
        told = refusal(compiled.workspace, view, debtor)
        return Made(_debtor_pack(compiled, view, runner, order, debtor), in_order((*compiled.diagnostics, *told)))
    shown = seen_by(view, order.audience)
    outcomes = runner.run(page_jobs(shown))
    found = in_order((*compiled.diagnostics, *page_findings(shown, outcomes)))
    if _errors(found) and not order.draft:
        return Made(None, found)
    pack = _case_pack(compiled, view, runner, order, outcomes, commit)
    return Made(replace(pack, frozen=frozen.new, lock=frozen.text), found)


def _errors(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def _frozen(world: World, runner: Runner, order: Order) -> Frozen:
    """The numbers of the case as they stand, all of them given; nothing for an audience that gets no piece.

    Errors found so far stand against it, unless a draft is asked for: then nothing has to be printed to tell them.
    """
    workspace = load_workspace(world)
    case = next(iter(workspace.cases), None)
    if case is None:
        return Frozen(against=(*workspace.diagnostics, *(d for broken in workspace.broken for d in broken.diagnostics)))
    seen = appraise(case, law_of(workspace), world)
    jobs = inspect_jobs(case, world)
    bordereau = number_pieces(case, seen.stage, runner.run(jobs), jobs)
    known = (*workspace.diagnostics, *seen.diagnostics, *bordereau.diagnostics)
    if _errors(known) and not order.draft:
        return Frozen(against=known)
    if not order.audience.pieces:
        return Frozen()
    against = objections(case, bordereau)
    if against:
        return Frozen(against=tuple(dict.fromkeys((*known, *against))))
    rows = freeze(case, bordereau, None, world.today, _addressee(case, order))
    given = {row.number for row in case.frozen_pieces}
    new = tuple(row for row in rows if row.number not in given)
    return Frozen(new, lock_text(rows) if new else "")


def _addressee(case: Case, order: Order) -> str:
    """« avocat, Me Claire Dumas »: to whom, as the lock remembers it."""
    adviser = case.settings.adviser_of("avocat" if order.audience.id == "avocat" else "commissaire")
    return ", ".join(part for part in (order.audience.name, adviser.name if adviser else "") if part)


def _case_pack(
    compiled: Compiled, view: CaseView, runner: Runner, order: Order, outcomes: Sequence[Outcome], commit: str
) -> Pack:
    audience, day = order.audience, compiled.workspace.today
    sheets = _printed(runner, _sheets(compiled.workspace, view, order))
    items = case_items(seen_by(view, audience), audience, outcomes, sheets, compiled.law, day)
    reference = case_reference(_matter(compiled.workspace, view, first_debtor(view.case)))
    title = Title(order.case, reference, view.case.title, view.case.creditor.name, audience, "", day, __version__, commit)
    withheld = tuple(
        Withheld(document.title, document.reasons[0].text if document.reasons else "non établi")
        for document in view.withheld
        if may_receive(audience, document)
    )
    return _closed(title, items, withheld, view, with_pieces=True)


def _debtor_pack(compiled: Compiled, view: CaseView, runner: Runner, order: Order, debtor: Debtor) -> Pack:
    own = _printed(runner, own_decompte(compiled.workspace, view, debtor))
    items = debtor_items(compiled.workspace, view, debtor, own)
    reference = case_reference(_matter(compiled.workspace, view, debtor))
    creditor, day = view.case.creditor.name, compiled.workspace.today
    title = Title(reference, reference, "", creditor, order.audience, debtor.name, day, __version__, "")
    return _closed(title, items, (), view, with_pieces=False)


def _sheets(workspace: Workspace, view: CaseView, order: Order) -> tuple[Document, ...]:
    """What is made for this audience alone."""
    matter = _matter(workspace, view, first_debtor(view.case))
    wanted = order.audience is COMMISSAIRE and fiche_patrimoine.wanted(matter)
    return fiche_patrimoine.draft(matter) if wanted else ()


def _matter(workspace: Workspace, view: CaseView, debtor: Debtor) -> Matter:
    return Matter(workspace, view.case, view.claim, view.stage, view.bordereau, (), False, debtor)


def _printed(runner: Runner, documents: Sequence[Document]) -> tuple[Printed, ...]:
    (outcomes,) = spread(runner, [[print_job(document) for document in documents]])
    return tuple(printed(document, outcome) for document, outcome in zip(documents, outcomes, strict=True))


def _closed(title: Title, items: Sequence[Item], withheld: tuple[Withheld, ...], view: CaseView, with_pieces: bool) -> Pack:
    """The pack of these files with those that tell of them."""
    told = Item(READ_ME, Blob.of(read_me(title, items, withheld, view.stage.deadlines)), "lisez-moi")
    bordereau = seen_by(view, title.audience).bordereau if with_pieces else None
    return Pack(title, sealed(title, (told, *items), bordereau), withheld, (), "")
