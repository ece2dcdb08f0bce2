"""The text of one document of each kind, page by page, as it was read and approved.

`GOLDEN_UPDATE=1 pytest tests/documents/test_golden.py` writes the files anew; the difference is what gets reviewed.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from document_cases import FIRMS, Made, make, step, text_of

from dossier.pieces.bordereau import Bordereau

GOLDEN = Path(__file__).parent / "golden"
BETWEEN_FIRMS = (
    "relance-1", "relance-2", "relance-2-appel", "relance-3", "derniere-relance", "mise-en-demeure", "requete", "decompte",
    "bordereau", "couverture",
)  # fmt: skip
CONSUMER = ("derniere-relance", "mise-en-demeure", "decompte")


def compare(made: Made, id: str, name: str, tmp_path: Path) -> None:
    pages = text_of(made.printed(id), tmp_path, "-layout").rstrip("\f").split("\f")
    told = "".join(f"=== page {n} ===\n{_trimmed(page)}\n" for n, page in enumerate(pages, 1))
    place = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN_UPDATE"):
        place.write_text(told)
    assert told == place.read_text()


def _trimmed(page: str) -> str:
    """The lines without the spaces at their ends and without the empty ones, which depend on the reader of the PDF."""
    return "\n".join(line.rstrip() for line in page.splitlines() if line.strip())


@pytest.mark.parametrize("id", BETWEEN_FIRMS)
def test_the_text_between_firms(firms: Made, id: str, tmp_path: Path) -> None:
    """Each document of the case between firms reads as approved."""
    compare(firms, id, f"entreprises-{id}", tmp_path)


@pytest.mark.parametrize("id", CONSUMER)
def test_the_text_to_a_consumer(person: Made, id: str, tmp_path: Path) -> None:
    """Each letter to a consumer reads as approved."""
    compare(person, id, f"consommateur-{id}", tmp_path)


def test_the_text_of_the_reminder_before_the_due_date(tmp_path: Path) -> None:
    """The letter that comes before anything is due reads as approved."""
    early = make(FIRMS, [step("relance", "prealable")], today=date(2026, 2, 10), pieces=lambda case: Bordereau(case.id, ()))
    compare(early, "relance-prealable", "entreprises-relance-prealable", tmp_path)
