"""Who collects for others: the written mandate, the firm's declaration, what the letters carry (CPCE R124-1 to R124-7).

Avocats and commissaires de justice acting as such are not concerned. What a letter says is known only as far as the journal
says it: `mentions_recouvreur`, and the reference that each later contact repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import enumerate_fr, short_day
from dossier.ground.nearest import visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.journal import Event, MiseEnDemeure, Relance

_SPOKEN = ("telephone", "rendez_vous")


def _contacts(case: Case, today: date) -> list[Event]:
    """What a collector did, oldest first."""
    return sorted((e for e in case.journal if e.by == "recouvreur" and e.date <= today), key=lambda e: e.date)


def mandate(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC269: a collector who acts before he holds a written convention with power to receive (CPCE R124-3)."""
    contacts = _contacts(case, today)
    if not contacts:
        return
    first = contacts[0]
    before = [e for e in case.journal if e.act == "mandat" and e.date <= first.date]
    if not before:
        message = f"recouvreur à l’œuvre le {short_day(first.date)}, sans mandat au journal à cette date"
        hint = "journal.yaml : ajoutez `acte: mandat`, avec la convention sous `pieces`, à sa date"
        yield found("DC269", message, first.place_of("par"), hints=(hint,))
    elif not any(e.evidence for e in before):
        message = f"mandat du {short_day(before[-1].date)} sans sa pièce : la convention est écrite"
        yield found("DC269", message, before[-1].place, hints=("journal.yaml : ajoutez `pieces` à l’entrée mandat",))


def firm(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC270: a collector without declaration, insurance or account of his own on file, or whom nobody names (CPCE R124-2)."""
    adviser, contacts = case.settings.adviser_of("recouvreur"), _contacts(case, today)
    if adviser is None:
        for event in contacts[:1]:
            hint = "dossier.yaml : ajoutez `conseil: {type: recouvreur, nom: …}`"
            yield found("DC270", "recouvreur que dossier.yaml ne nomme pas", event.place_of("par"), hints=(hint,))
        return
    facts = {
        "declaration_procureur_le": adviser.declared_on,
        "assurance": adviser.insurance,
        "compte_dedie": adviser.account,
    }
    lacking = [key for key, value in facts.items() if not value]
    if lacking:
        message = f"recouvreur {visible(adviser.name)} : il manque {enumerate_fr(lacking)}"
        yield found("DC270", message, adviser.place, hints=("dossier.yaml, conseil : écrivez ce que sa convention en dit",))
    for event in contacts[:1]:
        if adviser.declared_on and event.date < adviser.declared_on:
            message = f"recouvreur à l’œuvre avant sa déclaration au procureur du {short_day(adviser.declared_on)}"
            related = ((adviser.place_of("declaration_procureur_le"), "la déclaration"),)
            yield found("DC270", message, event.place_of("date"), related=related)


def letters(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC271: a collector's letter whose mentions are not recorded, a later contact without its reference (CPCE R124-4)."""
    contacts = _contacts(case, today)
    written = [e for e in contacts if isinstance(e, Relance | MiseEnDemeure) and e.channel not in _SPOKEN]
    if not written:
        return
    first = written[0]
    if not first.mentions:
        message = f"lettre du recouvreur du {short_day(first.date)} sans ses mentions au journal"
        yield found("DC271", message, first.place, hints=("journal.yaml : `mentions_recouvreur: oui`, si elle les porte",))
    if not first.reference:
        message = f"lettre du recouvreur du {short_day(first.date)} sans référence à rappeler"
        yield found("DC271", message, first.place, hints=("journal.yaml : ajoutez `reference`, telle qu’elle y figure",))
        return
    for event in contacts[contacts.index(first) + 1 :]:
        if event.reference != first.reference:
            message = f"démarche du {short_day(event.date)} sans la référence de la lettre du {short_day(first.date)}"
            hint = f"journal.yaml : `reference: {visible(first.reference)}`, si elle a été rappelée avec sa date"
            related = ((first.place, "la première lettre"),)
            yield found("DC271", message, event.place, hints=(hint,), related=related)


CHECKS = (mandate, firm, letters)
