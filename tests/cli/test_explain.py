"""`dossier explain AFFAIRE:POSTE` as a person meets it: the figure, its rows in one column, its reasons, within 79 columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import root, run
from dossier.report.text import width

DAY = ("--date", "2026-11-21")
SUD = "2026-014-sud-beton"
FIGURES = ("du", "interets", "principal", "reste", "indemnites", "par_jour", "reglements", "regime", "F-2025-088",
           "F-2025-088:interest", "echeance:F-2025-088", "paiement:2026-07-20", "choix", "non_demande")  # fmt: skip


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two cases, in which the command line stands."""
    folder = copied(SUD, "2026-007-terrasses-de-bourgogne")
    monkeypatch.chdir(folder)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command prints, with ordinary spaces."""
    assert run([*DAY, *arguments]) == code
    return capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_explained_in_79_columns(place: Path, figure: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every figure fits an 80-column terminal, carries no colour where there is none, and says the day it counts to."""
    assert run([*DAY, "explain", f"{SUD}:{figure}"]) == 0
    text = capsys.readouterr().out
    assert max(map(width, text.splitlines())) <= 79
    assert "\x1b" not in text
    assert "arrêté au 21/11/2026 compris" in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_the_interest_of_an_invoice_is_told_line_by_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Days, base, rate, the value before rounding and the amount in columns; then start, base, rates with their sources."""
    text = said(capsys, "explain", f"{SUD}:F-2025-088:interets")
    assert "  Du          Au          Jours      Base     Taux  Avant arrondi     Montant\n" in text
    assert "  16/05/2025  30/06/2025     46  4 500,00  13,15 %        74,5767       74,58\n" in text
    assert text.splitlines()[0].startswith("Intérêts courus, facture F-2025-088 ")
    assert text.splitlines()[0].endswith(" 841,47 €")
    assert "Départ   16/05/2025 : lendemain de l’échéance, sans rappel · factures.yaml:12" in text
    assert "Taux     13,15 % : 3,15 % (BCE au 01/01/2025) + 10 points (C. com. L441-10)" in text
    assert "Arrondi  au centime" in text


def test_amounts_stand_in_one_column(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every amount of a total ends where the others end: its comma stands under theirs."""
    lines = said(capsys, "explain", f"{SUD}:du").splitlines()
    rows = [line for line in lines if len(line) == 77 and line[-3] == ","]
    assert len(rows) > 20
    assert lines[0][-5] == ","
    assert lines[0].index(",") == rows[0].rindex(",")


def test_the_json_of_a_figure_is_its_tree(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier/derivation/1`: the rows add up to the amount, in cents."""
    data = json.loads(said(capsys, "explain", f"{SUD}:interest", "--format", "json"))
    assert (data["schema"], data["case"], data["date"], data["figure"]) == ("dossier/derivation/1", SUD, "2026-11-21", "interest")
    node = data["derivation"]
    cents = sum(round(100 * float(child["amount"])) for child in node["children"])
    assert cents == round(100 * float(node["amount"]))
    assert node["children"][0]["children"][0]["period"]["rounding"] == "half_up_per_line"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (f"{SUD}:interrets", f"vouliez-vous dire {SUD}:interets"),
        (f"{SUD}:F-2025-08:interets", f"vouliez-vous dire {SUD}:F-2025-08"),
        (f"{SUD}:zzz", f"par exemple {SUD}:interets"),
        ("2026-014-sud-betom:interets", "vouliez-vous dire « 2026-014-sud-beton »"),
        (f"{SUD}:\x1b[2J", "« \\u001b[2J » n’est ni un montant"),
        (f"{SUD}:", "n’est ni un montant"),
    ],
)
def test_a_slip_is_told_with_the_nearest_name(place: Path, subject: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Code 2, nothing on stdout, and what may have been meant."""
    assert run([*DAY, "explain", subject]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_a_day_whose_rate_is_unknown_is_told_and_is_an_error(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In 2027 the interest is a dash with the code that says why; the command ends with 1."""
    assert run(["--date", "2027-02-01", "explain", f"{SUD}:interets"]) == 1
    text = capsys.readouterr().out
    assert text.splitlines()[0].endswith("—")
    assert "DC301" in text


def test_the_page_of_a_code_is_still_explained_and_has_a_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A code needs no workspace; its JSON has the texts of its page."""
    assert run(["-C", str(tmp_path), "explain", "dc203", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["code"], data["severity"]) == ("dossier/rule/1", "DC203", "error")


def test_the_shell_completes_cases_with_their_colon(place: Path) -> None:
    """`dossier explain 2026-014<TAB>` gives the case and the colon after which a figure is named."""
    command = root.get_command(root.make_context("dossier", [], resilient_parsing=True), "explain")
    assert command is not None
    ctx = command.make_context("explain", [], resilient_parsing=True)
    argument = command.params[0]
    assert [item.value for item in argument.shell_complete(ctx, "2026-014")] == [f"{SUD}:"]
