"""The draft of a summons: parties, court, warnings, facts, argument, what is asked; for an avocat or a commissaire to take over.

CPC 42, 54, 56, 648, 750-1, 761, 762, 853, 855 and 861-2 (copies read 2026-11-22; 752 and 763 from concurring sources). It is
always a project: each page says so, and what belongs to the officer who serves it, or to the avocat, stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dossier.documents import figures, forum, gate
from dossier.documents.articles import article
from dossier.documents.competence import bodacc, nature
from dossier.documents.demands import missing_of_summons
from dossier.documents.document import Document, Reason
from dossier.documents.facts import Paragraph, numbers, paragraph, told_facts
from dossier.documents.heads import heads, later_interest
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import address_line, identity, traded_as
from dossier.documents.proof import proofs
from dossier.documents.summons_argument import BLANK, Plea, argument
from dossier.documents.summons_notice import Representation, representation, reproduced, warnings
from dossier.documents.targets import are_solidary, civil_name, sued_as, targets, whose_court
from dossier.ground.french import enumerate_fr, euros, in_words, long_day, lower_first, short_day, upper_first
from dossier.law.law import CERTAINTY_FR, Certainty
from dossier.model.journal import Contestation, Decision, Event, OrdonnanceInjonction, RejetRequete
from dossier.model.party import Party
from dossier.procedure.court import COMMERCIAL_KINDS
from dossier.procedure.routes.persons import is_merchant
from dossier.procedure.stage import Court

MARK = '<div class="brouillon" aria-hidden="true">PROJET</div>'
"""Across each page of a complete project; what lacks something bears « BROUILLON » instead."""
TEXT_AS_READ = "texte reproduit de CPC 861-2, dans l’état lu le 4 avril 2026 : à comparer avec Légifrance"


def draft_summons(matter: Matter, plea: Plea, id: str, kind: str, title: str) -> tuple[Document, ...]:
    """One project against all principal and solidary debtors; withheld for what it lacks, and always without a known sum or court."""
    court = matter.stage.court
    blank = Document(
        matter.case.id, id, kind, title, "withheld", matter.today, "", "", "act",
        to_confirm=(*gate.to_confirm(matter.claim.law_used), *_doubts(matter, plea)),
    )  # fmt: skip
    reasons = (
        *forum.court_reasons(matter.stage.court), *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES, *gate.EVIDENCE)), *missing_of_summons(matter),
        *gate.conditions(matter), *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    sound = matter.claim.totals.due is not None and figures.adds_up(matter.claim)
    if matter.claim.totals.due is not None and not sound:
        reasons = (*reasons, Reason("les lignes de l’assignation ne font pas la somme demandée"))
    if not sound or court is None or court.kind not in forum.KINDS or (reasons and not matter.draft):
        return (withheld(matter, blank, reasons),)
    press = Press(matter)
    found = _values(matter, plea, court, blank)
    body = press.fill("acts/assignation.html.j2", found.values)
    page = ("" if reasons else MARK) + running_heads(matter, title) + body
    return (finished(matter, press, blank, Content(page, body, cites=found.cites), reasons),)


@dataclass(frozen=True, slots=True)
class _Drafted:
    values: Mapping[str, Any]
    cites: tuple[int, ...]


def _values(matter: Matter, plea: Plea, court: Court, blank: Document) -> _Drafted:
    creditor, claim = matter.case.creditor, matter.claim
    words = forum.forum(court)
    told = [_as_plaintiff(part) for part in (*told_facts(matter), *_earlier(matter))]
    sections = [list(_jurisdiction(matter, court)), told, list(argument(matter, plea, court)), list(_amicable(matter, court))]
    numbered, start = [], 1
    for section in sections:
        numbered.append([{"n": start + i, "texte": part.text} for i, part in enumerate(section)])
        start += len(section)
    needed = representation(matter, court)
    values = {
        "titre": blank.title,
        "sous_titre": plea.subtitle,
        "juridiction": words.addressed if plea.provisional else forum.bench(court),
        "adresse_juridiction": court.address,
        "blanc": BLANK,
        "demandeur": civil_name(creditor), "demandeur_lignes": _identified(creditor),
        "avocat": _avocat(matter),
        "avocat_obligatoire": needed == "obligatoire",
        "defendeurs": [{"nom": civil_name(d), "lignes": _identified(d)} for d in targets(matter.case)],
        "plusieurs": len(targets(matter.case)) > 1,
        "objet": _object(matter, plea),
        "avertissements": list(warnings(matter, plea.provisional, court, needed)),
        "reproduction": reproduced(court),
        "competence": numbered[0], "faits": numbered[1], "discussion": numbered[2], "amiable": numbered[3],
        "sommes": heads(matter), "date": long_day(claim.date), "total": euros(claim.totals.due),
        "total_ligne": proofs(matter).total().line, "posterieurs": later_interest(matter),
        "dispositif": list(_asked(matter, plea)),
        "saisi": f"Il est demandé {words.addressed if plea.provisional else forum.bench(court)}",
        "pieces": [
            {"n": p.number, "intitule": p.title, "date": short_day(p.date)} for p in matter.bordereau.pieces if not p.withdrawn
        ],
        "a_verifier": list(_left(matter, needed)),
        "jour": long_day(matter.today),
    }  # fmt: skip
    return _Drafted(values, tuple(sorted({n for section in sections for part in section for n in part.pieces})))


def _as_plaintiff(part: Paragraph) -> Paragraph:
    """A fact of the requête, told of the plaintiff of a summons."""
    text = str(part.text)
    if not text.startswith("Le requérant "):
        return part
    # The text was escaped when the paragraph was made.
    return Paragraph(Markup("Le demandeur " + text.removeprefix("Le requérant ")), part.pieces)  # noqa: S704


def _identified(party: Party) -> list[str]:
    return [line for line in (traded_as(party), *identity(party)) if line]


def _avocat(matter: Matter) -> list[str]:
    adviser = matter.case.settings.adviser_of("avocat")
    return [line for line in (adviser.name, address_line(adviser.address), adviser.mentions) if line] if adviser else []


def _object(matter: Matter, plea: Plea) -> Markup:
    claim = matter.claim
    interest = ", outre intérêts jusqu’au paiement" if claim.per_day else ""
    subject = matter.case.contract.subject.rstrip(" .")
    return Markup("{} de <strong>{}</strong>, somme arrêtée au {}{}{}.").format(
        plea.object, euros(claim.totals.due), long_day(claim.date), interest, f" ({lower_first(subject)})" if subject else ""
    )


def _jurisdiction(matter: Matter, court: Court) -> Iterator[Paragraph]:
    """What sort of claim it is, where each defendant lives (CPC 42), a clause that is valid between merchants (CPC 48)."""
    yield from nature(matter)
    asked = targets(matter.case)
    first = next((d for d in asked if d.id == whose_court(matter.case)), asked[0])
    town = first.address.commune if first.address else ""
    seat = "son domicile" if first.is_natural else "son siège"
    who = "Le défendeur" if len(asked) == 1 else upper_first(sued_as(first))
    yield paragraph(f"{who} a {seat} à {town}, dans le ressort {forum.district(court)}", rule=article("CPC 42"))
    for other in asked:
        if other is not first:
            place = other.address.commune if other.address else ""
            yield paragraph(f"{upper_first(sued_as(other))} a {'son domicile' if other.is_natural else 'son siège'} à {place}")
    clause = matter.case.contract.jurisdiction_clause
    if clause and all(is_merchant(party) for party in (matter.case.creditor, *asked)):
        text = f"Le contrat désigne la juridiction suivante : {clause.court} ; la clause ne vaut que si elle est très apparente"
        yield paragraph(text, numbers(matter, matter.case.contract.evidence), article("CPC 48"))
    for each in asked:
        yield from bodacc(matter, each, alone=len(asked) == 1, whose="du demandeur")


def _known(matter: Matter) -> list[Event]:
    asked = ("", *(d.id for d in targets(matter.case)))
    return [e for e in matter.case.journal if e.date <= matter.today and e.debtor in asked]


def _earlier(matter: Matter) -> Iterator[Paragraph]:
    """What became of an earlier injonction: a request rejected, or an order that grants a part and is not served (CPC 1409)."""
    for event in _known(matter):
        if isinstance(event, RejetRequete):
            yield paragraph(
                f"La requête en injonction de payer a été rejetée le {long_day(event.date)}", numbers(matter, event.evidence), article("CPC 1409")
            )  # fmt: skip
        elif isinstance(event, OrdonnanceInjonction) and event.refused:
            granted = f" que pour {euros(event.granted)}" if event.granted else " qu’en partie"
            text = f"L’ordonnance du {long_day(event.date)} n’a retenu la requête{granted} ; elle n’a pas été signifiée"
            yield paragraph(text, numbers(matter, event.evidence), article("CPC 1409"))
        elif isinstance(event, Decision) and event.act in ("desistement", "caducite"):
            name = "désistement" if event.act == "desistement" else "caducité"
            yield paragraph(
                f"L’instance précédente a pris fin le {long_day(event.date)} ({name})", numbers(matter, event.evidence)
            )


_ATTEMPT = "Tentative de résolution amiable"


def _amicable(matter: Matter, court: Court) -> Iterator[Paragraph]:
    """What was tried to agree (CPC 54, 5° and 750-1), as the procedure weighed it; a commercial court asks for none."""
    sent = any(e.act in ("mise_en_demeure", "sommation") for e in _known(matter))
    asked = (
        "Le paiement a été demandé par la mise en demeure rappelée aux faits" if sent else "Le paiement a été demandé au débiteur"
    )
    if court.kind in COMMERCIAL_KINDS:
        yield paragraph(f"{asked} ; l’article 750-1 du code de procédure civile ne vise que le tribunal judiciaire")
        return
    weighed = next((c for c in (matter.step.conditions if matter.step else ()) if c.label == _ATTEMPT), None)
    if weighed is None:
        yield paragraph(f"{asked}. Diligences en vue d’une résolution amiable, ou dispense : {BLANK}", rule=article("CPC 54"))
    elif weighed.state == "met":
        pieces = matter.bordereau.numbers(tuple(weighed.evidence))
        yield paragraph(f"{asked}. Tentative de résolution amiable : {weighed.proof}", pieces, article("CPC 54 et 750-1"))
    else:
        yield paragraph(f"{asked}. Tentative de résolution amiable, ou dispense : {BLANK}", rule=article("CPC 54 et 750-1"))


_SUMS = {
    "Principal": "en principal",
    "Intérêts de retard échus": "au titre des intérêts de retard échus",
    "Indemnité forfaitaire de recouvrement": "au titre de l’indemnité forfaitaire de recouvrement",
    "Clause pénale": "au titre de la clause pénale",
    "Frais": "au titre des frais",
}


def _asked(matter: Matter, plea: Plea) -> Iterator[Markup]:
    """The items of « par ces motifs »: the sums, interest, costs; each a phrase that begins with a verb."""
    claim, creditor = matter.claim, matter.case.creditor
    due = claim.totals.due
    assert due is not None  # the caller withholds the project of an unknown sum
    jointly = " solidairement" if are_solidary(matter.case) else ""
    against = enumerate_fr([sued_as(debtor) for debtor in targets(matter.case)])
    them = Markup("{}{} à payer à {}").format(f"condamner{jointly} ", against, sued_as(creditor))
    rows = Markup("").join(
        Markup('<tr><td>{}</td><td class="n">{}</td></tr>').format(_SUMS[head["nom"]], head["montant"]) for head in heads(matter)
    )
    last = Markup('<tr class="total"><td>Total au {}</td><td class="n">{}</td></tr>').format(long_day(claim.date), euros(due))
    table = Markup('<table class="demande"><colgroup><col><col class="c-montant"></colgroup><tbody>{}{}</tbody></table>').format(
        rows, last
    )
    yield Markup("{}{} :{}<p>soit, en toutes lettres, {} ;</p>").format(them, plea.as_provision, table, in_words(due))
    later = later_interest(matter)
    if later:
        yield Markup("dire que les intérêts continuent de courir {}, à compter du {} et jusqu’au paiement, {}{} ;").format(
            later["base"], later["depuis"], later["taux"], later["capitalisation"]
        )
    yield Markup("{} la somme de {} euros au titre de l’article 700 du code de procédure civile ;").format(them, BLANK)
    if plea.provisional:
        yield Markup("rappeler que l’exécution provisoire de l’ordonnance ne peut être écartée ({}) ;").format(
            article("CPC 514-1")
        )
    yield Markup("condamner {}{} aux dépens.").format(against, jointly)


def _doubts(matter: Matter, plea: Plea) -> tuple[str, ...]:
    """What rests on no text read, or on one that was read without its day: listed for who takes the project over."""
    court = matter.stage.court
    if court is None or court.kind not in forum.KINDS:
        return ()
    found = [f"juridiction : {court.name}, {article('CPC 42')} ({CERTAINTY_FR[Certainty.INFERRED]} de celle d’une injonction)"]
    needed = representation(matter, court)
    if court.kind in COMMERCIAL_KINDS:
        found.append(TEXT_AS_READ)
    elif court.kind == "TJ_CHAMBRE_COMMERCIALE":
        found.append(f"mentions propres à la chambre commerciale ({CERTAINTY_FR[Certainty.UNSETTLED]})")
    elif needed == "obligatoire":
        found.append(f"constitution d’avocat et son délai, {article('CPC 752 et 763')} ({CERTAINTY_FR[Certainty.SECONDARY]})")
    else:
        found.append("mentions de l’assignation devant une juridiction sans avocat obligatoire (texte non lu)")
    if plea.provisional and court.kind not in COMMERCIAL_KINDS:
        found.append(f"tentative amiable préalable en référé, {article('CPC 750-1')} ({CERTAINTY_FR[Certainty.UNSETTLED]})")
    return tuple(found)


def _left(matter: Matter, needed: Representation) -> Iterator[str]:
    """What the project leaves to its reader: the blanks, then the conditions of the road that are not met and do not close it."""
    yield "Lieu, jour et heure de l’audience, chambre s’il y a lieu (CPC, art. 56, 1°) ; date de l’acte, nom et signature du commissaire de justice (CPC, art. 648)"
    yield "Somme demandée au titre de l’article 700 du code de procédure civile"
    lives, court = matter.case.creditor.address, matter.stage.court
    if lives and lives.country.upper() not in ("", "FR"):
        rule = f" ({article('CPC 855')})" if court and court.kind in COMMERCIAL_KINDS else ""
        yield f"Nom, prénoms et adresse de la personne chez qui le demandeur, qui réside à l’étranger, élit domicile en France{rule}"
    if any(isinstance(e, Contestation) for e in _known(matter)):
        yield "Réponse à chaque contestation rappelée à la discussion"
    if needed == "obligatoire" and not _avocat(matter):
        yield "Constitution de l’avocat du demandeur"
    for condition in matter.step.missing if matter.step else ():
        if not condition.blocking and condition.label != _ATTEMPT:
            yield f"{condition.label} : {condition.proof} ({article(condition.rule)})"
