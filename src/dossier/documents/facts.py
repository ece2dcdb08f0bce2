"""The facts of a requête, as sentences drawn from the case: each with the numbers of the pieces that prove it.

Only what entries say in their fields is told; a summary that someone wrote for the firm stays inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from dossier.claim.claim import InvoiceClaim
from dossier.documents.citations import citation
from dossier.documents.figures import counted
from dossier.documents.matter import Matter
from dossier.documents.parties import is_noun, signed_on
from dossier.documents.proof import Proof, proofs
from dossier.documents.targets import are_solidary, sued_as, targets
from dossier.ground.french import NBSP, enumerate_fr, euros, long_day, lower_first, plural
from dossier.ground.money import total
from dossier.model.contract import Contract
from dossier.model.evidence import EvidenceRef
from dossier.model.journal import (
    Accord,
    Contestation,
    Event,
    MiseEnDemeure,
    Promesse,
    ReconnaissanceDeDette,
)
from dossier.model.ledger import Invoice
from dossier.model.party import Party
from dossier.pieces.story import chapters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its HTML, and the numbers of the pieces that it cites."""

    text: Markup
    pieces: tuple[int, ...] = ()


def paragraph(text: str, pieces: tuple[int, ...] = (), rule: str = "", proof: Proof | None = None) -> Paragraph:
    """A sentence, escaped, with its pieces and its article in one pair of parentheses before the full stop.

    *proof* adds the lines of the décompte, and the page of the pieces on which the amount of the sentence stands.
    """
    known = proof or Proof()
    sources = [part for part in (known.line, citation(pieces, known.pages), escape(rule)) if part]
    said = Markup(" ({})").format(Markup(" ; ").join(sources)) if sources else Markup("")
    return Paragraph(escape(text) + said + ".", pieces)


def told_facts(matter: Matter) -> tuple[Paragraph, ...]:
    """Contract, invoices, then what was said, written and paid in its order: that of the bordereau."""
    return (*_contract(matter), *_invoices(matter), *_story(matter))


def numbers(matter: Matter, evidence: tuple[EvidenceRef, ...]) -> tuple[int, ...]:
    """The numbers of the pieces that an entry names."""
    return matter.bordereau.numbers(tuple(ref.file for ref in evidence))


def dated_contract(contract: Contract) -> str:
    """« contrat du 3 mars 2026 », or « contrat » where its day is not known."""
    return f"contrat du {long_day(contract.concluded_on)}" if contract.concluded_on else "contrat"


def foundation(contract: Contract) -> str:
    """« contrat du 3 mars 2026 (objet : fourniture de bacs acier) »: what a claim rests on, in a sheet."""
    subject = contract.subject.strip(" .")
    return f"{dated_contract(contract)} (objet : {lower_first(subject)})" if subject else dated_contract(contract)


def _contract(matter: Matter) -> Iterator[Paragraph]:
    contract, creditor = matter.case.contract, matter.case.creditor
    by = f"Par {contract.reference}" if is_noun(contract.reference) else f"Par contrat {contract.reference}".rstrip()
    when = signed_on(contract)
    subject = f" (objet : {lower_first(contract.subject.rstrip(' .'))})" if contract.subject.strip(" .") else ""
    parties = [_told(debtor) for debtor in targets(matter.case)] or [_told(matter.debtor)]
    verb = "a contracté" if len(parties) == 1 else "ont contracté"
    text = f"{by}{when}, {enumerate_fr(parties)} {verb} avec {_told(creditor)}{subject}"
    if contract.term and not contract.term.end_of_month:
        start = {"facture": "la date de la facture", "livraison": "la livraison", "execution": "l’exécution"}
        text += f". Le paiement est convenu à {plural(contract.term.days, 'jour')} à compter de {start[contract.term.from_event]}"
    yield paragraph(text, numbers(matter, contract.evidence))
    if are_solidary(matter.case) and len(parties) > 1:
        yield paragraph(
            f"{enumerate_fr(parties)} sont {_held(matter)} solidairement de la dette", numbers(matter, contract.evidence)
        )


def _held(matter: Matter) -> str:
    """« tenues » of women alone, else « tenus »."""
    return "tenues" if all(debtor.title == "Mme" for debtor in targets(matter.case)) else "tenus"


