"""What proves an amount: its line of the décompte, and the pieces with the page on which it really stands.

Every act asks here, so that one figure is cited one way everywhere. A line is named only when the décompte says the same
amount, a page only when the text of the piece has it (`amount_page`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup, escape

from dossier.claim.claim import CreditLine, InvoiceClaim, PaymentClaim
from dossier.claim.costs import is_claimable
from dossier.documents import decompte_lines as lines
from dossier.documents.amount_page import page_of_amount, page_of_total
from dossier.documents.citations import cell_citation, citation, line_citation
from dossier.documents.decompte_lines import Statement, statement
from dossier.documents.matter import Matter
from dossier.documents.recapitulation import PAYMENTS
from dossier.ground.money import Money, total
from dossier.model.evidence import EvidenceRef
from dossier.model.ledger import Cost
from dossier.pieces.bordereau import Piece

_BILLS = ("facture", "avoir")
"""Natures of pieces that bear a total by their nature."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What an act cites for an amount: lines of the décompte from first to last, pieces, and the page of some of them."""

    lines: tuple[int, ...] = ()
    pieces: tuple[int, ...] = ()
    pages: Mapping[int, int] = field(default_factory=dict)

    @property
    def words(self) -> Markup:
        """« décompte, lignes 7 à 18 ; pièces n° 4, p. 2, et n° 5 », with links; empty for nothing."""
        return Markup(" ; ").join(part for part in (line_citation(self.lines), self.cited) if part)

    @property
    def cited(self) -> Markup:
        """« pièce n° 4, p. 2 », without the décompte."""
        return citation(self.pieces, self.pages)

    @property
    def line(self) -> Markup:
        """« décompte, ligne 7 », without the pieces."""
        return line_citation(self.lines)

    @property
    def line_cell(self) -> Markup:
        """« 7 à 18 », for a column of lines."""
        return line_citation(self.lines, named=False)

    @property
    def cell(self) -> Markup:
        """« 4, p. 2 ; 5 », for a column of pieces."""
        return cell_citation(self.pieces, self.pages)

    def after(self, text: str | Markup) -> Markup:
        """A text with its proof in parentheses; the text alone when there is none."""
        if not self.words:
            return escape(text)
        return Markup("{} ({})").format(text, self.words) if text else self.words


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs of one case; holds what each of them is looked up in."""

    matter: Matter
    statement: Statement | None

    def lines(self, key: str, money: Money | None) -> tuple[int, ...]:
        """The lines on which the décompte says a figure."""
        return self.statement.lines(key, money) if self.statement else ()

    def head(self, head: str, money: Money | None) -> Proof:
        """One of the five heads (principal, interest, indemnity, penalty, costs) as it is owed."""
        return Proof(self.lines(lines.head_key(head), money))

    def total(self) -> Proof:
        """The whole sum due."""
        return Proof(self.lines(lines.TOTAL, self.matter.claim.totals.due))

    def per_day(self) -> Proof:
        """What each day adds."""
        return Proof(self.lines(lines.AFTER, self.matter.claim.per_day))

    def invoice(self, row: InvoiceClaim) -> Proof:
        """An invoice: all its lines, and its pieces with the page of the total that it billed."""
        owed = None if row.outstanding is None or row.interest_due is None else row.outstanding + row.interest_due
        own = self._of(row.evidence)
        pages = {piece.number: _of_bill(piece, row.number, row.principal) for piece in own}
        return _proof(self.lines(lines.debt_key(row.number), owed), own, pages)

    def credit(self, row: InvoiceClaim, credit: CreditLine) -> Proof:
        """A credit note on an invoice, with its own pieces."""
        entry = next((i for i in self.matter.case.invoices if i.number == credit.number and i.type == "avoir"), None)
        own = self._refs(entry.evidence) if entry else ()
        pages = {piece.number: _of_bill(piece, credit.number, credit.amount) for piece in own}
        return _proof(self.lines(lines.credit_key(row.number, credit), credit.amount), own, pages)

    def payment(self, payment: PaymentClaim) -> Proof:
        """A payment: its line, and its pieces with the page that shows it."""
        index = next(i for i, each in enumerate(self.matter.claim.payments) if each is payment)
        own = self._of(payment.evidence)
        pages = {piece.number: page_of_amount(piece.page_texts, payment.amount, payment.date) for piece in own}
        return _proof(self.lines(lines.payment_key(index), payment.amount), own, pages)

    def payments(self, received: Sequence[PaymentClaim]) -> Proof:
        """Several payments together: the row that sums them up, else their own. No page: none shows their sum."""
        if len(received) == 1:
            return self.payment(received[0])
        each = [self.payment(payment) for payment in received]
        summed = self.lines(PAYMENTS, total(p.amount for p in received))
        rows = summed or tuple(sorted(n for proof in each for n in proof.lines))
        return Proof(rows, tuple(sorted({n for proof in each for n in proof.pieces})))

    def cost(self, cost: Cost) -> Proof:
        """A cost on the debtor, with the page of its piece that shows it."""
        own = self._refs(cost.evidence)
        pages = {piece.number: page_of_amount(piece.page_texts, cost.amount, cost.date) for piece in own}
        return _proof(self.lines(lines.cost_key(cost.label, cost.date), cost.amount), own, pages)

    def costs(self) -> Proof:
        """All costs that are asked: their head's line, and their pieces."""
        asked = [self.cost(c) for c in self.matter.case.costs if is_claimable(c, self.matter.claim.regime)]
        head = self.lines(lines.head_key("costs"), self.matter.claim.totals.costs_due)
        return Proof(
            head,
            tuple(sorted({n for proof in asked for n in proof.pieces})),
            {number: page for proof in asked for number, page in proof.pages.items()},
        )

    def told(self, evidence: tuple[EvidenceRef, ...], money: Money | None, day: date | None = None) -> Proof:
        """An amount that an entry tells (a promise, an acknowledgement): its pieces, with the page that says it."""
        own = self._refs(evidence)
        pages = {piece.number: page_of_amount(piece.page_texts, money, day) for piece in own} if money else {}
        return _proof((), own, pages)

    def _refs(self, refs: Iterable[EvidenceRef]) -> tuple[Piece, ...]:
        return self._of(tuple(ref.file for ref in refs))

    def _of(self, paths: tuple[str, ...]) -> tuple[Piece, ...]:
        wanted = self.matter.bordereau.numbers(paths)
        return tuple(piece for piece in self.matter.bordereau.pieces if piece.number in wanted and not piece.withdrawn)


def proofs(matter: Matter) -> Proofs:
    """What proves the amounts of a case: its numbered décompte and its pieces."""
    return Proofs(matter, statement(matter))


def _of_bill(piece: Piece, number: str, money: Money) -> int:
    """The page of a piece that bears a total; a scan says nothing of itself, so it must be the bill and no delivery note."""
    says_nothing = not any(text.strip() for text in piece.page_texts)
    return 0 if says_nothing and piece.nature not in _BILLS else page_of_total(piece.page_texts, number, money)


def _proof(rows: tuple[int, ...], own: Iterable[Piece], pages: Mapping[int, int]) -> Proof:
    numbers = tuple(sorted(piece.number for piece in own))
    return Proof(rows, numbers, {number: page for number, page in sorted(pages.items()) if page})
