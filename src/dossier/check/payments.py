"""Payments: the invoice that they name, their order, their repetition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.check.credit_notes import by_number
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.fixes import named_alike
from dossier.ground.french import euros, short_day
from dossier.ground.nearest import nearest, visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.ledger import Payment

_DEPOSIT = "pour un acompte, ajoutez la facture d’acompte ; sinon vérifiez les deux dates"


def after_invoice(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC203: a payment before the invoice that it names, or before any invoice at all."""
    numbers = by_number(case)
    first = min(numbers.values(), key=lambda invoice: invoice.date, default=None)
    for payment in case.payments:
        target = numbers.get(payment.invoice) if payment.invoice else first
        if target and payment.date < target.date:
            which = "la facture" if payment.invoice else "la première facture"
            message = f"paiement du {short_day(payment.date)} antérieur à {which} {visible(target.number)}"
            related = ((target.place_of("date"), f"facture du {short_day(target.date)}"),)
            yield found("DC203", message, payment.place_of("date"), hints=(_DEPOSIT,), related=related)


def known_invoice(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC204: a payment that names an invoice which is not there."""
    numbers = by_number(case)
    for payment in case.payments:
        if payment.invoice and payment.invoice not in numbers:
            guess = nearest(payment.invoice, numbers)
            hints = (f"vouliez-vous dire {guess} ?",) if guess else ()
            message = f"facture inconnue, {visible(payment.invoice)}"
            place = payment.place_of("facture")
            yield found("DC204", message, place, hints=hints, fixes=named_alike(place, payment.invoice, numbers))


def positive(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC208: a payment of nothing or less."""
    for payment in case.payments:
        if payment.amount.cents <= 0:
            hint = "un chèque ou un prélèvement revenu impayé garde son montant et reçoit rejete_le"
            yield found("DC208", f"montant nul ou négatif : {euros(payment.amount)}", payment.place_of("montant"), hints=(hint,))


def repeated(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC212: two payments alike in day, amount, means, invoice and reference: often one payment typed twice."""
    seen: dict[tuple[object, ...], Payment] = {}
    for payment in case.payments:
        alike = (payment.date, payment.amount, payment.means, payment.invoice, payment.reference, payment.payer)
        first = seen.setdefault(alike, payment)
        if first is not payment:
            message = f"deux versements identiques de {euros(payment.amount)} le {short_day(payment.date)}"
            hint = "s’ils sont bien deux, distinguez-les par reference"
            yield found("DC212", message, payment.place, hints=(hint,), related=((first.place, "le premier"),))


def returned(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC213: a return unpaid on a means of payment that cannot come back."""
    for payment in case.payments:
        if payment.returned_on and payment.means in ("especes", "virement"):
            means = "des espèces" if payment.means == "especes" else "un virement"
            yield found("DC213", f"rejet noté pour {means}", payment.place_of("rejete_le"))


CHECKS = (after_invoice, known_invoice, positive, repeated, returned)
