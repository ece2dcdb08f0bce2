"""The site of the test workspace on disk; the browser is that of `tests/conftest.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))


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
def scanned_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a scanned piece under whose picture lies the text that a scanner read, and with a call."""
    from scanned import write_site

    folder = tmp_path_factory.mktemp("scan")
    write_site(folder)
    return folder
