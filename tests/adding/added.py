"""A bare workspace, and an entry turned into the options that give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from dossier.cli.adding.options import Field
from dossier.ground.money import Money


@dataclass(frozen=True)
class Bare:
    """The names of the bare workspace."""

    case: str = "2026-001-sud-beton"
    day: str = "2026-11-21"

    @property
    def folder(self) -> str:
        """The folder of its case."""
        return f"cases/{self.case}"


BARE = Bare()

_SETTINGS = """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
signataires: [{id: pl, nom: Paul Lenoir, fonction: président}]
"""
_AFFAIRE = """\
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
"""
_INVOICE = "numero: F-1\ndate: 2026-01-15\necheance: 2026-02-14\nmontant_ttc: 4800.00\n"


def bare_workspace(root: Path) -> Path:
    """The workspace on the disk."""
    case = root / BARE.folder
    (case / "factures").mkdir(parents=True)
    (root / "dossier.yaml").write_text(_SETTINGS)
    (case / "affaire.yaml").write_text(_AFFAIRE)
    (case / "factures" / "F-1.yaml").write_text(_INVOICE)
    return root


def files_of(root: Path) -> dict[str, bytes]:
    """All files below a folder by their path, without those of the program."""
    found = (path for path in root.rglob("*") if path.is_file())
    return {
        name: path.read_bytes()
        for path in found
        if not (name := path.relative_to(root).as_posix()).startswith((".dossier/", ".git/"))
    }


def arguments(fields: tuple[Field, ...], values: Mapping[str, Any]) -> list[str]:
    """The options that give the values."""
    return [part for field in fields for part in _given(field, values)]


def _given(field: Field, values: Any) -> Iterator[str]:
    for key in field.path:
        values = values.get(key) if isinstance(values, Mapping) else None
    if values is None:
        return
    for one in values if isinstance(values, list) else [values]:
        yield f"{field.flag}={_word(one)}"


def _word(value: Any) -> str:
    """A value as a person types it."""
    if isinstance(value, Mapping):
        return ";".join(f"{key}={_word(inner)}" for key, inner in value.items())
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, time):
        return f"{value.hour}h{value.minute:02}"
    return str(value) if isinstance(value, date | Money | Decimal | int) else value
