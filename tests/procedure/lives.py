"""Whole small cases on a day, read from YAML as the program reads them: what the tests of the procedure look at."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.procedure.replay import replay
from dossier.procedure.stage import Deadline, Stage, Step

LAW = shipped_law()
FIRM: dict[str, Any] = {
    "creancier": {
        "type": "societe_commerciale", "denomination": "ATELIER LENOIR", "forme": "SAS", "siren": "987654324",
        "representant": {"nom": "Paul Lenoir", "fonction": "président"},
        "adresse": {"voie": "4 quai Perrache", "code_postal": "69002", "commune": "Lyon", "insee": "69382"},
    },
    "signataires": [{"id": "pl", "nom": "Paul Lenoir", "fonction": "président"}],
}  # fmt: skip
DEBTOR: dict[str, Any] = {
    "id": "sud-beton", "type": "societe_commerciale", "denomination": "SUD BÉTON", "forme": "SARL", "siren": "123456782",
    "courriel": "a.roux@sud-beton.example", "telephone": "04 00 00 00 01",
    "adresse": {"voie": "12 rue Paradis", "code_postal": "13001", "commune": "Marseille", "insee": "13201"},
}  # fmt: skip
INVOICE: dict[str, Any] = {"numero": "F-1", "date": "2026-01-15", "echeance": "2026-02-14", "montant_ttc": "4800.00"}
CONTRACT: dict[str, Any] = {"objet": "Menuiseries", "conclu_le": "2025-11-03", "execute_le": "2026-01-12"}

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Life:
    """A case on a day with its claim and its stage."""

    case: Case
    claim: Claim
    stage: Stage

    def deadline(self, id: str, invoice: str = "") -> Deadline:
        """The only deadline of an id, or of an id and an invoice."""
        found = [d for d in self.stage.deadlines if d.id == id and (not invoice or d.invoice == invoice)]
        assert len(found) == 1, (id, [d.id for d in self.stage.deadlines])
        return found[0]

    def step(self, action: str) -> Step | None:
        """The step of an action, None when it is not open."""
        return next((s for s in self.stage.next if s.action == action), None)

    def codes(self) -> list[str]:
        """The codes found by the procedure."""
        return [d.code for d in self.stage.diagnostics]


def read(
    journal: Sequence[Entry] = (),
    *,
    today: str = "2026-11-21",
    invoices: Sequence[Entry] = (INVOICE,),
    payments: Sequence[Entry] = (),
    debtors: Sequence[Entry] = (DEBTOR,),
    contract: Entry = CONTRACT,
    nature: str = "commerciale",
    firm: Entry = FIRM,
) -> Case:
    """A case as the program reads it from files."""
    files = {
        "dossier.yaml": firm,
        "cases/x/affaire.yaml": {"titre": "x", "nature": nature, "debiteurs": list(debtors), "contrat": contract},
        "cases/x/factures.yaml": list(invoices),
        "cases/x/paiements.yaml": list(payments),
        "cases/x/journal.yaml": list(journal),
    }
    dumped = {name: json.dumps(data, ensure_ascii=False) for name, data in files.items() if data}
    workspace = load_workspace(MemoryWorld(dumped, date.fromisoformat(today)))
    assert workspace.cases, [d.message for b in workspace.broken for d in b.diagnostics]
    errors = [d for d in workspace.cases[0].diagnostics if d.severity == "error"]
    assert not errors, [d.message for d in errors]
    return workspace.cases[0]


def on(case: Case, day: date) -> Life:
    """The same case on a day."""
    claim = compute_claim(case, LAW, day)
    return Life(case, claim, replay(case, claim, LAW, day))


def live(journal: Sequence[Entry] = (), *, today: str = "2026-11-21", **more: Any) -> Life:
    """A case with these facts, on a day."""
    return on(read(journal, today=today, **more), date.fromisoformat(today))


def act(day: str, name: str, **more: Any) -> dict[str, Any]:
    """An entry of the journal."""
    return {"date": day, "acte": name, **more}


REQUETE = (act("2026-08-10", "requete_injonction"), act("2026-08-12", "consignation"))


def ordered(day: str, *more: Entry) -> tuple[Entry, ...]:
    """The road up to an order of *day*, and what follows."""
    return (act(day, "ordonnance_injonction"), *more)


def served(order: str, service: str, *more: Entry, mode: str = "personne") -> tuple[Entry, ...]:
    """An order of a day served on another, and what follows."""
    return ordered(order, act(service, "signification", de="ordonnance_injonction", mode=mode), *more)
