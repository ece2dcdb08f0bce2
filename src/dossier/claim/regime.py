"""Which rules govern the delay: between professionals, public buyer, consumer, civil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.claim.facts import principal_debtor
from dossier.law.names import TAUX_LEGAL_AUTRES, TAUX_LEGAL_PARTICULIERS
from dossier.model.case import Case
from dossier.model.party import Party

RegimeName = Literal["professionnels", "acheteur_public", "consommation", "civil"]

_CONSUMER_NATURES = ("consommation", "credit_consommation", "bail_habitation")


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of a claim and why they apply; `column` is the legal rate that the creditor's quality selects."""

    name: RegimeName
    reason: str
    rule: str
    column: str

    @property
    def needs_notice(self) -> bool:
        """Whether interest waits for a mise en demeure (C. civ. 1231-6 and 1344-1)."""
        return self.name in ("consommation", "civil")


def choose_regime(case: Case) -> Regime:
    """The regime of a case, by the nature of the claim and the first principal debtor.

    Law: C. com. L441-10 (« tout professionnel »), CCP L2192-13, C. civ. 1231-6, C. mon. fin. L313-2, lu le 2026-11-21.
    """
    debtor, creditor = principal_debtor(case), case.creditor
    column = legal_column(creditor)
    if case.nature == "marche_public" or debtor.type == "personne_publique":
        supposed = "débiteur personne publique, contrat supposé relever de la commande publique"
        why = "marché public" if case.nature == "marche_public" else supposed
        return Regime("acheteur_public", f"{why} : taux figé au départ des intérêts", "CCP R2192-31", column)
    if case.nature in _CONSUMER_NATURES or debtor.type == "particulier":
        why = "débiteur particulier" if debtor.type == "particulier" else "créance née d’un contrat de consommation ou d’un bail"
        return Regime("consommation", f"{why} : ni pénalités ni indemnité entre professionnels", "C. civ. 1231-6", column)
    if case.nature == "civile" or not creditor.is_professional:
        why = "créance civile" if case.nature == "civile" else "créancier n’agissant pas en professionnel"
        return Regime("civil", f"{why} : intérêt légal depuis la mise en demeure", "C. civ. 1231-6", column)
    why = "créancier et débiteur agissent en professionnels"
    if "association" in (debtor.type, creditor.type):
        why += ", ce qui est supposé de l’association"
    return Regime("professionnels", why, "C. com. L441-10", column)


def legal_column(creditor: Party) -> str:
    """The column of the legal rate: the creditor's quality decides, never the debtor's (C. mon. fin. L313-2)."""
    return TAUX_LEGAL_PARTICULIERS if creditor.type == "particulier" else TAUX_LEGAL_AUTRES
