"""An addition that is killed, and two people who add at once: whole entries or nothing, and nobody meets in one file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from added import BARE, bare_workspace, files_of

from dossier.cli.root import run
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.publish import durable, entries

Step = Callable[[str], None]


def _heard(monkeypatch: pytest.MonkeyPatch) -> list[Step]:
    """The writers with their steps told to the function that stands in the list."""
    hear: list[Step] = [lambda step: None]
    write, put = entries.write_entries, durable.put
    monkeypatch.setattr(entries, "write_entries", lambda *given: write(*given, step=lambda step: hear[0](step)))  # type: ignore[misc]
    monkeypatch.setattr(durable, "put", lambda *given: put(*given, step=lambda step: hear[0](step)))  # type: ignore[misc]
    return hear


def _killed_at(hear: list[Step], fatal: int, arguments: list[str]) -> None:
    """Run a command in a process of its own, killed when it hears its step of that number."""
    child = os.fork()
    if child == 0:
        count = iter(range(1000))
        hear[0] = lambda step: os.kill(os.getpid(), signal.SIGKILL) if next(count) == fatal else None
        run(arguments)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


@pytest.mark.parametrize("kept", [False, True], ids=["own file", "kept list"])
def test_killed_at_any_moment_an_entry_is_there_whole_or_not_at_all(
    kept: bool, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry with its piece, or neither, once the next command ran; the same command can then be typed again."""
    (tmp_path / "ar.pdf").write_bytes(b"%PDF-1.7 preuve")
    if kept:
        (bare / BARE.folder / "journal.yaml").write_text("- date: 2026-03-01\n  canal: telephone\n")
    start = files_of(bare)
    arguments = ["--date", BARE.day, "add", "mise_en_demeure", "--date", "2026-11-10", "--piece", str(tmp_path / "ar.pdf")]
    hear = _heard(monkeypatch)
    steps: list[str] = []
    hear[0] = steps.append
    assert run(arguments) == 0
    whole = files_of(bare)
    assert len(steps) > 10
    for fatal in range(len(steps)):
        shutil.rmtree(bare / "cases")
        for path, data in start.items():
            (bare / path).parent.mkdir(parents=True, exist_ok=True)
            (bare / path).write_bytes(data)
        _killed_at(hear, fatal, arguments)
        hear[0] = lambda step: None
        assert run(["--date", BARE.day, "add", "note", "--texte", "après"]) == 0
        left = {path: data for path, data in files_of(bare).items() if "/notes/" not in path}
        assert left in (start, whole), steps[fatal]


@pytest.mark.parametrize("after", ["", "contrat:\n  objet: Pose\nreference: R-1\n"], ids=["at the end", "in the middle"])
def test_killed_while_it_completes_a_file_the_file_is_as_it_was_or_complete(
    after: str, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece put in the middle of `affaire.yaml`: at worst its copy waits in `pieces/`, and typing it again uses it."""
    with (bare / BARE.folder / "affaire.yaml").open("a") as file:
        file.write(after)
    (tmp_path / "cgv.pdf").write_bytes(b"%PDF-1.7 cgv")
    start = files_of(bare)
    arguments = ["--date", BARE.day, "add", "piece", str(tmp_path / "cgv.pdf")]
    hear = _heard(monkeypatch)
    steps: list[str] = []
    hear[0] = steps.append
    assert run(arguments) == 0
    whole = files_of(bare)
    affaire = f"{BARE.folder}/affaire.yaml"
    for fatal in range(len(steps)):
        shutil.rmtree(bare / BARE.folder / "pieces", ignore_errors=True)
        (bare / affaire).write_bytes(start[affaire])
        _killed_at(hear, fatal, arguments)
        assert files_of(bare)[affaire] in (start[affaire], whole[affaire])
        hear[0] = lambda step: None
        assert run(arguments) in (0, 2)  # 2: what was interrupted was finished first, and the piece is cited already
        done = {path: data for path, data in files_of(bare).items() if not path.rpartition("/")[2].startswith(".")}
        assert done == whole, steps[fatal]


def test_two_processes_at_once_write_two_entries(bare: Path) -> None:
    """They wait for each other; the second takes the next name."""
    call = [sys.executable, "-m", "dossier", "--date", BARE.day, "add", "appel", "--resume"]
    running = [subprocess.Popen([*call, str(n)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for n in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    for process in running:
        assert process.stderr is not None
        process.stderr.close()
    (case,) = load_workspace(DiskWorld(bare, _day())).cases
    assert sorted(event.summary for event in case.journal) == ["0", "1", "2"]


def _day() -> date:
    return date.fromisoformat(BARE.day)


def _git(root: Path, *arguments: str) -> None:
    mail = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *mail, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_branches_that_add_merge_without_a_conflict(tmp_path: Path) -> None:
    """An invoice, a payment, a call at another hour, an act on another debtor: every entry is a file of its own."""
    root = bare_workspace(tmp_path / "classeur")
    (root / ".gitignore").write_text(".dossier/\n")
    _git(root, "init")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "début")
    hers = [
        ["facture", "--numero", "F-2", "--date", "2026-03-01", "--montant-ttc", "10"], ["appel", "--heure", "9h"],
        ["paiement", "--date", "2026-03-02", "--montant", "5"], ["relance", "--date", "2026-03-12"],
    ]  # fmt: skip
    his = [
        ["facture", "--numero", "F-3", "--date", "2026-03-01", "--montant-ttc", "20"], ["appel", "--heure", "10h"],
        ["paiement", "--date", "2026-03-02", "--montant", "5", "--moyen", "cheque"], ["mise_en_demeure", "--date", "2026-03-12"],
    ]  # fmt: skip
    for branch, typed in (("elle", hers), ("lui", his)):
        _git(root, "checkout", "-b", branch, "main")
        for arguments in typed:
            assert run(["-C", str(root), "--date", BARE.day, "add", *arguments]) == 0
        _git(root, "add", ".")
        _git(root, "commit", "-m", branch)
    _git(root, "merge", "elle", "-m", "ensemble")
    (case,) = load_workspace(DiskWorld(root, _day())).cases
    assert {invoice.number for invoice in case.invoices} == {"F-1", "F-2", "F-3"}
    assert len(case.journal) == 4
    assert len(case.payments) == 2
    assert case.diagnostics == ()
