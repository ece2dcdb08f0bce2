"""What the tests of `add` share: a workspace with one bare case, in which commands run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from added import BARE, bare_workspace

from dossier.cli.root import run

Add = Callable[..., int]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose only case has a debtor and one invoice, the current folder of the test."""
    root = bare_workspace(tmp_path / "classeur")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def add() -> Add:
    """`dossier add` on the day of the tests."""

    def call(*arguments: str, day: str = BARE.day) -> int:
        return run(["--date", day, "add", *arguments])

    return call
