"""What is left of each invoice: one row an invoice, and one more for a retenue de garantie with a day of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Literal

from dossier.claim.claim import InvoiceClaim
from dossier.claim.vat import Parts, parts_of, pro_rata
from dossier.ground.money import ZERO, Money, total
from dossier.ground.spans import Span
from dossier.model.ledger import Invoice
from dossier.portfolio.holding import Fate, Holding

BUCKETS: dict[str, str] = {
    "not_due": "Non échu", "1_30": "1 à 30 j", "31_60": "31 à 60 j", "61_90": "61 à 90 j", "over_90": "Plus de 90 j",
}  # fmt: skip
"""The classes of age, from the least to the greatest, with their titles."""


@dataclass(frozen=True, slots=True)
class Receivable:
    """What is left of the principal of an invoice, TTC, on the day of computing; None when a missing value of law leaves it unknown.

    `due` is the day of the retenue de garantie when `kind` says so. `days` are those since `due`, 0 when it is not past.
    `gross` and `credited` are those of the whole invoice, of the part for a retenue. `state` is that of the invoice in the claim.
    """

    case: str
    debtor: str
    debtor_name: str
    number: str
    kind: Literal["facture", "retenue"]
    date: Day
    due: Day
    days: int
    gross: Money
    credited: Money
    outstanding: Money | None
    parts: Parts
    state: str
    fate: Fate
    place: Span

    @property
    def bucket(self) -> str:
        """Its class of age."""
        return bucket_of(self.days)

    @property
    def is_open(self) -> bool:
        """Whether something is left of it, or may be."""
        return self.outstanding is None or bool(self.outstanding)


def bucket_of(days: int) -> str:
    """The class of age of a number of days late; 0 and less is not due."""
    if days <= 0:
        return "not_due"
    return "1_30" if days <= 30 else "31_60" if days <= 60 else "61_90" if days <= 90 else "over_90"


def receivables(holding: Holding) -> tuple[Receivable, ...]:
    """The rows of a case, in the order of its invoices; paid ones have nothing outstanding.

    Together they are what the claim calls outstanding and not due: what a title left is shared over the invoices that it
    covers, by what was open of each on its day.
    """
    written = {invoice.place: invoice for invoice in holding.case.invoices}
    notes = [invoice for invoice in holding.case.invoices if invoice.type == "avoir"]
    left = _left_of_titled(holding)
    rows: list[Receivable] = []
    for claimed in holding.claim.invoices:
        outstanding = left.get(claimed.place, claimed.outstanding) if claimed.state == "titled" else claimed.outstanding
        rows += _rows(holding, claimed, written[claimed.place], notes, outstanding)
    return tuple(rows)


def _left_of_titled(holding: Holding) -> dict[Span, Money | None]:
    """What is left of the title, by the place of the invoices that it covers."""
    covered = [invoice for invoice in holding.claim.invoices if invoice.state == "titled"]
    amounts = [title.outstanding for title in holding.claim.titles]
    if None in amounts or any(invoice.outstanding is None for invoice in covered):
        return {invoice.place: None for invoice in covered}
    whole = total(amount for amount in amounts if amount)
    shares = pro_rata(whole, [invoice.outstanding or ZERO for invoice in covered])
    return {invoice.place: share for invoice, share in zip(covered, shares, strict=True)}


def _rows(
    holding: Holding, claimed: InvoiceClaim, invoice: Invoice, notes: Sequence[Invoice], outstanding: Money | None
) -> Iterator[Receivable]:
    """The row of an invoice, and that of its retenue de garantie while it is withheld or since it became due on its own day."""
    retention = invoice.retention
    later = retention is not None and retention.due_on > claimed.due
    kept = ZERO
    if retention and later and claimed.state != "titled":
        kept = claimed.withheld
        if holding.today > retention.due_on and outstanding:  # released: what is left is first of the part that fell due last
            kept = min(outstanding, max(retention.amount, ZERO))
            outstanding -= kept
    whole = Receivable(
        case=holding.case.id,
        debtor=holding.key,
        debtor_name=holding.name,
        number=claimed.number,
        kind="facture",
        date=claimed.date,
        due=claimed.due,
        days=max((holding.today - claimed.due).days, 0),
        gross=claimed.principal - kept,
        credited=claimed.credited,
        outstanding=outstanding,
        parts=parts_of(outstanding, invoice, claimed.credits, notes),
        state=claimed.state,
        fate=holding.fate,
        place=claimed.place,
    )
    yield whole
    if retention and kept:
        yield replace(
            whole,
            kind="retenue",
            due=retention.due_on,
            days=max((holding.today - retention.due_on).days, 0),
            gross=kept,
            credited=ZERO,
            outstanding=kept,
            parts=parts_of(kept, invoice, claimed.credits, notes),
        )
