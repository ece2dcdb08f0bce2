"""From the plan of numbers and what the files turned out to be to a Bordereau."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import typo_fr
from dossier.ground.jobs import Job, Outcome
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.pieces.bordereau import Annex, Bordereau, Piece
from dossier.pieces.cited import uncited
from dossier.pieces.named import unresolved
from dossier.pieces.personal import personal
from dossier.pieces.plan import LOCK, Planned, plan_numbers
from dossier.pieces.secrecy import secret_looks
from dossier.procedure.stage import Stage

MOST = 20
"""Problems that are reported of one file."""
_SAID_BY_CHECK = frozenset({"absent", "outside", "link", "special"})


def number_pieces(case: Case, stage: Stage, outcomes: Sequence[Outcome], jobs: Sequence[Job] = ()) -> Bordereau:
    """Number the pieces of a case and join what their inspection found.

    *jobs* and *outcomes* are those of `inspect_jobs`, in its order; without them no file was opened: numbers are planned,
    pages unknown, repeated files not seen. Diagnostics: DC501–DC509, DC533, DC534, and DC510–DC524 with the place of the entry.
    """
    seen = {str(job.options["path"]): (job, outcome) for job, outcome in zip(jobs, outcomes, strict=True)} if jobs else {}
    lost = {path for path, (_, outcome) in seen.items() if any(problem.code == "DC510" for problem in outcome.problems)}
    plan = plan_numbers(case, stage.date, _digests(jobs, lost) if jobs else None)
    pieces: list[Piece] = []
    diagnostics = [*plan.diagnostics, *personal(case, plan.pieces)]
    for planned in plan.pieces:
        job, outcome = seen.get(planned.path, (None, Outcome()))
        pieces.append(_piece(case, planned, job, outcome))
        if job is not None and not planned.withdrawn:
            diagnostics += _problems(case, pieces[-1], job, outcome)
    diagnostics += secret_looks(case, plan.pieces, pieces)
    # An entry that could not be read may be the one that cites them.
    unread = any(d.code.startswith("DC1") and d.severity is Severity.ERROR for d in case.diagnostics)
    for path in () if unread else uncited(case):
        diagnostics.append(found("DC502", f"{path} n’est cité par aucune entrée", Span(f"{case.folder}/{path}"), case=case.id))
    bordereau = Bordereau(case.id, tuple(pieces), plan.kept_out)
    return replace(bordereau, diagnostics=(*diagnostics, *unresolved(case, bordereau)))


def _digests(jobs: Sequence[Job], lost: Collection[str]) -> dict[str, str]:
    """SHA-256 by path, of the inspected files and of those that repeat them; without those whose content is not there."""
    found_digests: dict[str, str] = {}
    for job in jobs:
        left = job.options.get("left")
        found_digests |= left if isinstance(left, dict) else {}
        blob = _blob(job)
        if blob is not None and job.options["path"] not in lost:
            for path in (job.options["path"], *job.options["others"]):
                found_digests[str(path)] = blob.sha256
    return found_digests


def _blob(job: Job | None) -> Blob | None:
    return next((blob for name, blob in job.inputs if name == "file"), None) if job else None


def _piece(case: Case, planned: Planned, job: Job | None, outcome: Outcome) -> Piece:
    first = planned.citations[0] if planned.citations else None
    frozen = planned.frozen
    # A communicated piece keeps the title under which the other side knows it.
    title = frozen.title if frozen and frozen.title else first.title if first else planned.path
    facts: dict[str, Any] = dict(outcome.facts)
    clean = None if planned.withdrawn else outcome.files.get("clean")
    return Piece(
        number=planned.number,
        title=typo_fr(title),
        date=first.date if first else None,
        nature=first.nature if first else "autre",
        path=f"{case.folder}/{planned.path}",
        original=None if planned.withdrawn or any(p.code == "DC510" for p in outcome.problems) else _blob(job),
        kind=str(facts.get("kind", "other")),
        pages=int(facts["pages"]) if clean and facts.get("pages") else None,
        clean=clean,
        text=str(facts.get("text", "")),
        cited_by=tuple(dict.fromkeys(citation.span for citation in planned.citations)),
        invoice=next((c.invoice for c in planned.citations if c.invoice), ""),
        annexes=tuple(Annex(**{**annex, "label": f"{planned.number}.{annex['label']}"}) for annex in facts.get("annexes", ())),
        remarks=tuple(facts.get("remarks") or (problem.message for problem in outcome.problems[:1])),
        withdrawn=planned.withdrawn,
        other_paths=tuple(f"{case.folder}/{other}" for other in (*planned.others, planned.former) if other),
        corners=tuple(facts.get("corners", ())),
        page_texts=tuple(facts.get("page_texts", ())),
        carries=tuple(dict.fromkeys(word for word, _ in facts.get("carries", ()))),
        carried=tuple(sentence for _, sentence in facts.get("carries", ())),
    )


def _problems(case: Case, piece: Piece, job: Job, outcome: Outcome) -> list[Diagnostic]:
    """What the inspection found, at the place of the entry that cites the file; `check` already names absent files."""
    if job.options.get("unreadable") in _SAID_BY_CHECK:
        return []
    where = piece.cited_by[0] if piece.cited_by else Span(f"{case.folder}/{LOCK}")
    name = f"pièce n° {piece.number}, {job.options['path']}"
    return [
        found(
            problem.code, f"{name} : {problem.message}", where, hints=problem.hints or _hints(problem.code, piece), case=case.id
        )
        for problem in outcome.problems[:MOST]
    ]


def _hints(code: str, piece: Piece) -> tuple[str, ...]:
    """The command that converts a piece, where it has to be converted."""
    return (f"dossier import --convert {piece.path}",) if code == "DC520" else ()
