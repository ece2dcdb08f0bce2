"""From a World to what a filing would hold: the passes up to the bundle, for `check --for`; nothing is published.

Acts are taken from a former build. Those of a case that was never built are not printed for this: its pieces are inspected,
and the rest is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dossier.appraise import Appraised
from dossier.bundle.preflight import Filing, estimated, preflight
from dossier.bundling import bind_cases
from dossier.documents.document import Document
from dossier.documents.draft import draft_documents
from dossier.documents.printing import print_job
from dossier.ground.jobs import Job, Runner
from dossier.model.case import Workspace
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau
from dossier.steps import print_all

Knows = Callable[[Job], bool]
"""Whether the outcome of a job is at hand."""


def foresee(
    workspace: Workspace,
    runner: Runner,
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    profile: Profile,
    knows: Knows,
) -> tuple[Filing, ...]:
    """The filing of each case under a profile, in their order. *bordereaux* are those of inspected pieces."""
    drafts = [_acts(workspace, c, b) for c, b in zip(cases, bordereaux, strict=True)]
    known = [all(knows(print_job(document)) for document in group if document.html) for group in drafts]
    rows = [row for row, sure in zip(zip(cases, bordereaux, drafts, strict=True), known, strict=True) if sure]
    papers = print_all(runner, [group for _, _, group in rows])
    whole, lists = [c for c, _, _ in rows], [b for _, b, _ in rows]
    fronts, volumes = bind_cases(workspace, runner, whole, lists, papers, profile) if rows else ([], [])
    columns = zip(rows, papers, fronts, volumes, strict=True)
    exact = iter([preflight(c.case, b, d, p, f, v, profile) for (c, b, d), p, f, v in columns])
    return tuple(
        next(exact) if sure else estimated(c.case, b, d, profile)
        for c, b, d, sure in zip(cases, bordereaux, drafts, known, strict=True)
    )


def _acts(workspace: Workspace, appraised: Appraised, bordereau: Bordereau) -> tuple[Document, ...]:
    """The acts that the bundle would take, withheld ones among them."""
    found = (*appraised.diagnostics, *bordereau.diagnostics)
    drafts = draft_documents(workspace, appraised.case, appraised.claim, appraised.stage, bordereau, found, False)
    return tuple(document for document in drafts if document.in_bundle)
