"""A piece of evidence as an entry names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from dossier.model.entry import Entry, key
from dossier.model.fields import Day, YesNo

Nature = Literal[
    "facture", "commande", "livraison", "contrat", "correspondance", "correspondance_avocats", "mediation",
    "preuve_postale", "paiement", "acte", "decision", "identite", "autre", "avocat_client", "enregistrement",
    "donnees_personnelles",
]  # fmt: skip

_SECRECY = "loi n° 71-1130 du 31 décembre 1971, art. 66-5 (de mémoire)"
WITHHELD: Mapping[str, tuple[str, str]] = {
    "correspondance_avocats": ("correspondance entre avocats sans la mention « officielle »", _SECRECY),
    "avocat_client": ("correspondance entre un avocat et son client", _SECRECY),
    "mediation": ("pièce d’une médiation ou d’une conciliation", "CPC 1528-3 (sources concordantes)"),
    "enregistrement": ("enregistrement fait à l’insu de la personne", "Ass. plén., 22 décembre 2023 (de mémoire)"),
    "donnees_personnelles": (
        "données sur la santé, la famille, l’emploi ou l’identité d’une personne", "CNIL, délibération n° 2021-130",
    ),
}  # fmt: skip
"""What stays out of a bordereau by its nature: what is said of it, and the rule."""


def withheld(nature: str | None, official: bool = False) -> tuple[str, str] | None:
    """Why a piece of a nature is not produced, and the rule; None when it may be. A letter between avocats may be official."""
    return None if nature == "correspondance_avocats" and official else WITHHELD.get(nature or "")


class EvidenceRef(Entry):
    """A file that proves something: a path from the case's folder, with what is known of it beyond the entry."""

    file: str = key("fichier", "Fichier", "Chemin depuis le répertoire de l’affaire, par exemple pieces/facture.pdf.")
    title: str = key("titre", "Intitulé", "Tel qu’il paraît au bordereau ; déduit de l’entrée s’il manque.", default="")
    date: Day | None = key("date", "Date de la pièce", "Celle de l’entrée si elle manque.", default=None)
    nature: Nature | None = key("nature", "Nature", "Déduite de l’entrée si elle manque.", default=None)
    confidential: YesNo = key("confidentiel", "Confidentielle", "oui : jamais communiquée.", default=False)
    official: YesNo = key(
        "officielle", "Officielle", "Correspondance d’avocats portant la mention « officielle ».", default=False
    )

    @model_validator(mode="before")
    @classmethod
    def _from_path(cls, value: Any) -> Any:
        """A bare path stands for `{fichier: path}`."""
        return {"fichier": value} if isinstance(value, str) else value


class Verification(Entry):
    """A check of the debtor made on a day: extract of the register, BODACC, address."""

    nature: Literal["kbis", "bodacc", "adresse"] = key("nature", "Nature", "kbis, bodacc ou adresse.")
    date: Day = key("le", "Faite le", "Jour de la vérification.")
    evidence: EvidenceRef | None = key("piece", "Pièce", "L’extrait ou la capture.", default=None)
