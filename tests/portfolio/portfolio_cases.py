"""Small workspaces of several cases, read from YAML as the program reads them, and their portfolio on a day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dossier.appraise import appraise, law_of
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.portfolio.holding import Holding
from dossier.portfolio.portfolio import Portfolio, gather

Entry = Mapping[str, Any]
CREDITOR: Entry = {"type": "societe_commerciale", "denomination": "ATELIER LENOIR", "forme": "SAS", "siren": "987654324"}
DEBTOR: Entry = {
    "id": "sud-beton", "type": "societe_commerciale", "denomination": "SUD BÉTON", "forme": "SARL", "siren": "123456782",
    "adresse": {"voie": "12 rue Paradis", "code_postal": "13001", "commune": "Marseille", "insee": "13201"},
}  # fmt: skip
PERSON: Entry = {
    "id": "roux", "type": "particulier", "nom": "Roux", "prenoms": "Anne",
    "adresse": {"voie": "3 rue Paradis", "code_postal": "13001", "commune": "Marseille", "insee": "13201"},
}  # fmt: skip


@dataclass(frozen=True)
class Affair:
    """The entries of one case."""

    invoices: Sequence[Entry] = ()
    payments: Sequence[Entry] = ()
    journal: Sequence[Entry] = ()
    debtors: Sequence[Entry] = (DEBTOR,)
    nature: str = "commerciale"
    more: Mapping[str, str] = field(default_factory=dict)


def invoice(
    number: str = "F-1", issued: str = "2026-01-15", due: str = "2026-02-14", gross: str = "10000.00", **more: Any
) -> Entry:
    """An invoice."""
    return {"numero": number, "date": issued, "echeance": due, "montant_ttc": gross, **more}


def act(day: str, name: str, **more: Any) -> Entry:
    """An entry of the journal."""
    return {"date": day, "acte": name, **more}


def files(affairs: Mapping[str, Affair], sales: Mapping[str, str] | None = None) -> dict[str, bytes | str]:
    """The files of a workspace; JSON is YAML."""
    found: dict[str, Any] = {
        "dossier.yaml": {"creancier": CREDITOR, "ventes": [{"mois": m, "ttc": t} for m, t in (sales or {}).items()]}
    }
    for name, affair in affairs.items():
        head = {"titre": f"Lenoir c/ {name}", "nature": affair.nature, "debiteurs": list(affair.debtors)}
        parts = {
            "affaire": head,
            "factures": list(affair.invoices),
            "paiements": list(affair.payments),
            "journal": list(affair.journal),
        }
        found |= {f"cases/{name}/{part}.yaml": rows for part, rows in parts.items() if rows}
    return {name: json.dumps(data, ensure_ascii=False) for name, data in found.items()}


def held(affairs: Mapping[str, Affair] | Affair, on: str, sales: Mapping[str, str] | None = None) -> Portfolio:
    """The portfolio on a day, through the real passes; a lone case is called `x`."""
    several = {"x": affairs} if isinstance(affairs, Affair) else affairs
    world = MemoryWorld(files(several, sales), date.fromisoformat(on))
    workspace = load_workspace(world)
    assert len(workspace.cases) == len(several), [d.message for case in workspace.broken for d in case.diagnostics]
    law = law_of(workspace)
    made = [appraise(case, law, world) for case in workspace.cases]
    return gather([Holding(a.case, a.claim, a.stage) for a in made], workspace.settings, world.today)
