"""The décompte as numbered lines, each with the reasons of its figure. Every amount is one that `claim` computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, Period, TitleClaim
from dossier.ground.days import half_year_start
from dossier.ground.french import NBSP, amount, euros, number, percent, plural, short_day
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.site.words import ALLOCATED_FR, CHOICE_VALUE_FR, MEANS_FR, word


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


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line. `formula` is the computation in signs up to the result, '' where the amount is a fact."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one head with its total as `claim` gives it; None where a missing value of law leaves it unknown."""

    name: str
    title: str
    amount: Money | None
    lines: tuple[Line, ...] = field(default=())


def groups_of(case: Case, claim: Claim, bordereau: Bordereau) -> tuple[Group, ...]:
    """The groups that have lines, in the order of the heads; lines are numbered through, from 1."""
    maker = _Lines(case, claim, bordereau)
    totals = claim.totals
    owed = [invoice for invoice in claim.invoices if invoice.state in ("due", "paid")]
    drafts: list[tuple[str, str, Money | None, list[Line]]] = [
        ("principal", "Principal", totals.outstanding, [line for i in owed for line in maker.principal(i)]),
        ("interets", "Intérêts de retard", _net(totals.interest, totals.interest_paid),
         [line for i in owed for line in maker.interest(i)]),
        ("indemnites", "Indemnité forfaitaire", totals.indemnity - totals.indemnity_paid,
         [line for i in owed for line in maker.indemnity(i)]),
        ("clause-penale", "Clause pénale", totals.penalty - totals.penalty_paid, maker.other("penalty", totals.penalty)),
        ("frais", "Frais à la charge du débiteur", totals.costs - totals.costs_paid, maker.other("costs", totals.costs)),
    ]  # fmt: skip
    drafts += [("titre", "Condamnation", None, maker.title(title)) for title in claim.titles]
    groups, count = [], 0
    for name, title, amount_, lines in drafts:
        if lines:
            groups.append(Group(name, title, amount_, tuple(_numbered(lines, count))))
            count += len(lines)
    return tuple(groups)


def _numbered(lines: Iterable[Line], start: int) -> Iterable[Line]:
    from dataclasses import replace

    for index, line in enumerate(lines, start + 1):
        yield replace(line, number=index)


def _net(amount_: Money | None, paid: Money) -> Money | None:
    return None if amount_ is None else amount_ - paid


