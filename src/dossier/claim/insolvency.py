"""What the opening of a procédure collective stops: interest on earlier debts, and some indemnities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.claim.facts import Facts
from dossier.model.journal import ProcedureCollective
from dossier.model.ledger import Invoice

STOP_RULE = "C. com. L622-28"


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening judgment: its day and kind."""

    day: date
    kind: str
    event: ProcedureCollective

    def stops(self, invoice: Invoice) -> bool:
        """Whether an invoice is an earlier debt, on which interest stops."""
        return (invoice.delivered_on or invoice.performed_on or invoice.date) < self.day

    def forbids_fee(self, invoice: Invoice, due: date) -> bool:
        """Whether the opening forbade paying an earlier debt when it fell due (C. com. L441-10 II in fine)."""
        return self.stops(invoice) and due >= self.day


def opening(facts: Facts) -> Opening | None:
    """The first known opening judgment against the principal debtor.

    Interest of earlier debts stops on the eve: whether the day of the judgment bears interest is not settled, and the reading
    that asks less is used. Law: C. com. L622-28, L641-3 (second-hand), lu le 2026-11-21.
    """
    event = min(facts.events(ProcedureCollective), key=lambda e: e.date, default=None)
    return Opening(event.date, event.type, event) if event else None
