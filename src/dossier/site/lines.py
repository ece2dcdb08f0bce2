"""The décompte as numbered lines, each with the reasons of its figure. Every amount is one that `claim` computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, Period, TitleClaim
from dossier.claim.costs import is_claimable
from dossier.claim.derivation import words
from dossier.claim.derivation.invoices import UNKNOWN
from dossier.claim.derivation.tree import Reason
from dossier.claim.derivation.zeros import zero_reasons
from dossier.documents import decompte_lines as keys
from dossier.ground.french import euros, short_day, upper_first
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue
from dossier.model.case import Case
from dossier.model.ledger import Cost
from dossier.pieces.bordereau import Bordereau
from dossier.site.anchors import distinct, named
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class Why:
    """A row of the reasons of a line: what (`Base`), how much, in words, and on which rule, pieces or place it rests."""

    label: str
    value: str
    reason: str
    rule: str = ""
    certainty: Certainty = Certainty.TEXT
    pieces: tuple[int, ...] = ()
    place: Span | None = None
    values: tuple[LawValue, ...] = ()


def _why(reason: Reason, pieces: tuple[int, ...] = ()) -> Why:
    """A reason of the claim with the pieces that prove it: the words are those of the terminal and of the JSON."""
    return Why(reason.label, reason.value, reason.words, reason.rule, reason.certainty, pieces, reason.place, reason.values)


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line. `formula` is the computation in signs up to the result, '' where the amount is a fact.

    `note` stands in sight under the label: what became of the escompte of an invoice. `printed` is the line of the printed décompte
    that says the same, by which acts cite it; None where none is printed. A payment that was parted has one printed line.
    `anchor` is its fragment by that number (`ligne-8`), `lasting` the one that stays when other lines come.
    """

    number: int
    invoice: str
    label: str
    amount: Money
    pieces: tuple[int, ...] = ()
    base: Money | None = None
    start: date | None = None
    last: date | None = None
    days: int | None = None
    rate: Decimal | None = None
    formula: str = ""
    whys: tuple[Why, ...] = ()
    place: Span | None = None
    note: str = ""
    key: str = ""
    printed: int | None = None
    anchor: str = ""
    lasting: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one head with its total as `claim` gives it; None where a missing value of law leaves it unknown.

    `reason` says of a head without lines why it is nothing, or that it is not known.
    """

    name: str
    title: str
    amount: Money | None
    lines: tuple[Line, ...] = field(default=())
    reason: str = ""


def groups_of(case: Case, claim: Claim, bordereau: Bordereau, printed: Mapping[str, int] | None = None) -> tuple[Group, ...]:
    """The five heads in their order, none when no head has a line; lines are numbered through, from 1, and bear the number of
    their line in the printed décompte (*printed*, by its keys).

    The lines of a group add up to its amount, and the groups to the total of the claim, where these are known. An invoice
    that a decision covers stands in the decision's lines only.
    """
    maker = _Lines(case, claim, bordereau)
    totals = claim.totals
    owed = [i for i in claim.invoices if i.state != "titled" and (i.due < claim.date or i.state == "paid")]
    interest = None if totals.interest is None else totals.interest - totals.interest_paid - totals.interest_waived
    drafts: list[tuple[str, str, str, Money | None, list[Line]]] = [
        ("principal", "principal", "Principal", totals.outstanding,
         [line for i in owed for line in maker.principal(i)] + [line for t in claim.titles for line in maker.granted(t)]),
        ("interest", "interets", "Intérêts de retard", interest,
         [line for i in owed for line in maker.interest(i)] + [line for t in claim.titles for line in maker.title_interest(t, owed)]),
        ("indemnity", "indemnites", "Indemnité forfaitaire", totals.indemnity_due, [line for i in owed for line in maker.indemnity(i)]),
        ("penalty", "clause-penale", "Clause pénale", totals.penalty_due, maker.penalty()),
        ("costs", "frais", "Frais à la charge du débiteur", totals.costs_due, maker.costs()),
    ]  # fmt: skip
    if not any(lines for *_, lines in drafts):
        return ()
    why, groups, count = zero_reasons(case, claim), [], 0
    for head, name, title, amount_, lines in drafts:
        reason = "" if lines else UNKNOWN if amount_ is None else why[head]
        groups.append(Group(name, title, amount_, tuple(_numbered(lines, count, printed or {})), upper_first(reason)))
        count += len(lines)
    return _anchored(groups)


def groups_in(view: CaseView) -> tuple[Group, ...]:
    """The heads of a case as its page shows them: lines bear the numbers of its own printed décompte, where there is one."""
    own = next((paper.document.lines for paper in view.printed if paper.document.kind == "decompte"), {})
    return groups_of(view.case, view.claim, view.bordereau, own)


def _anchored(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Each line with its two fragments. `ligne-8` is the printed line 8: the second line of a parted payment is `ligne-8-2`."""
    lines = [(group.name, line) for group in groups for line in group.lines]
    bare = all(line.printed is None for _, line in lines)
    own = distinct(
        f"ligne-{line.number}" if bare else f"ligne-{line.printed or f'non-imprimee-{line.number}'}" for _, line in lines
    )
    lasting = distinct(
        named("poste", name, "" if line.invoice and line.invoice in line.label and not line.start else line.invoice,
              line.start or line.label)
        for name, line in lines
    )  # fmt: skip
    found = iter([replace(line, anchor=a, lasting=b) for (_, line), a, b in zip(lines, own, lasting, strict=True)])
    return tuple(replace(group, lines=tuple(next(found) for _ in group.lines)) for group in groups)


