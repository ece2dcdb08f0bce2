"""The account of one case as its debtor may know it: invoices, payments, what is asked and why, how to pay.

A value of its own, filled with these figures alone: nothing else of the case can reach a page that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from dossier.claim.claim import Allocation, Claim, InvoiceClaim, PaymentClaim, Period
from dossier.claim.costs import is_claimable
from dossier.claim.derivation.words import MEANS_FR, SHARE_FR
from dossier.documents import figures
from dossier.documents.articles import article
from dossier.documents.sepa import payload, plain_reference
from dossier.ground.french import NBSP, amount, enumerate_fr, iban, lower_first, percent, short_day, upper_first
from dossier.ground.money import ZERO, Money, total
from dossier.model.case import Case
from dossier.model.party import Creditor

_STATES = {"due": "échue", "not_due": "à échoir", "paid": "réglée", "titled": "comprise dans la décision"}


@dataclass(frozen=True, slots=True)
class Invoiced:
    """An invoice: its amount with tax, what credit notes took off, what is left of it; `state` in words."""

    number: str
    date: Day
    due: Day
    amount: Money
    credited: Money
    left: Money | None
    state: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as it was received; `remark` says what it was counted on, or that it came back and does not count."""

    date: Day
    means: str
    amount: Money
    remark: str


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the balance and, in a sentence, why it is asked."""

    what: str
    amount: Money
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """A line of interest: on what, from which day to which, both counted, on which sum and at which rate, by which rule."""

    on: str
    first: Day
    last: Day
    days: int
    base: Money
    rate: str
    rule: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Payable:
    """How to pay: how much, to whom, where, under which reference; `code` is the text of the payment code, '' for none."""

    amount: Money
    name: str
    iban: str
    bic: str
    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Account:
    """What a case shows its debtor. `heads` make `due`; `asked` is what may be paid today of it; `coming` is not due yet.

    `runs` make the interest that accrued, `settled` what payments and waivers took of it. `payable` is None when nothing is asked.
    """

    reference: str
    invoices: tuple[Invoiced, ...]
    payments: tuple[Paid, ...]
    heads: tuple[Head, ...]
    runs: tuple[Run, ...]
    settled: Money
    due: Money
    asked: Money
    coming: Money
    payable: Payable | None


def account_of(case: Case, claim: Claim, reference: str, exigible: Money | None, may_pay: bool) -> Account | None:
    """The account at the day of computing; None while the balance is not known. *exigible* is what may be asked for today."""
    due = claim.totals.due
    if due is None:
        return None
    asked = due if exigible is None else min(exigible, due)
    return Account(
        reference=reference,
        invoices=tuple(_invoiced(row) for row in claim.invoices),
        payments=tuple(_paid(payment) for payment in claim.payments),
        heads=tuple(head for head in _heads(case, claim) if head.amount),
        runs=tuple(_runs(claim)),
        settled=_settled(claim),
        due=due,
        asked=asked,
        coming=claim.totals.not_due,
        payable=_payable(case.creditor, asked, reference or _numbers(claim)) if asked > ZERO and may_pay else None,
    )


def _invoiced(row: InvoiceClaim) -> Invoiced:
    held = f", {amount(row.withheld)}{NBSP}€ de retenue de garantie pas encore exigibles" if row.withheld else ""
    left = None if row.state == "titled" else row.outstanding
    return Invoiced(row.number, row.date, row.due, row.principal, row.credited, left, _STATES[row.state] + held)


def _paid(payment: PaymentClaim) -> Paid:
    means = MEANS_FR.get(payment.means, upper_first(payment.means))
    if payment.returned:
        when = f" le {short_day(payment.returned_on)}" if payment.returned_on else ""
        return Paid(payment.date, means, payment.amount, f"revenu impayé{when}, ne compte pas")
    return Paid(payment.date, means, payment.amount, _counted_on(payment))


def _counted_on(payment: PaymentClaim) -> str:
    """« F-1 : 23,67 € d’intérêts et 476,33 € de principal » for each invoice that the payment was counted on."""
    by_invoice: dict[str, list[Allocation]] = {}
    for part in payment.allocated:
        by_invoice.setdefault(part.invoice, []).append(part)
    rows = [
        f"{number}{NBSP}: {shares}" if number else shares
        for number, parts in by_invoice.items()
        for shares in [enumerate_fr([f"{amount(p.amount)}{NBSP}€ {SHARE_FR[p.to]}" for p in parts])]
    ]
    if payment.unallocated:
        rows.append(f"{amount(payment.unallocated)}{NBSP}€ non employés")
    return f"compté sur {' ; '.join(rows)}" if by_invoice else " ; ".join(rows)


def _heads(case: Case, claim: Claim) -> Iterator[Head]:
    totals, professional = claim.totals, figures.is_professional(claim)
    yield _principal(claim)
    yield Head("Pénalités de retard" if professional else "Intérêts", figures.interest_due(claim) or ZERO, _interest_why(claim))
    each = figures.indemnity_words(claim) or figures.indemnity(claim)
    rules = f"{article('C. com. L441-10, II')} et D.{NBSP}441-5"
    yield Head(
        "Indemnité forfaitaire de recouvrement", totals.indemnity_due, f"une par facture payée en retard{_in(each)} ({rules})"
    )
    yield Head("Clause pénale", totals.penalty_due, _penalty_why(claim))
    costs = [cost for cost in case.costs if is_claimable(cost, claim.regime) and cost.date <= claim.date]
    named = enumerate_fr([f"{lower_first(cost.label)} du {short_day(cost.date)} ({article(cost.basis)})" for cost in costs])
    yield Head("Frais", totals.costs_due, named)


def _in(words: str) -> str:
    return f", {words}" if words else ""


def _principal(claim: Claim) -> Head:
    left, days = claim.totals.outstanding or ZERO, [short_day(title.date) for title in claim.titles]
    if not days:
        return Head(
            "Factures échues, principal restant", left, "ce qui reste des factures ci-dessous, avoirs et paiements déduits"
        )
    more = " et des factures échues qu’elle ne couvre pas" if any(row.state == "due" for row in claim.invoices) else ""
    decision = f"la décision du {enumerate_fr(days)}" if len(days) == 1 else f"les décisions du {enumerate_fr(days)}"
    return Head("Principal restant", left, f"ce qui reste de ce qu’accorde {decision}{more}, paiements déduits")


def _interest_why(claim: Claim) -> str:
    rows = [period for _, period in _periods(claim)]
    rules = list(dict.fromkeys("contrat" if p.rate.rule == "contrat" else article(p.rate.rule) for p in rows))
    how = figures.rate_rule_words(claim, short=True)
    told = f"{how}, " if how and not claim.titles and "détaillé" not in how else ""
    return f"{told}jour par jour sur ce qui restait dû ; le calcul est plus bas ({' ; '.join(rules)})" if rows else ""


def _penalty_why(claim: Claim) -> str:
    return enumerate_fr([
        f"{percent(row.percent)} de {amount(row.base)}{NBSP}€, encourue le {short_day(row.day)} ({article(row.rule)})"
        for row in claim.penalties
    ])  # fmt: skip


def _periods(claim: Claim) -> Iterator[tuple[str, Period]]:
    """The lines of interest that count: of the invoices that no decision covers, then of the decisions."""
    for row in claim.invoices:
        if row.state in ("due", "paid"):
            yield from ((row.number, period) for period in row.periods)
    for title in claim.titles:
        yield from ((f"décision du {short_day(title.date)}", period) for period in title.periods)


def _runs(claim: Claim) -> Iterator[Run]:
    for on, period in _periods(claim):
        rule = "contrat" if period.rate.rule == "contrat" else article(period.rate.rule)
        rate = percent(period.rate.percent)
        yield Run(on, period.start, period.last, period.days, period.base, rate, rule, period.amount)


def _settled(claim: Claim) -> Money:
    rows = [row for row in claim.invoices if row.state in ("due", "paid")]
    invoices = total(row.interest_paid + row.interest_waived for row in rows)
    return invoices + total(title.interest_paid + title.interest_waived for title in claim.titles)


def _numbers(claim: Claim) -> str:
    """The numbers of up to three invoices, which tell a transfer apart where the case has no reference to give."""
    numbers = [row.number for row in claim.invoices if row.state in ("due", "titled")]
    return " ".join(numbers[:3])


def _payable(creditor: Creditor, money: Money, reference: str) -> Payable:
    shown = plain_reference(reference)
    code = payload(creditor, money, shown) or ""
    return Payable(money, creditor.name, iban(creditor.iban) if creditor.iban else "", creditor.bic, shown, code)
