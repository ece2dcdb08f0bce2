"""A detail that is wrong is reported and left out; what decides breaks the case."""

from __future__ import annotations

from datetime import date

import pytest

from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace

SETTINGS = """creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  iban: FR76 3000 6000 0112 3456 7890 189
"""
AFFAIRE = """nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    siren: "123456782"
    verifications: [{nature: kbis, le: 2026-11-02}]
contrat: {objet: Menuiseries, penalites: {taux: 12}, pieces: [{fichier: pieces/devis.pdf, date: 2026-01-05}]}
"""


def _load(settings: str = SETTINGS, affaire: str = AFFAIRE):  # type: ignore[no-untyped-def]
    return load_workspace(MemoryWorld({"dossier.yaml": settings, "cases/a/affaire.yaml": affaire}, date(2026, 11, 21)))


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('"123456782"', '"123456789"', "DC120"),
        ("le: 2026-11-02", "le: 2026-02-30", "DC114"),
        ("nature: kbis", "nature: kbiss", "DC129"),
        ("date: 2026-01-05", "date: demain", "DC113"),
        ("denomination: SUD BÉTON", "denomination: SUD BÉTON\n    telefone: '04'", "DC127"),
    ],
)
def test_a_wrong_detail_leaves_the_case_readable(right: str, wrong: str, code: str) -> None:
    """A false SIREN, a wrong check or an unknown detail of a party is an error, and the case is read without it."""
    workspace = _load(affaire=AFFAIRE.replace(right, wrong))
    (case,) = workspace.cases
    assert code in [diagnostic.code for diagnostic in case.diagnostics]
    assert case.contract.penalties is not None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("taux: 12", "taux: douze"),
        ("penalites", "penalité"),
        ("contrat:", "contrats:"),
        ("nature: commerciale", "nature: commercial"),
        ("type: societe_commerciale", "type: societe"),
        ("id: sud-beton", "id: Sud Béton"),
    ],
)
def test_what_decides_is_never_left_out(right: str, wrong: str) -> None:
    """A fault in what decides amounts, regime or parties breaks the case: no figure is computed without it."""
    workspace = _load(affaire=AFFAIRE.replace(right, wrong))
    assert not workspace.cases
    assert workspace.broken[0].diagnostics


def test_a_false_iban_does_not_break_every_case() -> None:
    """A wrong detail of the firm is said once, and the cases are computed without it."""
    workspace = _load(settings=SETTINGS.replace("7890 189", "7890 188"))
    assert [diagnostic.code for diagnostic in workspace.diagnostics] == ["DC121"]
    assert workspace.cases[0].creditor.iban is None


def test_a_wrong_choice_of_computation_breaks_all() -> None:
    """A choice that decides figures is not replaced by its default."""
    workspace = _load(settings=SETTINGS + "choix: {annee: 360}\n")
    assert not workspace.cases
    assert workspace.broken
