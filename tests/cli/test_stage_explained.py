"""`explain AFFAIRE:ETAPE` and the graph: every fact of a stage is named by its place, its rule and how sure it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import run

DAY = ("--date", "2026-11-21")
CASE = "2026-007-terrasses-de-bourgogne"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a case whose order was served."""
    folder = copied(CASE)
    monkeypatch.chdir(folder)
    return folder


def told(capsys: pytest.CaptureFixture[str], name: str) -> str:
    """What `explain` says of a name of the case, on one line."""
    assert run([*DAY, "explain", f"{CASE}:{name}"]) == 0
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_the_stage_of_a_case_is_told_with_its_facts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its own name or as `etape`: the day, the effect, the article, how sure it is, the file and line."""
    text = told(capsys, "etape")
    assert text == told(capsys, "attente_force_executoire")
    assert "Attente de la force exécutoire" in text
    assert "Ordonnance signifiée à personne" in text
    assert "CPC 1416" in text
    assert "journal.yaml:" in text
    assert "certitude la plus faible" in text


def test_a_stage_that_was_passed_or_never_reached_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither is told as if the case stood there."""
    assert "est passée par cette étape" in told(capsys, "ordonnance_rendue")
    assert "n’a pas atteint cette étape" in told(capsys, "opposition")


def test_a_limit_and_an_act_are_told_by_their_id(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both days, calendar and reason of a limit; each condition of an act."""
    limit = told(capsys, "force_executoire")
    assert "dernier jour selon la règle : 08/12/2026" in limit
    assert "texte non lu" in limit
    assert "en attente" in told(capsys, "execution")


def test_the_data_say_what_the_text_says(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier/etape/1`."""
    assert run([*DAY, "explain", f"{CASE}:etape", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["stage"], data["reached"]) == ("dossier/etape/1", "attente_force_executoire", True)
    assert data["trace"][-1]["stage"] == "attente_force_executoire"
    assert all(row["certainty"] and row["fact"] for row in data["trace"])


def test_a_slip_gets_a_suggestion(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of stages, limits and acts as of figures."""
    assert run([*DAY, "explain", f"{CASE}:force_executoir"]) == 2
    assert "force_executoire" in capsys.readouterr().err


def test_the_graph_goes_through_the_stages_in_order(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the due date to where the case stands; open acts hang on its last node. Text of the case is no markup."""
    journal = place / "cases" / CASE / "journal.yaml"
    hostile = "juridiction: '\"]-->x;<b>Tribunal de commerce de Dijon'"
    journal.write_text(re.sub("juridiction: .*", lambda _: hostile, journal.read_text(), count=1))
    assert run([*DAY, "show", CASE, "--section", "graphe", "--format", "json"]) in (0, 1)
    data = json.loads(capsys.readouterr().out)
    stages = [node["id"].split("_", 2)[2] for node in data["nodes"] if node["id"].startswith("d1_")]
    assert stages[0] == "echue"
    assert stages[-2:] == ["ordonnance_signifiee", "attente_force_executoire"]
    assert [node["label"] for node in data["nodes"] if node["current"]] == ["Attente de la force exécutoire (10/11/2026)"]
    assert {edge["from"] for edge in data["edges"] if edge["open"]} == {n["id"] for n in data["nodes"] if n["current"]}
    assert run([*DAY, "show", CASE, "--section", "graphe"]) in (0, 1)
    drawn = capsys.readouterr().out
    assert drawn.startswith("flowchart TD\n")
    assert "<b>" not in drawn
    assert '"]-->x' not in drawn
