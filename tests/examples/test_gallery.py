"""The gallery of the site names the pictures that there are, and the pictures are those that the script takes."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "docs/images/site"


def test_the_gallery_shows_what_the_script_takes() -> None:
    """Each type of page at two widths, in light and dark: no picture is missing and none is left over."""
    script = runpy.run_path(str(ROOT / "scripts/make_pictures.py"))
    wanted = {
        f"{name}-{width}-{word}.png" for name in script["SHOTS"] for width in script["WIDTHS"] for word in script["SCHEMES"]
    }
    assert {path.name for path in GALLERY.glob("*")} == wanted
    assert sum(path.stat().st_size for path in GALLERY.glob("*")) <= script["LARGEST"]


def test_the_pictures_of_the_page_are_there() -> None:
    """Every picture that docs/site.md shows or links exists, and each type of page is shown once at least."""
    named = re.findall(r"images/site/([\w-]+\.png)", (ROOT / "docs/site.md").read_text(encoding="utf-8"))
    assert [name for name in named if not (GALLERY / name).is_file()] == []
    script = runpy.run_path(str(ROOT / "scripts/make_pictures.py"))
    shown = {name.rsplit("-", 2)[0] for name in named}
    assert shown >= set(script["SHOTS"]) - {"releve-payer", "masque"}


def test_every_template_of_a_page_stands_in_the_gallery() -> None:
    """A page that is added to the site is added to docs/site.md."""
    said = (ROOT / "docs/site.md").read_text(encoding="utf-8")
    pages = [path for path in (ROOT / "templates/site").glob("*.html.j2") if "{% extends" in path.read_text(encoding="utf-8")]
    names = {path.name for path in pages} - {"broken.html.j2", "originals.html.j2"}  # a case not read, and the files of a pack
    assert len(names) > 12 and [name for name in sorted(names) if f"`{name}`" not in said] == []
