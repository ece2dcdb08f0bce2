"""What each figure means, in the words that every output prints: there is no legal definition of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dossier.ground.french import typo_fr

DOUBTFUL_DAYS = 90
"""From how many days late, exceeded, an invoice stands in the list of doubtful debts: a convention, no rule of law."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The title of a figure, its formula on one line, and what goes into it."""

    title: str
    formula: str
    text: str


_BOOKS = (
    "Les créances passées en perte, abandonnées par un solde ou cédées n’y sont pas : elles sont données à part. "
    "Seules les affaires de ce classeur comptent, pas tout le compte clients de l’entreprise."
)

_WRITTEN: dict[str, tuple[str, str, str]] = {
    "ageing": (
        "Balance âgée",
        "principal restant dû de chaque facture, par jours écoulés depuis l’échéance",
        "Montants TTC, après avoirs, renonciations et versements imputés sur le principal. Une facture qui échoit le jour du "
        "calcul n’est pas échue. Une retenue de garantie est non échue jusqu’au jour où elle est libérable, et compte depuis ce "
        "jour. Une facture qu’une décision de justice a reprise garde son échéance et porte sa part de ce qui reste dû de la "
        f"décision, au prorata. {_BOOKS} Les bornes 30, 60 et 90 jours sont un usage.",
    ),
    "dso": (
        "DSO, méthode comptable",
        "créances TTC ÷ ventes TTC de la période × jours de la période",
        "Créances : le total de la balance âgée au jour du calcul. Ventes : celles de dossier.yaml (ventes), par mois entiers "
        f"finis, douze au plus, sans mois manquant. {_BOOKS} Ce n’est pas un délai moyen de paiement.",
    ),
    "dso_count_back": (
        "DSO, méthode d’épuisement",
        "jours des mois dont les ventes TTC, en remontant, épuisent les créances TTC",
        "Les ventes du dernier mois fini sont retranchées des créances, puis celles du mois précédent ; chaque mois épuisé compte "
        f"tous ses jours, le dernier au prorata. {_BOOKS}",
    ),
    "recovery": (
        "Taux de recouvrement, toutes sommes",
        "sommes payées ÷ sommes dues, payées ou non",
        "Principal, intérêts, indemnités, clause pénale et frais à la charge du débiteur. Payé : les versements encaissés et "
        "imputés sur des sommes échues. Dû : ce qui est payé, ce qui reste dû, et ce à quoi le créancier a renoncé en principal "
        "et en intérêts ; un passage en perte ou un solde ne réduit pas ce qui était dû, un avoir le réduit. Depuis l’origine "
        "des affaires du classeur, hors créances cédées.",
    ),
    "recovery_principal": (
        "Taux de recouvrement, principal seul",
        "versements imputés sur le principal échu ÷ principal échu",
        "Principal échu : factures TTC échues après avoirs, ou ce que la décision de justice accorde à leur place ; sans intérêts, "
        "indemnités ni frais. Un versement s’impute d’abord selon le choix du classeur : la part prise par les intérêts n’y est "
        "pas. Depuis l’origine des affaires du classeur, hors créances cédées.",
    ),
    "doubtful": (
        "Créances douteuses",
        "factures impayées qu’un fait rend douteuses",
        f"Faits retenus : procédure collective, surendettement, décès ou radiation du débiteur, contestation, mise en demeure dont le délai est "
        f"passé, plus de {DOUBTFUL_DAYS} jours de retard (critère de cette liste, qu’aucun texte ne fixe), passage en perte. "
        "Le reste dû TTC est partagé en HT et TVA dans la proportion de la facture, avoirs déduits. La liste dit des faits ; "
        "elle ne dit pas ce qu’il faut provisionner.",
    ),
}  # fmt: skip

DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {name: Definition(*(typo_fr(text) for text in texts)) for name, texts in _WRITTEN.items()}
)
"""By the name of the figure."""
