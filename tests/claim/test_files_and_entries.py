"""In which file an entry stands, and in which order, decides nothing: two people who type the same case get one décompte."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from claim_cases import COMPANY, FIRM, case
from generated_lives import numbered

from dossier.claim.compute import compute_claim
from dossier.claim.contract import decompte_json
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace

LAW = shipped_law()
FILES = {"invoices": "factures", "payments": "paiements", "costs": "frais", "journal": "journal"}


def shown(files: dict[str, bytes | str], today: date) -> dict[str, Any]:
    """The décompte of the one case of a workspace."""
    workspace = load_workspace(MemoryWorld(files, today))
    assert [d.code for d in workspace.diagnostics if d.severity == "error"] == []
    (made,) = workspace.cases
    return decompte_json(compute_claim(made, LAW, today))


def head(parts: dict[str, Any]) -> dict[str, bytes | str]:
    """`dossier.yaml` and `affaire.yaml`."""
    firm = {"creancier": parts["creditor"], "choix": parts["choices"]}
    affair = {"nature": parts["nature"], "debiteurs": parts["debtors"], "contrat": parts["contract"]}
    return {"dossier.yaml": json.dumps(firm), "cases/x/affaire.yaml": json.dumps(affair)}


def filled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries without the keys that say nothing."""
    return [{key: value for key, value in row.items() if value != ""} for row in rows]


@pytest.mark.parametrize("seed", range(24))
def test_one_file_or_many_in_any_order(seed: int) -> None:
    """A list in one file, and one file an entry with the names the other way round, are one case."""
    parts, today = numbered(seed)
    together, apart = head(parts), head(parts)
    for kind, name in FILES.items():
        rows = filled(parts[kind])
        if rows:
            together[f"cases/x/{name}.yaml"] = json.dumps(rows)
        for n, row in enumerate(rows):
            apart[f"cases/x/{name}/{len(rows) - n:02}.yaml"] = json.dumps(row)
    assert shown(together, today) == shown(apart, today)


def test_two_waivers_of_one_day_count_the_same_in_either_order() -> None:
    """100 € of the principal and 150 € of everything, on 120 € of principal: one décompte, whichever was typed first."""
    base = {"nature": "commerciale", "creditor": FIRM, "debtors": [COMPANY], "contract": {"penalites": {"taux": "20"}}}
    row = {"numero": "A", "date": "2025-01-02", "echeance": "2025-01-31", "montant_ttc": "120.00"}
    waivers = [
        {"acte": "renonciation", "date": "2026-03-02", "sur": "principal", "montant": "100.00"},
        {"acte": "renonciation", "date": "2026-03-02", "sur": "tout", "montant": "150.00"},
    ]
    first, second = (
        decompte_json(compute_claim(case(**base, invoices=[row], journal=journal), LAW, date(2026, 3, 31)))
        for journal in (waivers, waivers[::-1])
    )
    assert first == second