class _Lines:
    """The lines of one claim; holds what every one of them looks things up in."""

    def __init__(self, case: Case, claim: Claim, bordereau: Bordereau) -> None:
        self.case, self.claim, self.bordereau = case, claim, bordereau

    def principal(self, invoice: InvoiceClaim) -> list[Line]:
        """The invoice, its credit notes, and what payments took of its principal."""
        pieces = self.bordereau.numbers(invoice.evidence)
        due = Why("Échéance", short_day(invoice.due), invoice.due_reason, place=invoice.place)
        origin = Why("Montant", euros(invoice.principal), f"facture {invoice.number} du {short_day(invoice.date)}, TTC",
                     pieces=pieces, place=invoice.place)  # fmt: skip
        lines = [Line(0, invoice.number, f"Facture {invoice.number}", invoice.principal, pieces, place=invoice.place,
                      whys=(origin, due))]  # fmt: skip
        for credit in invoice.credits:
            effect = "depuis la facture" if credit.effective is None else f"à compter du {short_day(credit.effective)}"
            proof = self._pieces_at(credit.place)
            why = Why("Avoir", euros(credit.amount), f"du {short_day(credit.date)}, en déduction {effect}", pieces=proof,
                      place=credit.place)  # fmt: skip
            lines.append(Line(0, invoice.number, f"Avoir {credit.number} sur {invoice.number}", -credit.amount, proof,
                              place=credit.place, whys=(why,)))  # fmt: skip
        return lines + self._paid(invoice.number, "principal")

    def interest(self, invoice: InvoiceClaim) -> list[Line]:
        """The periods of an invoice and what payments took of its interest, by day."""
        lines = [self._period(invoice.number, period, self._base_words(invoice, period)) for period in invoice.periods]
        lines += self._paid(invoice.number, "interest")
        return sorted(lines, key=lambda line: (line.last or date.max, line.start is None))

    def indemnity(self, invoice: InvoiceClaim) -> list[Line]:
        """The 40 € of a late invoice and what payments took of them."""
        if not invoice.indemnity:
            return []
        why = Why("Indemnité", euros(invoice.indemnity), invoice.indemnity_reason or "une fois par facture payée en retard",
                  "C. com. D441-5", place=invoice.place)  # fmt: skip
        law = [value for value in self.claim.law_used if value.name == "indemnite_forfaitaire"]
        if law:
            why = Why(why.label, why.value, why.reason, law[-1].reference.title, law[-1].certainty, place=invoice.place,
                      values=(law[-1],))  # fmt: skip
        line = Line(0, invoice.number, f"Frais de recouvrement, facture {invoice.number}", invoice.indemnity, whys=(why,),
                    place=invoice.place)  # fmt: skip
        return [line, *self._paid(invoice.number, "indemnity")]

    def other(self, to: str, amount_: Money) -> list[Line]:
        """The penalty clause or the costs, and what payments took of them."""
        if not amount_:
            return []
        if to == "costs":
            charged = [cost for cost in self.case.costs if cost.basis and cost.date <= self.claim.date]
            if total(cost.amount for cost in charged) == amount_:
                lines = [
                    Line(0, "", cost.label, cost.amount, self.bordereau.numbers(tuple(e.file for e in cost.evidence)),
                         whys=(Why("Frais", euros(cost.amount), f"payés le {short_day(cost.date)}", cost.basis, place=cost.place),),
                         place=cost.place)
                    for cost in charged
                ]  # fmt: skip
                return lines + self._paid("", to)
        clause = self.case.contract.penalty_clause
        reason = "frais qu’un texte ou un titre met à la charge du débiteur"
        if to == "penalty":
            rate = f"{percent(clause.rate)} du principal dû à l’expiration de la mise en demeure" if clause else ""
            reason = ", ".join(part for part in (rate, clause.article if clause else "") if part)
        why = Why(ALLOCATED_FR[to].capitalize(), euros(amount_), reason, "C. civ. 1231-5" if to == "penalty" else "",
                  place=clause.place if clause and to == "penalty" else None)  # fmt: skip
        return [Line(0, "", ALLOCATED_FR[to].capitalize(), amount_, whys=(why,)), *self._paid("", to)]

    def title(self, title: TitleClaim) -> list[Line]:
        """What a decision grants, and its interest."""
        why = Why("Décision", euros(title.amount), title.act, title.rule, place=title.place, pieces=self._pieces_at(title.place))
        lines = [Line(0, "", title.act, title.amount, why.pieces, whys=(why,), place=title.place)]
        words = "somme que la décision accorde"
        return lines + [self._period("", period, words, title.act) for period in title.periods]

    def _period(self, invoice: str, period: Period, base_words: str, label: str = "") -> Line:
        """A line of interest with its formula, its base, its days, its rate, its year and its rounding."""
        claim = self.claim.invoice(invoice)
        pieces = self.bordereau.numbers(claim.evidence) if claim else ()
        rate = period.rate
        upto = ", jusqu’à l’arrêté de compte" if period.last == self.claim.date else ""
        half = f"{'premier' if half_year_start(period.start).month == 1 else 'deuxième'} semestre {period.start.year}"
        year = CHOICE_VALUE_FR.get(("annee", self.claim.choices.get("annee", "365")), "")
        whys = (
            Why("Base", euros(period.base), base_words, pieces=pieces),
            Why("Période", plural(period.days, "jour"),
                f"du {short_day(period.start)} au {short_day(period.last)} inclus, {half}{upto}"),
            Why("Taux", percent(rate.percent), rate.words, "" if rate.rule == "contrat" else rate.rule, rate.certainty,
                values=rate.values, place=self._penalties_place() if rate.rule == "contrat" else None),
            Why("Année", f"{period.divisor}{NBSP}jours", f"choix de calcul : {year}" if year else "choix de calcul",
                place=self.case.settings.choices.place_of("annee")),
            Why("Arrondi", "au centime", "une fois par ligne, au plus proche, demi-centime vers le haut"),
        )  # fmt: skip
        exact = number(period.exact.quantize(Decimal("0.0001")), 4)
        formula = (
            f"{euros(period.base)} × {percent(rate.percent)} × {number(period.days)} / {period.divisor}"
            f" = {exact}, arrondi à{NBSP}"
        )
        return Line(0, invoice, label or invoice, period.amount, (), period.base, period.start, period.last, period.days,
                    rate.percent, formula, whys)  # fmt: skip

    def _penalties_place(self) -> Span | None:
        penalties = self.case.contract.penalties
        return penalties.place if penalties else None

    def _base_words(self, invoice: InvoiceClaim, period: Period) -> str:
        """`7 200,00 € de la facture F-2026-042, moins 358,59 € versés le 02/06/2026`, when these make the base."""
        minus = [(c.amount, f"de l’avoir {c.number}") for c in invoice.credits
                 if c.effective is None or c.effective <= period.start]  # fmt: skip
        for payment in self.claim.payments:
            took = total(a.amount for a in payment.allocated if a.invoice == invoice.number and a.to == "principal")
            if took and payment.date < period.start:
                minus.append((took, f"versés le {short_day(payment.date)}"))
        if invoice.principal - total(part for part, _ in minus) != period.base:
            return f"principal restant dû sur la facture {invoice.number}"
        words = f"{euros(invoice.principal)} de la facture {invoice.number}"
        return ", ".join([words, *(f"moins {amount(part)}{NBSP}€ {why}" for part, why in minus)])

    def _paid(self, invoice: str, to: str) -> list[Line]:
        """What payments took of one head of one invoice, as negative lines by day."""
        lines = []
        for payment in self.claim.payments:
            for part in payment.allocated:
                if part.invoice == invoice and part.to == to:
                    lines.append(self._allocated(payment, part.amount, to, part.rule, invoice))
        return lines

    def _allocated(self, payment: PaymentClaim, took: Money, to: str, rule: str, invoice: str) -> Line:
        pieces = self.bordereau.numbers(payment.evidence)
        parts = " ; ".join(
            f"{euros(a.amount)} sur {ALLOCATED_FR[a.to]}{f' de {a.invoice}' if a.invoice else ''}" for a in payment.allocated
        )
        whys = (
            Why("Versement", euros(payment.amount), f"{word(MEANS_FR, payment.means).lower()} du {short_day(payment.date)}",
                pieces=pieces, place=payment.place),
            Why("Imputation", euros(took), parts, rule),
        )  # fmt: skip
        share = {"interest": "part d’intérêts", "principal": "part de principal"}.get(to, f"part {ALLOCATED_FR[to]}")
        label = f"Versement du {short_day(payment.date)}, {share}"
        return Line(0, invoice, label, -took, pieces, last=payment.date if to == "interest" else None, whys=whys,
                    place=payment.place)  # fmt: skip

    def _pieces_at(self, place: Span) -> tuple[int, ...]:
        """The pieces that the entry at a place names."""
        return tuple(sorted(p.number for p in self.bordereau.pieces if not p.withdrawn and place in p.cited_by))
