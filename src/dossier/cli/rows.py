"""What `status` tells of every case, as JSON-able data that a snapshot keeps: the contract and the lines of the table."""

from __future__ import annotations

from typing import Any

from dossier.appraise import Appraised, appraise, law_of
from dossier.claim.facts import principal_debtor
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import euros, short_day
from dossier.ground.world import World
from dossier.load.workspace import load_workspace
from dossier.procedure.contract import case_json
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR


def status_answer(world: World) -> dict[str, Any]:
    """All cases: `cases` of the contract, `lines` of the table by case, `agenda` the dated rows of `--within`, the `broken`
    ones, and `faults` of the workspace."""
    workspace = load_workspace(world)
    law = law_of(workspace)
    cases = [appraise(case, law, world) for case in workspace.cases]
    lines = {a.case.id: _line(a) for a in cases}
    for broken in workspace.broken:
        lines[broken.id] = [broken.id, "—", "illisible", "—", "—", "—", _counted(broken.diagnostics)]
    return {
        "date": world.today.isoformat(),
        "cases": [case_json(a.case.id, a.claim, a.stage, *counts(a.diagnostics)) for a in cases],
        "lines": lines,
        "agenda": sorted(row for a in cases for row in _dated(a)),
        "broken": [case.id for case in workspace.broken],
        "faults": counts(workspace.diagnostics)[0],
    }


def _line(appraised: Appraised) -> list[str]:
    """Case, debtor, stage with its overlays, amount due, age, next deadline, findings."""
    stage, claim = appraised.stage, appraised.claim
    overlays = [OVERLAY_FR[o].lower() for d in stage.debtors if d.stage == stage.stage for o in d.overlays]
    where = STAGE_FR[stage.stage] + (f" ({', '.join(dict.fromkeys(overlays))})" if overlays else "")
    deadline = stage.next_deadline
    when = f"{short_day(deadline.safe_day)} {deadline.title}" if deadline else "—"
    days = claim.age
    old = "—" if days is None else f"{days}\u00a0j"
    return [
        appraised.case.id, principal_debtor(appraised.case).name, where, euros(claim.totals.due), old, when,
        _counted(appraised.diagnostics),
    ]  # fmt: skip


def _dated(appraised: Appraised) -> list[list[str]]:
    """What a case must do or watch by a day: ISO day, case, words, rule, and `1` when the creditor must act.

    A limit that is the creditor's stands on its safe day; acts of the calendar of relances on the day from which they are open.
    """
    stage, name = appraised.stage, appraised.case.id
    names = {d.id: f", {d.name}" for d in appraised.case.debtors} if len(stage.debtors) > 1 else {}
    rows = [
        [d.safe_day.isoformat(), name, f"{d.title}{names.get(d.debtor, '')}", d.rule, "1" if d.ours else ""]
        for d in stage.deadlines
        if d.state == "running" and d.safe_day >= stage.date
    ]
    for step in stage.next:
        closed = any(c.state == "impossible" for c in step.missing if c.blocking)
        if step.action in ("relance", "mise_en_demeure") and step.start and not closed:
            rows.append(
                [max(step.start, stage.date).isoformat(), name, f"{step.title}{names.get(step.debtor, '')}", step.rule, "1"]
            )
    return rows


def counts(diagnostics: tuple[Diagnostic, ...]) -> tuple[int, int]:
    """How many errors, how many warnings."""
    severities = [d.severity for d in diagnostics]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _counted(diagnostics: tuple[Diagnostic, ...]) -> str:
    errors, warnings = counts(diagnostics)
    words = [f"{errors} erreur{'s' if errors > 1 else ''}"] * bool(errors)
    words += [f"{warnings} avert."] * bool(warnings)
    return ", ".join(words) or "—"
