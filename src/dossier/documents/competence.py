"""Why this court: the paragraphs of a requête on the nature of the claim and the place where its debtors live.

CPC 1406; COJ L213-4-4 and L213-4-5; C. conso. R312-35 (read 2026-11-21). CPC 54, 5° asks no attempt to agree before an
injonction (opinion of the Cour de cassation, cited by concurring sources).
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.documents.articles import article
from dossier.documents.facts import Paragraph, numbers, paragraph
from dossier.documents.forum import district
from dossier.documents.matter import Matter
from dossier.documents.targets import sued_as, targets, whose_court
from dossier.ground.french import long_day, upper_first
from dossier.model.party import Debtor
from dossier.procedure.stage import Court

_NO_MERCHANT = ("societe_civile", "profession_liberale", "agriculteur", "association", "particulier")
_AMICABLE = {"TC": "CPC, art. 54, 5°", "TAE": "CPC, art. 54, 5°"}
_AMICABLE_CIVIL = "CPC, art. 54, 5° et 750-1 ; avis Cass. 2e civ., 25 septembre 2025, n° 25-70.013"


def competence(matter: Matter, court: Court) -> Iterator[Paragraph]:
    """The nature of the claim, where each debtor lives, the Bodacc, and that no attempt to agree is asked."""
    yield from nature(matter)
    asked = targets(matter.case)
    for debtor in asked:
        yield _domicile(matter, court, debtor, alone=len(asked) == 1, first=debtor.id == whose_court(matter.case))
    for debtor in asked:
        yield from bodacc(matter, debtor, alone=len(asked) == 1)
    yield _amicable(matter, court)


def nature(matter: Matter) -> Iterator[Paragraph]:
    """What sort of contract the claim comes from; a lease and a credit name the article of their judge."""
    case = matter.case
    contract = case.contract
    when = f" conclu le {long_day(contract.concluded_on)}" if contract.concluded_on else ""
    pieces = numbers(matter, contract.evidence)
    types = {party.type for party in (case.creditor, *targets(case))}
    if case.nature == "bail_habitation":
        text = f"La créance naît d’un bail d’habitation{when}, dont connaît le juge des contentieux de la protection"
        yield paragraph(text, pieces, article("COJ L213-4-4"))
    elif case.nature == "credit_consommation":
        text = f"La créance naît d’un crédit à la consommation{when}, dont connaît le juge des contentieux de la protection"
        yield paragraph(text, pieces, article("COJ L213-4-5"))
        if contract.first_incident_on:
            text = f"Le premier incident de paiement non régularisé date du {long_day(contract.first_incident_on)}"
            yield paragraph(text, rule=article("C. conso. R312-35"))
    elif case.nature == "consommation":
        yield paragraph("La créance naît d’un contrat conclu entre un professionnel et un consommateur")
    elif types == {"societe_commerciale"}:
        yield paragraph("La créance naît d’un contrat conclu entre sociétés commerciales, pour les besoins de leur activité")
    elif all(debtor.type in _NO_MERCHANT for debtor in targets(case)):
        many = len(targets(case)) > 1
        who = "les débiteurs ne sont ni commerçants ni artisans" if many else "le débiteur n’est ni commerçant ni artisan"
        yield paragraph(f"La créance naît d’un contrat ; {who}")
    elif case.nature == "civile":
        yield paragraph("La créance naît d’un contrat de droit civil")
    else:
        yield paragraph("La créance naît d’un contrat conclu pour les besoins de l’activité des parties")


def _domicile(matter: Matter, court: Court, debtor: Debtor, alone: bool, first: bool) -> Paragraph:
    """Where a debtor lives; of several, the one whose place makes the court, and the others beside (CPC 1406, al. 2)."""
    checked = {v.nature: v for v in sorted(debtor.verifications, key=lambda v: v.date) if v.date <= matter.today}
    proof = checked.get("kbis") or checked.get("adresse")
    pieces = numbers(matter, (proof.evidence,)) if proof and proof.evidence else ()
    seat = "son domicile" if debtor.is_natural else "son siège"
    town = debtor.address.commune if debtor.address else ""
    who = "Le débiteur" if alone else upper_first(sued_as(debtor))
    if first or alone:
        return paragraph(f"{who} a {seat} à {town}, dans le ressort {district(court)}", pieces, article(court.rule))
    text = f"{who} a {seat} à {town} ; le juge compétent est celui du lieu où demeure l’un des débiteurs"
    return paragraph(text, pieces, article("CPC 1406"))


def bodacc(matter: Matter, debtor: Debtor, alone: bool, whose: str = "du requérant") -> Iterator[Paragraph]:
    """That no collective proceedings are known, by the last look at the Bodacc; nothing once some are in the journal."""
    looks = [v for v in debtor.verifications if v.nature == "bodacc" and v.date <= matter.today]
    opened = any(
        e.act == "procedure_collective" and e.date <= matter.today and e.debtor in ("", debtor.id) for e in matter.case.journal
    )
    if not looks or opened:
        return
    last = max(looks, key=lambda v: v.date)
    whom = "du débiteur" if alone else f"de {sued_as(debtor)}"
    yield paragraph(
        f"À la connaissance {whose}, aucune procédure collective n’est ouverte à l’égard {whom} "
        f"(consultation du Bodacc du {long_day(last.date)})",
        numbers(matter, (last.evidence,)) if last.evidence else (),
    )


def _amicable(matter: Matter, court: Court) -> Paragraph:
    """One line: no attempt to agree is asked before an injonction, and what was asked of the debtor all the same."""
    sent = any(e.act in ("mise_en_demeure", "sommation") and e.date <= matter.today for e in matter.case.journal)
    after = " ; le paiement a été demandé par la mise en demeure rappelée ci-après" if sent else ""
    rule = _AMICABLE.get(court.kind, _AMICABLE_CIVIL)
    return paragraph(f"Aucune tentative de résolution amiable n’est exigée avant la présente requête{after}", rule=rule)
