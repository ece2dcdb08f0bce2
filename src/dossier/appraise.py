"""From a Case to its stage: the passes that open no evidence and print nothing; all that `check`, `status` and `show` need."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.check.check import check
from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.ground.world import World
from dossier.law.law import Law
from dossier.law.parameters import shipped_law
from dossier.model.case import Case, Workspace
from dossier.procedure.replay import replay
from dossier.procedure.stage import Stage


@dataclass(frozen=True, slots=True)
class Appraised:
    """One case up to its stage. No evidence was opened."""

    case: Case
    claim: Claim
    stage: Stage
    diagnostics: tuple[Diagnostic, ...]


def law_of(workspace: Workspace) -> Law:
    """The shipped law with the firm's values."""
    return shipped_law().extended(workspace.law_values)


def appraise(case: Case, law: Law, world: World) -> Appraised:
    """Check, claim and procedure of one case."""
    claim = compute_claim(case, law, world.today)
    stage = replay(case, claim, law, world.today)
    found = (*case.diagnostics, *check(case, law, world.today), *claim.diagnostics, *stage.diagnostics)
    return Appraised(case, claim, stage, in_order(found))
