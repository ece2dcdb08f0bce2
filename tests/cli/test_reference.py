"""The reference pages are what the code says today."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import make_reference


def test_the_reference_pages_are_fresh() -> None:
    """`docs/cli.md` and `docs/diagnostics/` are what `scripts/make_reference.py` writes; no page of a code that is gone stays."""
    made = make_reference.pages()
    stale = [path.name for path, text in made.items() if not path.is_file() or path.read_text() != text]
    assert stale == []
    assert set((make_reference.DOCS / "diagnostics").iterdir()) == {p for p in made if p.parent.name == "diagnostics"}


def test_every_command_has_its_help() -> None:
    """The page of the command line shows every command."""
    page = make_reference.command_line()
    assert all(f"## dossier {name}\n" in page for name in make_reference.NAMES)
    assert "dossier build [OPTIONS]" in page
