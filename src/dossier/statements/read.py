"""Which format a bank's file is in, and its statements; as a job, since the bytes come from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dossier.ground.french import euros
from dossier.ground.jobs import Result
from dossier.statements import camt, cfonb, ofx, table
from dossier.statements.line import BankStatement, UnfitStatement

LARGEST = 32_000_000
"""Bytes of a file that is read."""


class Format(Protocol):
    """A format that is recognised by its first bytes."""

    def looks_like(self, data: bytes) -> bool:
        """Whether a file is of this format."""
        ...

    def read(self, data: bytes) -> tuple[BankStatement, ...]:
        """Its statements; raises `UnfitStatement`."""
        ...


FORMATS: Mapping[str, Format] = {"camt": camt, "ofx": ofx, "cfonb": cfonb}
"""By name, in the order in which they are tried. What none of them recognises is a table (CSV)."""


def statements_of(data: bytes, tables: Sequence[Mapping[str, str]] = ()) -> tuple[str, tuple[BankStatement, ...]]:
    """The name of the format and the statements; raises `UnfitStatement`. *tables* name the columns of tables, one for each bank."""
    if not data.strip():
        raise UnfitStatement("le fichier est vide")
    if len(data) > LARGEST:
        raise UnfitStatement(f"le fichier dépasse {LARGEST // 1_000_000} Mo")
    for name, form in FORMATS.items():
        if form.looks_like(data):
            return name, form.read(data)
    for titles in tables:
        # Titles of another bank are not those of this file: the next ones are tried, and the usual ones last.
        if table.fits(data, titles):
            return "csv", table.read(data, titles)
    return "csv", table.read(data)


def read_job(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task of a worker: the statements of `file` as JSON-able facts, or the reason why there are none (`unfit`), with
    what the columns of a table that are not known seem to hold (`titles`).

    `options["tables"]` maps things to titles of columns, for tables, once for each bank.
    """
    try:
        name, found = statements_of(inputs["file"], options.get("tables", ()))
    except UnfitStatement as error:
        return Result(facts={"unfit": str(error), "titles": error.titles})
    return Result(facts={"format": name, "statements": [_facts(statement) for statement in found]})


def _facts(statement: BankStatement) -> dict[str, Any]:
    remarks = list(statement.remarks)
    if statement.gap:
        remarks.append(f"le solde final n’est pas le solde initial et les mouvements lus : écart de {euros(statement.gap)}")
    return {
        "account": statement.account,
        "remarks": remarks,
        "lines": [
            {
                "day": line.day.isoformat(), "cents": line.amount.cents, "label": line.label, "name": line.name,
                "reference": line.reference, "id": line.id, "at": line.at,
            }
            for line in statement.lines
        ],
    }  # fmt: skip
