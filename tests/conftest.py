"""What all tests share: no setting of the developer's terminal reaches them, and the example workspace to copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--evidence FOLDER`: more files of evidence for the tests that bind them."""
    parser.addoption(
        "--evidence", metavar="FOLDER", default="", help="bind the files of a folder too (tests/bundle/test_corpus_bound.py)"
    )


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day, the colours and the completion of a terminal are no input of a test."""
    for name in ("DOSSIER_DATE", "NO_COLOR", "FORCE_COLOR", "_DOSSIER_COMPLETE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[..., Path]:
    """Copies the example workspace, all cases or those named, to a fresh folder and returns its root."""

    def copy(*cases: str, to: str = "classeur") -> Path:
        root = tmp_path / to
        (root / "cases").mkdir(parents=True)
        shutil.copy(ROOT / "dossier.yaml", root)
        for case in cases or sorted(place.name for place in (ROOT / "cases").iterdir()):
            shutil.copytree(ROOT / "cases" / case, root / "cases" / case)
        return root

    return copy
