"""A case broken in ten ways prints ten diagnostics with their places, and the other cases are read."""

from __future__ import annotations

from sound_workspace import load

AFFAIRE = """\
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commercial
    denomination: SUD BÉTON
    siren: "123456789"
    adresse: {voie: 12 rue Paradis, code_postal: "13001"}
contrat:
  réserve_de_propriete: oui
"""

FACTURES = """\
- numero: F-2026-014
  date: 2026-02-30
  montant_ttc: 1.234
- numero: F-2026-015
  date: 2026-01-15
  montant_ttc: 100.00
  montant_ttc: 110.00
- numero: F-2026-016
  date: 2026-01-16
  montant_ttc: 50.00
"""

PAIEMENTS = """\
- date: 2026-03-02
  montant: cinq cents
- date: 2026-03-03
  montant: 20.00
  moyen: bitcoin
"""

JOURNAL = """\
- date: 2026-03-21
  resume: Rappel : sans réponse
"""


def test_ten_faults_give_ten_diagnostics_with_their_places() -> None:
    """All of them in one run, each once, each with its line and column."""
    workspace = load(
        {
            "cases/faux/affaire.yaml": AFFAIRE,
            "cases/faux/factures.yaml": FACTURES,
            "cases/faux/paiements.yaml": PAIEMENTS,
            "cases/faux/journal.yaml": JOURNAL,
        }
    )
    (broken,) = workspace.broken
    assert [(d.code, str(d.span).removeprefix("cases/faux/")) for d in broken.diagnostics] == [
        ("DC129", "affaire.yaml:4:11"),
        ("DC120", "affaire.yaml:6:12"),
        ("DC128", "affaire.yaml:7:14"),
        ("DC127", "affaire.yaml:9:3"),
        ("DC114", "factures.yaml:2:9"),
        ("DC112", "factures.yaml:3:16"),
        ("DC124", "factures.yaml:7:3"),
        ("DC105", "journal.yaml:2:18"),
        ("DC111", "paiements.yaml:2:12"),
        ("DC129", "paiements.yaml:5:10"),
    ]
    assert len(broken.diagnostics) == 10
    assert all(d.case == "faux" and d.message for d in broken.diagnostics)
    assert [case.id for case in workspace.cases] == ["x"] and workspace.diagnostics == ()
