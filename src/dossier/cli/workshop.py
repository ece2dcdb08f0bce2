"""The runner of a workspace as commands use it: its cache, its workers, its progress."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dossier.cli.progress import Bar
from dossier.cli.session import Session
from dossier.publish.cache import Cache
from dossier.publish.places import cache_folder
from dossier.publish.runner import PoolRunner
from dossier.publish.versions import everything

_PRINTING = (*(f"dossier.pdf.{name}" for name in ("bind", "examine", "pictures", "print", "warm")), "dossier.sheets.xlsx")
"""The modules of the tasks of a build: with all of them from the start, workers are forked once."""
_WRITING = ("dossier.pdf.vector", "dossier.word.convert")
"""Those that a build needs beside them to write DOCX files."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def runner(
    session: Session,
    workers: int = 0,
    scheduler: str = "",
    inherited: Sequence[int] = (),
    bar: Bar | None = None,
    prints: bool = False,
    words: bool = False,
) -> PoolRunner:
    """A runner over the workspace's cache, with as many workers as there are processors unless told otherwise.

    *prints* says that documents will be printed if anything has to be made at all, *words* that they will be written as DOCX.
    """
    cache = Cache(cache_folder(session.root), everything())
    ahead = (*(_PRINTING if prints else ()), *(_WRITING if words else ()))
    progress = bar.step if bar else None
    return PoolRunner(cache, workers or cores(), scheduler=scheduler, inherited=inherited, ahead=ahead, progress=progress)
