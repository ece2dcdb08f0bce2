"""`dossier simulate`: what would be owed with payments that are not there, computed in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.cli.root import run
from dossier.report.text import width

DAY = ("--date", "2026-11-21")
SUD = "2026-014-sud-beton"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one case, in which the command line stands."""
    folder = copied(SUD)
    monkeypatch.chdir(folder)
    return folder


def data(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    """The JSON of a simulation."""
    assert run(["simulate", SUD, *arguments, "--format", "json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_two_columns_are_the_claim_without_and_with_the_payment(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a simulation gives is what the case gives once the same payment is written in its file."""
    found = data(capsys, "--paiement", "2026-11-15:5000", *DAY)
    assert (found["schema"], found["case"], found["date"]) == ("dossier/simulate/1", SUD, "2026-11-21")
    assert run(["show", SUD, "--section", "decompte", "--format", "json", *DAY]) == 0
    assert found["before"]["totals"] == json.loads(capsys.readouterr().out)["totals"]
    file = place / "cases" / SUD / "paiements.yaml"
    file.write_text(file.read_text() + "- date: 2026-11-15\n  montant: 5000.00\n")
    assert run(["show", SUD, "--section", "decompte", "--format", "json", *DAY]) == 0
    written = json.loads(capsys.readouterr().out)
    assert found["after"]["totals"] == written["totals"]
    assert found["after"]["per_day"] == written["per_day"]
    assert found["payments"] == [{**written["payments"][-1], "invoice": ""}]


def test_nothing_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder has the same bytes after a simulation, and no new file."""
    before = content(place)
    assert run(["simulate", SUD, "--paiement", "2026-11-15:5000", *DAY]) == 0
    assert content(place) == before


def test_a_payment_may_name_its_invoice(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The debtor's indication goes before the order of the law; one name for all payments, or one each."""
    found = data(capsys, "--paiement", "2026-11-15:100", "--facture", "F-2025-140", *DAY)
    assert {part["invoice"] for part in found["payments"][0]["allocated"]} == {"F-2025-140"}
    both = data(
        capsys, "--paiement", "2026-11-15:100", "--paiement", "16/11/2026:1 100,50",
        "--facture", "F-2025-140", "--facture", "F-2025-126", *DAY,
    )  # fmt: skip
    assert [payment["allocated"][0]["invoice"] for payment in both["payments"]] == ["F-2025-140", "F-2025-126"]
    assert [payment["amount"] for payment in both["payments"]] == ["100.00", "1100.50"]


def test_a_payment_of_all_settles_the_case_and_tells_what_changes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The stage becomes `soldee`, deadlines and actions fall away, and what is left over is told with its code."""
    found = data(capsys, "--paiement", "2026-11-21:60000", *DAY)
    assert found["after"]["stage"] == "soldee"
    assert found["after"]["totals"]["due"] == "0.00"
    assert {row["id"] for row in found["changed"]} >= {"prescription"}
    assert [row["code"] for row in found["diagnostics"]] == ["DC306"]
    assert run(["simulate", SUD, "--paiement", "2026-11-21:60000", *DAY]) == 0
    text = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Étape : Soldée, au lieu de " in text
    assert "sans imputation : trop-perçu" in text
    assert "avertissement[DC306]" in text


def test_a_day_alone_tells_what_will_be_owed_then(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One column, and both sides of the JSON alike; the day may be written as the French write it."""
    found = data(capsys, "--date", "20/12/2026")
    assert found["date"] == "2026-12-20"
    assert found["payments"] == []
    assert found["before"] == found["after"]
    assert run(["simulate", SUD, "--date", "2026-12-20"]) == 0
    text = capsys.readouterr().out
    assert "Au 20/12/2026" in text
    assert "Sans" not in text


def test_a_day_whose_rate_is_not_known_is_an_error_that_names_the_half_year(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In 2027 the total is unknown, DC301 says which value is missing and where to write it; code 1."""
    assert run(["simulate", SUD, "--date", "2027-01-31"]) == 1
    text = capsys.readouterr().out
    assert "erreur[DC301]" in text
    assert "2027-S1" in text
    assert "law/taux_refinancement_bce.yaml" in text
    assert data(capsys, "--date", "2027-01-31", code=1)["after"]["totals"]["due"] is None


@pytest.mark.parametrize(
    "more", [[], ["--paiement", "2026-11-15:5000"], ["--paiement", "2026-11-21:60000", "--facture", "F-2025-140"]]
)
def test_the_page_fits_79_columns(place: Path, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Figures, allocation and deadlines stay within 79 columns, without colour and without trailing blanks."""
    assert run(["simulate", SUD, *more, *DAY]) == 0
    text = capsys.readouterr().out.partition("\navertissement")[0]
    assert max(map(width, text.splitlines())) <= 79
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--paiement", "2026-12-15:500"], "est postérieur au jour du calcul, le 21/11/2026"),
        (["--paiement", "500"], "« 500 » n’est pas un"),
        (["--paiement", "2026-11-31:500"], "n’existe pas au calendrier"),
        (["--paiement", "2026-11-15:1.234"], "montant ambigu"),
        (["--paiement", "2026-11-15:0"], "un montant positif est attendu"),
        (["--paiement", "2026-11-15:-5"], "un montant positif est attendu"),
        (["--paiement", "2026-11-15:\x1b[2J"], "\\u001b[2J"),
        (["--paiement", "2026-11-15:5", "--facture", "F-2025-14"], "vouliez-vous dire « F-2025-140 »"),
        (["--paiement", "2026-11-15:5", "--facture", "a", "--facture", "b"], "une pour tous, ou une par paiement"),
    ],
)
def test_a_slip_is_told_in_french(place: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Code 2, nothing on stdout, and what is wrong with which argument."""
    assert run(["simulate", SUD, *arguments, *DAY]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err.replace("\u00a0", " ").replace("\u202f", " ")