def _numbered(lines: Iterable[Line], start: int, printed: Mapping[str, int]) -> Iterable[Line]:
    for index, line in enumerate(lines, start + 1):
        yield replace(line, number=index, printed=printed.get(line.key))


class _Lines:
    """The lines of one claim; holds what every one of them looks things up in."""

    def __init__(self, case: Case, claim: Claim, bordereau: Bordereau) -> None:
        self.case, self.claim, self.bordereau = case, claim, bordereau

    def principal(self, invoice: InvoiceClaim) -> list[Line]:
        """The invoice, its credit notes, and what payments took of its principal."""
        pieces = self.bordereau.numbers(invoice.evidence)
        due, origin = _why(words.due_reason(invoice)), _why(words.amount_reason(invoice), pieces)
        lines = [Line(0, invoice.number, f"Facture {invoice.number}", invoice.principal, pieces, place=invoice.place,
                      whys=(origin, due), note=upper_first(invoice.lost_discount), key=keys.row_key(invoice.number))]  # fmt: skip
        for credit in invoice.credits:
            proof = self._pieces_at(credit.place)
            label = f"{upper_first(words.credit_words(credit))} sur {invoice.number}"
            why = _why(words.credit_reason(credit), proof)
            key = keys.row_key(invoice.number, keys.reduction_key(credit))
            lines.append(Line(0, invoice.number, label, -credit.amount, proof, place=credit.place, whys=(why,), key=key))
        if invoice.withheld:
            why = _why(words.withheld_reason(invoice))
            lines.append(Line(0, invoice.number, f"Retenue de garantie sur {invoice.number}", -invoice.withheld, whys=(why,),
                              place=invoice.place, key=keys.row_key(invoice.number, keys.WITHHELD)))  # fmt: skip
        return lines + self._paid(invoice.number, "principal")

    def interest(self, invoice: InvoiceClaim) -> list[Line]:
        """The periods of an invoice and what payments took of its interest, by day."""
        lines = [
            self._period(invoice.number, period, words.base_words(self.claim, invoice, period)) for period in invoice.periods
        ]
        if lines and invoice.interest_reason:  # the first line says why interest runs from its first day
            lines[0] = replace(lines[0], whys=(_why(words.start_reason(invoice)), *lines[0].whys))
        lines += self._paid(invoice.number, "interest")
        lines.sort(key=lambda line: (line.last or date.max, line.start is None))
        return lines + self._waived(invoice.number, invoice.interest_waived)

    def _waived(self, number: str, amount_: Money) -> list[Line]:
        """The interest that the creditor gave up, as one negative line."""
        if not amount_:
            return []
        return [Line(0, number, f"Intérêts remis, {number}", -amount_, whys=(_why(words.waived_reason(amount_)),),
                     key=keys.row_key(number, keys.WAIVED))]  # fmt: skip

    def indemnity(self, invoice: InvoiceClaim) -> list[Line]:
        """The 40 € of a late invoice and what payments took of them."""
        if not invoice.indemnity:
            return []
        why = _why(words.indemnity_reason(self.claim, invoice))
        line = Line(0, invoice.number, f"Frais de recouvrement, facture {invoice.number}", invoice.indemnity, whys=(why,),
                    place=invoice.place, key=keys.head_key("indemnity"))  # fmt: skip
        return [line, *self._paid(invoice.number, "indemnity")]

    def penalty(self) -> list[Line]:
        """The clause pénale, and what payments took of it."""
        amount_ = self.claim.totals.penalty
        if not amount_:
            return []
        why = _why(words.penalty_reason(self.case, amount_))
        return [Line(0, "", "Clause pénale", amount_, whys=(why,), key=keys.head_key("penalty")), *self._paid_of("penalty")]

    def costs(self) -> list[Line]:
        """The costs that a text or a title puts on the debtor, one by one where they make the sum, and what was paid of them."""
        amount_, claim = self.claim.totals.costs, self.claim
        if not amount_:
            return []
        lines = [self._cost(cost) for cost in self.case.costs if is_claimable(cost, claim.regime) and cost.date <= claim.date]
        for title in claim.titles:
            if title.accessories:
                why = _why(words.accessories_reason(title), self._pieces_at(title.place))
                label = f"Accessoires, {words.title_words(title)}"
                lines.append(
                    Line(0, "", label, title.accessories, why.pieces, whys=(why,), place=title.place, key=keys.head_key("costs"))
                )
        if total(line.amount for line in lines) != amount_:
            why = Why("Frais", euros(amount_), "frais qu’un texte ou un titre met à la charge du débiteur")
            lines = [Line(0, "", "Frais", amount_, whys=(why,), key=keys.head_key("costs"))]
        return lines + self._paid_of("costs")

    def _cost(self, cost: Cost) -> Line:
        pieces = self.bordereau.numbers(tuple(ref.file for ref in cost.evidence))
        return Line(0, "", cost.label, cost.amount, pieces, whys=(_why(words.cost_reason(cost), pieces),), place=cost.place,
                    key=keys.cost_key(cost.label, cost.date))  # fmt: skip

    def granted(self, title: TitleClaim) -> list[Line]:
        """What a decision grants, and what payments took of it."""
        proof = self._pieces_at(title.place)
        why = _why(words.granted_reason(title), proof)
        line = Line(
            0,
            title.act,
            words.title_words(title),
            title.amount,
            proof,
            whys=(why,),
            place=title.place,
            key=keys.row_key(title.act),
        )
        return [line, *self._paid(title.act, "principal")]

    def title_interest(self, title: TitleClaim, owed: Iterable[InvoiceClaim]) -> list[Line]:
        """The interest on a decision, what payments took of it and what was given up."""
        label, start = words.title_words(title), _why(words.title_start_reason(title))
        periods = []
        for period in title.periods:
            line = self._period(title.act, period, words.title_base_words(self.claim, title, period))
            periods.append(replace(line, label=label, whys=(line.whys[0], start, *line.whys[1:])))
        lines = periods + self._paid(title.act, "interest")
        lines.sort(key=lambda line: (line.last or date.max, line.start is None))
        given_up = self.claim.totals.interest_waived - total(i.interest_waived for i in owed)
        return lines + self._waived(title.act, given_up)

    def _period(self, invoice: str, period: Period, base_words: str) -> Line:
        """A line of interest with its formula, its base, its days, its rate, its year and its rounding."""
        claim = self.claim.invoice(invoice)
        pieces = self.bordereau.numbers(claim.evidence) if claim else ()
        base, *others = words.period_reasons(self.case, self.claim, period, base_words)
        whys = (_why(base, pieces), *(_why(reason) for reason in others))
        return Line(0, invoice, invoice, period.amount, (), period.base, period.start, period.last, period.days,
                    period.rate.percent, words.formula(period), whys, key=keys.row_key(invoice, keys.period_key(period)))  # fmt: skip

    def _paid(self, invoice: str, to: str) -> list[Line]:
        """What payments took of one head of one invoice, as negative lines by day."""
        lines = []
        for payment in self.claim.payments:
            for part in payment.allocated:
                if part.invoice == invoice and part.to == to:
                    lines.append(self._allocated(payment, part.amount, to, part.rule, invoice))
        return lines

    def _paid_of(self, to: str) -> list[Line]:
        """What payments took of a head that belongs to no invoice, or to any."""
        return [
            self._allocated(payment, part.amount, to, part.rule, part.invoice)
            for payment in self.claim.payments
            for part in payment.allocated
            if part.to == to
        ]

    def _allocated(self, payment: PaymentClaim, took: Money, to: str, rule: str, invoice: str) -> Line:
        pieces = self.bordereau.numbers(payment.evidence)
        whys = (_why(words.received_reason(payment), pieces), _why(words.allocated_reason(payment, took, rule)))
        label = f"Versement du {short_day(payment.date)}, part {words.SHARE_FR[to]}"
        own = keys.payment_line_key(payment)
        return Line(0, invoice, label, -took, pieces, last=payment.date if to == "interest" else None, whys=whys, place=payment.place,
                    key=keys.row_key(invoice, own) if to in ("principal", "interest") else own)  # fmt: skip

    def _pieces_at(self, place: Span) -> tuple[int, ...]:
        """The pieces that the entry at a place names."""
        return tuple(sorted(p.number for p in self.bordereau.pieces if not p.withdrawn and place in p.cited_by))
