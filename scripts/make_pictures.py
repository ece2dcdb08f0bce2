"""Take the pictures of the documentation from the site of the examples: `make pictures`.

Each type of page at 1200 and at 360 pixels, in light and in dark, into `docs/images/site/`; and `docs/images/site-case.png`.
Needs Chromium (`CHROMIUM` names another binary) and playwright. The day is that of the examples and the fonts are the site's own,
so that a picture changes only when its page does. `--only NAME…` takes some again.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
GALLERY = IMAGES / "site"
DAY = "2026-11-21"
BUILDS = {"build": (), "build-masque": ("--mask",), "build-debiteur": ("--audience", "debiteur")}
COLOURS = 40
"""Of a picture's palette: text on two grounds needs few."""
LARGEST = 3_000_000
"""Bytes that all pictures together may have."""
WIDTHS = {1200: 840, 360: 740}
"""Widths of the window, with the height that is kept of the page."""
SCHEMES = {"clair": "light", "sombre": "dark"}

SUD = "build/cases/2026-014-sud-beton"


@dataclass(frozen=True)
class Shot:
    """A page: where it lies, what is typed into its search, and a place of it to begin at (a selector)."""

    path: str
    typed: str = ""
    at: str = ""


SHOTS: dict[str, Shot] = {
    "portefeuille": Shot("build/index.html"),
    "portefeuille-liste": Shot("build/index.html", at="#cases"),
    "echeances": Shot("build/echeances.html"),
    "anomalies": Shot("build/anomalies.html"),
    "debiteurs": Shot("build/debiteurs.html"),
    "debiteur": Shot("build/debiteurs/sarl-sud-beton-123456782.html"),
    "douteuses": Shot("build/douteuses.html"),
    "affaire": Shot(f"{SUD}/index.html"),
    "affaire-suite": Shot(f"{SUD}/index.html", at="#chronologie"),
    "decompte": Shot(f"{SUD}/decompte.html"),
    "decompte-ligne": Shot(f"{SUD}/decompte.html#ligne-5", at="#ligne-5"),
    "etapes": Shot(f"{SUD}/etapes.html"),
    "pieces": Shot(f"{SUD}/pieces/index.html"),
    "piece": Shot(f"{SUD}/pieces/2.html"),
    "document": Shot(f"{SUD}/documents/requete.html"),
    "textes": Shot("build/textes.html"),
    "regle": Shot("build/regles/DC305.html"),
    "recherche": Shot("build/index.html", typed="menuiserie"),
    "aide": Shot("build/aide.html"),
    "a-propos": Shot("build/a-propos.html"),
    "masque": Shot("build-masque/index.html"),
    "masque-affaire": Shot("build-masque/cases/2026-014/index.html"),
    "releve": Shot("build-debiteur/sud-beton/index.html"),
    "releve-payer": Shot("build-debiteur/sud-beton/index.html", at="#payer"),
}
"""Each type of page by the name of its pictures."""


def build(root: Path) -> None:
    """Build the examples in all forms, in a copy that is no repository: no commit is printed."""
    shutil.copy(ROOT / "dossier.yaml", root)
    shutil.copytree(ROOT / "cases", root / "cases")
    for name, options in BUILDS.items():
        command = [sys.executable, "-m", "dossier", "--date", DAY, "-q", "build", *options]
        done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
        if not (root / name / "manifest.json").is_file():
            raise SystemExit(f"dossier build {' '.join(options)} made nothing:\n{done.stderr}")


def opened(browser: Browser, width: int, height: int, scheme: str) -> Page:
    """A page of a fresh context: nothing is remembered from one picture to the next."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    return context.new_page()


def take(page: Page, root: Path, shot: Shot, height: int) -> bytes:
    """One picture as PNG with a small palette, once the fonts of its page are there."""
    name, mark, fragment = shot.path.partition("#")
    page.goto((root / name).as_uri() + mark + fragment)
    page.evaluate("document.fonts.ready")
    if shot.typed:
        page.keyboard.press("/")
        page.keyboard.type(shot.typed)
        page.wait_for_selector("#resultats a", timeout=10_000)
    top = _top(page, shot.at)
    whole = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": top, "width": page.viewport_size["width"], "height": max(1, min(height, whole - top))}
    return quantised(page.screenshot(clip=clip, full_page=True, animations="disabled", caret="hide"))


def _top(page: Page, at: str) -> int:
    """Where the picture begins: a little above a place of the page, or its top where the place is not there."""
    if not at or not page.locator(at).count():
        return 0
    box = page.locator(at).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
    return max(0, int(box) - 24)


def quantised(png: bytes) -> bytes:
    """The same picture with few colours and no dots, the same bytes for the same picture.

    Half of the colours are those that cover most of the page, half those that lie farthest apart: neither a pale ground nor a small
    sign loses its own.
    """
    with Image.open(io.BytesIO(png)) as opened_:
        picture = opened_.convert("RGB")
    halves = [picture.quantize(COLOURS // 2, method=method) for method in (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE)]
    colours = [value for half in halves for value in (half.getpalette() or [])[: COLOURS // 2 * 3]]
    palette, out = Image.new("P", (1, 1)), io.BytesIO()
    palette.putpalette(colours + colours[:3] * (256 - len(colours) // 3))
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def pictures(browser: Browser, root: Path, only: frozenset[str]) -> Iterator[tuple[Path, bytes]]:
    """All pictures with their places."""
    for width, height in WIDTHS.items():
        for word, scheme in SCHEMES.items():
            page = opened(browser, width, height, scheme)
            for name, shot in SHOTS.items():
                if not only or name in only:
                    yield GALLERY / f"{name}-{width}-{word}.png", take(page, root, shot, height)
            page.context.close()
    if not only:
        page = opened(browser, 1280, 900, "light")
        yield IMAGES / "site-case.png", take(page, root, SHOTS["affaire"], 1180)
        page.context.close()


def main() -> int:
    """Build, take, write; 1 when all together are too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], choices=sorted(SHOTS))
    only = frozenset(parser.parse_args().only)
    GALLERY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        build(root)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        written = {}
        for place, data in pictures(browser, root, only):
            place.write_bytes(data)
            written[place.name] = len(data)
        browser.close()
    if not only:
        for stale in sorted(set(GALLERY.glob("*.png")) - {GALLERY / name for name in written}):
            stale.unlink()
    size = sum(path.stat().st_size for path in GALLERY.glob("*.png"))
    print(f"{len(written)} pictures; docs/images/site has {size} bytes")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
