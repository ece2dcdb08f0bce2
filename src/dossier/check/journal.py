"""The journal: the debtors, invoices, levels and signatories that its entries name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.check.credit_notes import by_number
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.fixes import named_alike
from dossier.ground.french import enumerate_fr, euros
from dossier.ground.nearest import nearest, visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.journal import (
    Accord,
    Contestation,
    Opposition,
    Promesse,
    ReconnaissanceDeDette,
    Relance,
    RequeteInjonction,
    Signification,
)

_RECEIVED = (
    "promesse",
    "contestation",
    "reconnaissance_de_dette",
    "opposition",
    "acceptation_l125",
    "refus_l125",
    "contestation_l126",
)
_WRITTEN = ("courriel", "courrier", "lrar", "lre", "sms", "main_propre")
_SENT = ("relance", "mise_en_demeure", "sommation", "requete_injonction", "invitation_l125", "declaration_creance")


def debtors(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC224: an entry about a debtor whom the case does not know."""
    ids = [debtor.id for debtor in case.debtors]
    for event in case.journal:
        if event.debtor and event.debtor not in ids:
            guess = nearest(event.debtor, ids)
            hints = (f"vouliez-vous dire {guess} ?" if guess else f"débiteurs de l’affaire : {', '.join(ids)}",)
            place = event.place_of("debiteur")
            fixes = named_alike(place, event.debtor, ids)
            yield found("DC224", f"débiteur inconnu, {visible(event.debtor)}", place, hints=hints, fixes=fixes)
        if isinstance(event, Accord):
            for index, signer in enumerate(event.countersigned_by):
                if signer not in ("creancier", *ids):
                    hints = (f"écrivez creancier ou un débiteur : {', '.join(ids)}",)
                    place = event.place_of(f"contresigne_par.{index}")
                    fixes = named_alike(place, signer, ("creancier", *ids))
                    yield found("DC224", f"signataire inconnu, {visible(signer)}", place, hints=hints, fixes=fixes)


def invoices(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC225: a dispute or an acknowledgement of an invoice that is not there."""
    numbers = by_number(case)
    for event in case.journal:
        if not isinstance(event, Contestation | ReconnaissanceDeDette):
            continue
        for index, number in enumerate(event.invoices):
            if number not in numbers:
                guess = nearest(number, numbers)
                hints = (f"vouliez-vous dire {guess} ?",) if guess else ()
                place = event.place_of(f"factures.{index}")
                fixes = named_alike(place, number, numbers)
                yield found("DC225", f"facture inconnue, {visible(number)}", place, hints=hints, fixes=fixes)


def levels(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC226: a relance of a level that the firm's calendar does not have."""
    known = [reminder.level for reminder in case.settings.calendar]
    for event in case.journal:
        if isinstance(event, Relance) and event.level and event.level not in known:
            guess = nearest(event.level, known)
            hints = (*((f"vouliez-vous dire {guess} ?",) if guess else ()), f"niveaux du calendrier : {', '.join(known)}")
            place = event.place_of("niveau")
            fixes = named_alike(place, event.level, known)
            yield found("DC226", f"niveau de relance inconnu, {visible(event.level)}", place, hints=hints, fixes=fixes)


def signatories(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC227: a requête signed by nobody that `dossier.yaml` knows, or by an adviser that it does not name."""
    ids = [signatory.id for signatory in case.settings.signatories]
    for event in case.journal:
        if not isinstance(event, RequeteInjonction) or not event.signatory or event.signatory in ids:
            continue
        if event.signatory in ("avocat", "commissaire"):
            if case.settings.adviser_of(event.signatory) is None:
                hints = (f"ajoutez à dossier.yaml `conseil: {{type: {event.signatory}, nom: …}}`",)
                message = f"requête signée par un {event.signatory} que dossier.yaml ne nomme pas"
                yield found("DC227", message, event.place_of("signataire"), hints=hints)
            continue
        hints = (f"signataires connus : {', '.join([*ids, 'avocat', 'commissaire'])}",)
        place = event.place_of("signataire")
        fixes = named_alike(place, event.signatory, [*ids, "avocat", "commissaire"])
        yield found("DC227", f"signataire inconnu, {visible(event.signatory)}", place, hints=hints, fixes=fixes)


def served_whom(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC228: with several debtors, service or opposition that does not say whose: each has his own time limits."""
    if len(case.debtors) < 2:
        return
    ids = enumerate_fr([debtor.id for debtor in case.debtors], "ou")
    for event in case.journal:
        if isinstance(event, Signification | Opposition) and not event.debtor:
            message = f"{event.act} sans débiteur, alors que l’affaire en compte {len(case.debtors)}"
            yield found("DC228", message, event.place, hints=(f"ajoutez debiteur: {ids}",))


def directions(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC231: a writing of the debtor marked as sent, or of the creditor marked as received.

    A promise made during a call that the creditor placed is marked as sent: only writings tell.
    """
    for event in case.journal:
        if event.channel not in _WRITTEN:
            continue
        if event.act in _RECEIVED and event.direction == "emis":
            yield found("DC231", f"{event.act} émane du débiteur, et l’entrée dit emis", event.place_of("sens"))
        if event.act in _SENT and event.direction == "recu":
            yield found("DC231", f"{event.act} émane du créancier, et l’entrée dit recu", event.place_of("sens"))


def promises(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC234: a promise without its day, which nobody can see broken."""
    for event in case.journal:
        if isinstance(event, Promesse) and event.due is None:
            yield found("DC234", "promesse sans jour", event.place, hints=("ajoutez pour_le, et montant s’il a été dit",))


def positive(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC208: an amount of the journal that is zero or negative."""
    for event in case.journal:
        for name, key in (("amount", "montant"), ("asked", "demande"), ("granted", "accorde"), ("awarded", "condamne")):
            amount = getattr(event, name, None)
            if amount is not None and amount.cents <= 0 and not (name in ("granted", "awarded") and amount.cents == 0):
                yield found("DC208", f"montant nul ou négatif : {euros(amount)}", event.place_of(key))


CHECKS = (debtors, invoices, levels, signatories, served_whom, directions, promises, positive)
