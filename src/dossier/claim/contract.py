"""The JSON of a décompte, `dossier/decompte/1`: amounts and rates as text, days in ISO form, unknown as null."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, Period, TitleClaim, Totals
from dossier.ground.money import Money

_TOTALS = (
    "principal", "interest", "indemnity", "penalty", "costs",
    "interest_paid", "indemnity_paid", "penalty_paid", "costs_paid", "paid", "not_due", "due",
)  # fmt: skip


def decompte_json(claim: Claim, diagnostics: Sequence[Any] = ()) -> dict[str, Any]:
    """The décompte in the shape that other programs rely on; *diagnostics* are rows as `check` prints them."""
    return {
        "schema": "dossier/decompte/1",
        "case": claim.case,
        "date": claim.date.isoformat(),
        "currency": "EUR",
        "invoices": [_invoice(invoice) for invoice in claim.invoices],
        "payments": [payment_json(payment) for payment in claim.payments],
        "titles": [_title(title) for title in claim.titles],
        "totals": _totals(claim.totals),
        "regime": claim.regime,
        "not_claimed": [{"what": n.what, "reason": n.reason, "rule": n.rule} for n in claim.not_claimed],
        "alternatives": [{"choice": a.choice, "total": str(a.total), "reason": a.reason} for a in claim.alternatives],
        "per_day": _amount(claim.per_day),
        "choices": dict(claim.choices),
        "diagnostics": list(diagnostics),
    }


def _amount(money: Money | None) -> str | None:
    return None if money is None else str(money)


def rate_text(percent: Decimal) -> str:
    """`12.00`: two decimals, or as many as the rate has."""
    exponent = percent.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{percent:.{decimals}f}"


def _periods(periods: Iterable[Period]) -> list[dict[str, Any]]:
    return [
        {
            "start": period.start.isoformat(),
            "end": period.last.isoformat(),
            "days": period.days,
            "base": str(period.base),
            "rate": rate_text(period.rate.percent),
            "rule": period.rate.rule,
            "amount": str(period.amount),
            **_nonzero(capitalised=period.capitalised),
        }
        for period in periods
    ]


def _capitalised(row: InvoiceClaim | TitleClaim) -> dict[str, Any]:
    """The days on which interest began to bear interest, and what of it is unpaid; no key where there are none."""
    if not row.capitalisations:
        return {}
    return {
        "capitalised": str(row.capitalised),
        "capitalisations": [
            {"date": c.day.isoformat(), "amount": str(c.amount), "basis": c.basis, "rule": c.rule, "certainty": str(c.certainty)}
            for c in row.capitalisations
        ],
    }


def _invoice(invoice: InvoiceClaim) -> dict[str, Any]:
    return {
        "number": invoice.number,
        "state": invoice.state,
        "due": invoice.due.isoformat(),
        "principal": str(invoice.principal),
        "credited": str(invoice.credited),
        "outstanding": _amount(invoice.outstanding),
        "interest": _amount(invoice.interest),
        "interest_paid": str(invoice.interest_paid),
        "indemnity": str(invoice.indemnity),
        "indemnity_paid": str(invoice.indemnity_paid),
        "periods": _periods(invoice.periods),
        **_nonzero(interest_waived=invoice.interest_waived, withheld=invoice.withheld),
        **_capitalised(invoice),
    }


def _nonzero(**amounts: Money) -> dict[str, str]:
    """The amounts that are there, under their keys: what most décomptes do not have takes no key."""
    return {name: str(money) for name, money in amounts.items() if money}


def payment_json(payment: PaymentClaim) -> dict[str, Any]:
    """A payment and where it went."""
    parts = [{"invoice": p.invoice, "to": p.to, "amount": str(p.amount), "rule": p.rule} for p in payment.allocated]
    return {
        "date": payment.date.isoformat(),
        "amount": str(payment.amount),
        "unallocated": _amount(payment.unallocated),
        "allocated": parts,
        **({"returned": payment.returned_on.isoformat()} if payment.returned and payment.returned_on else {}),
        **({"payer": payment.payer} if payment.payer != "debiteur" else {}),
    }


def _title(title: TitleClaim) -> dict[str, Any]:
    return {
        "act": title.act,
        "amount": str(title.amount),
        "periods": _periods(title.periods),
        "rule": title.rule,
        "date": title.date.isoformat(),
        "accessories": str(title.accessories),
        "outstanding": _amount(title.outstanding),
        "interest": _amount(title.interest),
        "interest_paid": str(title.interest_paid),
        "covers": list(title.covers),
        **_nonzero(interest_waived=title.interest_waived),
        **_capitalised(title),
    }


def _totals(totals: Totals) -> dict[str, Any]:
    shown = {name: _amount(getattr(totals, name)) for name in _TOTALS}
    return {**shown, **_nonzero(interest_waived=totals.interest_waived, capitalised=totals.capitalised)}
