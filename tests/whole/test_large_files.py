"""Files of entries as large as the format admits, sound and senseless: an answer comes, and it is short enough to read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_support import dossier

CASE = "2026-060-les-tilleuls"
PATIENCE = 60
"""Seconds by the clock, for a machine with other work; what these tests guard against took hours."""

LARGE = {
    "a journal of five thousand lines": ("journal.yaml", "- {date: 2026-10-15, canal: telephone, sens: recu, resume: appel}\n" * 5_000, 0),
    "a journal of nonsense": ("journal.yaml", "- {date: hier}\n" * 20_000, 1),
    "a hundred thousand unknown keys": ("factures.yaml", "- {" + "".join(f"k{n}: 1, " for n in range(100_000)) + "}\n", 1),
    "one key a hundred thousand times": ("factures.yaml", "- {" + "a: 1, " * 100_000 + "}\n", 1),
    "aliases of aliases": ("factures.yaml", "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{'*a,' * 9}]\n" for n in range(20_000)), 1),
    "brackets without end": ("factures.yaml", "[" * 200_000, 1),
    "a number of a hundred thousand digits": ("factures.yaml", f"- {{numero: A, date: 2026-10-15, montant_ttc: {'9' * 100_000}}}\n", 1),
    "one text of two megabytes": ("factures.yaml", f'- numero: "{"é" * 900_000}"\n', 1),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_file_of_two_megabytes_has_its_answer(copied: Callable[..., Path], name: str) -> None:
    """The time grows with the file, the answer does not."""
    file, text, code = LARGE[name]
    root = copied(CASE)
    (root / "cases" / CASE / file).write_text(text)
    start = time.monotonic()
    done = dossier(root, "check")
    assert time.monotonic() - start < PATIENCE
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stdout) < 200_000
    assert all(len(line) < 400 for line in done.stdout.splitlines())
