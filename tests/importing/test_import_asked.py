"""What fits a case by half is asked on a real terminal; Ctrl-C and kill leave nothing half done."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from import_support import CASE, DAY, cases, imported, incoming, state, workspace

ROWS = "Date;Libellé;Montant\n02/03/2026;VIR BETON SUD;500,00\n03/03/2026;VIR BETON SUD;60,00\n04/03/2026;VIR F-2026-001 SUD BETON;7,00\n"
QUESTION = "Enregistrer ce paiement dans"


def _hears_ctrl_c() -> None:
    """A test run in the background has it ignored, and what ran before may have it blocked."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def asked(root: Path, file: Path, *answers: str) -> tuple[int, str]:
    """Run the import on a terminal, give the answers as they are asked for; exit code and all that was on the screen."""
    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "dossier", "-C", str(root), "--date", DAY, "import", str(file)]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    process = subprocess.Popen(
        call,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        preexec_fn=_hears_ctrl_c,
    )
    os.close(theirs)
    screen, left, end = "", list(answers), time.monotonic() + 60
    while True:
        assert time.monotonic() < end, screen
        if not select.select([ours], [], [], 1)[0]:
            if answers[-1:] == ("^C",) and not left and process.poll() is None:
                # The first came between the question and the reading of its answer: a person presses again.
                process.send_signal(signal.SIGINT)
            continue
        try:
            data = os.read(ours, 4096)
        except OSError:
            data = b""
        if not data:
            break
        screen += data.decode("utf-8", "replace")
        if left and screen.count(QUESTION) > len(answers) - len(left):
            answer = left.pop(0)
            if answer == "^C":
                process.send_signal(signal.SIGINT)
            else:
                os.write(ours, f"{answer}\n".encode())
    os.close(ours)
    return process.wait(60), screen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A statement with two likely movements and a sure one."""
    return incoming(tmp_path, {"releve.csv": ROWS}) / "releve.csv"


def test_yes_writes_and_no_leaves_it_listed(tmp_path: Path, file: Path) -> None:
    """One question each, with the amount, the label and the reason; the answer no is the default and counts as not placed."""
    root = workspace(tmp_path)
    code, screen = asked(root, file, "oui", "")
    assert code == 1
    assert screen.count(QUESTION) == 2
    assert "500,00 € du 02/03/2026" in screen.replace("\u00a0", " ").replace("\u202f", " ") and "nomme SUD BÉTON" in screen
    assert sorted(p.amount.cents for p in cases(root)[CASE].payments) == [700, 50000]
    after = state(root)
    assert imported(root, file).standings == ["known", "unsure", "known"]
    assert state(root) == after
    code, screen = asked(root, file, "yes", "o")
    assert code == 0 and "répondez oui ou non" in screen
    assert len(cases(root)[CASE].payments) == 3


def test_leaving_at_a_question_writes_nothing(tmp_path: Path, file: Path) -> None:
    """Not even what is sure: the person has stopped the whole."""
    root = workspace(tmp_path)
    before = state(root)
    code, screen = asked(root, file, "o", "^C")
    assert code not in (0, 1) and "Traceback" not in screen
    assert state(root) == before


def test_nothing_is_asked_where_nobody_answers(tmp_path: Path, file: Path) -> None:
    """A pipe gets no question, and the command ends."""
    root = workspace(tmp_path)
    call = [sys.executable, "-m", "dossier", "-C", str(root), "--date", DAY, "import", str(file)]
    done = subprocess.run(call, input="o\no\n", capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1 and QUESTION not in done.stdout + done.stderr
    assert [p.amount.cents for p in cases(root)[CASE].payments] == [700]


def test_a_killed_import_of_a_statement_leaves_all_or_nothing(tmp_path: Path, file: Path) -> None:
    """A payment more in a kept list: the former list or the longer one, whole."""
    kept = {f"cases/{CASE}/paiements.yaml": "- date: 2026-02-02\n  montant: 1.00\n  reference: A\n"}
    seen = set()
    for step in (1, 4, 7, 10):
        root = workspace(tmp_path / str(step), **kept)
        before = state(root)
        call = [
            sys.executable,
            str(Path(__file__).parent / "killed_import.py"),
            str(step),
            "-C",
            str(root),
            "--date",
            DAY,
            "import",
        ]
        subprocess.run([*call, str(file), "--likely"], capture_output=True, timeout=120, check=False)
        subprocess.run(
            [sys.executable, "-m", "dossier", "-q", "-C", str(root), "check"], capture_output=True, timeout=120, check=False
        )
        payments = len(cases(root)[CASE].payments)
        assert payments in (1, 4)
        assert payments == 4 or state(root) == before
        seen.add(payments)
        assert imported(root, file, "--likely").code == 0
        assert len(cases(root)[CASE].payments) == 4
    assert 1 in seen
