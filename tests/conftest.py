"""What all tests share: no setting of the developer's terminal reaches them, and the example workspace to copy."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
DAY = "2026-11-21"


ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The browser of the system, under one of its names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


# How long an example takes says more of what else the machine does than of the program.
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")


def pytest_configure() -> None:
    """A run in the background of a shell ignores Ctrl-C, and so would every program that a test starts and interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--evidence FOLDER`: more files of evidence for the tests that bind them; `--samples FOLDER`: more files to import."""
    parser.addoption(
        "--evidence", metavar="FOLDER", default="", help="bind the files of a folder too (tests/bundle/test_corpus_bound.py)"
    )
    parser.addoption(
        "--samples",
        metavar="FOLDER",
        default="",
        help="import the files of a folder too (tests/importing/test_import_samples.py)",
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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, started once for all tests of a worker, since Playwright takes one at a time; without one the tests are skipped, but never where they are said to be required."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if not path:
        if os.environ.get("DOSSIER_NEEDS_BROWSER"):
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace with `build` and `build-debiteur`, made once for all workers of a run; nobody writes into it."""
    return _built(tmp_path_factory, "exemples", (), ("--audience", "debiteur"))


@pytest.fixture(scope="session")
def masked_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace with `build-masque`, made once for all workers of a run."""
    return _built(tmp_path_factory, "exemples-masques", ("--mask",))


def _built(factory: pytest.TempPathFactory, name: str, *orders: tuple[str, ...]) -> Path:
    """A copy of the examples on which `build` ran with each of these options; the first worker that needs it makes it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "done").exists():
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            shutil.copy(ROOT / "dossier.yaml", root)
            shutil.copytree(ROOT / "cases", root / "cases")
            for options in orders:
                command = [sys.executable, "-m", "dossier", "--date", DAY, "-q", "build", *options]
                done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600)
                assert done.returncode == 0, done.stderr
            (root / "done").touch()
    return root
