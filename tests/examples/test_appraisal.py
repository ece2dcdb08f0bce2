"""Each example case lands in the stage that it is there to show, with figures that were worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dossier.appraise import Appraised, appraise, law_of
from dossier.ground.diagnostics import Severity
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 21)

EXPECTED = {
    "2018-003-ma-jolie-boutique": ("relance", "988.52"),
    "2026-007-terrasses-de-bourgogne": ("attente_force_executoire", "14156.93"),
    "2026-014-sud-beton": ("mise_en_demeure_expiree", "50890.56"),
    "2026-031-les-cimes-bleues": ("mise_en_demeure_expiree", "13297.87"),
    "2026-045-arnaud": ("mise_en_demeure", "3191.92"),
    "2026-052-comptoir-des-quais": ("relance", "8744.28"),
    "2026-060-les-tilleuls": ("avant_echeance", "0.00"),
}


@pytest.fixture(scope="module")
def cases() -> dict[str, Appraised]:
    """All cases of the repository, up to their stage."""
    world = DiskWorld(ROOT, DAY)
    workspace = load_workspace(world)
    assert not workspace.broken and not workspace.diagnostics
    law = law_of(workspace)
    return {case.id: appraise(case, law, world) for case in workspace.cases}


def test_every_case_is_expected(cases: dict[str, Appraised]) -> None:
    """A case that is added to the examples says here what it shows."""
    assert set(cases) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_stage_and_sum(cases: dict[str, Appraised], name: str) -> None:
    """The stage and the sum due on 21 November 2026."""
    found = cases[name]
    assert (found.stage.stage, str(found.claim.totals.due)) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_example_has_an_error(cases: dict[str, Appraised], name: str) -> None:
    """An example may be warned about; it is never wrong."""
    assert [d for d in cases[name].diagnostics if d.severity is Severity.ERROR] == []


def test_sud_beton_line_by_line(cases: dict[str, Appraised]) -> None:
    """Six invoices, a credit note and six payments: principal and interest still due of each, interest first (C. civ. 1343-1)."""
    claim = cases["2026-014-sud-beton"].claim
    rows = [(i.number, str(i.outstanding), str(i.interest_due)) for i in claim.invoices]
    assert rows == [
        ("F-2025-087", "8651.63", "364.46"),
        ("F-2025-088", "4500.00", "841.47"),
        ("F-2025-101", "6873.61", "617.69"),
        ("F-2025-119", "9094.47", "817.27"),
        ("F-2025-126", "3114.00", "448.80"),
        ("F-2025-140", "14352.69", "974.47"),
    ]
    assert str(claim.per_day) == "15.83"


def test_the_order_of_september_follows_the_new_rules(cases: dict[str, Appraised]) -> None:
    """An order of 3 September 2026 served on 8 October is not enforceable before 8 December (CPC 1422)."""
    deadlines = {d.id: d for d in cases["2026-007-terrasses-de-bourgogne"].stage.deadlines}
    assert deadlines["signification_ordonnance"].state == "met"
    assert deadlines["signification_ordonnance"].last_day == date(2026, 12, 3)
    assert deadlines["force_executoire"].last_day == date(2026, 12, 8)


def test_the_old_claim_is_prescribed(cases: dict[str, Appraised]) -> None:
    """Five years after 13 December 2017 without an interruption, the claim is prescribed (C. com. L110-4)."""
    (debtor,) = cases["2018-003-ma-jolie-boutique"].stage.debtors
    assert "prescrite" in debtor.overlays


def test_sud_beton_lacks_nothing_for_a_requete(cases: dict[str, Appraised]) -> None:
    """The case with twenty pieces is ready: no blocking condition of the requête is unmet."""
    steps = [step for step in cases["2026-014-sud-beton"].stage.next if step.action == "requete_injonction"]
    assert len(steps) == 1
    assert [c.label for c in steps[0].missing if c.blocking] == []


def test_cimes_bleues_lacks_a_fresh_check_of_the_seat(cases: dict[str, Appraised]) -> None:
    """After the mise en demeure the extract of the register is four months old: it is what the requête still misses."""
    (step,) = (step for step in cases["2026-031-les-cimes-bleues"].stage.next if step.action == "requete_injonction")
    assert [c.remedy for c in step.missing] == ["`verifications` du débiteur, affaire.yaml\u00a0: kbis ou adresse, avec sa date"]


def test_the_early_case_proposes_its_next_relance(cases: dict[str, Appraised]) -> None:
    """Thirty days after the first due date the third level of the calendar is open."""
    assert cases["2026-052-comptoir-des-quais"].stage.next[0].level == "relance_3"
