"""A case broken in ten ways: ten diagnostics with places, the other cases built, exit code 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_support import digests, dossier

AFFAIRE = """\
titre: Atelier Lenoir c/ Sud Béton
nature: {nature}
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "{siren}"
    rcs: Marseille
    representant: {{nom: Anne Roux, fonction: gérante}}
    adresse: {{voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}}
contrat:
  conclu_le: {day}
  echeance: {{jours: 30}}
"""

UNREADABLE = {
    "affaire": AFFAIRE.format(nature="comerciale", siren="123456789", day="2025-11-31"),
    "factures": """\
- numero: F-1
  date: 2026-01-15
  montant_ttc: 1.234
- numero: F-2
  date: 2026-02-01
  date: 2026-02-02
  montant_ttc: 100.00
- {numero: F-3, date: 2026-02-01, montant_tcc: 100.00}
""",
    "paiements": """\
- {date: 2026-03-02, montant: 10.00, moyen: virment}
- {date: hier, montant: 10.00}
""",
    "journal": """\
- {date: 2026-03-20, acte: mise_en_demeur}
- {date: 2026-03-21, canal: courriel, heure: 25h00}
""",
}
"""Faults of writing, with their lines."""
UNREADABLE_LINES = {
    ("affaire", 2), ("affaire", 8), ("affaire", 13), ("factures", 3), ("factures", 6), ("factures", 8),
    ("paiements", 1), ("paiements", 2), ("journal", 1), ("journal", 2),
}  # fmt: skip

UNSOUND = {
    "affaire": AFFAIRE.format(nature="commerciale", siren="123456782", day="2025-11-03"),
    "factures": """\
- numero: F-1
  date: 2026-01-15
  echeance: 2026-01-05
  montant_ht: 4000.00
  tva: 800.00
  montant_ttc: 4850.00
- numero: F-1
  date: 2026-01-20
  montant_ttc: 100.00
- numero: F-2
  date: 2026-02-01
  montant_ttc: 100.00
  pieces: [pieces/absente.pdf]
- {numero: A-1, type: avoir, sur: F-8, date: 2026-02-03, montant_ttc: 10.00}
- {numero: A-2, type: avoir, sur: F-2, date: 2026-02-03, montant_ttc: 900.00}
""",
    "paiements": """\
- {date: 2026-01-02, montant: 10.00, facture: F-2}
- {date: 2026-03-02, montant: 10.00, facture: F-9}
- {date: 2026-03-03, montant: 0.00}
""",
    "journal": """\
- {date: 2026-03-20, acte: mise_en_demeure, debiteur: personne, delai_jusqu_au: 2026-03-01}
""",
}
"""Faults of sense, in files that can be read."""
UNSOUND_LINES = {
    ("factures", 3), ("factures", 6), ("factures", 7), ("factures", 13), ("factures", 14), ("factures", 15),
    ("paiements", 1), ("paiements", 2), ("paiements", 3), ("journal", 1),
}  # fmt: skip


@pytest.mark.parametrize(("files", "lines"), [(UNREADABLE, UNREADABLE_LINES), (UNSOUND, UNSOUND_LINES)], ids=["writing", "sense"])
def test_ten_faults_are_ten_findings_and_the_others_are_built(
    copied: Callable[..., Path], files: dict[str, str], lines: set[tuple[str, int]]
) -> None:
    """Every fault is told in one run, with its line; the sound case is built as if the broken one were not there."""
    root = copied("2026-060-les-tilleuls")
    alone = copied("2026-060-les-tilleuls", to="alone")
    broken = root / "cases/2026-099-cassee"
    broken.mkdir()
    for name, text in files.items():
        (broken / f"{name}.yaml").write_text(text)
    checked = dossier(root, "check", "--format", "json")
    assert checked.returncode == 1
    found = [
        row for row in json.loads(checked.stdout)["diagnostics"] if "2026-099" in row["file"] and row["severity"] != "advice"
    ]
    places = {(row["file"].rpartition("/")[2].removesuffix(".yaml"), row["line"]) for row in found if row["column"]}
    assert lines <= places, sorted(lines - places)
    assert len(found) >= 10
    built = dossier(root, "build")
    assert built.returncode == 1
    for row in found:
        assert f"{row['file']}:{row['line']}:{row['column']}: " in built.stderr
    assert dossier(alone, "build").returncode == 0
    theirs = {path: sha for path, sha in digests(alone / "build/cases").items() if not path.endswith(".html")}
    assert theirs
    assert theirs.items() <= digests(root / "build/cases").items()
    page = (root / "build/cases/2026-099-cassee/index.html").read_text()
    assert all(row["code"] in page or row["severity"] != "error" for row in found)
