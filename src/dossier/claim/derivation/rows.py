"""The smallest rows of a derivation: a line of interest, a part of a payment, a credit note, a day."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.claim.claim import Allocation, Claim, CreditLine, PaymentClaim, Period
from dossier.claim.derivation import words
from dossier.claim.derivation.tree import Derivation
from dossier.ground.french import euros, short_day, upper_first
from dossier.model.case import Case


def period_row(case: Case, claim: Claim, period: Period, base_words: str) -> Derivation:
    """A printed line of interest."""
    rate = period.rate
    return Derivation(
        "",
        f"du {short_day(period.start)} au {short_day(period.last)}",
        period.amount,
        words.formula(period) + euros(period.amount),
        rate.rule,
        rate.certainty,
        reasons=words.period_reasons(case, claim, period, base_words),
        period=period,
        exact=period.exact,
    )


def credit_row(credit: CreditLine) -> Derivation:
    """A credit note as what it grants."""
    reason = words.credit_reason(credit)
    return Derivation(
        "", upper_first(words.credit_words(credit)), credit.amount, reason.words, place=credit.place, reasons=(reason,)
    )


def parts(claim: Claim, to: str, invoice: str | None = None) -> Iterator[tuple[PaymentClaim, Allocation]]:
    """The parts of payments that went to a head, of one invoice or of all, by day."""
    for payment in claim.payments:
        for part in payment.allocated:
            if part.to == to and invoice in (None, part.invoice):
                yield payment, part


def part_row(payment: PaymentClaim, part: Allocation) -> Derivation:
    """A part of a payment as what it paid."""
    return Derivation(
        payment_name(payment),
        f"Versement du {short_day(payment.date)}, part {words.SHARE_FR[part.to]}",
        part.amount,
        "",
        part.rule,
        place=payment.place,
        reasons=(words.received_reason(payment), words.allocated_reason(payment, part.amount, part.rule)),
    )


def payment_name(payment: PaymentClaim) -> str:
    """`payment:2026-03-02`, the name of a payment in `explain`."""
    return f"payment:{payment.date.isoformat()}"
