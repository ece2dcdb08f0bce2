"""The site of the test workspace on disk, and one Chromium for all tests of this folder."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The browser of the system, under one of its names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site as files."""
    from site_fixtures import built

    folder = tmp_path_factory.mktemp("site")
    for path, blob in built().paths().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(blob.read())
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, started once; without one the tests are skipped, but never where they are said to be required."""
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
def scanned_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a scanned piece under whose picture lies the text that a scanner read, and with a call."""
    from scanned import write_site

    folder = tmp_path_factory.mktemp("scan")
    write_site(folder)
    return folder
