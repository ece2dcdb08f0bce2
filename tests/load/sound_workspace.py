"""A small sound workspace, and reading it with some files replaced."""

from __future__ import annotations

from datetime import date

from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Workspace

TODAY = date(2026, 11, 21)

SOUND: dict[str, bytes | str] = {
    "dossier.yaml": """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  siren: "987654324"
  courriel: compta@atelier-lenoir.example
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
signataires: [{id: pl, nom: Paul Lenoir}]
""",
    "cases/x/affaire.yaml": """\
nature: commerciale
debiteurs:
  - {id: sud-beton, type: societe_commerciale, denomination: SUD BÉTON, siren: "123456782"}
""",
    "cases/x/factures.yaml": """\
- numero: F-2026-014
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ttc: 4800.00
""",
}


def load(files: dict[str, bytes | str | None] | None = None) -> Workspace:
    """Load the sound workspace with the files given by path replaced, added, or removed where the content is None."""
    merged = {**SOUND, **(files or {})}
    return load_workspace(MemoryWorld({path: data for path, data in merged.items() if data is not None}, TODAY))
