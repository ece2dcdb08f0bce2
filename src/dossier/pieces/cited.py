"""Which files the entries of a case cite, in the order in which a bordereau lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day

from dossier.ground.spans import Span
from dossier.ground.world import Unreadable, checked_parts
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.evidence import EvidenceRef, Verification
from dossier.model.journal import Event
from dossier.model.ledger import Invoice, Payment
from dossier.pieces import titles
from dossier.pieces.story import chapters


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry that names a file: what it calls it and since when. `path` is from the case's folder, in NFC.

    `date` is that of the piece, None when nobody says it; before `known_from` neither entry nor piece exists.
    `own_title` and `own_nature` say that title and nature were written by hand; `invoice` is the number of the invoice concerned, or ''.
    """

    path: str
    title: str
    date: Day | None
    known_from: Day
    nature: str
    span: Span
    own_title: bool = False
    invoice: str = ""
    confidential: bool = False
    official: bool = False
    own_nature: bool = False


def citations(case: Case, today: Day) -> tuple[Citation, ...]:
    """All citations known on *today*, in the order of the bordereau.

    First who the debtor is, then the contract (before, where an act opens with it), then each invoice with what proves it
    and its credit notes, then payments, letters and acts as `story` tells them, then costs. Entries and pieces of later days
    are as if unknown; paths that leave the case are left out (`check` reports them).
    """
    return tuple(citation for citation in _all(case, today) if citation.known_from <= today)


_CONTRACT_FIRST = ("bail_habitation", "credit_consommation")
"""Natures of a claim whose contract makes the court: the act opens with it, before it says where the debtor lives."""


def _all(case: Case, today: Day) -> Iterator[Citation]:
    opening = (_contract, _identity) if case.nature in _CONTRACT_FIRST else (_identity, _contract)
    for part in opening:
        yield from part(case)
    yield from _invoices(case)
    for chapter in chapters(case, today):
        for payment in chapter.payments:
            yield from _payment(payment)
        for event in chapter.events:
            yield from _event(event)
    yield from _costs(case)
    yield from _communications(case)


def uncited(case: Case) -> tuple[str, ...]:
    """The files below `pieces/` that no entry names, whatever its date, that were never communicated, and that are no conversion."""
    named = {citation.path for citation in _all(case, Day.max)} | {piece.file for piece in case.frozen_pieces}
    named |= {path for made in case.conversions if made.original in case.files for path in (made.result, made.record)}
    return tuple(sorted(path for path, item in case.files.items() if item.kind == "file" and path not in named))


def _made(
    entry: Entry, refs: Sequence[EvidenceRef], known: Iterable[tuple[str, str]], day: Day | None, invoice: str = "",
    dates: bool = True,
) -> Iterator[Citation]:  # fmt: skip
    """Citations of one entry; *known* gives title and nature for each reference. An entry of a later day hides all of its.

    *dates*: whether a piece without a day of its own has that of the entry.
    """
    for ref, (title, nature) in zip(refs, known, strict=True):
        try:
            path = "/".join(checked_parts(ref.file))
        except Unreadable:
            continue
        where = ref.place_of("fichier")
        yield Citation(
            path, ref.title.strip() or title, ref.date or (day if dates else None), max(day or Day.min, ref.date or Day.min),
            ref.nature or nature, where if where.file else entry.place, bool(ref.title.strip()), invoice,
            ref.confidential, ref.official, ref.nature is not None,
        )  # fmt: skip


def _identity(case: Case) -> Iterator[Citation]:
    checks = [(debtor, check) for debtor in case.debtors for check in debtor.verifications if check.evidence]
    # By debtor who and where, then for all of them whether proceedings are open: so a requête says it.
    for debtor, check in sorted(checks, key=lambda row: row[1].nature == "bodacc"):
        yield from _verification(check, debtor.name)


def _verification(check: Verification, debtor: str) -> Iterator[Citation]:
    if check.evidence:
        yield from _made(check, (check.evidence,), [titles.of_verification(check, debtor)], check.date)


def _contract(case: Case) -> Iterator[Citation]:
    contract = case.contract
    known = [titles.of_contract(ref.file, contract.reference) for ref in contract.evidence]
    yield from _made(contract, contract.evidence, known, contract.concluded_on)
    for security in contract.securities:
        named = [titles.of_security(security.nature) for _ in security.evidence]
        yield from _made(security, security.evidence, named, security.published_on)


def _invoices(case: Case) -> Iterator[Citation]:
    invoices = [i for i in case.invoices if i.type == "facture"]
    notes = [i for i in case.invoices if i.type == "avoir"]
    numbers = {invoice.number for invoice in invoices}
    for invoice in invoices:
        yield from _invoice(invoice, invoice.number)
        for note in notes:
            if note.of == invoice.number:
                yield from _invoice(note, invoice.number)
    for note in notes:
        if note.of not in numbers:
            yield from _invoice(note, "")


def _invoice(invoice: Invoice, number: str) -> Iterator[Citation]:
    known = [titles.of_invoice(invoice, ref.file, i == 0) for i, ref in enumerate(invoice.evidence)]
    yield from _made(invoice, invoice.evidence, known, invoice.date, number)


def _payment(payment: Payment) -> Iterator[Citation]:
    known = [titles.of_payment(payment, ref.file) for ref in payment.evidence]
    yield from _made(payment, payment.evidence, known, payment.date, payment.invoice)


def _communications(case: Case) -> Iterator[Citation]:
    """What was communicated is cited elsewhere as a rule; here it comes last, so that it lends no title, and never a date."""
    for event in case.journal:
        if event.act == "communication":
            yield from _event(event, dates=False)


def _event(event: Event, dates: bool = True) -> Iterator[Citation]:
    known = [titles.of_event(event, ref.file, i == 0) for i, ref in enumerate(event.evidence)]
    yield from _made(event, event.evidence, known, event.date, dates=dates)


def _costs(case: Case) -> Iterator[Citation]:
    for cost in case.costs:
        yield from _made(cost, cost.evidence, [(cost.label, "autre")] * len(cost.evidence), cost.date)
