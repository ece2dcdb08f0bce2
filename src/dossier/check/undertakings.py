"""What the debtor signed or wrote, and how letters reached him: form against the use that is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.journal import Accord, Event, MiseEnDemeure, ReconnaissanceDeDette
from dossier.model.party import Address, Debtor, Party

_SPOKEN = ("telephone", "rendez_vous", "audience")


def _concerned(case: Case, event: Event) -> list[Debtor]:
    """The debtors whom an entry is about: the one that it names, else all."""
    return [debtor for debtor in case.debtors if event.debtor in ("", debtor.id)]


def unsigned(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC277: a schedule or transaction that no debtor signed: no acknowledgement, hence no interruption (C. civ. 2240)."""
    for event in case.journal:
        if isinstance(event, Accord) and not any(d.id in event.countersigned_by for d in _concerned(case, event)):
            message = f"{event.act} du {short_day(event.date)} que le débiteur n’a pas signé, d’après le journal"
            hint = f"journal.yaml : `contresigne_par: [creancier, {event.debtor or case.debtors[0].id}]`, s’il l’a signé"
            yield found("DC277", message, event.place, hints=(hint,))


def without_mention(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC278: an acknowledgement taken as certain, though spoken and without a piece, or without the sum in the debtor's hand.

    Between commerçants proof is free, but there is some. A certain acknowledgement moves the official date of prescription.
    """
    for event in case.journal:
        if not isinstance(event, ReconnaissanceDeDette) or event.weight != "certaine" or event.handwritten:
            continue
        if event.channel in _SPOKEN and not event.evidence:
            message = f"reconnaissance du {short_day(event.date)} tenue pour certaine, orale et sans pièce"
            hint = "journal.yaml : `portee: a_apprecier`, ou un écrit du débiteur sous `pieces`"
            yield found("DC278", message, event.place_of("portee"), hints=(hint,), rule="C. civ. 2240")
            continue
        if _is_merchant(case.creditor) and all(_is_merchant(d) for d in _concerned(case, event)):
            continue
        message = f"reconnaissance du {short_day(event.date)} sans la somme écrite de la main du débiteur"
        hint = "journal.yaml : `mention_manuscrite: oui` si l’acte la porte, sinon `portee: a_apprecier`"
        yield found("DC278", message, event.place_of("portee"), hints=(hint,))


def _is_merchant(party: Party) -> bool:
    """Whether C. com. L110-3 leaves proof free against a party: a commerçant, or a company commercial by its form."""
    return party.type in ("societe_commerciale", "commercant")


def electronic(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC279: an electronic registered letter to a private person whose consent is not recorded (CPOST L100)."""
    for event in case.journal:
        if not isinstance(event, MiseEnDemeure) or event.channel != "lre" or event.lre_consent:
            continue
        for debtor in _concerned(case, event):
            if debtor.type == "particulier":
                how = "sans consentement au journal" if event.lre_consent is None else "sans son consentement"
                message = f"lettre recommandée électronique du {short_day(event.date)} à {debtor.id}, {how}"
                hint = "journal.yaml : `consentement_lre: oui` s’il a été recueilli ; sinon elle n’équivaut pas à une LRAR"
                yield found("DC279", message, event.place_of("consentement_lre"), hints=(hint,))


def elsewhere(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC273: a mise en demeure sent to another address than the one at which the debtor then was, as far as the case says."""
    for event in case.journal:
        if not isinstance(event, MiseEnDemeure) or event.sent_to is None:
            continue
        for debtor in _concerned(case, event):
            address = debtor.address
            if address is None or _same(event.sent_to, address) or (address.since and event.date < address.since):
                continue
            known = f", où il est depuis le {short_day(address.since)}" if address.since else ""
            message = f"{event.act} du {short_day(event.date)} envoyée ailleurs qu’à l’adresse de {debtor.id}{known}"
            hint = "" if address.since else "affaire.yaml : `depuis` sous son adresse, s’il n’y est venu qu’après la lettre"
            yield found(
                "DC273", message, event.place_of("envoyee_a"), hints=(hint,) if hint else (),
                related=((debtor.place_of("adresse"), "son adresse"),),
            )  # fmt: skip


def _same(one: Address, other: Address) -> bool:
    def plain(address: Address) -> tuple[str, ...]:
        words = (address.street, address.postcode, address.commune, address.country)
        return tuple(" ".join(word.casefold().split()) for word in words)

    return plain(one) == plain(other)


CHECKS = (unsigned, without_mention, electronic, elsewhere)
