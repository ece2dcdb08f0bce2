"""The command line as a person meets it: results on stdout, words in French, three exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import NAMES, SECTIONS, root, run

DAY = ("--date", "2026-11-21")
SUD = "2026-014-sud-beton"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two cases, in which the command line stands."""
    folder = copied(SUD, "2026-060-les-tilleuls")
    monkeypatch.chdir(folder)
    return folder


def test_help_is_one_screen_of_french(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything the help screen says is French, and it fits a terminal."""
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert len(text.splitlines()) <= 40
    assert max(map(len, text.splitlines())) <= 79
    assert "Usage\u00a0: dossier [OPTIONS] COMMANDE" in text
    for word in ("Show", "Options:", "Commands", "help", "exit"):
        assert word not in text.replace("--help", "")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_french_help_and_the_words_of_the_screen(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The table of the help screen says what the command says of itself, without importing it."""
    command = root.get_command(root.make_context("dossier", [], resilient_parsing=True), name)
    assert command is not None
    words = {key: text for _, rows in SECTIONS for key, text in rows}
    assert command.short_help == words[name]
    assert run([name, "-h"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Usage\u00a0: dossier")
    for word in ("Show", "Options:", "[default", "TEXT", "PATH", "FLOAT", "INTEGER", "DIRECTORY"):
        assert word not in text


@pytest.mark.parametrize("name", [*NAMES, "add communication", "law list", "law show", "law articles"])
def test_every_help_fits_a_terminal_and_shows_a_call(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Eighty columns are enough, and below the usage stands at least one line that can be typed."""
    assert run([*name.split(), "--help"]) == 0
    usage, *rows = capsys.readouterr().out.splitlines()
    assert max(map(len, [usage, *rows])) <= 79
    assert [row for row in rows if f"dossier {name}" in row]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "La commande 'chek' n’existe pas. (Vouliez-vous dire l’un de ceux-ci\u00a0: 'check',"),
        (["check", "--frmat"], "L’option '--frmat' n’existe pas."),
        (["check", "--format", "xml"], "'xml' n’est pas l’un de"),
        (["check", "--format"], "attend une valeur"),
        (["check", "--strict=oui"], "ne prend pas de valeur"),
        (["--date", "2026-02-30", "check"], "« 2026-02-30 » n’est pas une date AAAA-MM-JJ"),
        (["--date", "20261121", "check"], "n’est pas une date"),
        (["-C", "nowhere", "check"], "introuvable"),
        (["explain"], "Il manque l’argument 'SUJET'."),
        (["explain", "a", "b"], "Argument de trop (b)"),
        (["explain", "DC8O1"], "vouliez-vous dire DC801"),
        (["explain", "job-stoped"], "vouliez-vous dire job-stopped"),
        (["check", "2026-014-sud-betom"], "vouliez-vous dire « 2026-014-sud-beton »"),
        (["show", "\x1b[2Jx"], "l’affaire « \\u001b[2Jx » n’existe pas"),
        (["status", "nobody"], "l’affaire « nobody » n’existe pas"),
        (["law", "show", "taux_legal"], "vouliez-vous dire taux_legal_autres"),
        (["law", "lst"], "La commande 'lst' n’existe pas."),
        (["build", "--only", "lettres"], "choisissez parmi letters, bundle, site"),
        (["build", "--jobs", "0"], "n’est pas dans l’intervalle"),
        (["build", "--jobs", "deux"], "n’est pas un nombre"),
        (["build", "--output", "cases"], "contient des sources"),
        (["completion", "powershell"], "'powershell' n’est pas l’un de"),
        (["status", "-q"], "L’option '-q' se place avant la commande\u00a0: dossier -q status"),
        (["law", "show", "-C", "ici"], "se place avant la commande\u00a0: dossier -C CHEMIN law show"),
        (["pack", "2026-014-sud-beton"], "Il manque l’option '--for'."),
    ],
)
def test_every_slip_is_told_in_french_and_exits_2(
    place: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong options, names and values: code 2, nothing on stdout, the near word proposed, no English."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    for english in ("Error", "Try ", "Invalid", "No such", "Missing", "unexpected", "Did you", "Traceback"):
        assert english not in err


def test_outside_a_workspace_the_program_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No `dossier.yaml` here or above: code 2 and what to do."""
    monkeypatch.chdir(tmp_path)
    for verb in ("check", "status", "build"):
        assert run([*DAY, verb]) == 2
        assert "pas de dossier.yaml" in capsys.readouterr().err


def test_the_workspace_is_found_from_a_folder_inside(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As git does: any folder below is good, and -C goes there first."""
    monkeypatch.chdir(place / "cases" / SUD)
    assert run([*DAY, "status"]) == 0
    inside = capsys.readouterr().out
    monkeypatch.chdir("/")
    assert run(["-C", str(place), *DAY, "status"]) == 0
    assert capsys.readouterr().out == inside


def test_the_day_is_an_option_of_the_program_of_a_command_or_of_the_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--date` before or after the verb, else DOSSIER_DATE; the nearer one wins."""

    def day(*arguments: str) -> str:
        assert run([*arguments, "--format", "json"]) == 0
        found: str = json.loads(capsys.readouterr().out)["date"]
        return found

    assert day("--date", "2026-10-01", "status") == day("status", "--date", "2026-10-01") == "2026-10-01"
    monkeypatch.setenv("DOSSIER_DATE", "2026-09-30")
    assert day("status") == "2026-09-30"
    assert day("--date", "2026-10-01", "status") == "2026-10-01"
    monkeypatch.setenv("DOSSIER_DATE", "hier")
    assert run(["status"]) == 2
    assert "DOSSIER_DATE" in capsys.readouterr().err


def test_status_follows_the_contract(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier/status/1`: every case with its keys; names choose among them."""
    assert run([*DAY, "status", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["date"]) == ("dossier/status/1", "2026-11-21")
    assert [row["case"] for row in data["cases"]] == [SUD, "2026-060-les-tilleuls"]
    keys = {"case", "stage", "due", "due_now", "court", "debtors", "deadlines", "blockers", "next", "trace", "errors", "warnings"}
    assert set(data["cases"][0]) == keys
    assert run([*DAY, "status", SUD, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == data["cases"][:1]


def test_status_is_a_table_with_the_same_figures(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person reads is what a program reads."""
    assert run([*DAY, "status", SUD, "--format", "json"]) == 0
    due = json.loads(capsys.readouterr().out)["cases"][0]["due"]
    assert run([*DAY, "status", SUD]) == 0
    line = capsys.readouterr().out.splitlines()[2]
    assert line.startswith(SUD)
    assert due.replace(".", ",") in line.replace("\u202f", "")


@pytest.mark.parametrize("change", ["edit", "add a case", "remove a piece", "day", "settings", "law"])
def test_a_saved_status_is_made_anew_when_anything_changed(
    place: Path, change: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer from the snapshot is the answer of a fresh run, whatever was touched in between."""
    day = list(DAY)
    assert run([*day, "status", "--format", "json"]) == 0
    first = capsys.readouterr().out
    assert (place / ".dossier/cache/status.json").is_file()
    payments = place / "cases" / SUD / "paiements.yaml"
    if change == "edit":
        payments.write_text(payments.read_text().replace("800.00", "900.00"))
    elif change == "add a case":
        shutil.copytree(place / "cases" / SUD, place / "cases/2027-001-copie")
    elif change == "remove a piece":
        (place / "cases" / SUD / "pieces/F-2025-087.pdf").unlink()
    elif change == "day":
        day[1] = "2026-11-22"
    elif change == "settings":
        settings = place / "dossier.yaml"
        settings.write_text(settings.read_text().replace("interets_puis_principal", "principal_puis_interets"))
    else:
        (place / "law").mkdir()
        (place / "law/rien.yaml").write_text("x: 1\n")
    code = run([*day, "status", "--format", "json"])
    out, err = capsys.readouterr()
    assert change in {"law"} or out != first
    (place / ".dossier/cache/status.json").unlink()
    assert run([*day, "status", "--format", "json"]) == code
    assert capsys.readouterr() == (out, err)


def test_show_decompte_follows_the_contract_and_adds_up(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier/decompte/1`: the lines of interest sum to the invoices, the invoices to the total."""
    assert run([*DAY, "show", SUD, "--section", "decompte", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["case"], data["currency"]) == ("dossier/decompte/1", SUD, "EUR")

    def cents(text: str) -> int:
        return int(text.replace(".", ""))

    for invoice in data["invoices"]:
        assert sum(cents(period["amount"]) for period in invoice["periods"]) == cents(invoice["interest"])
    assert sum(cents(invoice["interest"]) for invoice in data["invoices"]) == cents(data["totals"]["interest"])
    assert [row["code"] for row in data["diagnostics"]]
    assert run([*DAY, "show", SUD, "--section", "decompte"]) == 0
    text = capsys.readouterr().out.replace("\u202f", "")
    assert data["totals"]["due"].replace(".", ",") in text


@pytest.mark.parametrize("section", ["etapes", "manque", "chronologie"])
def test_show_has_text_and_json_for_every_section(place: Path, section: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each section names its schema, its case and its day."""
    assert run([*DAY, "show", SUD, "--section", section, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["case"], data["date"]) == (f"dossier/{section}/1", SUD, "2026-11-21")
    assert run([*DAY, "show", SUD, "--section", section]) == 0
    assert len(capsys.readouterr().out) > 20


def test_show_pieces_lists_what_the_bordereau_will(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers from 1 without a hole, each with its file and its hash."""
    assert run([*DAY, "show", SUD, "--section", "pieces", "--format", "json"]) == 0
    pieces = json.loads(capsys.readouterr().out)["pieces"]
    assert [piece["number"] for piece in pieces] == list(range(1, len(pieces) + 1))
    assert len(pieces) >= 10
    assert all((place / piece["path"]).is_file() and len(piece["sha256"]) == 64 for piece in pieces)


def test_check_prints_findings_and_exits_by_the_worst(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 without an error, 1 with --strict for a warning, 1 for an error."""
    assert run([*DAY, "check", SUD, "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    assert all(": avertissement[DC" in line or ": conseil[DC" in line for line in out.splitlines())
    assert "avertissement" in err
    assert run([*DAY, "check", SUD, "--strict"]) == 1
    capsys.readouterr()
    (place / "cases" / SUD / "paiements.yaml").write_text("- {date: 2026-02-30, montant: 1}\n")
    assert run([*DAY, "check", "--case", SUD, "--format", "concise"]) == 1
    assert f"cases/{SUD}/paiements.yaml:1:10: erreur[DC" in capsys.readouterr().out
    assert run([*DAY, "-q", "check", "2026-060-les-tilleuls", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["schema"] == "dossier/check/1"
    assert err == ""


def test_explain_prints_the_page_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    """By code in any case, or by name; outside a workspace too."""
    assert run(["explain", "dc801"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# DC801")
    assert "## À faire" in page
    assert run(["explain", "job-stopped"]) == 0
    assert capsys.readouterr().out == page


def test_law_shows_values_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """`list` has every parameter of the day, `show` the values of one; certainty and reference come with each."""
    assert run(["law", "list", *DAY, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "dossier/law/1"
    names = [row["name"] for row in data["parameters"]]
    assert names == sorted(names)
    assert run(["law", "show", "taux_legal_autres", "--date", "2026-03-01", "--format", "json"]) == 0
    (parameter,) = json.loads(capsys.readouterr().out)["parameters"]
    (value,) = parameter["values"]
    assert (value["start"], value["value"], value["certainty"]) == ("2026-01-01", "2.62", "text")
    assert value["reference"]["title"]
    assert run(["law", "show", "taux_legal_autres", "--date", "2040-03-01"]) == 1


def test_law_shows_articles_with_the_state_read(capsys: pytest.CaptureFixture[str]) -> None:
    """`articles` lists the register; words that name an article need no command, in any spelling."""
    assert run(["law", "articles", "--format", "json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["articles"]}
    assert all(state["state"] and state["source"] for row in rows.values() for state in row["states"])
    assert [state["certainty"] for state in rows["CPC 1411"]["states"]] == ["text", "secondary"]
    assert rows["CPC 1411"]["values"] == ["delai_signification_ordonnance"]
    for words in (["CPC", "1411"], ["articles", "CPC 1411"], ["CPC, art. 1411"]):
        assert run(["law", *words, "--format", "json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["articles"]
        assert row == rows["CPC 1411"]
    assert run(["law", "C. com. L441-10, II ; C. civ. 1231-5"]) == 0
    out = capsys.readouterr().out
    assert "C. com. L441-10" in out
    assert "C. civ. 1231-5" in out
    assert "doctrine.fr" in out
    assert run(["law", "CPC", "9999"]) != 0
    assert "n’est pas un article que dossier connaît" in capsys.readouterr().err


def test_schema_writes_one_file_per_kind(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Editors find the schemas in the workspace; another folder can be named."""
    assert run(["schema"]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.parent for path in written} == {place / "schemas"}
    assert "factures.schema.json" in {path.name for path in written}
    assert all(json.loads(path.read_text())["$schema"] for path in written)
    assert run(["schema", "--check"]) == 0
    written[0].write_text("{}")
    written[1].unlink()
    assert run(["schema", "--check"]) == 1
    assert capsys.readouterr().out.count("n’est pas à jour") == 2
    assert written[0].read_text() == "{}" and not written[1].exists(), "a comparison writes nothing"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_and_case_names(shell: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script calls the program, which then completes names of cases without reading them."""
    script = subprocess.run([sys.executable, "-m", "dossier", "completion", shell], capture_output=True, text=True, check=True)
    assert "_DOSSIER_COMPLETE" in script.stdout
    environment = {"_DOSSIER_COMPLETE": "bash_complete", "COMP_WORDS": "dossier show 2026-06", "COMP_CWORD": "2", "PATH": ""}
    found = subprocess.run([sys.executable, "-m", "dossier"], capture_output=True, text=True, env=environment, check=False)
    assert "2026-060-les-tilleuls" in found.stdout


def test_a_reader_that_stops_is_no_failure(place: Path) -> None:
    """`dossier status | head -1` ends quietly."""
    command = f"{sys.executable} -m dossier --date 2026-11-21 check --format json | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.stderr.strip() in {"", "BrokenPipeError"} or "Traceback" not in done.stderr


def test_a_terminal_without_accents_gets_question_marks_and_no_failure(place: Path) -> None:
    """A terminal of another age prints what it can."""
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "--date", "2026-11-21", "status"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"2026-014-sud-beton" in done.stdout


def test_an_unforeseen_exception_is_told_without_a_traceback(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours: code 2 and one sentence; the whole story with -v."""
    import dossier.load.workspace as module

    def broken(world: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(module, "load_workspace", broken)
    assert run([*DAY, "check"]) == 2
    err = capsys.readouterr().err
    assert "erreur interne\u00a0: ZeroDivisionError" in err
    assert "Traceback" not in err
    assert run(["-v", *DAY, "check"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_workspace_that_cannot_be_written_can_still_be_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A `.dossier` that is a link or a file costs the cache and nothing else; build says why it will not."""
    (place / ".dossier").symlink_to("/tmp")
    assert run([*DAY, "status"]) == 0
    assert run([*DAY, "check"]) == 0
    capsys.readouterr()
    assert run([*DAY, "build"]) == 2
    assert "n’est pas un dossier ordinaire" in capsys.readouterr().err


def test_status_within_is_the_agenda_up_to_a_day(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--within 30d` gives what has a day until then, by day; `--exit-code` tells a script that something is due."""
    tilleuls = "2026-060-les-tilleuls"
    assert run([*DAY, "status", tilleuls, "--within", "30d"]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row[:10] for row in rows] == ["02/12/2026"]
    assert run([*DAY, "status", tilleuls, "--within", "30d", "--exit-code"]) == 1
    assert run([*DAY, "status", tilleuls, "--within", "10j", "--exit-code"]) == 0
    assert run([*DAY, "status", tilleuls, "--within", "11d", "--exit-code"]) == 1, "the last day counts"
    capsys.readouterr()
    assert run([*DAY, "status", "--within", "1w", "--format", "json"]) == 0
    assert tilleuls not in [row["case"] for row in json.loads(capsys.readouterr().out)["cases"]]
    assert run([*DAY, "status", "--within", "demain"]) == 2
    assert "30d" in capsys.readouterr().err


def test_diff_tells_what_two_days_change(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same files at two days: more interest, and nothing else that time does not do; JSON has the same amounts."""
    assert run([*DAY, "diff", "2026-11-20", "2026-11-21", "--case", SUD, "--exit-code"]) == 1
    assert "intérêts" in capsys.readouterr().out
    assert run([*DAY, "diff", "2026-11-20", "--case", SUD, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "dossier/diff/1"
    money = data["cases"][0]["money"]
    gap = {name: round(100 * (float(row["after"]) - float(row["before"]))) for name, row in money.items()}
    assert gap["due"] == gap["interest"] > 0
    assert run([*DAY, "diff", "2026-11-21", "--exit-code"]) == 0
    assert run([*DAY, "diff", "2026-02-30"]) == 2
    assert run([*DAY, "diff", "2026-11-20", "--case", "nobody"]) == 2
