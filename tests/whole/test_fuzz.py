"""Changed copies of the example files are fed to every reader; none may fall."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz.py"


@pytest.mark.parametrize(("rounds", "seed"), [(60, 1), pytest.param(1500, 2, marks=pytest.mark.long)])
def test_no_reader_falls_over_a_changed_file(rounds: int, seed: int) -> None:
    """Entries, PDFs, pictures and messages, changed at random from a fixed seed: findings, never an exception or a dead worker."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--rounds", str(rounds), "--seed", str(seed)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert done.stdout.endswith(f"{rounds} inputs, 0 finds\n")
