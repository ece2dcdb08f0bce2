"""When a road asks for a project of a summons or a mandate: somebody is there to take it, and the amicable road is spent."""

from __future__ import annotations

from typing import Any

import pytest
from lives import FIRM, act, live, ordered

LETTER = act("2026-05-04", "mise_en_demeure", delai_jusqu_au="2026-05-19", remise="recue", presente_le="2026-05-06")
AVOCAT = {**FIRM, "conseil": {"type": "avocat", "nom": "Maître Hélène Aubry"}}
OFFICER = {**FIRM, "conseil": {"type": "commissaire", "nom": "SELARL Vidal et Roche"}}
INSURER = {**FIRM, "conseil": {"type": "assureur", "nom": "Assurances du Port"}}
DISPUTE = act("2026-06-20", "contestation", motif="pose non conforme")
GIVEN = act("2026-06-22", "mandat", par="avocat")
PART = (act("2026-08-10", "requete_injonction"), *ordered("2026-09-10"))
PARTIAL = ({**PART[0]}, {**PART[1], "demande": "4800.00", "accorde": "3000.00"})


def documents(journal: tuple[Any, ...], firm: dict[str, Any]) -> tuple[str, str]:
    """The documents of the two roads, '' for none."""
    life = live(journal, firm=firm)
    found = [life.step(name) for name in ("assignation_refere", "assignation_fond")]
    return tuple(step.document if step else "" for step in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("journal", "firm", "expected"),
    [
        ((), AVOCAT, ("", "")),
        ((LETTER,), FIRM, ("", "")),
        ((LETTER,), INSURER, ("", "")),
        ((LETTER,), AVOCAT, ("assignation_refere", "")),
        ((LETTER,), OFFICER, ("assignation_refere", "")),
        ((LETTER, DISPUTE), AVOCAT, ("", "assignation_fond")),
        ((LETTER, GIVEN), AVOCAT, ("assignation_refere", "assignation_fond")),
        ((LETTER, DISPUTE, GIVEN), AVOCAT, ("assignation_refere", "assignation_fond")),
        ((LETTER, *PARTIAL), AVOCAT, ("assignation_refere", "assignation_fond")),
    ],
)
def test_a_project_is_drafted_when_it_serves(journal: tuple[Any, ...], firm: dict[str, Any], expected: tuple[str, str]) -> None:
    """Référé without dispute, the merits with one or after an order in part (CPC 1409), both once the avocat has the case."""
    assert documents(journal, firm) == expected


@pytest.mark.parametrize(
    ("journal", "firm", "expected"),
    [
        ((), OFFICER, ""),
        ((LETTER,), FIRM, ""),
        ((LETTER,), AVOCAT, ""),
        ((LETTER,), OFFICER, "mandat_l126"),
        ((LETTER, DISPUTE), OFFICER, ""),
        ((LETTER, act("2026-06-20", "commandement_l126")), OFFICER, ""),
    ],
)
def test_a_mandate_for_a_commercial_claim_is_drafted_when_it_serves(
    journal: tuple[Any, ...], firm: dict[str, Any], expected: str
) -> None:
    """CPCE L126-1: an officer on file, the delay of the letter over, no dispute, and no commandement yet."""
    step = live(journal, firm=firm).step("procedure_l126")
    assert (step.document if step else "") == expected
