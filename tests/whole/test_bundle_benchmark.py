"""The measure of the bundle runs, and what it compares is the same bundle; how fast it is says no test."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
PIECES, PAGES = 4, 3


@pytest.mark.skipif(not shutil.which("qpdf"), reason="the qpdf command is not there")
def test_the_three_bundles_of_the_measure_say_the_same(tmp_path: Path) -> None:
    """Ours and that of the pypdf loop: pages, words, label and number on each page, links, bookmarks; qpdf joins the same pages."""
    command = [
        sys.executable,
        str(BENCHMARKS / "bundle.py"),
        "--sizes",
        "smoke",
        "--rounds",
        "0",
        "--keep",
        str(tmp_path),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["pages"] == PIECES * PAGES
    assert set(figures["peak_mb"]) == {"ours", "qpdf", "pypdf"}
    assert figures["limits"] == {"qpdf": 1.4, "pypdf": 1.5, "peak_mb": 300}
    ours, pypdfs, qpdfs = (pypdf.PdfReader(tmp_path / "smoke" / f"{name}.pdf") for name in ("bundle", "pypdf", "qpdf"))
    assert len(ours.pages) == len(pypdfs.pages) == len(qpdfs.pages) == 1 + PIECES * PAGES
    for index, (one, other, joined) in enumerate(zip(ours.pages, pypdfs.pages, qpdfs.pages, strict=True)):
        words = [" ".join(page.extract_text().split()) for page in (one, other, joined)]
        added = [f"{index + 1} / {1 + PIECES * PAGES}"] if index else []
        if index:
            added.append(
                f"Pièce n° {(index - 1) // PAGES + 1} · p. {(index - 1) % PAGES + 1}/{PAGES} Atelier Lenoir c/ Sud Béton"
            )
        assert all(text in words[0] and text in words[1] and text not in words[2] for text in added)
        assert words[2] in words[0]
        assert words[2] in words[1]
    for reader in (ours, pypdfs):
        goals = [note.get_object()["/Dest"][0].get_object() for note in reader.pages[0]["/Annots"]]
        assert [reader.get_page_number(goal) for goal in goals] == [1 + PAGES * n for n in range(PIECES)]
        heads = [item for item in reader.outline if not isinstance(item, list)]
        assert [reader.get_destination_page_number(item) for item in heads] == [0, *(1 + PAGES * n for n in range(PIECES))]
        assert reader.page_labels[-1] == str(1 + PIECES * PAGES)
