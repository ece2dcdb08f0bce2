"""The page of the format is made from the models, and what it shows is read without a word."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from dossier.check.check import check
from dossier.ground.world import MemoryWorld
from dossier.law.parameters import shipped_law
from dossier.load.workspace import load_workspace
from dossier.model.journal import ACTS

SCRIPTS = Path(__file__).parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import make_format  # noqa: E402


def test_the_page_of_the_format_is_fresh() -> None:
    """`docs/format.md` is what `scripts/make_format.py` writes today."""
    assert make_format.TARGET.read_text() == make_format.page()


def test_the_page_names_every_act() -> None:
    """An act that the page does not show might as well not exist."""
    page = make_format.page()
    assert all(f"| `{act}` |" in page for act in ACTS)


def test_every_key_has_its_help() -> None:
    """A row of the page without help leaves its reader where he was."""
    rows = [line.split("|")[1:-1] for line in make_format.page().splitlines() if line.startswith("| `") and line.count("|") == 5]
    assert len(rows) > 150
    assert [row for row in rows if len(row[3].strip().rstrip(".")) < 4] == []


def test_the_examples_of_the_page_are_sound() -> None:
    """Copied into a workspace, the examples give no diagnostic of reading or checking."""
    files: dict[str, bytes | str] = {
        name if name == "dossier.yaml" else f"cases/x/{name}": text for name, text in make_format.EXAMPLES.items()
    }
    files |= {"cases/x/pieces/F-2026-014.pdf": "%PDF-1.7", "cases/x/pieces/bl-221.pdf": "%PDF-1.7"}
    workspace = load_workspace(MemoryWorld(files, date(2026, 11, 21)))
    assert workspace.diagnostics == () and workspace.broken == ()
    (case,) = workspace.cases
    assert case.diagnostics == () and check(case, shipped_law(), workspace.today) == ()
    assert [len(part) for part in (case.invoices, case.payments, case.costs, case.journal)] == [2, 1, 1, 2]
