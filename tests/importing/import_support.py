"""A small workspace, the command run in it, and what it says and leaves."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dossier.cli.root import run
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case

FIRM = """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  siren: "987654324"
  rcs: Lyon
  tva: FR14987654324
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  courriel: compta@atelier-lenoir.example
conseil: {type: avocat, nom: Me Dupin, courriel: dupin@cabinet-dupin.example}
"""
AFFAIRE = """\
titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    courriel: a.roux@sud-beton.example
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat:
  echeance: {jours: 30}
"""
INVOICE = "- numero: F-2026-001\n  date: 2026-01-02\n  echeance: 2026-02-01\n  montant_ttc: 1200.00\n"
CASE = "2026-001-sud-beton"
DAY = "2026-11-21"


@dataclass(frozen=True)
class Told:
    """What an import said: its exit code and its JSON."""

    code: int
    data: dict[str, Any]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The items."""
        items: list[dict[str, Any]] = self.data["items"]
        return items

    @property
    def standings(self) -> list[str]:
        """Of each item, in order."""
        return [row["standing"] for row in self.rows]

    @property
    def codes(self) -> set[str]:
        """Of all findings."""
        return {finding["code"] for row in self.rows for finding in row["diagnostics"]}

    def why(self, code: str) -> str:
        """The messages of a code."""
        return " | ".join(f["message"] for row in self.rows for f in row["diagnostics"] if f["code"] == code)


def workspace(folder: Path, *, case: bool = True, **more: str | bytes) -> Path:
    """A workspace `espace` with one case, unless *case* is False; *more* are files, `__` for a slash and nothing for the case."""
    root = folder / "espace"
    files: dict[str, str | bytes] = {"dossier.yaml": FIRM}
    if case:
        files |= {f"cases/{CASE}/affaire.yaml": AFFAIRE, f"cases/{CASE}/factures.yaml": INVOICE}
    for path, content in {**files, **more}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def incoming(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """A folder `entrant` with files to import."""
    place = folder / "entrant"
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def imported(root: Path, *arguments: str | Path) -> Told:
    """Run `dossier import` in a workspace."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = run(["-q", "-C", str(root), "--date", DAY, "import", *map(str, arguments), "--format", "json"])
    return Told(code, json.loads(out.getvalue()))


def cases(root: Path) -> dict[str, Case]:
    """The cases as they are read; none may be broken or have a fault of reading."""
    found = load_workspace(DiskWorld(root, date.fromisoformat(DAY)))
    assert not found.broken
    assert [d for case in found.cases for d in case.diagnostics] == []
    return {case.id: case for case in found.cases}


def state(root: Path) -> dict[str, bytes]:
    """All files but for the program's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != ".dossier"
    }
