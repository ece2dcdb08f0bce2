"""What a summons tells the defendant: who may or must stand for him, what his silence risks, which text is reproduced.

CPC 761, 762, 853, 855 and 861-2 (copies read 2026-11-21); 752 and 763 from concurring sources, listed to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dossier.documents.articles import article
from dossier.documents.delays import delay_of, delay_words
from dossier.documents.matter import Matter
from dossier.ground.french import euros
from dossier.ground.money import Money
from dossier.law import names
from dossier.procedure.court import COMMERCIAL_KINDS
from dossier.procedure.stage import Court

Representation = Literal["obligatoire", "dispensee", "inconnue"]

TEXT_861_2 = (
    "Sans préjudice des dispositions de l'article 68, la demande incidente tendant à l'octroi d'un délai de paiement en application "
    "de l'article 1343-5 du code civil peut être formée par requête faite, remise ou adressée au greffe, où elle est enregistrée. "
    "L'auteur de cette demande doit justifier avant l'audience que l'adversaire en a eu connaissance par lettre recommandée avec "
    "demande d'avis de réception. Les pièces que la partie invoque à l'appui de sa demande de délai de paiement sont jointes à la "
    "requête.",
    "L'auteur de cette demande incidente peut ne pas se présenter à l'audience, conformément au second alinéa de l'article 446-1. "
    "Dans ce cas, le juge ne fait droit aux demandes présentées contre cette partie que s'il les estime régulières, recevables et "
    "bien fondées.",
)
"""CPC 861-2, word for word: a summons for payment before a commercial court reproduces it (CPC 855)."""


def representation(matter: Matter, court: Court) -> Representation:
    """Whether an avocat is compulsory: by the threshold that the procedure asked for; never before the JCP (CPC 761, 853)."""
    if court.kind == "JCP":
        return "dispensee"
    if court.kind == "TJ_CHAMBRE_COMMERCIALE":
        return "inconnue"
    name = names.SEUIL_AVOCAT_TC if court.kind in COMMERCIAL_KINDS else names.SEUIL_AVOCAT_TJ
    limit = next((value for value in matter.stage.law_used if value.name == name), None)
    due = matter.claim.totals.due
    if limit is None or due is None:
        return "inconnue"
    return "dispensee" if due <= Money.of(limit.text) else "obligatoire"


def warnings(matter: Matter, provisional: bool, court: Court, needed: Representation) -> Iterator[str]:
    """The sentences for the defendant, in their order."""
    yield (
        "Faute pour le défendeur de comparaître, il s’expose à ce qu’une décision soit rendue contre lui sur les seuls éléments "
        "fournis par son adversaire."
    )
    yield from _commercial(matter, needed) if court.kind in COMMERCIAL_KINDS else _civil(matter, provisional, needed)
    yield "Les pièces sur lesquelles la demande est fondée sont énumérées au bordereau annexé (CPC, art. 56, 3°)."


def reproduced(court: Court) -> tuple[str, ...]:
    """The paragraphs of CPC 861-2 before a commercial court (CPC 855); none elsewhere."""
    return TEXT_861_2 if court.kind in COMMERCIAL_KINDS else ()


def _limit(matter: Matter) -> str:
    value = next((v for v in matter.stage.law_used if v.name == names.SEUIL_AVOCAT_TC), None)
    return f"{euros(Money.of(value.text))}" if value else ""


def _commercial(matter: Matter, needed: Representation) -> Iterator[str]:
    rule = article("CPC 853")
    if needed == "obligatoire":
        yield f"Les parties sont tenues de constituer avocat, la demande excédant {_limit(matter)} ({rule})."
    elif needed == "dispensee":
        yield (
            f"La demande n’excédant pas {_limit(matter)}, les parties sont dispensées de constituer avocat. Elles peuvent se faire "
            "assister ou représenter par toute personne de leur choix ; le représentant qui n’est pas avocat justifie d’un pouvoir "
            f"spécial ({rule})."
        )


def _civil(matter: Matter, provisional: bool, needed: Representation) -> Iterator[str]:
    if needed == "obligatoire":
        if provisional:
            yield f"Les parties sont tenues de constituer avocat ({article('CPC 761')}), le défendeur avant l’audience."
        else:
            within = delay_words(delay_of(matter, names.DELAI_CONSTITUTION_DEFENDEUR))
            when = f"dans un délai de {within} à compter de l’assignation " if within else ""
            yield f"Le défendeur est tenu de constituer avocat {when}({article('CPC 752 et 763')})."
    elif needed == "dispensee":
        yield (
            "Les parties peuvent se défendre elles-mêmes. Elles peuvent se faire assister ou représenter par un avocat, leur conjoint, "
            "leur concubin ou leur partenaire, leurs parents ou alliés, ou les personnes exclusivement attachées à leur service ou à "
            "leur entreprise ; le représentant qui n’est pas avocat justifie d’un pouvoir spécial "
            f"({article('CPC 762')})."
        )
