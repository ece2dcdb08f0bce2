"""The progress bar: on a terminal alone, and only when there is something to wait for."""

from __future__ import annotations

import io
import os
import pty
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli import progress
from dossier.cli.progress import Bar


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("slow", [True, False])
def test_the_bar_shows_on_a_terminal_after_a_while(monkeypatch: pytest.MonkeyPatch, terminal: bool, slow: bool) -> None:
    """A quick build shows nothing, a log file never does; labels cannot draw on the screen."""
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", 0 if slow else 1000)
    with Bar(enabled=True) as bar:
        bar.step(1, 3, "cases/x : Relance \x1b[2J")
        bar.step(2, 3, "cases/x : Requête")
    text = stream.getvalue()
    assert ("2/3" in text) is (terminal and slow)
    assert "\x1b[2J" not in text


def test_a_build_on_a_terminal_shows_the_bar_and_takes_it_away(
    copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole program under a pseudo-terminal: counts appear, the last line is the place of the result."""
    try:
        for handle in os.openpty():
            os.close(handle)
    except OSError:
        pytest.skip("this system has no pseudo-terminal to give")
    root = copied("2026-060-les-tilleuls")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(root)
    parts: list[bytes] = []

    def read(handle: int) -> bytes:
        parts.append(os.read(handle, 65536))
        return parts[-1] and b"."

    status = pty.spawn([sys.executable, "-m", "dossier", "--date", "2026-11-21", "build"], read, lambda handle: b"")
    text = b"".join(parts).decode()
    assert os.waitstatus_to_exitcode(status) == 0
    assert "\x1b[31m" not in text
    assert text.rstrip().splitlines()[-1] == str(root / "build/index.html")
