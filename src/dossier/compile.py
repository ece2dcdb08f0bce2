"""From a World to everything: the order of the passes, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.appraise import Appraised, appraise, law_of
from dossier.bundle.volume import Volume
from dossier.bundling import bind_cases, rows_of
from dossier.documents.document import Printed
from dossier.documents.draft import draft_documents
from dossier.documents.templates import without_effect
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.ground.jobs import Runner
from dossier.ground.revision import sources_of
from dossier.ground.world import World
from dossier.law.law import Law
from dossier.load.profiles import profile_of
from dossier.load.workspace import load_workspace
from dossier.masking.mask import mask
from dossier.model.case import Workspace
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces
from dossier.site.audience_build import statement_jobs, statement_tree, statements
from dossier.site.build import build_site, page_jobs, table_jobs
from dossier.site.portfolio import figures_of
from dossier.site.tree import Tree
from dossier.site.view import CaseView, view_of, with_set
from dossier.steps import paper_sets, print_all, spread, write_emails, write_words
from dossier.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Compiled:
    """The workspace, all views, the tree to publish, and every diagnostic in order."""

    workspace: Workspace
    law: Law
    views: tuple[CaseView, ...]
    tree: Tree
    diagnostics: tuple[Diagnostic, ...]


def narrowed(workspace: Workspace, chosen: frozenset[str]) -> Workspace:
    """The workspace with some of its cases only; all of them for none."""
    if not chosen:
        return workspace
    kept = tuple(case for case in workspace.cases if case.id in chosen)
    return replace(workspace, cases=kept, broken=tuple(case for case in workspace.broken if case.id in chosen))


def compile_workspace(world: World, runner: Runner, wanted: Wanted = Wanted()) -> Compiled:  # noqa: B008 – frozen
    """All passes in their order, as far as what is wanted needs them."""
    workspace = narrowed(load_workspace(world), wanted.chosen)
    workspace = replace(workspace, diagnostics=(*workspace.diagnostics, *without_effect(workspace.templates)))
    law, filing = law_of(workspace), profile_of(workspace, wanted.profile)
    cases = [appraise(case, law, world) for case in workspace.cases]
    if wanted.audience:
        return _shared(workspace, law, cases, runner, wanted.debtor)
    inspections = [inspect_jobs(c.case, world) for c in cases]
    inspected = zip(cases, spread(runner, inspections), inspections, strict=True)
    bordereaux = [number_pieces(c.case, c.stage, seen, jobs) for c, seen, jobs in inspected]
    if wanted.masked:
        workspace, cases, bordereaux = mask(workspace, cases, bordereaux)
    drafts = [
        draft_documents(workspace, c.case, c.claim, c.stage, b, (*c.diagnostics, *b.diagnostics), wanted.draft)
        for c, b in zip(cases, bordereaux, strict=True)
    ]
    papers = print_all(runner, drafts)
    if wanted.words:
        papers = write_words(runner, papers)
    fronts: list[tuple[Printed, ...]] = [() for _ in cases]
    volumes: list[tuple[Volume, ...]] = [() for _ in cases]
    if wanted.volumes:
        fronts, volumes = bind_cases(workspace, runner, cases, bordereaux, papers, filing)
    if wanted.emails:
        papers = write_emails(runner, cases, bordereaux, papers, volumes)
    rows = list(rows_of(cases, bordereaux, papers, fronts))
    views = tuple(view_of(*row, d, v, filing) for row, d, v in zip(rows, drafts, volumes, strict=True))
    if wanted.paper is not None:
        sets = paper_sets(workspace, runner, rows, volumes, wanted.paper)
        views = tuple(with_set(view, own) for view, own in zip(views, sets, strict=True))
    portfolio = figures_of(workspace, views, world.today)
    drawings = [*(page_jobs(view) for view in views), () if wanted.alone else table_jobs(workspace, portfolio)]
    *pages, tables = spread(runner, drawings if "site" in wanted.parts else [() for _ in drawings])
    state = (wanted.revision, sources_of(world))
    tree = build_site(workspace, views, pages, portfolio, tables, law, world.today, wanted.parts, wanted.alone, state)
    found = [*workspace.diagnostics, *tree.diagnostics]
    found += [d for view in views for d in view.diagnostics]
    found += [d for case in workspace.broken for d in case.diagnostics]
    return Compiled(workspace, law, views, tree.value or Tree(()), in_order(found))


def _shared(workspace: Workspace, law: Law, cases: Sequence[Appraised], runner: Runner, debtor: str) -> Compiled:
    """The statements that debtors may be given, and nothing else of their cases."""
    told = statements(workspace, cases, debtor)
    tree = statement_tree(told, runner.run(statement_jobs(told)))
    found = [*workspace.diagnostics, *told.diagnostics, *tree.diagnostics, *(d for case in cases for d in case.diagnostics)]
    found += [d for case in workspace.broken for d in case.diagnostics]
    return Compiled(workspace, law, (), tree.value or Tree(()), in_order(found))
