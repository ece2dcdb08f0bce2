"""When a road asks for the project of a summons: somebody is there to take it over, and the amicable road is spent."""

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
