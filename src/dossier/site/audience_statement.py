"""A debtor's own page: invoices, payments, balance and how to pay, and nothing else. No script, no link, no file beside it but its looks.

What it shows is a value of its own, filled with these figures alone: nothing else of the case can reach the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from dossier import __version__
from dossier.claim.claim import Claim, InvoiceClaim
from dossier.claim.derivation.words import MEANS_FR
from dossier.documents import figures
from dossier.documents.parties import identity
from dossier.documents.sepa import payload, plain_reference, qr_svg
from dossier.ground import shipped
from dossier.ground.blobs import Blob
from dossier.ground.french import iban, short_day, upper_first
from dossier.ground.money import ZERO, Money
from dossier.model.case import Case
from dossier.model.party import Creditor, Debtor
from dossier.procedure.stage import Stage
from dossier.site.outputs import FONTS
from dossier.site.page import Page, render
from dossier.site.tree import Leaf

_STOPS = frozenset({"procedure_collective", "surendettement", "debiteur_decede", "prescrite"})
"""What lies over a stage and leaves a page that asks for money without object."""
_STATES = {"due": "échue", "not_due": "à échoir", "paid": "réglée", "titled": "comprise dans la décision"}


@dataclass(frozen=True, slots=True)
class Invoiced:
    """An invoice: its amount with tax, what credit notes took off, what is left of it; `state` in a word."""

    number: str
    date: Day
    due: Day
    amount: Money
    credited: Money
    left: Money | None
    state: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as it was received; `remark` says of one that came back that it does not count."""

    date: Day
    means: str
    amount: Money
    remark: str


@dataclass(frozen=True, slots=True)
class Payable:
    """How to pay: to whom, where, under which reference; `code` is the text of the payment code, '' for none."""

    name: str
    iban: str
    bic: str
    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the page shows. `heads` make the balance, `coming` is not due yet; `payable` is None when nothing is asked."""

    day: Day
    creditor: str
    creditor_lines: tuple[str, ...]
    contact: str
    debtor: str
    reference: str
    invoices: tuple[Invoiced, ...]
    payments: tuple[Paid, ...]
    heads: tuple[tuple[str, Money], ...]
    due: Money
    coming: Money
    payable: Payable | None


def statement_of(case: Case, claim: Claim, stage: Stage, debtor: Debtor, reference: str) -> Statement | None:
    """The account with one debtor at the day of computing; None while the balance is not known."""
    due = claim.totals.due
    if due is None:
        return None
    creditor = case.creditor
    return Statement(
        day=claim.date,
        creditor=creditor.name,
        creditor_lines=identity(creditor),
        contact=", ".join(part for part in (creditor.phone, creditor.email) if part),
        debtor=debtor.name,
        reference=reference,
        invoices=tuple(_invoiced(row) for row in claim.invoices),
        payments=tuple(_payments(claim)),
        heads=tuple((what, money) for what, money in _heads(claim) if money),
        due=due,
        coming=claim.totals.not_due,
        payable=_payable(creditor, due, reference) if due > ZERO and _may_pay(case, stage, debtor) else None,
    )


def _invoiced(row: InvoiceClaim) -> Invoiced:
    left = None if row.state == "titled" else row.outstanding
    return Invoiced(row.number, row.date, row.due, row.principal, row.credited, left, _STATES[row.state])


def _payments(claim: Claim) -> Iterator[Paid]:
    for payment in claim.payments:
        when = f" le {short_day(payment.returned_on)}" if payment.returned_on else ""
        remark = f"revenu impayé{when}, ne compte pas" if payment.returned else ""
        yield Paid(payment.date, MEANS_FR.get(payment.means, upper_first(payment.means)), payment.amount, remark)


def _heads(claim: Claim) -> Iterator[tuple[str, Money]]:
    totals = claim.totals
    word = "décision" if claim.titles else "factures"
    yield f"Principal restant dû, {word}", totals.outstanding or ZERO
    yield "Pénalités de retard" if figures.is_professional(claim) else "Intérêts", figures.interest_due(claim) or ZERO
    yield "Indemnité forfaitaire de recouvrement", totals.indemnity_due
    yield "Clause pénale", totals.penalty_due
    yield "Frais", totals.costs_due


def _may_pay(case: Case, stage: Stage, debtor: Debtor) -> bool:
    """Whether nothing forbids to ask this debtor for a payment to the creditor."""
    over = {name for row in stage.debtors if row.id == debtor.id for name in row.overlays}
    assigned = any(event.act == "cession_de_creance" and event.date <= stage.date for event in case.journal)
    return not over & _STOPS and not assigned


def _payable(creditor: Creditor, due: Money, reference: str) -> Payable:
    shown = plain_reference(reference)
    return Payable(
        creditor.name, iban(creditor.iban) if creditor.iban else "", creditor.bic, shown, payload(creditor, due, shown) or ""
    )


def statement_leaves(statement: Statement, folder: str = "") -> list[Leaf]:
    """The page and what it needs, below a folder (`site/`, or '' for the root)."""
    page = Page("index.html", "statement.html.j2", f"Relevé de compte, {statement.debtor}", "", {"s": statement})
    html = render(page, {"version": __version__})
    files = {"index.html": html.encode(), "assets/site.css": shipped.read("templates/site/assets/site.css")}
    files |= {f"assets/{name}": shipped.read(f"fonts/{file}") for name, file in FONTS.items()}
    if statement.payable and statement.payable.code:
        files["assets/paiement.svg"] = qr_svg(statement.payable.code)
    return [Leaf(folder + path, Blob.of(data), "site:statement") for path, data in sorted(files.items())]
