"""Pieces that say too much of a person, and the natures that keep a file out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from exhibits import bordereau_of, codes

from dossier.model.evidence import WITHHELD
from dossier.site.words import PIECE_NATURE_FR


def journal(ref: str) -> str:
    """A journal with one contact and its piece."""
    return f"- {{date: 2026-02-01, resume: x, pieces: [{ref}]}}\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CNI-roux", True), ("carte-d-identité", True), ("arret-de-travail", True), ("bulletin-de-paie-mars", True),
        ("relevé-de-compte-2026-03", True), ("releve-de-compte-extrait", False), ("releves-expurges", False),
        ("facture-cnidaire", False), ("permis-de-construire", False), ("certificat-de-conformite", False),
    ],
)  # fmt: skip
def test_a_name_that_tells_of_a_person_is_pointed_out(name: str, told: bool) -> None:
    """Whole words alone count, and what the firm says it covered is not told."""
    found = bordereau_of({"journal.yaml": journal(f"pieces/{name}.txt"), f"pieces/{name}.txt": "x"})
    assert codes(found) == (["DC507"] if told else [])
    assert len(found.pieces) == 1, "an advice keeps the number"


def test_a_title_written_by_hand_tells_too() -> None:
    """The file may have any name: the title is what the other side reads."""
    ref = "{fichier: pieces/a.txt, titre: Copie du passeport de Mme Roux}"
    assert codes(bordereau_of({"journal.yaml": journal(ref), "pieces/a.txt": "x"})) == ["DC507"]


@pytest.mark.parametrize("nature", sorted(WITHHELD))
def test_each_withheld_nature_keeps_its_file_out(nature: str) -> None:
    """The piece has no number, its reason and its rule are given, and it has a French name."""
    ref = f"{{fichier: pieces/cni.txt, nature: {nature}}}"
    found = bordereau_of({"journal.yaml": journal(ref), "pieces/cni.txt": "x"})
    assert (found.pieces, codes(found)) == ((), ["DC506"])
    assert (found.kept_out[0].reason, found.kept_out[0].rule) == WITHHELD[nature]
    assert PIECE_NATURE_FR[nature]
