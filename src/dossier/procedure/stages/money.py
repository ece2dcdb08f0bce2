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

    An overdue invoice that is paid leaves the stage to the others, and so do its accessories; a payment that comes back undoes
    what it did; an invoice made after all others were paid opens the case again.
    """
    found = (*_paid(road), *_accessories(road), *_returned(road), *_new(road))
    return tuple(sorted(found, key=lambda reason: reason.day))


def _paid(road: Road) -> Iterator[Reason]:
    for invoice in road.claim.invoices:
        ended = _ended(invoice, road)
        if ended is None or ended[0] <= invoice.due:
            continue
        why = f"Principal de la facture {invoice.number} éteint : l’étape suit ce qui reste dû"
        yield Reason(ended[0], ended[1], "C. civ. 1342", why)


def _accessories(road: Road) -> Iterator[Reason]:
    """The payment that ended the accessories of what was due, while another invoice has still to fall due."""
    due, later = road.claim.totals.due, road.claim.totals.not_due
    if due is None or due.cents > 0 or later.cents <= 0:
        return
    paid = [p for p in road.claim.payments if not p.returned and any(a.to != "principal" for a in p.allocated)]
    ended = [found[0] for invoice in road.claim.invoices if (found := _ended(invoice, road))]
    if paid and ended and paid[-1].date > max(ended):
        why = "Accessoires de ce qui était échu éteints : l’étape suit ce qui reste à échoir"
        yield Reason(paid[-1].date, paid[-1].place, "C. civ. 1342", why)


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
