"""Take the pictures of the documentation from the site of the examples: `.venv/bin/python scripts/make_pictures.py`.

Needs Chromium (`CHROMIUM` names another binary) and playwright. The day is that of the examples, so that the picture
changes only when the pages do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DAY = "2026-11-21"
WIDTH = 1280
LARGEST = 300_000
"""Bytes that a picture may have."""

PICTURES = {"site-case.png": ("cases/2026-014-sud-beton/index.html", 1180)}
"""Name of each picture, the page it shows, and how many pixels of it from the top."""


def build(output: Path) -> None:
    """Build the examples of this repository."""
    command = [sys.executable, "-m", "dossier", "--date", DAY, "build", "--output", str(output)]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def take(page: Page, site: Path, name: str) -> Path:
    """One picture, once the fonts of its page are there."""
    path, height = PICTURES[name]
    page.goto((site / path).as_uri())
    page.evaluate("document.fonts.ready")
    target = IMAGES / name
    page.screenshot(path=target, clip={"x": 0, "y": 0, "width": WIDTH, "height": height}, full_page=True)
    return target


def main() -> int:
    """Build, open each page in light colours, write its picture; 1 when one is too large."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(site)
        binary = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        sizes = {name: take(page, site, name).stat().st_size for name in PICTURES}
        browser.close()
    for name, size in sizes.items():
        print(f"{name}: {size} bytes")
    return int(any(size > LARGEST for size in sizes.values()))


if __name__ == "__main__":
    sys.exit(main())
