"""Which rules govern the delay: between professionals, public buyer, consumer, civil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.claim.facts import principal_debtor
from dossier.law.law import Certainty
from dossier.law.names import TAUX_LEGAL_AUTRES, TAUX_LEGAL_PARTICULIERS
from dossier.model.case import Case
from dossier.model.party import Debtor, Party

RegimeName = Literal["professionnels", "acheteur_public", "consommation", "civil"]

PublicKind = Literal["etat_ou_collectivite", "hopital", "entreprise_publique"]

_CONSUMER_NATURES = ("consommation", "credit_consommation", "bail_habitation")
_BUYING_NATURES = ("commerciale", "transport", "telecom")
_BEYOND_TRADE = {
    "association": "ce qui est supposé de l’association",
    "agriculteur": "« professionnel » s’entendant au-delà du commerçant",
    "profession_liberale": "« professionnel » s’entendant au-delà du commerçant",
    "societe_civile": "« professionnel » s’entendant au-delà du commerçant",
}
"""Types that act professionally by a reading of C. com. L441-10 (« tout professionnel »), not by its letter."""


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of a claim and why they apply; `column` is the legal rate that the creditor's quality selects.

    `certainty` is INFERRED where the debtor is a professional by a reading of the text. `public_kind` is the kind of a public
    buyer, `kind_supposed` that the case does not say it.
    """

    name: RegimeName
    reason: str
    rule: str
    column: str
    certainty: Certainty = Certainty.TEXT
    public_kind: PublicKind = "etat_ou_collectivite"
    kind_supposed: bool = False

    @property
    def needs_notice(self) -> bool:
        """Whether interest waits for a mise en demeure (C. civ. 1231-6 and 1344-1)."""
        return self.name in ("consommation", "civil")


def choose_regime(case: Case) -> Regime:
    """The regime of a case, by the nature of the claim, the first principal debtor and the creditor.

    A public person is a buyer under the code de la commande publique unless the nature says otherwise. Between persons of whom
    one does not act professionally the legal rate applies; a consumer is a private person who owes to a professional.
    Law: C. com. L441-10 (« tout professionnel »), CCP L2192-13, C. civ. 1231-6, C. mon. fin. L313-2, lu le 2026-11-21.
    """
    debtor, creditor = principal_debtor(case), case.creditor
    column = legal_column(creditor)
    public = debtor.type == "personne_publique"
    if case.nature == "marche_public" or (public and case.nature in _BUYING_NATURES):
        return _public_buyer(case, debtor, column)
    private = debtor.type == "particulier"
    if not public and (case.nature in _CONSUMER_NATURES or (private and creditor.is_professional)):
        why = "débiteur particulier" if private else "créance née d’un contrat de consommation ou d’un bail"
        return Regime("consommation", f"{why} : ni pénalités ni indemnité entre professionnels", "C. civ. 1231-6", column)
    if why := _civil_reason(case, public, private):
        return civil(why, column)
    why, certainty = "créancier et débiteur agissent en professionnels", Certainty.TEXT
    beyond = next((_BEYOND_TRADE[kind] for kind in (debtor.type, creditor.type) if kind in _BEYOND_TRADE), "")
    if beyond:
        why, certainty = f"{why}, {beyond}", Certainty.INFERRED
    return Regime("professionnels", why, "C. com. L441-10", column, certainty)


def civil(why: str, column: str) -> Regime:
    """The regime of the Code civil: the legal rate from the mise en demeure."""
    return Regime("civil", f"{why} : intérêt légal depuis la mise en demeure", "C. civ. 1231-6", column)


def _civil_reason(case: Case, public: bool, private: bool) -> str:
    """Why neither professionals nor a consumer face each other; '' where they do."""
    if public:
        return "créance sur une personne publique, hors commande publique par sa nature"
    if case.nature == "civile":
        return "créance civile"
    if private:
        return "ni le créancier ni le débiteur n’agissent en professionnels"
    return "" if case.creditor.is_professional else "créancier n’agissant pas en professionnel"


def _public_buyer(case: Case, debtor: Debtor, column: str) -> Regime:
    supposed = "débiteur personne publique, contrat supposé relever de la commande publique"
    why = "marché public" if case.nature == "marche_public" else supposed
    kind = debtor.public_kind
    return Regime(
        "acheteur_public",
        f"{why} : taux figé au départ des intérêts",
        "CCP R2192-31",
        column,
        public_kind=kind or "etat_ou_collectivite",
        kind_supposed=kind is None,
    )


def legal_column(creditor: Party) -> str:
    """The column of the legal rate: the creditor's quality decides, never the debtor's (C. mon. fin. L313-2)."""
    return TAUX_LEGAL_PARTICULIERS if creditor.type == "particulier" else TAUX_LEGAL_AUTRES
