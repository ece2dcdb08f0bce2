"""`dossier check --watch` in a process of its own: what it prints on a terminal and elsewhere, and how it ends."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CASE = "2026-060-les-tilleuls"
WAITING = "en attente d’un changement"
DOSSIER = (sys.executable, "-m", "dossier", "--date", "2026-11-21")


class Terminal:
    """What a process prints on a terminal of its own."""

    def __init__(self, handle: int) -> None:
        self._handle, self.text = handle, ""

    def until(self, *words: str, seconds: float = 60) -> str:
        """Everything since the last call, once it holds all *words*."""
        os.set_blocking(self._handle, False)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.text += os.read(self._handle, 65536).decode("utf-8", "replace")
            except BlockingIOError:
                time.sleep(0.02)
            except OSError:
                break
            if all(word in self.text for word in words):
                told, self.text = self.text, ""
                return told
        raise AssertionError(f"{words} not in {self.text!r}")


@contextmanager
def watched(root: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], Terminal]]:
    """The command on a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*DOSSIER, "-C", str(root), "check", "--watch", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        yield process, Terminal(ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_fault_appears_and_goes_as_files_are_saved(copied: Callable[..., Path]) -> None:
    """Each save clears the screen and shows what stands now; Ctrl-C ends it at once, without a trace."""
    root = copied(CASE, "2026-007-terrasses-de-bourgogne")
    place = root / "cases" / CASE / "paiements.yaml"
    with watched(root, "--format", "concise") as (process, terminal):
        first = terminal.until(WAITING)
        assert "\x1b[2J" in first and "DC111" not in first
        place.write_text("- {date: 05/03/2026, montant: douze}\n")
        assert "\x1b[2J" in (told := terminal.until("DC111", WAITING)) and "1 erreur" in told
        spare = place.with_name(".paiements.yaml.swp")
        spare.write_text("- {date: 2026-03-05, montant: 12.00}\n")
        spare.replace(place)
        assert "DC111" not in terminal.until("\x1b[2J", WAITING)
        (root / "dossier.yaml").write_text("creancier: [\n")
        terminal.until("DC105", WAITING)
        (root / "dossier.yaml").unlink()
        terminal.until("DC134", WAITING)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
        assert time.monotonic() - start < 3
        assert "Traceback" not in terminal.text


def test_without_a_terminal_nothing_is_cleared(copied: Callable[..., Path]) -> None:
    """Somebody reads the lines from a file: no sign that only a screen understands."""
    root = copied(CASE)
    output = root / "sortie.txt"
    with output.open("wb") as file:
        process = subprocess.Popen([*DOSSIER, "-C", str(root), "check", "--watch"], stdout=file, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + 60
            while WAITING not in output.read_text() and time.monotonic() < end:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            assert process.wait(5) == 0
        finally:
            process.kill()
            process.wait()
    assert WAITING in output.read_text() and "\x1b" not in output.read_text()


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--for", "rpva")])
def test_what_machines_read_is_not_watched(copied: Callable[..., Path], arguments: tuple[str, ...]) -> None:
    """A stream of JSON documents would be no JSON."""
    done = subprocess.run([*DOSSIER, "-C", str(copied(CASE)), "check", "--watch", *arguments], capture_output=True, text=True)
    assert done.returncode == 2 and "--watch va avec" in done.stderr
