"""`dossier check --fix` and `--diff`: what is printed, what is written, and how the command ends."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import run

DAY = ("--date", "2026-11-21")
CASE = "2026-060-les-tilleuls"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one case, of which an entry is written otherwise than the house does."""
    folder = copied(CASE)
    settings = folder / "dossier.yaml"
    settings.write_text(settings.read_text().split("\n# Ventes TTC")[0] + "\n")
    monkeypatch.chdir(folder)
    (folder / "cases" / CASE / "frais.yaml").write_bytes(FEES)
    return folder


FEES = "# frais payés\r\n- date: 05/10/2026   # le jour du reçu\r\n  libellé: Kbis\r\n  montant: 2,90 €".encode()
MENDED = "# frais payés\r\n- date: 2026-10-05   # le jour du reçu\r\n  libelle: Kbis\r\n  montant: 2.90".encode()


def fees(place: Path) -> Path:
    return place / "cases" / CASE / "frais.yaml"


def test_fix_writes_and_says_how_much(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bytes around the words stay, the rights of the file too; a second run changes nothing and touches nothing."""
    fees(place).chmod(0o640)
    assert run([*DAY, "check", "--fix"]) == 0
    assert "3 corrections dans 1 fichier" in capsys.readouterr().err
    assert fees(place).read_bytes() == MENDED
    assert stat.S_IMODE(fees(place).stat().st_mode) == 0o640
    before = fees(place).stat()
    assert run([*DAY, "check", "--fix"]) == 0
    assert "aucune correction à faire" in capsys.readouterr().err
    assert fees(place).stat().st_mtime_ns == before.st_mtime_ns and fees(place).stat().st_ino == before.st_ino
    assert not [name for name in os.listdir(fees(place).parent) if name.endswith("~")]


def test_a_diff_is_printed_that_git_applies_and_nothing_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--diff` and `--fix --dry-run` are the same; the code is 1 when there is something to mend, as with a formatter."""
    assert run([*DAY, "check", "--diff"]) == 1
    shown = capsys.readouterr()
    assert fees(place).read_bytes() == FEES
    assert "-- date: 05/10/2026" in shown.out and "+- date: 2026-10-05" in shown.out
    assert run([*DAY, "check", "--fix", "--dry-run"]) == 1
    assert capsys.readouterr() == shown
    subprocess.run(["git", "apply", "-"], input=shown.out.encode(), cwd=place, check=True)
    assert fees(place).read_bytes() == MENDED
    assert run([*DAY, "check", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_a_finding_says_what_would_be_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The full form names the new text; JSON and SARIF give the stretch, so that an editor can make the edit itself."""
    assert run([*DAY, "check"]) == 1
    shown = capsys.readouterr()
    assert "correction automatique\u00a0: libelle (dossier check --fix)" in shown.out
    assert "1 corrigeable avec --fix" in shown.err
    assert run([*DAY, "check", "--format", "json"]) == 1
    (row,) = [row for row in json.loads(capsys.readouterr().out)["diagnostics"] if "fixes" in row]
    assert row["fixes"] == [{
        "file": f"cases/{CASE}/frais.yaml", "line": 3, "column": 3, "end_line": 3, "end_column": 10, "text": "libelle",
        "message": "écrire la clé « libelle »",
    }]  # fmt: skip
    assert run([*DAY, "check", "--format", "sarif"]) == 1
    (fix,) = [fix for row in json.loads(capsys.readouterr().out)["runs"][0]["results"] for fix in row.get("fixes", [])]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [{
        "deletedRegion": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 10}, "insertedContent": {"text": "libelle"},
    }]  # fmt: skip


def test_errors_that_remain_decide_how_the_command_ends(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person must settle is still told after the edits, with the code 1."""
    fees(place).write_bytes(FEES + b"\r\n  fondement: 12\r\n- date: 05/03/26\r\n  libelle: x\r\n  montant: 1.00\r\n")
    assert run([*DAY, "check", "--fix"]) == 1
    shown = capsys.readouterr()
    assert "DC113" in shown.out and "DC127" not in shown.out and "corrections dans 1 fichier" in shown.err


def test_nothing_is_written_through_a_link_or_outside(place: Path, tmp_path: Path) -> None:
    """A file that is a link is not read, hence never mended; what it leads to stays as it was."""
    outside = tmp_path / "ailleurs.yaml"
    outside.write_bytes(FEES)
    fees(place).unlink()
    fees(place).symlink_to(outside)
    assert run([*DAY, "-q", "check", "--fix"]) == 1
    assert outside.read_bytes() == FEES and fees(place).is_symlink()


def test_a_file_saved_meanwhile_is_not_overwritten(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an editor wrote between reading and writing wins."""
    from dossier.cli import mending

    found = mending.mended

    def slow(*arguments: object) -> object:
        done = found(*arguments)  # type: ignore[arg-type]
        fees(place).write_bytes(FEES + b"\r\n")
        return done

    monkeypatch.setattr(mending, "mended", slow)
    assert run([*DAY, "check", "--fix"]) == 2
    assert "a changé pendant la correction" in capsys.readouterr().err
    assert fees(place).read_bytes() == FEES + b"\r\n"


def test_a_full_disk_leaves_the_former_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole or nothing."""
    from dossier.publish import durable

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    assert run([*DAY, "-q", "check", "--fix"]) == 2
    assert fees(place).read_bytes() == FEES


def test_options_that_do_not_go_together_are_refused(place: Path) -> None:
    """`--dry-run` without `--fix` would promise something."""
    assert run([*DAY, "-q", "check", "--dry-run"]) == 2
    assert fees(place).read_bytes() == FEES
