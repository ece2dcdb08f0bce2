"""The recovery rate in its two readings: all sums, and principal alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dossier.claim.claim import Claim, InvoiceClaim, TitleClaim
from dossier.ground.french import plural
from dossier.ground.money import ZERO, Money, total
from dossier.portfolio.holding import Holding


@dataclass(frozen=True, slots=True)
class Rate:
    """What was recovered of what was due; `percent` to two decimals is None with its `reason`, never 0 for want of a figure."""

    paid: Money | None
    due: Money | None
    percent: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """Both readings of one case, one debtor or all."""

    all_sums: Rate
    principal: Rate


def rate(paid: Money, due: Money) -> Rate:
    """`8 000` of `10 000` is 80.00; nothing due gives no rate."""
    if due.cents <= 0:
        return Rate(paid, due, None, "rien n’est encore échu")
    percent = (Decimal(paid.cents) * 100 / Decimal(due.cents)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Rate(paid, due, percent)


def recovery(holdings: Sequence[Holding]) -> Recovery:
    """The rates of some cases together. Cases assigned to another creditor are left out; one unknown amount makes all unknown."""
    kept = [holding for holding in holdings if holding.fate != "assigned"]
    if holdings and not kept:
        none = Rate(None, None, None, "créance cédée : ce que le cessionnaire encaisse n’est pas connu")
        return Recovery(none, none)
    return Recovery(_together(all_sums(h.claim) for h in kept), _together(principal_only(h.claim) for h in kept))


def _together(pairs: Iterable[tuple[Money, Money] | None]) -> Rate:
    found = list(pairs)
    known = [pair for pair in found if pair is not None]
    if len(known) < len(found):
        missing = len(found) - len(known)
        return Rate(None, None, None, f"montant inconnu dans {plural(missing, 'affaire')} : une valeur de la loi manque")
    return rate(total(paid for paid, _ in known), total(due for _, due in known))


def all_sums(claim: Claim) -> tuple[Money, Money] | None:
    """What was paid and what was due, accessories included; None when either is unknown."""
    if claim.totals.due is None or any(payment.unallocated is None for payment in claim.payments):
        return None
    paid = _received(claim, principal=False)
    waived = _waived(claim) + claim.totals.interest_waived
    return paid, paid + claim.totals.due + waived


def principal_only(claim: Claim) -> tuple[Money, Money] | None:
    """What payments gave to principal that was due, and that principal; None when either is unknown."""
    if claim.totals.outstanding is None or any(payment.unallocated is None for payment in claim.payments):
        return None
    paid = _received(claim, principal=True)
    return paid, paid + claim.totals.outstanding + _waived(claim)


def _received(claim: Claim, principal: bool) -> Money:
    """What payments gave to sums that count as due; what pays an invoice in part before its day waits for that day."""
    early = {invoice.number for invoice in claim.invoices if not is_counted(invoice, claim)}
    parts = (part for payment in claim.payments for part in payment.allocated if part.invoice not in early)
    return total(part.amount for part in parts if not principal or part.to == "principal")


def is_counted(invoice: InvoiceClaim, claim: Claim) -> bool:
    """Whether an invoice counts in what is due, as the totals of the claim count it: late, paid, or covered by a title."""
    return invoice.state in ("titled", "paid") or invoice.due < claim.date


def _waived(claim: Claim) -> Money:
    """Principal that the creditor gave up: it was due, and was not recovered."""
    given = (c.amount for i in claim.invoices if is_counted(i, claim) for c in i.credits if c.number == "renonciation")
    return total(given) + total(_waived_of_title(title, claim) for title in claim.titles)


def _waived_of_title(title: TitleClaim, claim: Claim) -> Money:
    """What left a title's amount without having been paid."""
    paid = total(p.amount for pay in claim.payments for p in pay.allocated if (p.invoice, p.to) == (title.act, "principal"))
    return title.amount - paid - title.outstanding if title.outstanding is not None else ZERO
