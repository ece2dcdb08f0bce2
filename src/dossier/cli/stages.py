"""What `explain AFFAIRE:ETAPE` tells: a stage, a time limit or an action of a case, by its id or as `etape`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dossier.cli.findings import columns
from dossier.procedure.stage import ACTION_FR, STAGE_FR

if TYPE_CHECKING:
    from dossier.appraise import Appraised

_HERE = frozenset({"etape", "étape", "stage"})


def names(appraised: Appraised) -> Mapping[str, str]:
    """The stages, the limits of this case, and the actions."""
    return {**STAGE_FR, **{d.id: d.title for d in appraised.stage.deadlines}, **ACTION_FR, "etape": "étape"}


def explained(appraised: Appraised, name: str) -> tuple[str, dict[str, Any]] | None:
    """A stage first, then limits, then actions: an id that two of them bear (`mise_en_demeure`) tells all."""
    from dossier.procedure.contract import case_json
    from dossier.report import reasons

    stage, case = appraised.stage, appraised.case
    name = stage.stage if name.lower() in _HERE else name.lower()
    full = case_json(case.id, appraised.claim, stage, 0, 0)
    texts: list[str] = []
    data: dict[str, Any] = {"schema": "dossier/etape/1", "case": case.id, "date": stage.date.isoformat()}
    if name in STAGE_FR:
        texts.append(reasons.stage_text(case, stage, name, columns()))
        data |= reasons.stage_json(stage, name)
    limits = [d for d in stage.deadlines if d.id == name]
    if limits:
        texts.append(reasons.limits_text(case, limits, columns()))
        data["deadlines"] = [row for row in full["deadlines"] if row["id"] == name]
    steps, closed = [s for s in stage.next if s.action == name], [b for b in stage.blockers if b.action == name]
    if steps or closed:
        texts.append(reasons.action_text(case, steps, closed, columns()))
        data["next"] = [row for row in full["next"] if row["action"] == name]
        data["blockers"] = [row for row in full["blockers"] if row["action"] == name]
    if not texts and name in ACTION_FR:
        texts.append(f"{ACTION_FR[name]}\u00a0: ni ouverte ni fermée à cette étape.")
        data |= {"next": [], "blockers": []}
    return ("\n\n".join(texts), data) if texts else None
