"""What payments do to the road: they have no stage of their own, yet a stage may follow what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.claim.claim import InvoiceClaim
from dossier.ground.french import euros, short_day
from dossier.ground.spans import Span
from dossier.procedure.position import Reason
from dossier.procedure.road import Road


def changes(road: Road) -> tuple[Reason, ...]:
    """The days on which money changed what the stage looks at, oldest first: each explains a stage that moves back.

    An overdue invoice that is paid leaves the stage to the others; a payment that comes back undoes what it did; an invoice
    made after all others were paid opens the case again.
    """
    return tuple(sorted((*_paid(road), *_returned(road), *_new(road)), key=lambda reason: reason.day))


def _paid(road: Road) -> Iterator[Reason]:
    for invoice in road.claim.invoices:
        ended = _ended(invoice, road)
        if ended is None or ended[0] <= invoice.due:
            continue
        why = f"Principal de la facture {invoice.number} éteint : l’étape suit ce qui reste dû"
        yield Reason(ended[0], ended[1], "C. civ. 1342", why)


def _ended(invoice: InvoiceClaim, road: Road) -> tuple[date, Span] | None:
    """The day on which the principal of an invoice was paid in full, with the fact; None as long as it is not."""
    if invoice.outstanding is None or invoice.outstanding.cents > 0:
        return None
    facts = [(c.date, c.place) for c in invoice.credits if c.date <= road.today]
    for payment in road.claim.payments:
        if not payment.returned and any(a.invoice == invoice.number and a.to == "principal" for a in payment.allocated):
            facts.append((payment.date, payment.place))
    return max(facts, key=lambda fact: fact[0], default=None)


def _returned(road: Road) -> Iterator[Reason]:
    for payment in road.case.payments:
        back = road.known(payment.returned_on)
        if back and payment.date <= back:
            why = f"Paiement de {euros(payment.amount)} du {short_day(payment.date)} revenu impayé : il n’a rien éteint"
            yield Reason(back, payment.place, "C. civ. 1342", why)


def _new(road: Road) -> Iterator[Reason]:
    for invoice in road.claim.invoices:
        others = [_ended(other, road) for other in road.claim.invoices if other.date < invoice.date]
        if others and all(other is not None and other[0] < invoice.date for other in others):
            why = f"Nouvelle facture {invoice.number}, échéance le {short_day(invoice.due)}"
            yield Reason(invoice.date, invoice.place, "", why)
