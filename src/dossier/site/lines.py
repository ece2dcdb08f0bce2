"""The décompte as numbered lines, each with the reasons of its figure. Every amount is one that `claim` computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, Period, TitleClaim
from dossier.ground.days import half_year_start
from dossier.ground.french import NBSP, amount, enumerate_fr, euros, number, percent, plural, short_day
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.law import Certainty, LawValue
from dossier.model.case import Case
from dossier.model.ledger import Cost
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
    """The groups that have lines, in the order of the heads; lines are numbered through, from 1.

    The lines of a group add up to its amount, and the groups to the total of the claim, where these are known. An invoice
    that a decision covers stands in the decision's lines only.
    """
    maker = _Lines(case, claim, bordereau)
    totals = claim.totals
    owed = [i for i in claim.invoices if i.state != "titled" and (i.due < claim.date or i.state == "paid")]
    interest = None if totals.interest is None else totals.interest - totals.interest_paid - totals.interest_waived
    drafts: list[tuple[str, str, Money | None, list[Line]]] = [
        ("principal", "Principal", totals.outstanding,
         [line for i in owed for line in maker.principal(i)] + [line for t in claim.titles for line in maker.granted(t)]),
        ("interets", "Intérêts de retard", interest,
         [line for i in owed for line in maker.interest(i)] + [line for t in claim.titles for line in maker.title_interest(t, owed)]),
        ("indemnites", "Indemnité forfaitaire", totals.indemnity_due, [line for i in owed for line in maker.indemnity(i)]),
        ("clause-penale", "Clause pénale", totals.penalty_due, maker.penalty()),
        ("frais", "Frais à la charge du débiteur", totals.costs_due, maker.costs()),
    ]  # fmt: skip
    groups, count = [], 0
    for name, title, amount_, lines in drafts:
        if lines:
            groups.append(Group(name, title, amount_, tuple(_numbered(lines, count))))
            count += len(lines)
    return tuple(groups)


def _title_words(title: TitleClaim) -> str:
    """`Jugement du 15/01/2026`."""
    return f"{title.act[:1].upper()}{title.act[1:]} du {short_day(title.date)}"


def _numbered(lines: Iterable[Line], start: int) -> Iterable[Line]:
    for index, line in enumerate(lines, start + 1):
        yield replace(line, number=index)


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
        if invoice.withheld:
            why = Why(
                "Retenue", euros(invoice.withheld), "retenue de garantie qui n’est pas encore exigible", place=invoice.place
            )
            lines.append(Line(0, invoice.number, f"Retenue de garantie sur {invoice.number}", -invoice.withheld, whys=(why,),
                              place=invoice.place))  # fmt: skip
        return lines + self._paid(invoice.number, "principal")

    def interest(self, invoice: InvoiceClaim) -> list[Line]:
        """The periods of an invoice and what payments took of its interest, by day."""
        lines = [self._period(invoice.number, period, self._base_words(invoice, period)) for period in invoice.periods]
        lines += self._paid(invoice.number, "interest")
        lines.sort(key=lambda line: (line.last or date.max, line.start is None))
        return lines + self._waived(invoice.number, invoice.interest_waived)

    def _waived(self, number: str, amount_: Money) -> list[Line]:
        """The interest that the creditor gave up, as one negative line."""
        if not amount_:
            return []
        why = Why("Remise", euros(amount_), "le créancier y a renoncé")
        return [Line(0, number, f"Intérêts remis, {number}", -amount_, whys=(why,))]

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

    def penalty(self) -> list[Line]:
        """The clause pénale, and what payments took of it."""
        amount_ = self.claim.totals.penalty
        clause = self.case.contract.penalty_clause
        if not amount_:
            return []
        rate = f"{percent(clause.rate)} du principal dû à l’expiration de la mise en demeure" if clause else ""
        reason = ", ".join(part for part in (rate, clause.article if clause else "") if part)
        why = Why("Clause pénale", euros(amount_), reason, "C. civ. 1231-5", place=clause.place if clause else None)
        return [Line(0, "", "Clause pénale", amount_, whys=(why,)), *self._paid_of("penalty")]

    def costs(self) -> list[Line]:
        """The costs that a text or a title puts on the debtor, one by one where they make the sum, and what was paid of them."""
        amount_, claim = self.claim.totals.costs, self.claim
        if not amount_:
            return []
        lines = [self._cost(cost) for cost in self.case.costs if cost.basis and cost.date <= claim.date]
        for title in claim.titles:
            if title.accessories:
                why = Why("Accessoires", euros(title.accessories), f"accordés par la décision : {title.act}", title.rule,
                          pieces=self._pieces_at(title.place), place=title.place)  # fmt: skip
                lines.append(
                    Line(0, "", f"Accessoires, {title.act}", title.accessories, why.pieces, whys=(why,), place=title.place)
                )
        if total(line.amount for line in lines) != amount_:
            why = Why("Frais", euros(amount_), "frais qu’un texte ou un titre met à la charge du débiteur")
            lines = [Line(0, "", "Frais", amount_, whys=(why,))]
        return lines + self._paid_of("costs")

    def _cost(self, cost: Cost) -> Line:
        pieces = self.bordereau.numbers(tuple(ref.file for ref in cost.evidence))
        why = Why("Frais", euros(cost.amount), f"payés le {short_day(cost.date)}", cost.basis, pieces=pieces, place=cost.place)
        return Line(0, "", cost.label, cost.amount, pieces, whys=(why,), place=cost.place)

    def granted(self, title: TitleClaim) -> list[Line]:
        """What a decision grants, and what payments took of it."""
        proof = self._pieces_at(title.place)
        covers = f" ; remplace {enumerate_fr(title.covers)}" if title.covers else ""
        why = Why("Décision", euros(title.amount), f"{_title_words(title)}{covers}", pieces=proof, place=title.place)
        line = Line(0, title.act, _title_words(title), title.amount, proof, whys=(why,), place=title.place)
        return [line, *self._paid(title.act, "principal")]

    def title_interest(self, title: TitleClaim, owed: Iterable[InvoiceClaim]) -> list[Line]:
        """The interest on a decision, what payments took of it and what was given up."""
        words = title.words or "somme que la décision accorde"
        periods = [replace(self._period(title.act, period, words), label=_title_words(title)) for period in title.periods]
        lines = periods + self._paid(title.act, "interest")
        lines.sort(key=lambda line: (line.last or date.max, line.start is None))
        given_up = self.claim.totals.interest_waived - total(i.interest_waived for i in owed)
        return lines + self._waived(title.act, given_up)

    def _period(self, invoice: str, period: Period, base_words: str) -> Line:
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
        return Line(0, invoice, invoice, period.amount, (), period.base, period.start, period.last, period.days,
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
