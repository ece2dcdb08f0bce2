"""The statement of account: invoices, credit notes and payments by their days, then what accrued, down to the balance.

For information; it calls on nobody and is no mise en demeure (C. civ. 1344, read 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from dossier.claim.claim import Claim
from dossier.claim.derivation.words import MEANS_FR, credit_words
from dossier.documents import figures, gate
from dossier.documents.document import Document
from dossier.documents.enclosures import the_decompte
from dossier.documents.letter import Letter
from dossier.documents.matter import Matter, case_reference
from dossier.documents.occasions import letter_blank, may_be_asked, written
from dossier.documents.sepa import plain_reference
from dossier.ground.french import amount, euros, long_day, lower_first, short_day, upper_first
from dossier.ground.money import ZERO, Money, total

ID = "releve"
TITLE = "Relevé de compte"


class Movement(NamedTuple):
    """A line of the account: its day, what it is, on which side it counts."""

    day: date
    what: str
    debit: Money = ZERO
    credit: Money = ZERO


MOVES = 3
"""Payments and credit notes from which on the table of a letter no longer tells the account."""


def wanted(matter: Matter) -> bool:
    """Once an account has moved several times, or a means of payment came back, and something is left."""
    claim = matter.claim
    moves = sum(len(row.credits) for row in claim.invoices) + sum(bool(p.allocated) for p in claim.payments)
    return (moves >= MOVES or any(p.returned for p in claim.payments)) and not claim.titles and may_be_asked(matter)


def draft(matter: Matter) -> tuple[Document, ...]:
    """The account with one debtor at the day of computing."""
    blank = letter_blank(matter, "releve-de-compte", ID, TITLE)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *gate.AMOUNT)),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    return (written(matter, blank, reasons, lambda: _letter(matter)),)


def _letter(matter: Matter) -> Letter | None:
    """The letter; None when its lines do not make the sum due."""
    rows, due = list(_movements(matter.claim)), matter.claim.totals.due
    if due is None or total(row.debit for row in rows) - total(row.credit for row in rows) != due:
        return None
    day = long_day(matter.claim.date)
    coming = [row for row in matter.claim.invoices if row.state == "not_due"]
    return Letter(
        template="releve-de-compte",
        subject=f"Relevé de compte au {day} : solde de {euros(due)}",
        channel="courriel" if matter.debtor.email else "courrier",
        values={
            "date": day, "solde": euros(due),
            "a_echoir": [
                {"numero": row.number, "echeance": long_day(row.due), "montant": euros(row.principal)} for row in coming
            ],
            "entre_professionnels": figures.is_professional(matter.claim),
        },
        table=_table(rows, day, euros(due)),
        sum=due,
        reference=plain_reference(f"{case_reference(matter)} {matter.debtor.name.upper()}"),
        enclosures=(the_decompte(f"décompte arrêté au {day}"),),
        table_template="letters/compte.html.j2",
    )  # fmt: skip


def _table(rows: list[Movement], day: str, balance: str) -> Mapping[str, Any]:
    return {
        "lignes": [
            {
                "date": short_day(row.day), "quoi": row.what,
                "debit": amount(row.debit) if row.debit else "", "credit": amount(row.credit) if row.credit else "",
            }
            for row in rows
        ],
        "debit": amount(total(row.debit for row in rows)),
        "credit": amount(total(row.credit for row in rows)),
        "date": day,
        "solde": balance,
    }  # fmt: skip


def _movements(claim: Claim) -> Iterator[Movement]:
    """What moved by its day, an invoice before what reduces it the same day; then what accrued to today."""
    yield from sorted((*_invoiced(claim), *_paid(claim)), key=lambda row: (row.day, bool(row.credit)))
    yield from _accrued(claim)


def _invoiced(claim: Claim) -> Iterator[Movement]:
    for row in claim.invoices:
        if row.state not in ("due", "paid"):
            continue
        yield Movement(row.date, f"Facture {row.number}, échéance {short_day(row.due)}", row.principal)
        for credit in row.credits:
            yield Movement(credit.date, f"{upper_first(credit_words(credit))} sur {row.number}", credit=credit.amount)
        if row.withheld:
            yield Movement(row.date, f"Retenue de garantie sur {row.number}, pas encore libérable", credit=row.withheld)


def _paid(claim: Claim) -> Iterator[Movement]:
    for payment in claim.payments:
        means = MEANS_FR.get(payment.means, upper_first(payment.means))
        if payment.returned:
            when = f" le {short_day(payment.returned_on)}" if payment.returned_on else ""
            yield Movement(payment.date, f"{means} de {amount(payment.amount)}, rejeté{when} : ne compte pas")
        elif payment.allocated:
            rest = f", dont {amount(payment.unallocated)} non imputés" if payment.unallocated else ""
            counted = total(part.amount for part in payment.allocated)
            yield Movement(payment.date, f"Versement, {lower_first(means)}{rest}", credit=counted)


def _accrued(claim: Claim) -> Iterator[Movement]:
    totals, words = claim.totals, figures.indemnity_words(claim)
    interest = "Pénalités de retard échues" if figures.is_professional(claim) else "Intérêts échus"
    heads = (
        (interest, totals.interest or ZERO), (f"Indemnité forfaitaire de recouvrement, {words}".rstrip(", "), totals.indemnity),
        ("Clause pénale", totals.penalty), ("Frais à la charge du débiteur", totals.costs),
    )  # fmt: skip
    for what, money in heads:
        if money:
            yield Movement(claim.date, what, money)
    waived = total(row.interest_waived for row in claim.invoices)
    if waived:
        yield Movement(claim.date, "Intérêts remis par le créancier", credit=waived)
