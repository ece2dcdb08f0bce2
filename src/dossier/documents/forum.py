"""How a requête en injonction de payer addresses its court, by the kind of court (CPC 1406; C. com. L731-1; COJ L213-4-4, L213-4-5)."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.documents.document import Reason
from dossier.ground.french import lower_first
from dossier.law.law import Certainty
from dossier.procedure.stage import Court

PRESIDENT = "Madame ou Monsieur le Président"
PROTECTION = "Madame ou Monsieur le Juge des contentieux de la protection"
_JUDGE = "juge des contentieux de la protection, "
_CHAMBER = ", chambre commerciale"

KINDS = ("TC", "TAE", "TJ", "JCP", "TJ_CHAMBRE_COMMERCIALE")
"""The kinds of court for which the requête has its words."""


@dataclass(frozen=True, slots=True)
class Forum:
    """The judge whom the act greets, the court after « du » or « de la », and the judge inside a sentence."""

    judge: str
    of: str
    asked: str

    @property
    def addressed(self) -> str:
        """« au président du tribunal de commerce de Lyon »."""
        return f"au {'juge des contentieux de la protection' if self.judge == PROTECTION else 'président'} {self.of}"


def court_reasons(court: Court | None) -> tuple[Reason, ...]:
    """Why no act can be addressed to a court: it has no words here, or nobody read why it is the one; () for None, a demand says that."""
    if court is None:
        return ()
    if court.kind not in KINDS:
        return (Reason(f"aucun modèle pour cette juridiction : {court.name}", "", court.rule),)
    if court.certainty is Certainty.MEMORY:
        return (Reason(f"la compétence du {court.name} n’est pas vérifiée", "", court.rule),)
    return ()


def forum(court: Court) -> Forum:
    """The words for a court whose kind is one of `KINDS`."""
    name = lower_first(court.name)
    if court.kind == "JCP":
        seat = name.removeprefix(_JUDGE)
        return Forum(PROTECTION, f"du {seat}", "au juge des contentieux de la protection")
    if court.kind == "TJ_CHAMBRE_COMMERCIALE":
        return Forum(
            PRESIDENT, f"de la chambre commerciale du {name.removesuffix(_CHAMBER)}", "au président de la chambre commerciale"
        )
    if name.startswith("tribunal de proximité"):
        # A chambre de proximité belongs to the tribunal judiciaire, whose president CPC 1406 names.
        return Forum(PRESIDENT, f"du tribunal judiciaire, {name}", "au président du tribunal judiciaire")
    asked = "au président du tribunal judiciaire" if court.kind == "TJ" else "au président du tribunal"
    return Forum(PRESIDENT, f"du {name}", asked)


def bench(court: Court) -> str:
    """« au tribunal de commerce de Lyon », « à la chambre commerciale du … »: whom a summons on the merits asks."""
    words = forum(court)
    if court.kind == "JCP":
        return words.addressed
    return f"à {words.of.removeprefix('de ')}" if words.of.startswith("de la ") else f"a{words.of.replace('du ', 'u ', 1)}"


def district(court: Court) -> str:
    """« du tribunal judiciaire de Lyon »: the court whose district the debtor lives in."""
    words = forum(court)
    return words.of if "tribunal judiciaire, " not in words.of else f"du {lower_first(court.name)}"
