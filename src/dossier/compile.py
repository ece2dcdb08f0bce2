"""From a World to everything: the order of the passes, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dossier.appraise import Appraised, appraise, law_of
from dossier.bundle.bind import bind_jobs, bound, overweight
from dossier.bundle.front import front_documents
from dossier.bundle.plan import plan_cuts, room_of
from dossier.bundle.volume import Volume
from dossier.documents.document import Document, Printed
from dossier.documents.draft import draft_documents
from dossier.documents.printing import print_job, printed
from dossier.documents.templates import without_effect
from dossier.documents.word_file import drawing_jobs, with_word, word_job
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.ground.jobs import Job, Outcome, Runner
from dossier.ground.world import World
from dossier.law.law import Law
from dossier.load.profiles import profile_of
from dossier.load.workspace import load_workspace
from dossier.masking.mask import mask
from dossier.model.case import Workspace
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces
from dossier.sending.emails import email_drafts, with_email
from dossier.sending.paper_set import PaperSet, paper_set, plan_set, set_job
from dossier.site.build import build_site, page_jobs, table_jobs
from dossier.site.portfolio import figures_of
from dossier.site.tree import Tree
from dossier.site.view import CaseView, view_of, with_set

PARTS = frozenset({"letters", "bundle", "site"})
PLANS = 7
"""How often the volumes of a bundle are planned; the last plan gives each piece a volume of its own."""


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


def spread(runner: Runner, groups: Sequence[Sequence[Job]]) -> list[tuple[Outcome, ...]]:
    """Run the jobs of all groups at once and give each group its outcomes back."""
    outcomes = iter(runner.run([job for group in groups for job in group]))
    return [tuple(islice(outcomes, len(group))) for group in groups]


def print_all(runner: Runner, drafts: Sequence[Sequence[Document]]) -> list[tuple[Printed, ...]]:
    """Print all documents that have a page, case by case."""
    ready = [[document for document in group if document.html] for group in drafts]
    outcomes = spread(runner, [[print_job(document) for document in group] for group in ready])
    return [tuple(printed(d, o) for d, o in zip(*pair, strict=True)) for pair in zip(ready, outcomes, strict=True)]


def write_words(runner: Runner, papers: Sequence[tuple[Printed, ...]]) -> list[tuple[Printed, ...]]:
    """Write what was printed for word processors too, case by case."""
    flat = [paper for group in papers for paper in group]
    drawn = spread(runner, [drawing_jobs(paper.document) for paper in flat])
    outcomes = runner.run([word_job(paper.document, pictures) for paper, pictures in zip(flat, drawn, strict=True)])
    written = iter([with_word(paper, outcome) for paper, outcome in zip(flat, outcomes, strict=True)])
    return [tuple(islice(written, len(group))) for group in papers]


def write_emails(
    runner: Runner,
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    papers: Sequence[tuple[Printed, ...]],
    volumes: Sequence[tuple[Volume, ...]],
) -> list[tuple[Printed, ...]]:
    """Write the drafts of the letters that leave by e-mail, case by case."""
    columns = zip(cases, bordereaux, papers, volumes, strict=True)
    drafts = [email_drafts(c.case, bordereau, group, bound) for c, bordereau, group, bound in columns]
    outcomes = spread(runner, [[draft.job for draft in group] for group in drafts])
    made = {
        (draft.paper.document.case, draft.paper.document.id): with_email(draft, outcome)
        for group, done in zip(drafts, outcomes, strict=True)
        for draft, outcome in zip(group, done, strict=True)
    }
    return [tuple(made.get((p.document.case, p.document.id), p) for p in group) for group in papers]


def paper_sets(
    workspace: Workspace,
    runner: Runner,
    rows: Sequence[tuple[Appraised, Bordereau, tuple[Printed, ...], tuple[Printed, ...]]],
    volumes: Sequence[tuple[Volume, ...]],
    copies: int,
) -> list[PaperSet | None]:
    """The set of each case for filing on paper; None for a case of which nothing is bound."""
    plans = [plan_set(workspace, *row, own, copies) for row, own in zip(rows, volumes, strict=True)]
    prints = print_all(runner, [plan.documents if plan else () for plan in plans])
    jobs = [[set_job(plan, own)] if plan else [] for plan, own in zip(plans, prints, strict=True)]
    made = zip(plans, prints, spread(runner, jobs), strict=True)
    return [paper_set(plan, own, done[0]) if plan else None for plan, own, done in made]


def bind_cases(
    workspace: Workspace,
    runner: Runner,
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    papers: Sequence[tuple[Printed, ...]],
    profile: Profile,
) -> tuple[list[tuple[Printed, ...]], list[tuple[Volume, ...]]]:
    """The printed fronts and the volumes of each case. A volume is weighed once it is bound; one that is larger than the
    profile lets it be is planned anew with less room, until only pieces that stand alone are too large.
    """
    rooms = [room_of(profile) for _ in cases]
    for left in reversed(range(PLANS)):
        cuts = [plan_cuts(b, p, room) for b, p, room in zip(bordereaux, papers, rooms, strict=True)]
        fronts = _print_fronts(workspace, runner, list(zip(cases, bordereaux, papers, cuts, strict=True)))
        rows = list(zip(_rows(cases, bordereaux, papers, fronts), cuts, strict=True))
        bindings = spread(runner, [bind_jobs(*row, cut, profile) for row, cut in rows])
        volumes = [bound(*row, done, cut, profile) for (row, cut), done in zip(rows, bindings, strict=True)]
        over = [overweight(group, room_of(profile)) for group in volumes]
        if not any(weight.bytes or weight.pages for weight in over):
            break
        rooms = [room.less(weight) if left > 1 else room.least() for room, weight in zip(rooms, over, strict=True)]
    return fronts, volumes


def _print_fronts(
    workspace: Workspace, runner: Runner, rows: Sequence[tuple[Appraised, Bordereau, tuple[Printed, ...], tuple[int, ...]]]
) -> list[tuple[Printed, ...]]:
    """Covers and list of each case, printed again until the pages that they name no longer move."""
    fronts: list[tuple[Printed, ...]] = [() for _ in rows]
    for _ in range(5):  # the bordereau names pages of the bundle, hence depends on its own length
        lengths = [[paper.pages for paper in group] for group in fronts]
        sheets = [front_documents(workspace, c, b, p, f, cut) for (c, b, p, cut), f in zip(rows, fronts, strict=True)]
        fronts = print_all(runner, sheets)
        if lengths == [[paper.pages for paper in group] for group in fronts]:
            return fronts
    raise RuntimeError("the page numbers of a bordereau do not settle")


def compile_workspace(
    world: World,
    runner: Runner,
    only: frozenset[str] = PARTS,
    draft: bool = False,
    docx: bool = False,
    profile: str = "",
    chosen: frozenset[str] = frozenset(),
    paper: int | None = None,
    masked: bool = False,
) -> Compiled:
    """All passes in their order; *only* narrows what is made, *draft* prints as drafts the acts that would be withheld,
    *docx* writes each letter and act for word processors too, *profile* names the filing profile, '' for that of the workspace,
    *chosen* are the cases to make, all when empty, *paper* is the number of copies of a set for filing on paper, 0 for as
    many as there are recipients, None for no set. *masked* replaces what tells people apart and leaves the pieces out: a site alone.
    """
    workspace = narrowed(load_workspace(world), chosen)
    workspace = replace(workspace, diagnostics=(*workspace.diagnostics, *without_effect(workspace.templates)))
    law, filing = law_of(workspace), profile_of(workspace, profile)
    cases = [appraise(case, law, world) for case in workspace.cases]
    inspections = [inspect_jobs(c.case, world) for c in cases]
    inspected = zip(cases, spread(runner, inspections), inspections, strict=True)
    bordereaux = [number_pieces(c.case, c.stage, seen, jobs) for c, seen, jobs in inspected]
    if masked:
        only = frozenset({"site"})
        workspace, cases, bordereaux = mask(workspace, cases, bordereaux)
    drafts = [
        draft_documents(workspace, c.case, c.claim, c.stage, b, (*c.diagnostics, *b.diagnostics), draft)
        for c, b in zip(cases, bordereaux, strict=True)
    ]
    papers = print_all(runner, drafts)
    if docx and only & {"letters", "site"}:
        papers = write_words(runner, papers)
    fronts: list[tuple[Printed, ...]] = [() for _ in cases]
    volumes: list[tuple[Volume, ...]] = [() for _ in cases]
    if (only & {"bundle", "site"} or paper is not None) and not masked:
        fronts, volumes = bind_cases(workspace, runner, cases, bordereaux, papers, filing)
    if only & {"letters", "site"} and not masked:
        papers = write_emails(runner, cases, bordereaux, papers, volumes)
    rows = list(_rows(cases, bordereaux, papers, fronts))
    views = tuple(view_of(*row, d, v, filing) for row, d, v in zip(rows, drafts, volumes, strict=True))
    if paper is not None:
        sets = paper_sets(workspace, runner, rows, volumes, paper)
        views = tuple(with_set(view, own) for view, own in zip(views, sets, strict=True))
    portfolio = figures_of(workspace, views, world.today)
    drawings = [*(page_jobs(view) for view in views), table_jobs(workspace, portfolio)]
    *pages, tables = spread(runner, drawings if "site" in only else [() for _ in drawings])
    tree = build_site(workspace, views, pages, portfolio, tables, law, world.today, only)
    found = [*workspace.diagnostics, *tree.diagnostics]
    found += [d for view in views for d in view.diagnostics]
    found += [d for case in workspace.broken for d in case.diagnostics]
    return Compiled(workspace, law, views, tree.value or Tree(()), in_order(found))


def _rows(
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    papers: Sequence[tuple[Printed, ...]],
    fronts: Sequence[tuple[Printed, ...]],
) -> Iterator[tuple[Appraised, Bordereau, tuple[Printed, ...], tuple[Printed, ...]]]:
    """The four columns that the bundle is made of, case by case."""
    return zip(cases, bordereaux, papers, fronts, strict=True)
