"""The Nu validator (the one of the W3C) over every page and sheet of style that the program writes: no error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
JAR = Path(__file__).parents[2] / ".venv/tools/node_modules/vnu-jar/build/dist/vnu.jar"


def checked(folder: Path, *options: str) -> str:
    """What the validator says of a folder, '' for nothing; skipped without Java, but never where it is said to be required."""
    java = shutil.which("java")
    if java is None or not JAR.is_file():
        if os.environ.get("DOSSIER_NEEDS_JAVA"):
            pytest.fail("Java or vnu-jar is not installed")
        pytest.skip("Java and vnu-jar are needed: scripts/setup.sh full")
    command = [java, "-jar", str(JAR), "--errors-only", "--format", "gnu", *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return done.stdout + done.stderr


def test_every_page_of_the_examples_is_valid(examples: Path) -> None:
    """Site and statements."""
    assert checked(examples / "build", "--skip-non-html") == ""
    assert checked(examples / "build-debiteur", "--skip-non-html") == ""


def test_every_page_of_the_masked_site_is_valid(masked_examples: Path) -> None:
    """The same pages without names."""
    assert checked(masked_examples / "build-masque", "--skip-non-html") == ""


def test_every_page_of_the_packs_is_valid(tmp_path: Path) -> None:
    """The site inside a pack for the avocat and for the debtor."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "pack"))
    from pack_cases import contents, packed

    for audience, debtor in (("avocat", ""), ("debiteur", "alpha")):
        for path, data in contents(packed(audience, debtor)).items():
            if path.endswith(".html"):
                place = tmp_path / audience / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
    assert len(list(tmp_path.rglob("*.html"))) > 8
    assert checked(tmp_path, "--skip-non-html") == ""


def test_every_page_of_the_hostile_site_is_valid(site_folder: Path) -> None:
    """Names made of markup, broken cases, empty lists: whatever a case holds, the page is one."""
    assert checked(site_folder, "--skip-non-html") == ""


def test_the_style_is_valid(examples: Path) -> None:
    """The sheet of the site is CSS; the validator does not know one property of drawings (SVG 2, 13.8)."""
    said = checked(examples / "build/assets/site.css", "--css").splitlines()
    assert [line for line in said if "“paint-order”" not in line] == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    """A page with two same identifiers is told, so that the tests above can fail."""
    (tmp_path / "a.html").write_text("<!doctype html><html lang=fr><title>a</title><p id=a><p id=a>")
    assert "Duplicate ID" in checked(tmp_path, "--skip-non-html")
