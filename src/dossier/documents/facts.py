"""The facts of a requête, as sentences drawn from the case: each with the numbers of the pieces that prove it.

Only what entries say in their fields is told; a summary that someone wrote for the firm stays inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from dossier.claim.claim import InvoiceClaim
from dossier.documents.citations import citation
from dossier.documents.figures import counted
from dossier.documents.matter import Matter
from dossier.ground.days import next_day
from dossier.ground.french import NBSP, enumerate_fr, euros, long_day, plural
from dossier.ground.money import total
from dossier.model.evidence import EvidenceRef
from dossier.model.journal import (
    Accord,
    Contestation,
    Event,
    MiseEnDemeure,
    Promesse,
    ReconnaissanceDeDette,
    Relance,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its HTML, and the numbers of the pieces that it cites."""

    text: Markup
    pieces: tuple[int, ...] = ()


def paragraph(text: str, pieces: tuple[int, ...] = (), rule: str = "") -> Paragraph:
    """A sentence, escaped, with its pieces and its article in one pair of parentheses before the full stop."""
    sources = [part for part in (citation(pieces), escape(rule)) if part]
    proof = Markup(" ({})").format(Markup(" ; ").join(sources)) if sources else Markup("")
    return Paragraph(escape(text) + proof + ".", pieces)


def told_facts(matter: Matter) -> tuple[Paragraph, ...]:
    """Contract, invoices, what was said and written, payments: in the order in which a judge reads them."""
    return (*_contract(matter), *_invoices(matter), *_journal(matter), *_payments(matter))


def numbers(matter: Matter, evidence: tuple[EvidenceRef, ...]) -> tuple[int, ...]:
    """The numbers of the pieces that an entry names."""
    return matter.bordereau.numbers(tuple(ref.file for ref in evidence))


def _contract(matter: Matter) -> Iterator[Paragraph]:
    contract, debtor, creditor = matter.case.contract, matter.debtor, matter.case.creditor
    by = f"Par {contract.reference}" if contract.reference else "Par contrat"
    when = f" du {long_day(contract.concluded_on)}" if contract.concluded_on else ""
    text = f"{by}{when}, {debtor.name} a contracté avec {creditor.name} pour : {contract.subject}"
    if contract.term and not contract.term.end_of_month:
        start = {"facture": "la date de facture", "livraison": "la livraison", "execution": "l’exécution"}
        text += f". Le paiement est convenu à {plural(contract.term.days, 'jour')} à compter de {start[contract.term.from_event]}"
    yield paragraph(text, numbers(matter, contract.evidence))


def _invoices(matter: Matter) -> Iterator[Paragraph]:
    known = {row.number: row for row in matter.claim.invoices if row.state in ("due", "paid")}
    entries = [i for i in matter.case.invoices if i.type == "facture" and i.number in known]
    if not entries:
        return
    done = {i.number: day for i in entries if (day := i.delivered_on or i.performed_on)}
    count = f"{counted(len(entries))} factures"
    dates = _between([i.date for i in entries], "datée du", "datées du")
    text = f"Le requérant a émis {count}, {dates}, échues {_between([known[i.number].due for i in entries], 'le', 'du')}"
    if len(entries) == 1:
        text = f"Le requérant a émis la facture {entries[0].number}, {dates}, échue le {long_day(known[entries[0].number].due)}"
    if len(done) == len(entries):
        text += f". Les livraisons ou prestations ont été exécutées {_between(list(done.values()), 'le', 'du')}"
    elif done:
        text += f". Livraison ou prestation exécutée {_between(list(done.values()), 'le', 'du')} ({', '.join(done)})"
    pieces = tuple(sorted({n for i in entries for n in numbers(matter, i.evidence)}))
    yield paragraph(text, pieces)
    yield from _credits(matter, known)


def _credits(matter: Matter, known: dict[str, InvoiceClaim]) -> Iterator[Paragraph]:
    for row in known.values():
        for credit in row.credits:
            entry = next((i for i in matter.case.invoices if i.number == credit.number), None)
            text = (
                f"Un avoir {credit.number} de {euros(credit.amount)} a réduit la facture {row.number} le {long_day(credit.date)}"
            )
            yield paragraph(text, numbers(matter, entry.evidence) if entry else ())


def _between(days: list[date], one: str, many: str) -> str:
    first, last = min(days), max(days)
    return f"{one} {long_day(first)}" if first == last else f"{many} {long_day(first)} au {long_day(last)}"


