"""The open time limits of the cases."""

from __future__ import annotations

from dossier.claim.facts import principal_debtor
from dossier.cli.exports import Asked
from dossier.sheets import calendar


def write(asked: Asked, form: str) -> bytes:
    """The limits as a calendar, as CSV or as `dossier/echeances/1`."""
    debtors = {(a.case.id, d.id): d.name for a in asked.cases for d in a.case.debtors}
    rows = calendar.entries(((a.stage, principal_debtor(a.case).name) for a in asked.cases), debtors)
    if form == "ics":
        return calendar.as_ics(rows, asked.today)
    if form == "csv":
        from dossier.sheets.csv_file import csv_bytes

        return csv_bytes(calendar.HEAD, calendar.table_rows(rows))
    from dossier.ground.plain import json_text

    data = {"schema": "dossier/echeances/1", "date": asked.today.isoformat(), "deadlines": calendar.json_rows(rows)}
    return f"{json_text(data)}\n".encode()
