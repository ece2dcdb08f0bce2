"""What each command loads: the quick ones stay quick because heavy modules are not there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HEAVY = ("weasyprint", "pikepdf", "pypdfium2", "PIL", "fontTools", "lxml", "distributed", "watchfiles")
MIDDLING = ("yaml", "pydantic", "jinja2", "markdown_it", "rich", "holidays", "num2words", "segno", "stdnum")

_PROBE = """
import sys
from dossier.cli import main
before = set(sys.modules)
code = main()
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> tuple[int, set[str], set[str]]:
    """The exit code of a command line in a process of its own, all top modules loaded then, and those of the program."""
    done = subprocess.run([sys.executable, "-c", _PROBE, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    code, *names = done.stderr.splitlines()[-1].split()
    return int(code), {name.partition(".")[0] for name in names}, {name for name in names if name.startswith("dossier.")}


def test_help_loads_click_and_nothing_else(tmp_path: Path) -> None:
    """`dossier --help` costs what a bare click program costs."""
    code, modules, own = loaded(tmp_path, "--help")
    assert code == 0
    assert not modules & {*HEAVY, *MIDDLING, "dataclasses", "pathlib", "json", "decimal", "zoneinfo"}
    assert own <= {"dossier.cli", "dossier.cli.root", "dossier.cli.session", "dossier.cli.exits"}


def test_a_saved_status_loads_neither_yaml_nor_pydantic(copied: Callable[..., Path]) -> None:
    """The second `status` reads a snapshot; no model, no parser, no law."""
    root = copied("2026-060-les-tilleuls")
    code, modules, _ = loaded(root, "--date", "2026-11-21", "status")
    assert code == 0
    assert modules >= {"yaml", "pydantic"}
    assert not modules & set(HEAVY)
    code, modules, _ = loaded(root, "--date", "2026-11-21", "status", "--format", "json")
    assert code == 0
    assert not modules & {*HEAVY, *MIDDLING}


def test_check_and_show_never_load_what_prints(copied: Callable[..., Path]) -> None:
    """WeasyPrint is for `build` alone."""
    root = copied("2026-014-sud-beton")
    for arguments in (["check"], ["show", "2026-014-sud-beton", "--section", "decompte"]):
        code, modules, _ = loaded(root, "--date", "2026-11-21", *arguments)
        assert code == 0
        assert not modules & {*HEAVY, "jinja2"}


def test_explain_loads_the_catalogue_alone(tmp_path: Path) -> None:
    """A page of a code needs neither a workspace nor its readers."""
    code, modules, _ = loaded(tmp_path, "explain", "DC801")
    assert code == 0
    assert not modules & {*HEAVY, "pydantic", "jinja2", "yaml"}
