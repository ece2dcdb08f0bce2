"""Printing diagnostics and choosing cases: what `check`, `status`, `show` and `build` have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure

if TYPE_CHECKING:
    from dossier.appraise import Appraised
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.world import World

_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan", "faint": "blue"}
_NARROW, _WIDE = 79, 100


def paint(text: str, style: str) -> str:
    """Colours for a terminal; click takes them out again where there is none."""
    return click.style(text, fg=_COLOURS.get(style), bold=style != "faint")


def columns() -> int:
    """How wide a page may be: 79 columns, up to 100 on a terminal that has them."""
    if not sys.stdout.isatty():
        return _NARROW
    from shutil import get_terminal_size

    return max(_NARROW, min(get_terminal_size((_NARROW, 24)).columns, _WIDE))


def echo(text: str, err: bool = False) -> None:
    """Print a result; characters that the terminal's encoding lacks become question marks, and nothing fails."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding), err=err)


def terminal_columns() -> int | None:
    """How many columns a table may take: those of the terminal; None where a file or a program reads."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def chosen(names: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """The cases that were asked for, all without any; raises `Failure` for a name that is no case."""
    known = sorted(names)
    for name in wanted:
        if name not in known:
            from dossier.ground.nearest import nearest, visible

            guess = nearest(name, known, 0.4)
            hint = f"vouliez-vous dire « {guess} » ?" if guess else "dossier status donne la liste"
            raise Failure(f"l’affaire « {visible(name)} » n’existe pas", hint)
    return [name for name in known if not wanted or name in wanted]


def appraised_case(name: str, world: World) -> Appraised:
    """One case up to its stage; raises `Failure` for a name that is no case, and for a case that cannot be read."""
    from dossier.appraise import appraise, law_of
    from dossier.load.workspace import load_workspace

    workspace = load_workspace(world)
    broken = {case.id for case in workspace.broken}
    chosen([*(case.id for case in workspace.cases), *broken], [name])
    if name in broken:
        raise Failure(f"l’affaire « {name} » est illisible", f"dossier check {name} dit pourquoi")
    case = next(case for case in workspace.cases if case.id == name)
    return appraise(case, law_of(workspace), world)


def exit_code(diagnostics: Iterable[Diagnostic], strict: bool = False) -> ExitCode:
    """FOUND when there is an error, or with *strict* a warning."""
    levels = {"error", "warning"} if strict else {"error"}
    return ExitCode.FOUND if any(d.severity in levels for d in diagnostics) else ExitCode.FINE


def print_findings(diagnostics: Sequence[Diagnostic], form: str, world: World, err: bool = False) -> None:
    """Print diagnostics in a form of `check --format`; nothing for none, except in the forms that machines read."""
    from dossier.report import diagnostics as report

    if form == "full":
        text = report.full(diagnostics, lambda path: _source(world, path), paint)
    else:
        text = _renderer(form)(diagnostics)
    if text:
        echo(text, err)


def _renderer(form: str) -> Callable[[Sequence[Diagnostic]], str]:
    """The function that writes a form of `check --format`, `full` apart."""
    from dossier.report import diagnostics as report
    from dossier.report import machines

    return {
        "concise": report.concise, "json": report.as_json, "github": report.github, "sarif": report.as_sarif,
        "gitlab": machines.gitlab, "junit": machines.junit,
    }[form]  # fmt: skip


def _source(world: World, path: str) -> str | None:
    """The text of a file for an excerpt; None when it cannot be read or is no text."""
    from dossier.ground.world import Unreadable

    if not path.endswith((".yaml", ".md", ".j2", ".lock", ".css")):
        return None
    try:
        return world.read(path).decode("utf-8-sig", "replace")
    except Unreadable:
        return None
