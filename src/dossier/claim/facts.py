"""What is known on the day of computing: facts dated later are as if they had not happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dossier.model.case import Case
from dossier.model.journal import Event, Renonciation
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.party import Debtor

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Facts:
    """The known facts of a case, each kind sorted by what it says and never by where it stands in the files.

    `invoices` are in euros; `foreign` are those that are not and stay out. `credits` maps a number to the credit notes on it;
    one on no invoice of the case counts nowhere, which `check` reports. `payments` include those that came back, `returned` tells which.
    """

    case: Case
    today: date
    invoices: tuple[Invoice, ...]
    credits: Mapping[str, tuple[Invoice, ...]]
    foreign: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    costs: tuple[Cost, ...]
    journal: tuple[Event, ...]

    def returned(self, payment: Payment) -> bool:
        """Whether a cheque or direct debit is known to have come back: then it was no payment."""
        return payment.returned_on is not None and payment.returned_on <= self.today

    def events(self, kind: type[E]) -> Iterator[E]:
        """The known acts of a kind that concern the first principal debtor, by day."""
        debtor = principal_debtor(self.case).id
        return (event for event in self.journal if isinstance(event, kind) and event.debtor in ("", debtor))


def principal_debtor(case: Case) -> Debtor:
    """The first principal debtor, else the first debtor: the one whose state decides for the whole claim."""
    return next((debtor for debtor in case.debtors if debtor.role == "principal"), case.debtors[0])


def known_facts(case: Case, today: date) -> Facts:
    """The facts dated up to *today*, that day included."""
    written = [invoice for invoice in case.invoices if invoice.date <= today]
    invoices = [invoice for invoice in written if invoice.type == "facture"]
    local = sorted((i for i in invoices if _in_euros(i)), key=lambda i: (i.date, i.number, i.gross))
    numbers = {invoice.number for invoice in local}
    notes = sorted((i for i in written if i.type == "avoir"), key=lambda i: (i.date, i.number, i.gross))
    euro_notes = [note for note in notes if _in_euros(note)]
    credits = {number: tuple(n for n in euro_notes if n.of == number) for number in sorted(numbers)}
    payments = sorted((p for p in case.payments if p.date <= today), key=_payment_order)
    return Facts(
        case,
        today,
        tuple(local),
        credits,
        tuple(invoice for invoice in written if not _in_euros(invoice)),
        tuple(payments),
        tuple(sorted((c for c in case.costs if c.date <= today), key=lambda c: (c.date, c.label, c.amount, c.basis))),
        tuple(sorted((e for e in case.journal if e.date <= today), key=_event_order)),
    )


def _in_euros(invoice: Invoice) -> bool:
    return invoice.currency.upper() in ("EUR", "€", "EURO", "EUROS")


_WAIVED_IN_ORDER = ("principal", "interets", "indemnites", "tout")


def _event_order(event: Event) -> tuple[date, str, str, str, int, str]:
    """By day and act; of two alike, by what they say: of waivers of one day, the narrow ones before one of everything."""
    rank = _WAIVED_IN_ORDER.index(event.on) if isinstance(event, Renonciation) else 0
    return (event.date, event.act, event.debtor, event.summary, rank, repr(event))


def _payment_order(payment: Payment) -> tuple[date, bool, str, int, str, str, date, str]:
    """By day; those that name an invoice first, since what they leave follows the law's order with the others."""
    returned = payment.returned_on or date.max
    named = (payment.date, not payment.invoice, payment.invoice, payment.amount.cents)
    return (*named, payment.means, payment.reference, returned, repr(payment))
