"""The `affaire.yaml` of a new case, from what an invoice says of its buyer; what it does not say is said to be checked."""

from __future__ import annotations

import re
from typing import Any

from dossier.intake.bill import Bill
from dossier.intake.card import Who
from dossier.intake.firm import Firm, words_of
from dossier.intake.naming import debtor_id
from dossier.model.settings import Settings
from dossier.procedure.court import commune_of

_FORMS = ("SARL", "SASU", "SAS", "EURL", "SNC", "SCI", "SELARL", "EARL", "GAEC", "SCOP", "SA")
_CIVIL = frozenset({"SCI", "SCP", "SCM", "EARL", "GAEC"})
_PUBLIC = frozenset(
    {"COMMUNE", "MAIRIE", "VILLE", "DEPARTEMENT", "REGION", "METROPOLE", "MINISTERE", "PREFECTURE", "CHU", "CCAS", "UNIVERSITE",
     "HOPITAL", "LYCEE", "COLLEGE"}
)  # fmt: skip
_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z \-]{1,9}")


def affaire_values(bill: Bill, settings: Settings | None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values of `affaire.yaml` by French key, and what in them is deduced or missing, in French words."""
    buyer, doubts = bill.buyer, []
    kind, form, sure = _kind(buyer)
    if not sure:
        doubts.append(f"type {kind}, la facture ne le dit pas")
    if not buyer.siren and kind != "personne_publique":
        doubts.append("il manque le SIREN du débiteur")
    address = _address(buyer)
    if not address:
        doubts.append("il manque l’adresse entière du débiteur")
    if bill.goods:
        doubts.append("objet du contrat, d’après les lignes de la facture")
    creditor = settings.creditor.name if settings else bill.seller.name
    debtor = {
        "id": debtor_id(buyer.name), "type": kind, "denomination": _bare_name(buyer.name, form) or f"SIREN {buyer.siren}", "forme": form,
        "siren": buyer.siren, "tva": buyer.vat, "adresse": address, "courriel": buyer.email if "@" in buyer.email else "",
    }  # fmt: skip
    nature = "marche_public" if kind == "personne_publique" else "commerciale"
    values = {
        "titre": f"{creditor} c/ {buyer.name or buyer.siren}", "nature": nature, "debiteurs": [debtor],
        "contrat": {"objet": bill.goods, "reference": bill.order},
    }  # fmt: skip
    return values, tuple(doubts)


def who_of(firm: Firm) -> Who:
    """A buyer as the debtor of a card."""
    return Who(firm.name, firm.siren, firm.vat, firm.postcode, firm.town, firm.email)


def _kind(buyer: Firm) -> tuple[str, str, bool]:
    """The type of person, its legal form as the name tells it, and whether the name tells it at all."""
    words = re.split(r"[^A-ZÀ-Ý]+", buyer.name.upper().replace(".", ""))
    form = next((form for form in _FORMS if form in words), "")
    if form:
        return ("societe_civile" if form in _CIVIL else "societe_commerciale"), form, True
    plain = set(words_of(buyer.name))
    if plain & _PUBLIC:
        return "personne_publique", "", False
    if "ASSOCIATION" in plain:
        return "association", "", True
    return ("societe_commerciale" if buyer.siren or buyer.vat else "particulier"), "", False


def _bare_name(name: str, form: str) -> str:
    """A name without the legal form at one of its ends: `forme` says it, and letters print the two together."""
    bare = re.sub(rf"(?i)^{form}\b[\s,]*|[\s,]*\b{form}$", "", name.strip(), count=1) if form else name.strip()
    return bare.strip() or name


def _address(buyer: Firm) -> dict[str, Any] | None:
    if not buyer.town or not _POSTCODE.fullmatch(buyer.postcode):
        return None
    return {
        "voie": buyer.street, "complement": buyer.extra, "code_postal": buyer.postcode, "commune": buyer.town,
        "insee": commune_of(buyer.town, buyer.postcode) if buyer.country == "FR" else "", "pays": buyer.country,
    }  # fmt: skip
