"""The tables of a décompte's workbook that stand on facts and rates: lines of interest, credit notes, payments, accessories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dossier.claim.claim import Claim, PaymentClaim
from dossier.claim.derivation.words import ALLOCATED_FR, MEANS_FR, reduction_words
from dossier.ground.french import short_day
from dossier.law.law import CERTAINTY_FR
from dossier.sheets.book import Cell, Row, Sheet, at, day, heads, money, text
from dossier.sheets.decompte_rows import NONE, NOT_ALLOCATED, RECEIVED, UNKNOWN, Accessory, Debt

GIVEN, FATE, ALLOCATED = 2, 6, 10
"""Columns of the payments: what was received, what became of it, what went to a head."""
ACCESSORY = 5
"""The column of the amounts of accessories."""


def table(name: str, widths: Sequence[int], head: Row, rows: Iterable[Row]) -> Sheet:
    """A sheet that is one table; one without rows says so."""
    body = tuple(rows)
    nothing = ((text(NONE), *(Cell(None, "text") for _ in head[1:])),)
    return Sheet(name, tuple(widths), (head, *(body or nothing)))


def lines_sheet(rows: Sequence[Debt]) -> Sheet:
    """Every line of interest: days, and amount rounded once to the cent, are formulas."""
    head = heads(
        "Rang", "Facture ou décision", "Du", "Au (inclus)", "Jours", "Base", "Dont intérêts capitalisés", "Taux annuel",
        "Diviseur", "Montant", "Texte", "Taux, d’où il vient", "Certitude",
    )  # fmt: skip
    body: list[Row] = []
    for debt in rows:
        for period in debt.periods:
            r = len(body) + 1
            days, amount = f"={at(3, r)}-{at(2, r)}+1", f"=ROUND({at(5, r)}*{at(7, r)}/100*{at(4, r)}/{at(8, r)},2)"
            body.append((
                Cell(debt.rank, "rank"), text(debt.number), day(period.start), day(period.last), Cell(period.days, "whole", days),
                money(period.base), Cell(period.capitalised or None, "money"), Cell(period.rate.percent, "rate"), Cell(int(period.divisor), "whole"),
                money(period.amount, amount), text(period.rate.rule), text(period.rate.words), text(CERTAINTY_FR[period.rate.certainty]),
            ))  # fmt: skip
    return table("Lignes d’intérêts", (6, 20, 11, 11, 7, 13, 12, 9, 8, 12, 18, 40, 36), head, body)


def credits_sheet(rows: Sequence[Debt]) -> Sheet:
    """Credit notes, waivers of principal, earned discounts: what reduces an invoice without being a payment."""
    head = heads("Rang", "Facture", "Avoir ou remise", "Date", "Montant", "Déduit à compter du")
    body = (
        (
            Cell(debt.rank, "rank"), text(debt.number), text(reduction_words(credit)), day(credit.date), money(credit.amount),
            day(credit.effective) if credit.effective else text("l’échéance"),
        )
        for debt in rows for credit in debt.credits
    )  # fmt: skip
    return table("Avoirs", (6, 22, 22, 12, 14, 20), head, body)


def payments_sheet(claim: Claim, by_key: Mapping[str, int]) -> Sheet:
    """Every payment with its allocation: one row a part, the sum received on the first row only."""
    head = heads(
        "N°", "Date", "Reçu", "Moyen", "Payé par", "Facture désignée", "Sort", "Rang", "Imputé sur", "Poste", "Montant imputé", "Règle",
    )  # fmt: skip
    body: list[Row] = []
    for number, payment in enumerate(claim.payments, 1):
        first: Row = (
            Cell(number, "rank"), day(payment.date), money(payment.amount), text(MEANS_FR.get(payment.means, payment.means)),
            text("un tiers" if payment.payer == "tiers" else "le débiteur"), text(payment.invoice), text(_fate(payment)),
        )  # fmt: skip
        again: Row = (Cell(number, "rank"), day(payment.date), Cell(None, "money"), *(text("") for _ in range(4)))
        for index, part in enumerate(_parts(payment, by_key)):
            body.append((*(again if index else first), *part))
    return table("Paiements", (5, 11, 13, 14, 11, 20, 20, 6, 20, 13, 13, 18), head, body)


def _fate(payment: PaymentClaim) -> str:
    """« encaissé », or that it came back: the summary counts the former."""
    if not payment.returned:
        return RECEIVED
    return f"rejeté le {short_day(payment.returned_on)}" if payment.returned_on else "rejeté"


def _parts(payment: PaymentClaim, by_key: Mapping[str, int]) -> list[Row]:
    parts: list[Row] = [
        (
            Cell(by_key.get(part.invoice), "rank"), text(part.invoice), text(ALLOCATED_FR[part.to]), money(part.amount),
            text(part.rule),
        )
        for part in payment.allocated
    ]  # fmt: skip
    blank = (Cell(None, "rank"), text(""))
    if payment.unallocated is None:
        parts.append((*blank, text(NOT_ALLOCATED), money(None), text(UNKNOWN)))
    elif payment.unallocated or not parts:
        parts.append((*blank, text("" if payment.returned else NOT_ALLOCATED), money(payment.unallocated), text("")))
    return parts


def accessories_sheet(rows: Sequence[Accessory]) -> Sheet:
    """Clause pénale and costs."""
    head = heads("Poste", "Date", "Libellé", "Base", "Taux", "Montant", "Fondement")
    body: list[Row] = []
    for row in rows:
        r = len(body) + 1
        formula = f"=ROUND({at(3, r)}*{at(4, r)}/100,2)" if row.by_rate else ""
        body.append((
            text(row.kind), day(row.day), text(row.label), Cell(row.base, "money"), Cell(row.percent, "rate"),
            money(row.amount, formula), text(row.rule),
        ))  # fmt: skip
    return table("Accessoires", (16, 12, 48, 14, 10, 14, 34), head, body)
