"""Small cases for the tests of the claim, as the format writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.ground.spans import NOWHERE, Span
from dossier.law.law import Law
from dossier.law.parameters import shipped_law
from dossier.model.case import Case
from dossier.model.contract import Contract
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.party import Creditor, Debtor
from dossier.model.settings import Choices, Settings

FIRM = {"type": "societe_commerciale", "denomination": "ATELIER LENOIR"}
COMPANY = {"id": "sud-beton", "type": "societe_commerciale", "denomination": "SUD BÉTON"}
PERSON = {"id": "roux", "type": "particulier", "nom": "Roux", "prenoms": "Anne"}
TOWN = {"id": "commune", "type": "personne_publique", "denomination": "COMMUNE DE SAINT-ELPIN"}
ADVOCATE = {"id": "vidal", "type": "profession_liberale", "nom": "Vidal", "prenoms": "Luc"}
AUTHORITY = {**TOWN, "categorie_publique": "etat_ou_collectivite"}
JANE = {"type": "particulier", "nom": "Petit", "prenoms": "Jeanne"}

Entry = Mapping[str, Any]


def case(
    invoices: Iterable[Entry] = (),
    payments: Iterable[Entry] = (),
    costs: Iterable[Entry] = (),
    journal: Iterable[Entry] = (),
    contract: Entry | None = None,
    nature: str = "commerciale",
    debtors: Iterable[Entry] = (COMPANY,),
    creditor: Entry = FIRM,
    choices: Entry | None = None,
) -> Case:
    """A case from entries in French, each given a place of its own."""
    firm = Creditor.model_validate(dict(creditor))
    settings = Settings(creancier=firm, choix=Choices.model_validate(dict(choices or {})))  # type: ignore[call-arg]
    return Case(
        id="2026-014-sud-beton",
        folder="cases/2026-014-sud-beton",
        title="Atelier Lenoir c/ Sud Béton",
        nature=nature,  # type: ignore[arg-type]
        creditor=firm,
        debtors=tuple(Debtor.model_validate(dict(debtor)) for debtor in debtors),
        contract=Contract.model_validate(dict(contract or {})),
        invoices=tuple(Invoice.model_validate(_placed(row, "factures", n)) for n, row in enumerate(invoices)),
        payments=tuple(Payment.model_validate(_placed(row, "paiements", n)) for n, row in enumerate(payments)),
        costs=tuple(Cost.model_validate(_placed(row, "frais", n)) for n, row in enumerate(costs)),
        journal=tuple(_event(row, n) for n, row in enumerate(journal)),
        settings=settings,
        span=NOWHERE,
    )


def invoice(number: str, issued: str, gross: str, due: str = "", **more: Any) -> dict[str, Any]:
    """An invoice."""
    row = {"numero": number, "date": issued, "montant_ttc": gross, **more}
    return {**row, "echeance": due} if due else row


def credit(number: str, of: str, issued: str, gross: str, **more: Any) -> dict[str, Any]:
    """A credit note."""
    return {"numero": number, "type": "avoir", "sur": of, "date": issued, "montant_ttc": gross, **more}


def paid(day: str, amount: str, on: str = "", **more: Any) -> dict[str, Any]:
    """A payment."""
    row = {"date": day, "montant": amount, **more}
    return {**row, "facture": on} if on else row


def claim_of(on: str, law: Law | None = None, **parts: Any) -> Claim:
    """The claim of a case on a day."""
    return compute_claim(case(**parts), law or shipped_law(), date.fromisoformat(on))


def codes(claim: Claim) -> list[str]:
    """The codes of a claim's diagnostics."""
    return [diagnostic.code for diagnostic in claim.diagnostics]


def _placed(row: Entry, file: str, n: int) -> dict[str, Any]:
    return {**row, "__place__": Span(f"cases/2026-014-sud-beton/{file}.yaml", n + 1, 3)}


def _event(row: Entry, n: int) -> Event:
    kind = ACTS[row["acte"]] if row.get("acte") else Event
    return kind.model_validate(_placed(row, "journal", n))
