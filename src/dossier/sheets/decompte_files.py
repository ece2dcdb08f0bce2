"""The décompte as CSV and as JSON: exported, published, and carried inside its PDF."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from dossier.claim.claim import Claim, Period
from dossier.claim.contract import decompte_json
from dossier.ground.money import Money
from dossier.ground.plain import json_text

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEAD = ("facture", "nature", "du", "au", "jours", "base", "taux_annuel", "regle", "montant")


def decompte_json_bytes(claim: Claim, diagnostics: Sequence[Any] = ()) -> bytes:
    """The JSON contract as a file; *diagnostics* are rows as `check` prints them."""
    return f"{json_text(decompte_json(claim, diagnostics))}\n".encode()


def decompte_csv(claim: Claim) -> bytes:
    """Invoices, credit notes, periods, allocated payments and totals; UTF-8 with mark, semicolons, comma decimals, CRLF."""
    out = StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(HEAD)
    for row in claim.invoices:
        write.writerow(
            _cells(row.number, "facture", row.date.isoformat(), row.due.isoformat(), "", "", "", row.state, row.principal)
        )
        for credit in row.credits:
            write.writerow(
                _cells(row.number, f"avoir {credit.number}", credit.date.isoformat(), "", "", "", "", "", -credit.amount)
            )
        for period in row.periods:
            write.writerow(_period(row.number, period))
    for payment in claim.payments:
        for part in payment.allocated:
            day = payment.date.isoformat()
            write.writerow(_cells(part.invoice, f"versement ({part.to})", day, "", "", "", "", part.rule, -part.amount))
    for title in claim.titles:
        write.writerow(_cells("", f"titre {title.act}", title.date.isoformat(), "", "", "", "", title.rule, title.amount))
        for period in title.periods:
            write.writerow(_period(title.act, period))
    totals = claim.totals
    for name, money in (
        ("indemnités", totals.indemnity), ("clause pénale", totals.penalty), ("frais", totals.costs), ("total dû", totals.due),
    ):  # fmt: skip
        write.writerow(_cells("", name, "", claim.date.isoformat(), "", "", "", "", money))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _period(number: str, period: Period) -> list[str]:
    rate = f"{period.rate.percent}"
    return _cells(
        number, "intérêts", period.start.isoformat(), period.last.isoformat(), str(period.days), period.base, rate,
        period.rate.rule, period.amount,
    )  # fmt: skip


def _cells(*values: str | Money | None) -> list[str]:
    return [_cell(value) for value in values]


def _cell(value: str | Money | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return str(value).replace(".", ",")
    text = value.replace(".", ",") if value.replace(".", "", 1).isdigit() else value
    # A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text.
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
