"""The table of invoices and decisions: its sums over the other tables are formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.claim.claim import InvoiceClaim, TitleClaim
from dossier.ground.money import Money, total
from dossier.sheets.book import Cell, Row, Sheet, at, day, heads, money, text
from dossier.sheets.decompte_rows import STATE_FR, UNKNOWN, Debt
from dossier.sheets.decompte_tables import ALLOCATED, table

RANK, NATURE, COUNTED, GROSS, CREDITED, WITHHELD = 0, 1, 6, 7, 8, 9
PRINCIPAL, PAID, LEFT = 10, 11, 12
INTEREST, INTEREST_PAID, WAIVED, INTEREST_LEFT = 13, 14, 15, 16
FEE, FEE_PAID, FEE_LEFT, OWED = 17, 18, 19, 20

_HEAD = heads(
    "Rang", "Nature", "Numéro", "Date", "Échéance", "État", "Dans le total", "Montant TTC", "Avoirs", "Retenue de garantie",
    "Principal", "Principal réglé", "Principal restant", "Intérêts", "Intérêts réglés", "Intérêts remis", "Intérêts restants",
    "Indemnité", "Indemnité réglée", "Indemnité restante", "Reste dû", "Échéance, d’où elle vient", "Intérêts, motif",
    "Indemnité, motif",
)  # fmt: skip
_WIDTHS = (6, 10, 18, 11, 11, 11, 9, *(11 for _ in range(14)), 28, 28, 28)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The columns of the other sheets that the formulas of a row sum up."""

    lines: Sheet
    credits: Sheet
    payments: Sheet

    def interest(self, row: int) -> str:
        """The sum of the lines of interest of the row's rank."""
        return _sum_of(self.lines.column(9), self.lines.column(0), row)

    def credited(self, row: int) -> str:
        """The sum of its credit notes."""
        return _sum_of(self.credits.column(4), self.credits.column(0), row)

    def paid(self, row: int, head: str) -> str:
        """What payments gave to a head of it."""
        amounts, heads_, ranks = (self.payments.column(column) for column in (ALLOCATED, ALLOCATED - 1, ALLOCATED - 3))
        return f'=SUMIFS({amounts},{ranks},{at(RANK, row)},{heads_},"{head}")'


def _sum_of(amounts: str, ranks: str, row: int) -> str:
    return f"=SUMIFS({amounts},{ranks},{at(RANK, row)})"


def invoices_sheet(rows: Sequence[Debt], lines: Sheet, credits: Sheet, payments: Sheet) -> Sheet:
    """One row an invoice or decision, in the order of their ranks."""
    sources = _Sources(lines, credits, payments)
    sheet = table("Factures", _WIDTHS, _HEAD, (_row(debt, debt.rank, sources) for debt in rows))
    return replace(sheet, across=2, repeat=3)


def _row(debt: Debt, r: int, sources: _Sources) -> Row:
    debtor_row = debt.row
    if isinstance(debtor_row, TitleClaim):
        return _title(debt, debtor_row, r, sources)
    invoice = debtor_row
    principal = invoice.principal - invoice.credited - invoice.withheld
    due = " ; ".join(part for part in (invoice.due_reason, invoice.lost_discount) if part)
    reasons = (due, _reason(invoice.interest, invoice.interest_reason), invoice.indemnity_reason)
    return (
        Cell(debt.rank, "rank"), text("facture"), text(invoice.number), day(invoice.date), day(invoice.due),
        text(STATE_FR[invoice.state]), text(debt.counted), money(invoice.principal),
        money(invoice.credited, sources.credited(r)), money(invoice.withheld),
        money(principal, f"={at(GROSS, r)}-{at(CREDITED, r)}-{at(WITHHELD, r)}"),
        *_principal(principal, invoice.outstanding, r, sources),
        *_interest(invoice, r, sources),
        money(invoice.indemnity), money(invoice.indemnity_paid, sources.paid(r, "indemnité")),
        money(invoice.indemnity_due, f"={at(FEE, r)}-{at(FEE_PAID, r)}"),
        _owed([invoice.outstanding, invoice.interest_due, invoice.indemnity_due], r),
        *(text(reason) for reason in reasons),
    )  # fmt: skip


def _title(debt: Debt, title: TitleClaim, r: int, sources: _Sources) -> Row:
    none = Cell(None, "money")
    return (
        Cell(debt.rank, "rank"), text("décision"), text(debt.number), day(title.date), day(None), text(""), text(debt.counted),
        money(title.amount), none, none, money(title.amount, f"={at(GROSS, r)}"),
        *_principal(title.amount, title.outstanding, r, sources),
        *_interest(title, r, sources),
        none, none, none, _owed([title.outstanding, title.interest_due], r),
        text(", ".join(title.covers)), text(_reason(title.interest, title.words)), text(""),
    )  # fmt: skip


def _principal(principal: Money, left: Money | None, r: int, sources: _Sources) -> Row:
    """What was paid of the principal, and what is left of it; neither is known where an allocation is not."""
    if left is None:
        return money(None), money(None)
    return money(principal - left, sources.paid(r, "principal")), money(left, f"={at(PRINCIPAL, r)}-{at(PAID, r)}")


def _interest(row: InvoiceClaim | TitleClaim, r: int, sources: _Sources) -> Row:
    accrued = money(row.interest, sources.interest(r))
    paid, waived = money(row.interest_paid, sources.paid(r, "intérêts")), money(row.interest_waived)
    return accrued, paid, waived, money(row.interest_due, f"={at(INTEREST, r)}-{at(INTEREST_PAID, r)}-{at(WAIVED, r)}")


def _owed(parts: Sequence[Money | None], r: int) -> Cell:
    known = [part for part in parts if part is not None]
    owed = total(known) if len(known) == len(parts) else None
    return money(owed, f"={at(LEFT, r)}+{at(INTEREST_LEFT, r)}+{at(FEE_LEFT, r)}")


def _reason(interest: Money | None, reason: str) -> str:
    """Why interest runs or does not; that it is not known where it is not."""
    return UNKNOWN if interest is None else reason
