"""What `status` tells of every case, as JSON-able data that a snapshot keeps: the contract and the lines of the table."""

from __future__ import annotations

from datetime import date
from typing import Any

from dossier.appraise import Appraised, appraise, law_of
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import euros, short_day
from dossier.ground.world import World
from dossier.load.workspace import load_workspace
from dossier.procedure.contract import case_json
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Deadline


def status_answer(world: World) -> dict[str, Any]:
    """All cases: `cases` of the contract, `lines` of the table by case, the `broken` ones, and `faults` of the workspace."""
    workspace = load_workspace(world)
    law = law_of(workspace)
    cases = [appraise(case, law, world) for case in workspace.cases]
    lines = {a.case.id: _line(a) for a in cases}
    for broken in workspace.broken:
        lines[broken.id] = [broken.id, "illisible", "—", "—", _counted(broken.diagnostics)]
    return {
        "date": world.today.isoformat(),
        "cases": [case_json(a.case.id, a.claim, a.stage, *counts(a.diagnostics)) for a in cases],
        "lines": lines,
        "broken": [case.id for case in workspace.broken],
        "faults": counts(workspace.diagnostics)[0],
    }


def next_deadline(deadlines: tuple[Deadline, ...], today: date) -> Deadline | None:
    """The running deadline that ends first and is not over: by the safe day for what the creditor must do."""
    running = [d for d in deadlines if d.state == "running" and d.safe_day >= today]
    return min(running, key=lambda d: (d.safe_day, not d.ours, d.id), default=None)


def _line(appraised: Appraised) -> list[str]:
    """Case, stage with its overlays, amount due, next deadline, findings."""
    stage = appraised.stage
    overlays = [OVERLAY_FR[o].lower() for d in stage.debtors if d.stage == stage.stage for o in d.overlays]
    where = STAGE_FR[stage.stage] + (f" ({', '.join(dict.fromkeys(overlays))})" if overlays else "")
    deadline = next_deadline(stage.deadlines, stage.date)
    when = f"{short_day(deadline.safe_day)} {deadline.title}" if deadline else "—"
    return [appraised.case.id, where, euros(appraised.claim.totals.due), when, _counted(appraised.diagnostics)]


def counts(diagnostics: tuple[Diagnostic, ...]) -> tuple[int, int]:
    """How many errors, how many warnings."""
    severities = [d.severity for d in diagnostics]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _counted(diagnostics: tuple[Diagnostic, ...]) -> str:
    errors, warnings = counts(diagnostics)
    words = [f"{errors} erreur{'s' if errors > 1 else ''}"] * bool(errors)
    words += [f"{warnings} avertissement{'s' if warnings > 1 else ''}"] * bool(warnings)
    return ", ".join(words) or "—"
