"""Why a head is zero: what the claim says of it, else that nothing gave rise to it. One set of words for every output."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.claim.claim import Claim
from dossier.model.case import Case

_BEGINS = {"interest": "intérêts", "indemnity": "indemnité", "penalty": "clause pénale", "costs": "frais"}
"""How the heads that are not asked begin, by the head that they leave empty."""

_OTHERWISE = {
    "interest": "aucun intérêt n’a couru à cette date",
    "indemnity": "aucune facture n’en porte à cette date",
    "penalty": "le contrat n’en prévoit pas",
    "costs": "aucuns frais fondés sur un texte ou un titre",
}


def zero_reasons(case: Case, claim: Claim) -> Mapping[str, str]:
    """The reason of each head, for where it is zero."""
    said = {
        head: " ; ".join(dict.fromkeys(n.reason for n in claim.not_claimed if n.what.startswith(begin)))
        for head, begin in _BEGINS.items()
    }
    otherwise = {**_OTHERWISE, **({"penalty": "le créancier y a renoncé"} if case.contract.penalty_clause else {})}
    return {"principal": "rien n’est échu à cette date", **{head: said[head] or otherwise[head] for head in _BEGINS}}
