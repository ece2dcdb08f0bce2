"""The steps of a compilation that hand the jobs of all cases to the runner at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dossier.appraise import Appraised
from dossier.bundle.volume import Volume
from dossier.documents.document import Document, Printed
from dossier.documents.printing import print_job, printed
from dossier.documents.word_file import drawing_jobs, with_word, word_job
from dossier.ground.jobs import Job, Outcome, Runner
from dossier.model.case import Workspace
from dossier.pieces.bordereau import Bordereau
from dossier.sending.emails import email_drafts, with_email
from dossier.sending.paper_set import PaperSet, paper_set, plan_set, set_job


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
