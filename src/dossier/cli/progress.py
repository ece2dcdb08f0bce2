"""A bar on the terminal while jobs run: only on a terminal, only when it takes a while."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 0.4
"""Seconds before the bar shows."""


class Bar:
    """Progress over all jobs of a build, on stderr. It has no thread of its own, because workers are forked meanwhile."""

    def __init__(self, enabled: bool) -> None:
        self._enabled = enabled and sys.stderr.isatty()
        self._start = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()

    def step(self, done: int, total: int, label: str) -> None:
        """A job is done."""
        if not self._enabled or time.monotonic() - self._start < _PATIENCE:
            return
        if self._progress is None:
            self._progress = _progress()
            self._task = self._progress.add_task("", total=total)
            self._progress.start()
        if self._task is not None:
            from dossier.report.text import cut, shown

            self._progress.update(self._task, completed=done, total=total, description=cut(shown(label), 40))
            self._progress.refresh()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    # rich knows NO_COLOR; what `--couleur` says is known to click alone.
    context = click.get_current_context(silent=True)
    colour = context.color if context else None
    console = Console(stderr=True, markup=False, highlight=False, no_color=True if colour is False else False if colour else None)
    text = TextColumn("{task.description}", markup=False)
    return Progress(BarColumn(), MofNCompleteColumn(), text, console=console, auto_refresh=False, transient=True)
