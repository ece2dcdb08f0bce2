"""A date for which the program has no rate: what it says, and what it does with the value that the firm supplies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.cli.root import run

SUD = "2026-014-sud-beton"
LATER = ("--date", "2027-02-01")


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one case between professionals, in which the command line stands."""
    folder = copied(SUD)
    monkeypatch.chdir(folder)
    return folder


def diagnostics(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of `check` and its findings."""
    code = run(["check", "--format", "json", *options])
    return code, json.loads(capsys.readouterr().out)["diagnostics"]


def decompte(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    """The décompte of the case as JSON."""
    run(["show", SUD, "--section", "decompte", "--format", "json", *options])
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    return shown


def pasted(hint: str) -> str:
    """The YAML that a hint offers between backticks."""
    return hint.split("`")[1]


def test_a_missing_half_year_is_named_with_the_lines_to_paste(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In 2027 no figure appears; the finding names the half-year, the file and what to write in it."""
    code, rows = diagnostics(capsys, *LATER)
    (missing,) = [row for row in rows if row["code"] == "DC301"]
    assert code == 1 and "2027-S1" in missing["message"]
    assert "law/taux_refinancement_bce.yaml" in missing["hints"][0]
    assert pasted(missing["hints"][1]).startswith("values: {2027-01-01: {value: ")
    shown = decompte(capsys, *LATER)
    assert shown["totals"]["due"] is None and shown["per_day"] is None


def test_the_lines_pasted_with_a_number_make_the_figure_appear(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pasted value serves its half-year, and every place that prints the rate says that the firm gave it."""
    _, rows = diagnostics(capsys, *LATER)
    line = pasted(next(row for row in rows if row["code"] == "DC301")["hints"][1])
    (place / "law").mkdir()
    (place / "law/taux_refinancement_bce.yaml").write_text(
        line.replace('value: "…"', 'value: "2.65"').replace("…", "BCE, lu") + "\n"
    )
    _, rows = diagnostics(capsys, *LATER)
    assert "DC301" not in {row["code"] for row in rows}
    said = [row["message"] for row in rows if row["code"] == "DC316"]
    assert said and all(m.startswith("valeur de la loi donnée par l’entreprise") and "2,65" in m for m in said)
    assert decompte(capsys, *LATER)["totals"]["due"] is not None
    run(["explain", f"{SUD}:interest", *LATER])
    assert "valeur donnée par l’entreprise" in capsys.readouterr().out.replace("\u00a0", " ").replace("\n", " ")


def test_the_placeholder_of_the_hint_is_no_number(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pasted without a number, the lines give no figure: DC141 tells that the value is missing."""
    _, rows = diagnostics(capsys, *LATER)
    line = pasted(next(row for row in rows if row["code"] == "DC301")["hints"][1])
    (place / "law").mkdir()
    (place / "law/taux_refinancement_bce.yaml").write_text(line + "\n")
    _, rows = diagnostics(capsys, *LATER)
    assert {"DC141", "DC301"} <= {row["code"] for row in rows}


def test_a_value_for_one_half_year_is_not_carried_into_the_next(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rate given from January 2027 without a last day says nothing of July: the second half-year is missing in its turn."""
    (place / "law").mkdir()
    text = 'values: {2027-01-01: {value: "2.65", certainty: text, reference: {title: BCE}}}\n'
    (place / "law/taux_refinancement_bce.yaml").write_text(text)
    for day, missing in (("2027-06-29", False), ("2027-07-01", True)):  # 30 June asks for the rate of the next day
        _, rows = diagnostics(capsys, "--date", day)
        assert any(row["code"] == "DC301" and "2027-S2" in row["message"] for row in rows) is missing, day


def test_a_decision_of_december_serves_the_anchor_of_january(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rate in force from 23 December 2026 is the anchor of 1 January 2027, and not that of 1 July."""
    (place / "law").mkdir()
    text = 'values: {2026-12-23: {value: "2.15", certainty: text, reference: {title: BCE}}}\n'
    (place / "law/taux_refinancement_bce.yaml").write_text(text)
    periods = [p for i in decompte(capsys, *LATER)["invoices"] for p in i["periods"] if p["start"] >= "2027-01-01"]
    assert periods and {p["rate"] for p in periods} == {"12.15"}
    assert decompte(capsys, "--date", "2027-07-02")["totals"]["due"] is None
