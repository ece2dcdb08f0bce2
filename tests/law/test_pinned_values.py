"""The values of money law, against a second reading of the same sources: none can change, appear or vanish unseen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from dossier.law import names
from dossier.law.parameters import shipped_law

LAW = shipped_law()
ONE_DAY = timedelta(days=1)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    node = yaml.compose((Path(__file__).parent / name).read_text(), Loader=yaml.BaseLoader)
    return [{key.value: value.value for key, value in row.value} for row in node.value]


BANK = table("refinancing_rates.yaml")
VALUES = table("money_values.yaml")
LEGAL = table("legal_rates.yaml")


def test_the_rates_of_the_bank_are_those_of_the_second_reading() -> None:
    """Every day of effect since 1999, its rate and how sure it is; no other day."""
    shipped = LAW.parameters[names.TAUX_REFINANCEMENT_BCE].values
    assert [{"from": str(v.start), "rate": v.text, "sure": str(v.certainty)} for v in shipped] == BANK
    assert len(BANK) == 62


@pytest.mark.parametrize(("before", "row"), list(pairwise(BANK)), ids=[row["from"] for row in BANK[1:]])
def test_a_rate_of_the_bank_changes_on_its_day(before: dict[str, str], row: dict[str, str]) -> None:
    """The eve has the former rate, the day the new one."""
    day = date.fromisoformat(row["from"])
    eve, then = LAW.value(names.TAUX_REFINANCEMENT_BCE, day - ONE_DAY), LAW.value(names.TAUX_REFINANCEMENT_BCE, day)
    assert eve and then and (eve.text, then.text) == (before["rate"], row["rate"])


def test_the_last_rate_of_the_bank_holds_no_longer_than_was_read() -> None:
    """Known to the decision of 23 July 2026, and not a day more."""
    assert LAW.value(names.TAUX_REFINANCEMENT_BCE, date(2026, 7, 23)) is not None
    assert LAW.value(names.TAUX_REFINANCEMENT_BCE, date(2026, 7, 24)) is None


@pytest.mark.parametrize("name", sorted({row["name"] for row in VALUES}))
def test_the_values_that_are_no_rates(name: str) -> None:
    """Each value with its first and last day and how sure it is; on its edges it begins and ends."""
    rows = [{key: text for key, text in row.items() if key != "name"} for row in VALUES if row["name"] == name]
    shipped = LAW.parameters[name].values
    assert [
        {"from": str(v.start or ""), "to": str(v.end or ""), "value": v.text, "sure": str(v.certainty)} for v in shipped
    ] == rows
    for row in rows:
        for edge, inside in (("from", ONE_DAY), ("to", -ONE_DAY)):
            if row[edge]:
                day = date.fromisoformat(row[edge])
                found, beyond = LAW.value(name, day), LAW.value(name, day - inside)
                assert found and found.text == row["value"] and beyond != found


def test_the_table_names_every_value_of_money() -> None:
    """A new value of the money's law is entered here too."""
    folders = ("code_commerce", "commande_publique", "delais_sectoriels")
    from dossier.ground import shipped

    paths = [path.split("/") for path in shipped.listing("law/parameters", ".yaml")]
    files = {path[-1].removesuffix(".yaml") for path in paths if path[-2] in folders}
    assert files <= {row["name"] for row in VALUES}


@pytest.mark.parametrize("column", [names.TAUX_LEGAL_PARTICULIERS, names.TAUX_LEGAL_AUTRES])
def test_how_sure_the_legal_rates_are(column: str) -> None:
    """Official texts but for those that only press, or concurring second-hand sources, gave; one value has one source."""
    key = "people" if column == names.TAUX_LEGAL_PARTICULIERS else "others"
    values = LAW.parameters[column].values
    assert [(str(v.start), str(v.end), v.text) for v in values] == [(r["from"], r["to"], r[key]) for r in LEGAL]
    unsure = {str(v.start): str(v.certainty) for v in values if str(v.certainty) != "text"}
    last = "memory" if key == "people" else "secondary"
    assert unsure == {
        "2009-01-01": "secondary", "2010-01-01": "secondary", "2023-07-01": "secondary", "2025-01-01": "secondary",
        "2025-07-01": "secondary", "2026-07-01": last,
    }  # fmt: skip


def test_every_value_of_money_says_where_it_was_read_and_when() -> None:
    """Reference, certainty, the day of the last reading, and a source in its note."""
    for name in {row["name"] for row in VALUES} | {
        names.TAUX_REFINANCEMENT_BCE,
        names.TAUX_LEGAL_AUTRES,
        names.TAUX_LEGAL_PARTICULIERS,
    }:
        parameter = LAW.parameters[name]
        assert parameter.last_verified_on == date(2026, 11, 21), name
        for value in parameter.values:
            assert value.reference.title and (value.note or value.reference.text), (name, value.start)
