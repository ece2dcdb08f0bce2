"""The argument of a summons: why the sum is owed, head by head, with the articles and the pieces.

CPC 835 and 873; C. civ. 1103, 1231-5, 1231-6, 1344-1, 1353; C. com. L441-10 and D441-5. What only an avocat can say stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.documents import figures
from dossier.documents.articles import article
from dossier.documents.facts import Paragraph, numbers, paragraph
from dossier.documents.heads import heads
from dossier.documents.matter import Matter
from dossier.documents.targets import targets
from dossier.ground.french import enumerate_fr, long_day, lower_first
from dossier.ground.money import ZERO
from dossier.model.journal import Contestation, ReconnaissanceDeDette
from dossier.procedure.court import COMMERCIAL_KINDS
from dossier.procedure.stage import Court

BLANK = ".............................."
"""What the avocat or the officer fills in: dots, which a word processor shows too."""


@dataclass(frozen=True, slots=True)
class Plea:
    """What sort of summons it is: its words, and whether it asks for a provision (référé)."""

    provisional: bool
    subtitle: str
    object: str
    as_provision: str


REFERE = Plea(True, "référé-provision", "Condamnation au paiement, à titre de provision,", ", à titre de provision")
FOND = Plea(False, "au fond", "Condamnation au paiement", "")


def refere_rule(court: Court) -> str:
    """The article on which the provision rests: that of the court (CPC 835 or 873)."""
    return "CPC 873" if court.kind in (*COMMERCIAL_KINDS, "TJ_CHAMBRE_COMMERCIALE") else "CPC 835"


def argument(matter: Matter, plea: Plea, court: Court) -> Iterator[Paragraph]:
    """The obligation, what is said against it, then one paragraph for each head that is asked."""
    if plea.provisional:
        rule = f"{article(refere_rule(court))}, alinéa 2"
        text = "Dans les cas où l’existence de l’obligation n’est pas sérieusement contestable, une provision peut être accordée au créancier"
        yield paragraph(f"{text} ; l’urgence n’est pas exigée", rule=rule)
    yield from _obligation(matter)
    yield from _disputes(matter, plea)
    for head in heads(matter):
        yield from _HEADS[head["nom"]](matter, head["montant"], head["detail"], head["fondement"])
    for left in matter.claim.not_claimed:
        text = f"Rien n’est demandé au titre suivant : {lower_first(left.what)}. {left.reason[:1].upper()}{left.reason[1:]}"
        yield paragraph(text, rule=article(left.rule))


def _obligation(matter: Matter) -> Iterator[Paragraph]:
    contract = numbers(matter, matter.case.contract.evidence)
    yield paragraph(
        "Les contrats légalement formés tiennent lieu de loi à ceux qui les ont faits", contract, article("C. civ. 1103")
    )
    rows = figures.bearing(matter.claim)
    bills = tuple(sorted({n for row in rows for n in matter.bordereau.numbers(row.evidence)}))
    subject = "La facture établit" if len(rows) == 1 else "Les factures établissent"
    text = f"Le demandeur prouve l’obligation dont il réclame l’exécution. {subject} le prix, son échéance est passée"
    text = text if len(rows) == 1 else text.replace("son échéance est passée", "leurs échéances sont passées")
    yield paragraph(
        f"{text}, et le débiteur, à qui il revient de prouver le paiement, n’en justifie pas", bills, article("C. civ. 1353")
    )
    for event in matter.case.journal:
        if isinstance(event, ReconnaissanceDeDette) and event.weight == "certaine" and event.date <= matter.today:
            text = f"Le débiteur a reconnu la dette le {long_day(event.date)}"
            yield paragraph(text, numbers(matter, event.evidence), article("C. civ. 2240"))


def _disputes(matter: Matter, plea: Plea) -> Iterator[Paragraph]:
    """Each dispute of the journal, with room for the answer that the project does not invent."""
    asked = ("", *(d.id for d in targets(matter.case)))
    said = [e for e in matter.case.journal if isinstance(e, Contestation) and e.date <= matter.today and e.debtor in asked]
    for event in said:
        which = (
            f" ({'facture' if len(event.invoices) == 1 else 'factures'} {enumerate_fr(event.invoices)})" if event.invoices else ""
        )
        yield paragraph(f"À la contestation du {long_day(event.date)}{which}, le demandeur répond : {BLANK}")
    if plea.provisional and not said:
        yield paragraph("Aucune contestation de la dette n’a été portée à la connaissance du demandeur")


def _principal(matter: Matter, money: str, detail: str, basis: str) -> Iterator[Paragraph]:
    yield paragraph(
        f"Le principal s’élève à {money} ({detail}), déduction faite des avoirs et des versements ; le décompte annexé le détaille"
    )


def _interest(matter: Matter, money: str, detail: str, basis: str) -> Iterator[Paragraph]:
    if figures.is_professional(matter.claim):
        text = "Entre professionnels, les pénalités de retard sont exigibles sans qu’un rappel soit nécessaire"
        yield paragraph(text, rule=article("C. com. L441-10, II"))
    elif not basis.startswith("contrat"):
        text = "À compter de la mise en demeure, la somme porte intérêt sans que le créancier ait à justifier d’un préjudice"
        yield paragraph(text, rule=article("C. civ. 1231-6 et 1344-1"))
    yield paragraph(
        f"Les intérêts échus s’élèvent à {money}, {detail}" if detail else f"Les intérêts échus s’élèvent à {money}", rule=basis
    )


def _indemnity(matter: Matter, money: str, detail: str, basis: str) -> Iterator[Paragraph]:
    count = f" ({detail})" if detail else ""
    yield paragraph(
        f"Le débiteur professionnel en retard doit de plein droit une indemnité forfaitaire par facture, soit {money}{count}",
        rule=basis,
    )


def _penalty(matter: Matter, money: str, detail: str, basis: str) -> Iterator[Paragraph]:
    yield paragraph(
        f"La clause pénale, encourue après la mise en demeure, s’élève à {money} ({detail}) ; le juge peut la modérer si elle est "
        "manifestement excessive", numbers(matter, matter.case.contract.evidence), basis,
    )  # fmt: skip


def _costs(matter: Matter, money: str, detail: str, basis: str) -> Iterator[Paragraph]:
    if matter.claim.totals.costs_due != ZERO:
        yield paragraph(f"Les frais s’élèvent à {money}", rule=basis)


_HEADS = {
    "Principal": _principal,
    "Intérêts de retard échus": _interest,
    "Indemnité forfaitaire de recouvrement": _indemnity,
    "Clause pénale": _penalty,
    "Frais": _costs,
}