def _told(party: Party) -> str:
    """A party as the facts name it: a person by own names, a company by its denomination."""
    return sued_as(party) if party.is_natural else party.name


def _invoices(matter: Matter) -> Iterator[Paragraph]:
    known = {row.number: row for row in matter.claim.invoices if row.state in ("due", "paid")}
    entries = [i for i in matter.case.invoices if i.type == "facture" and i.number in known]
    if not entries:
        return
    done = {i.number: day for i in entries if (day := i.delivered_on or i.performed_on)}
    dated = spread([i.date for i in entries])
    due = spread([known[i.number].due for i in entries])
    if len(entries) == 1:
        text = f"Le requérant a émis la facture {entries[0].number}, datée {dated.of}, échue {due.on}"
    else:
        text = f"Le requérant a émis {counted(len(entries))} factures, datées {dated.of}, échues {due.on}"
    notes = _notes(matter, known)
    if notes:
        text += ", et un avoir" if len(notes) == 1 else f", et {counted(len(notes))} avoirs"
    if done:
        text += f". {_performed(list(done), list(done.values()), all_of_them=len(done) == len(entries))}"
    pieces = tuple(sorted({n for i in (*entries, *notes) for n in numbers(matter, i.evidence)}))
    yield paragraph(text, pieces)
    yield from _credits(matter, known)


def _performed(numbers: list[str], days: list[date], all_of_them: bool) -> str:
    of = (
        "" if all_of_them else f" correspondant {'à la facture' if len(numbers) == 1 else 'aux factures'} {enumerate_fr(numbers)}"
    )
    if len(numbers) == 1:
        return f"La livraison ou la prestation{of} a été exécutée {spread(days).on}"
    return f"Les livraisons ou les prestations{of} ont été exécutées {spread(days).on}"


def _notes(matter: Matter, known: dict[str, InvoiceClaim]) -> list[Invoice]:
    """The credit notes of these invoices: the bordereau lists them with the invoice that they reduce."""
    reducing = {credit.number for row in known.values() for credit in row.credits}
    return [entry for entry in matter.case.invoices if entry.type == "avoir" and entry.number in reducing]


def _credits(matter: Matter, known: dict[str, InvoiceClaim]) -> Iterator[Paragraph]:
    proven = proofs(matter)
    for row in known.values():
        for credit in row.credits:
            text = (
                f"L’avoir {credit.number} du {long_day(credit.date)}, d’un montant de {euros(credit.amount)}, "
                f"a réduit la facture {row.number}"
            )
            proof = proven.credit(row, credit)
            yield paragraph(text, proof.pieces, proof=proof)


@dataclass(frozen=True, slots=True)
class Spread:
    """Some days as a sentence says them: `of` after « datées », `on` after « échues »."""

    of: str
    on: str


def spread(days: list[date]) -> Spread:
    """« du 3 mai 2026 » and « le 3 mai 2026 » for one day; both days for two; the first and the last for more."""
    distinct = sorted(set(days))
    first, last = long_day(distinct[0]), long_day(distinct[-1])
    if len(distinct) == 1:
        return Spread(f"du {first}", f"le {first}")
    if len(distinct) == 2:
        return Spread(f"du {first} et du {last}", f"le {first} et le {last}")
    return Spread(f"du {first} au {last}", f"entre le {first} et le {last}")


def _story(matter: Matter) -> Iterator[Paragraph]:
    """Each act of weight, reminders and payments each in one go; what is confidential has no piece and no sentence here."""
    asked = ("", *(debtor.id for debtor in targets(matter.case)))
    for chapter in chapters(matter.case, matter.today):
        if chapter.kind == "paid":
            yield from _payments(matter)
        elif chapter.kind == "reminders":
            yield _reminders(matter, chapter.events)
        elif chapter.kind == "event":
            (event,) = chapter.events
            text = _sentence(matter, event) if event.debtor in asked else ""
            if text:
                yield paragraph(text, numbers(matter, event.evidence), proof=_told_in(matter, event))


def _reminders(matter: Matter, events: Sequence[Event]) -> Paragraph:
    days = sorted({e.date for e in events})
    times = f" {counted(len(days))} fois," if len(days) > 1 else ""
    pieces = tuple(sorted({n for e in events for n in numbers(matter, e.evidence)}))
    return paragraph(f"Le requérant a relancé {_whom(matter, '')}{times} {spread(days).on}", pieces)


