"""The décompte as CSV and as JSON: exported, published, and carried inside its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.claim.claim import Claim, InvoiceClaim, PaymentClaim, TitleClaim
from dossier.claim.contract import decompte_json
from dossier.claim.derivation.words import (
    ALLOCATED_FR,
    CHOICE_FR,
    CHOICE_VALUE_FR,
    credit_kind,
    means_words,
    reading_words,
    reduction_words,
)
from dossier.claim.derivation.zeros import zero_reasons
from dossier.ground.french import short_day
from dossier.ground.money import ZERO, Money
from dossier.ground.plain import json_text
from dossier.law.law import CERTAINTY_FR
from dossier.model.case import Case
from dossier.sheets.csv_file import Value, csv_bytes
from dossier.sheets.decompte_rows import UNKNOWN, Accessory, Debt, accessories, debts

HEAD = (
    "Rubrique", "Facture ou décision", "Libellé", "Date", "Du", "Au (inclus)", "Jours", "Base", "Dont intérêts capitalisés",
    "Taux annuel (%)", "Diviseur", "Montant", "Dans le total", "Texte", "Remarque",
)  # fmt: skip

Row = tuple[Value, ...]


def decompte_json_bytes(claim: Claim, diagnostics: Sequence[Any] = ()) -> bytes:
    """The JSON contract as a file; *diagnostics* are rows as `check` prints them."""
    return f"{json_text(decompte_json(claim, diagnostics))}\n".encode()


def decompte_csv(case: Case, claim: Claim) -> bytes:
    """Every line of the décompte: the amounts of those marked « oui » make the total due, which the totals repeat."""
    return csv_bytes(HEAD, (*_lines(case, claim), *_totals(case, claim), *_explanations(claim)))


def _row(kind: str, number: str = "", label: str = "", amount: Money | None = None, counted: str = "", **more: Value) -> Row:
    """One row under `HEAD`; *more* names its other columns."""
    return (
        kind, number, label, more.get("day"), more.get("start"), more.get("last"), more.get("days"), more.get("base"),
        more.get("capitalised"), more.get("rate"), more.get("divisor"), amount, counted, more.get("rule", ""), more.get("remark", ""),
    )  # fmt: skip


def _lines(case: Case, claim: Claim) -> Iterator[Row]:
    rows = debts(claim)
    for debt in rows:
        if isinstance(debt.row, InvoiceClaim):
            yield from _invoice(debt, debt.row)
        else:
            yield from _title(debt, debt.row)
    for extra in accessories(case, claim):
        yield _accessory(extra)
    counted = {debt.key: debt.counted for debt in reversed(rows)}
    for payment in claim.payments:
        yield from _payment(payment, counted)


def _invoice(debt: Debt, row: InvoiceClaim) -> Iterator[Row]:
    due = "; ".join(part for part in (f"échéance le {short_day(row.due)}, {row.due_reason}", row.lost_discount) if part)
    yield _row("facture", row.number, "principal TTC", row.principal, _said(debt), day=row.date, last=row.due, remark=due)
    for credit in row.credits:
        since = f"déduit à compter du {short_day(credit.effective)}" if credit.effective else "déduit à l’échéance"
        yield _row(
            credit_kind(credit), row.number, reduction_words(credit), -credit.amount, _said(debt), day=credit.date, remark=since
        )
    if row.withheld:
        yield _row("retenue de garantie", row.number, "pas encore libérable", -row.withheld, _said(debt))
    yield from _interest(debt, row)
    if row.indemnity:
        yield _row("indemnité", row.number, "indemnité forfaitaire", row.indemnity, _said(debt), remark=row.indemnity_reason)


def _title(debt: Debt, title: TitleClaim) -> Iterator[Row]:
    covers = f"remplace {', '.join(title.covers)}" if title.covers else ""
    yield _row("décision", debt.number, "somme accordée", title.amount, _said(debt), day=title.date, remark=covers)
    yield from _interest(debt, title)


def _interest(debt: Debt, row: InvoiceClaim | TitleClaim) -> Iterator[Row]:
    for line in row.periods:
        yield _row(
            "intérêts", debt.number, line.rate.words, line.amount, _said(debt), start=line.start, last=line.last, days=line.days,
            base=line.base, capitalised=line.capitalised or None, rate=line.rate.percent, divisor=line.divisor, rule=line.rate.rule,
        )  # fmt: skip
    if row.interest is None:
        yield _row("intérêts", debt.number, remark=UNKNOWN)
    if row.interest_waived:
        yield _row("remise", debt.number, "intérêts remis par le créancier", -row.interest_waived, _said(debt))


def _said(debt: Debt) -> str:
    """« oui » where the row is in the total due, « non » where it is not due or a decision took its place."""
    return "oui" if debt.counted == "oui" else "non"


def _accessory(row: Accessory) -> Row:
    return _row(row.kind, "", row.label, row.amount, "oui", day=row.day, base=row.base, rate=row.percent, rule=row.rule)


def _payment(payment: PaymentClaim, counted: Mapping[str, str]) -> Iterator[Row]:
    words = means_words(payment)
    by = "payé par un tiers" if payment.payer == "tiers" else ""
    for part in payment.allocated:
        said = "oui" if counted.get(part.invoice, "oui") == "oui" else "non"
        label = f"{words}, {ALLOCATED_FR[part.to]}"
        yield _row("versement", part.invoice, label, -part.amount, said, day=payment.date, rule=part.rule, remark=by)
    if payment.returned:
        back = f"rejeté le {short_day(payment.returned_on)}" if payment.returned_on else "rejeté"
        yield _row("versement", payment.invoice, words, None, "non", day=payment.date, base=payment.amount, remark=back)
    elif payment.unallocated is None:
        yield _row("versement", payment.invoice, words, None, "non", day=payment.date, base=payment.amount, remark=UNKNOWN)
    elif payment.unallocated:
        yield _row("versement", "", f"{words}, non imputé", -payment.unallocated, "non", day=payment.date, remark=by)


def _totals(case: Case, claim: Claim) -> Iterator[Row]:
    totals = claim.totals
    interest = None if totals.interest is None else totals.interest - totals.interest_paid - totals.interest_waived
    accrued = {
        "principal": totals.principal, "interest": totals.interest, "indemnity": totals.indemnity, "penalty": totals.penalty,
        "costs": totals.costs,
    }  # fmt: skip
    why = {head: reason for head, reason in zero_reasons(case, claim).items() if accrued[head] == ZERO}
    for label, amount, head in (
        ("principal restant dû", totals.outstanding, "principal"), ("intérêts restant dus", interest, "interest"),
        ("indemnités restant dues", totals.indemnity_due, "indemnity"), ("clause pénale restant due", totals.penalty_due, "penalty"),
        ("frais restant dus", totals.costs_due, "costs"), ("total dû", totals.due, ""), ("non échu, hors du total", totals.not_due, ""),
        ("intérêts de chaque jour de plus", claim.per_day, ""),
    ):  # fmt: skip
        yield _row("total", "", label, amount, day=claim.date, remark=UNKNOWN if amount is None else why.get(head, ""))


def _explanations(claim: Claim) -> Iterator[Row]:
    for head in claim.not_claimed:
        yield _row("non demandé", "", head.what, rule=head.rule, remark=head.reason)
    for other in claim.alternatives:
        yield _row("autre total", "", reading_words(other.choice), other.total, remark=other.reason)
    for name, chosen in sorted(claim.choices.items()):
        yield _row("choix", "", CHOICE_FR.get(name, name), remark=CHOICE_VALUE_FR.get((name, chosen), chosen))
    for value in claim.law_used:
        words = f"{value.words}, {CERTAINTY_FR[value.certainty]}"
        origin = "" if value.origin == "fourni" else f", donné par {value.origin}"
        yield _row("source", "", value.name, start=value.start, last=value.end, rule=value.reference.title, remark=words + origin)
