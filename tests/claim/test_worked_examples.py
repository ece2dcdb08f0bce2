"""Worked examples of the law, one table per rule, whose arithmetic is checked here apart from the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_cases import ADVOCATE, COMPANY, FIRM, JANE, PERSON, TOWN, case

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.claim.contract import rate_text
from dossier.law.parameters import shipped_law

TABLES = Path(__file__).parent.parent / "law"
PEOPLE: dict[str, Any] = {
    "entreprise": FIRM, "societe": COMPANY, "particulier": PERSON, "commune": TOWN, "jeanne": JANE, "liberal": ADVOCATE,
    "hopital": {**TOWN, "categorie_publique": "hopital"}, "regie": {**TOWN, "categorie_publique": "entreprise_publique"},
}  # fmt: skip
GIVEN = {"factures", "paiements", "frais", "journal", "contrat", "nature", "debiteur", "creancier", "choix"}
TOLD = {
    "name", "source", "on", "case", "lines", "payments", "totals", "outstanding", "state", "due", "indemnity", "due_reason",
    "credited", "per_day", "regime", "rules", "codes", "not_claimed", "alternatives", "unallocated", "choices",
}  # fmt: skip
LINE = re.compile(r"(\S+) (\S+) \| (\S+) x (\S+) x (\d+) / (\d+) = (\S+)")


def plain(node: yaml.Node) -> Any:
    """Lists, maps and texts of a table."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value


def examples() -> Iterator[Any]:
    """Every row of every table of decomptes."""
    for path in sorted(TABLES.glob("decompte_*.yaml")):
        for row in plain(yaml.compose(path.read_text(), Loader=yaml.BaseLoader)):
            yield pytest.param(row, id=f"{path.stem}: {row['name']}")


def claim_of_row(row: dict[str, Any]) -> Claim:
    """The program's claim for a row."""
    given = row["case"]
    made = case(
        invoices=given.get("factures", ()),
        payments=given.get("paiements", ()),
        costs=given.get("frais", ()),
        journal=given.get("journal", ()),
        contract=given.get("contrat"),
        nature=given.get("nature", "commerciale"),
        debtors=[PEOPLE[given.get("debiteur", "societe")]],
        creditor=PEOPLE[given.get("creancier", "entreprise")],
        choices=given.get("choix"),
    )
    return compute_claim(made, shipped_law(), date.fromisoformat(row["on"]))


def cents(amount: Fraction) -> int:
    """Half-up to the cent."""
    return int(amount * 100 + Fraction(1, 2))


@pytest.mark.parametrize("row", list(examples()))
def test_the_table_itself_is_right(row: dict[str, Any]) -> None:
    """Each line of a table is its own arithmetic: days counted at both ends, base x percent x days / divisor.

    A key that no test reads would be a promise that nobody holds.
    """
    assert set(row) <= TOLD and set(row["case"]) <= GIVEN and row["source"]
    assert {"lines", "payments", "totals", "due", "state", "outstanding", "indemnity", "per_day", "codes"} & set(row)
    for written in (line for lines in row.get("lines", {}).values() for line in lines):
        match = LINE.fullmatch(written)
        assert match, written
        start, end, base, percent, days, divisor, amount = match.groups()
        counted = (date.fromisoformat(end) - date.fromisoformat(start) + timedelta(days=1)).days
        assert counted == int(days), written
        exact = Fraction(base) * Fraction(percent) / 100 * counted / int(divisor)
        assert cents(exact) == int(Fraction(amount) * 100), written


@pytest.mark.parametrize("row", list(examples()))
def test_worked_example(row: dict[str, Any]) -> None:
    """The program prints the lines, the allocation and the totals of the table."""
    claim = claim_of_row(row)
    for number, lines in row.get("lines", {}).items():
        found = claim.invoice(number)
        periods = found.periods if found else next(t for t in claim.titles if t.act == number).periods
        printed = [
            f"{p.start} {p.last} | {p.base} x {rate_text(p.rate.percent)} x {p.days} / {p.divisor} = {p.amount}" for p in periods
        ]
        assert printed == lines
    if "payments" in row:
        parts = [f"{p.date} {a.invoice or '-'} {a.to} {a.amount}" for p in claim.payments for a in p.allocated]
        assert parts == row["payments"]
    for name, amount in row.get("totals", {}).items():
        found_total = getattr(claim.totals, name)
        assert ("null" if found_total is None else str(found_total)) == amount, name
    for field in ("outstanding", "state", "due", "indemnity", "due_reason", "credited"):
        for number, value in row.get(field, {}).items():
            invoice = claim.invoice(number)
            assert invoice and str(getattr(invoice, field)).replace("\u00a0", " ") == value
    if "per_day" in row:
        assert ("null" if claim.per_day is None else str(claim.per_day)) == row["per_day"]
    if "regime" in row:
        assert claim.regime == row["regime"]
    if "rules" in row:
        assert sorted({p.rate.rule for i in (*claim.invoices, *claim.titles) for p in i.periods}) == row["rules"]
    if "codes" in row:
        assert sorted({d.code for d in claim.diagnostics}) == row["codes"]
    if "not_claimed" in row:
        assert [n.what for n in claim.not_claimed] == row["not_claimed"]
    if "alternatives" in row:
        assert {a.choice.replace("\u00a0", " "): str(a.total) for a in claim.alternatives} == row["alternatives"]
    if "choices" in row:
        assert {key: claim.choices[key] for key in row["choices"]} == row["choices"]
    if "unallocated" in row:
        assert [str(p.unallocated) for p in claim.payments] == row["unallocated"]
