"""The file for a commissaire de justice who leads the simplified procedure for small claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_cases import CONSUMER, PERSON, SETTINGS, Made, make, step
from test_golden import compare
from test_letters import plain
from test_transmissions import OFFICER

SMALL = step("dossier_l125", debtor="arnaud")
PLACE = f"cases/{PERSON}"
NOTICE = """
- {date: 2026-09-01, canal: lrar, acte: mise_en_demeure, delai_jusqu_au: 2026-09-16, presente_le: 2026-09-03, remise: recue}
"""


def files(settings: str = OFFICER) -> dict[str, str | bytes]:
    return {"dossier.yaml": SETTINGS + settings, f"{PLACE}/journal.yaml": NOTICE}


@pytest.fixture(scope="module")
def small() -> Made:
    return make(PERSON, [SMALL], files())


def test_the_file_reads_as_approved(small: Made, tmp_path: Path) -> None:
    """Addressed to the commissaire, who writes the invitation himself."""
    document = small.document("dossier-petite-creance")
    assert document.state == "ready", document.reasons
    compare(small, "dossier-petite-creance", "commissaire-petite-creance", tmp_path)


def test_the_file_tells_principal_from_interest_and_asks_nothing_else(small: Made) -> None:
    """CPCE R125-1 and R125-2, I, 3°: principal and interest, whose rows make the sum; no indemnity, no costs."""
    body = small.document("dossier-petite-creance").body
    cells = [int(re.sub(r"[^0-9]", "", cell)) for cell in re.findall(r'<td class="n">(.*?)</td>', body)]
    assert cells[0] == cells[1] + cells[2] == cells[3] and cells[1] == 319000
    text = plain(body)
    assert "Ni indemnité, ni clause pénale, ni frais" in text and "pose de trois fenêtres" in text


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [("objet: Pose de trois fenêtres, ", "", "R. 125-2, I, 3°"), ('voie: 8 rue du Coteau, code_postal: "73000"', 'code_postal: "73000"', "R. 125-1")],
)  # fmt: skip
def test_a_file_without_what_the_invitation_must_say_is_withheld(was: str, now: str, rule: str) -> None:
    """The basis of the sum, the address that decides which commissaire may act."""
    assert was in CONSUMER
    made = make(PERSON, [SMALL], files() | {f"{PLACE}/affaire.yaml": CONSUMER.replace(was, now)})
    document = made.document("dossier-petite-creance")
    assert document.state == "withheld" and [r for r in document.reasons if rule in r.rule and "affaire.yaml" in r.place]


def test_without_a_commissaire_there_is_nobody_to_send_the_file_to() -> None:
    """The key of dossier.yaml is named."""
    document = make(PERSON, [SMALL], files("")).document("dossier-petite-creance")
    assert document.state == "withheld" and "dossier.yaml, conseil" in document.reasons[0].place