_BY = {
    "courriel": "Par courriel du", "courrier": "Par lettre du", "lrar": "Par lettre recommandée du", "lre": "Par lettre recommandée électronique du",
    "telephone": "Au téléphone, le", "sms": "Par SMS du", "rendez_vous": "Lors d’un rendez-vous, le", "main_propre": "Par écrit remis le",
}  # fmt: skip


def _told_in(matter: Matter, event: Event) -> Proof | None:
    """The page of the piece on which the amount that an entry tells stands."""
    if isinstance(event, Promesse | ReconnaissanceDeDette) and event.amount:
        return proofs(matter).told(event.evidence, event.amount)
    return None


def _whom(matter: Matter, id: str) -> str:
    """« le débiteur »; where several are asked, the one that an entry names, else « la partie débitrice »."""
    asked = targets(matter.case)
    if len(asked) < 2:
        return "le débiteur"
    return next((sued_as(debtor) for debtor in asked if debtor.id == id), "la partie débitrice")


def _sentence(matter: Matter, event: Event) -> str:
    """One act of weight in a sentence; '' for what a requête does not tell."""
    who = _whom(matter, event.debtor)
    by = f"{_BY.get(event.channel or '', 'Le')} {long_day(event.date)}"
    if isinstance(event, MiseEnDemeure):
        return _notice(event, who)
    if isinstance(event, ReconnaissanceDeDette):
        if event.weight == "certaine":
            return f"{by}, {who} a reconnu {f'devoir la somme de {euros(event.amount)}' if event.amount else 'la dette'}"
        sum_ = f", pour un montant de {euros(event.amount)}," if event.amount else ""
        return f"{by}, {who} a évoqué la dette{sum_} en des termes que le juge appréciera"
    if isinstance(event, Promesse):
        sum_ = f" de {euros(event.amount)}" if event.amount else ""
        term = f" pour le {long_day(event.due)}" if event.due else ""
        return f"{by}, {who} a annoncé un règlement{sum_}{term}"
    if isinstance(event, Contestation):
        which = (
            f"{'la facture' if len(event.invoices) == 1 else 'les factures'} {enumerate_fr(event.invoices)}"
            if event.invoices
            else "la créance"
        )
        reason = f", au motif suivant : {lower_first(event.reason.rstrip(' .'))}" if event.reason else ""
        return f"{by}, {who} a contesté {which}{reason}"
    if isinstance(event, Accord):
        name = "un échéancier" if event.act == "echeancier" else "une transaction"
        count = f" en {plural(len(event.instalments), 'échéance')}" if event.instalments else ""
        return f"Les parties sont convenues, le {long_day(event.date)}, d’{name}{count}"
    return ""


_DELIVERED = {
    "recue": "remise au destinataire", "non_reclamee": "non réclamée par le destinataire",
    "refusee": "refusée par le destinataire", "inconnue_a_l_adresse": "revenue avec la mention « inconnu à l’adresse »",
}  # fmt: skip


def _notice(event: MiseEnDemeure, who: str) -> str:
    name = "Une sommation de payer" if event.act == "sommation" else "Une mise en demeure de payer"
    how = {"lrar": " par lettre recommandée avec avis de réception", "lre": " par lettre recommandée électronique"}
    to = "au débiteur" if who == "le débiteur" else f"à {who}"
    text = f"{name} a été adressée {to} le {long_day(event.date)}{how.get(event.channel or '', '')}"
    if event.tracking:
        text += f" n°{NBSP}{event.tracking}"
    fate = [f"présentée le {long_day(event.presented_on)}"] if event.presented_on else []
    fate += [_DELIVERED[event.delivery]] if event.delivery else []
    text += f", {' et '.join(fate)}" if fate else ""
    if event.deadline:
        text += f". Elle laissait un délai expirant le {long_day(event.deadline)}"
    return text


def _payments(matter: Matter) -> Iterator[Paragraph]:
    received = [p for p in matter.claim.payments if p.allocated]
    if not received:
        return
    proof = proofs(matter).payments(received)
    times = f" en {counted(len(received))} versements," if len(received) > 1 else ""
    text = f"Le requérant a reçu {euros(total(p.amount for p in received))}{times} {spread([p.date for p in received]).on}"
    yield paragraph(text, proof.pieces, proof=proof)