def _journal(matter: Matter) -> Iterator[Paragraph]:
    """Reminders together, then each act of weight in its order; what is confidential has no piece and no sentence here."""
    events = [e for e in matter.case.journal if e.date < next_day(matter.today) and e.debtor in ("", matter.debtor.id)]
    reminders = [e for e in events if isinstance(e, Relance) and e.direction != "recu"]
    told = False
    for event in events:
        if isinstance(event, MiseEnDemeure) and reminders and not told:
            yield _reminders(matter, reminders)
            told = True
        text = _sentence(matter, event)
        if text:
            yield paragraph(text, numbers(matter, event.evidence))
    if reminders and not told:
        yield _reminders(matter, reminders)


def _reminders(matter: Matter, events: list[Relance]) -> Paragraph:
    days = sorted({e.date for e in events})
    pieces = tuple(sorted({n for e in events for n in numbers(matter, e.evidence)}))
    if len(days) == 1:
        return paragraph(f"Le requérant a relancé le débiteur le {long_day(days[0])}", pieces)
    text = f"Le requérant a relancé le débiteur {counted(len(days))} fois, du {long_day(days[0])} au {long_day(days[-1])}"
    return paragraph(text, pieces)


_BY = {
    "courriel": "Par courriel du", "courrier": "Par lettre du", "lrar": "Par lettre recommandée du", "lre": "Par lettre recommandée électronique du",
    "telephone": "Au téléphone, le", "sms": "Par message du", "rendez_vous": "Lors d’un rendez-vous, le", "main_propre": "Par écrit remis le",
}  # fmt: skip


def _sentence(matter: Matter, event: Event) -> str:
    """One act of weight in a sentence; '' for what a requête does not tell."""
    by = f"{_BY.get(event.channel or '', 'Le')} {long_day(event.date)}"
    if isinstance(event, MiseEnDemeure):
        return _notice(event)
    if isinstance(event, ReconnaissanceDeDette):
        sum_ = f" à hauteur de {euros(event.amount)}" if event.amount else ""
        verb = "a reconnu devoir" if event.weight == "certaine" else "a fait état de"
        return f"{by}, le débiteur {verb} la dette{sum_}"
    if isinstance(event, Promesse):
        sum_ = f" de {euros(event.amount)}" if event.amount else ""
        term = f" pour le {long_day(event.due)}" if event.due else ""
        return f"{by}, le débiteur a annoncé un règlement{sum_}{term}"
    if isinstance(event, Contestation):
        which = (
            f"{'la facture' if len(event.invoices) == 1 else 'les factures'} {enumerate_fr(event.invoices)}"
            if event.invoices
            else "la créance"
        )
        reason = f" : {event.reason}" if event.reason else ""
        return f"{by}, le débiteur a contesté {which}{reason}"
    if isinstance(event, Accord):
        name = "un échéancier" if event.act == "echeancier" else "une transaction"
        count = f" en {plural(len(event.instalments), 'échéance')}" if event.instalments else ""
        return f"Les parties ont convenu le {long_day(event.date)} d’{name}{count}"
    return ""


_DELIVERED = {
    "recue": "remise au destinataire", "non_reclamee": "non réclamée par le destinataire",
    "refusee": "refusée par le destinataire", "inconnue_a_l_adresse": "revenue avec la mention « inconnu à l’adresse »",
}  # fmt: skip


def _notice(event: MiseEnDemeure) -> str:
    name = "Une sommation de payer" if event.act == "sommation" else "Une mise en demeure de payer"
    how = {"lrar": " par lettre recommandée avec avis de réception", "lre": " par lettre recommandée électronique"}
    text = f"{name} a été adressée au débiteur le {long_day(event.date)}{how.get(event.channel or '', '')}"
    if event.tracking:
        text += f" n°{NBSP}{event.tracking}"
    if event.presented_on:
        text += f", présentée le {long_day(event.presented_on)}"
    if event.delivery:
        text += f", {_DELIVERED[event.delivery]}"
    if event.deadline:
        text += f". Elle laissait un délai expirant le {long_day(event.deadline)}"
    return text


def _payments(matter: Matter) -> Iterator[Paragraph]:
    received = [p for p in matter.claim.payments if p.allocated]
    if not received:
        return
    pieces = matter.bordereau.numbers(tuple(path for p in received for path in p.evidence))
    times = f"en {counted(len(received))} fois, " if len(received) > 1 else ""
    text = f"Le débiteur a versé {euros(total(p.amount for p in received))}, {times}{_between([p.date for p in received], 'le', 'du')}"
    yield paragraph(text, pieces)
