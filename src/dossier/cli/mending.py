"""`check --fix` and `check --diff`: the certain edits of the files, made or shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import chosen, echo
from dossier.cli.session import Session

if TYPE_CHECKING:
    from dossier.mending.mend import Mended


def mended(session: Session, wanted: Sequence[str]) -> Mended:
    """What the certain edits make of the files of the cases *wanted*, all for none, and of the workspace. Nothing is written."""
    from dossier.mending.mend import mend

    world = session.world()
    known = [item.name for item in world.list("cases") if item.kind == "folder"]
    return mend(world, chosen(known, wanted) if wanted else ())


def show(session: Session, done: Mended) -> ExitCode:
    """Print the edits as a diff; FOUND when there are any."""
    from dossier.cli.exits import fit_for_terminal
    from dossier.report.edits import summary, unified

    text = unified(done.former, done.files)
    if text:
        echo((fit_for_terminal(text) if sys.stdout.isatty() else text).removesuffix("\n"))
    session.say(summary(len(done.made), len(done.files)))
    return ExitCode.FOUND if text else ExitCode.FINE


def write(session: Session, done: Mended) -> None:
    """Write the files, each whole or not at all, with their rights kept; raises `Failure` for one that changed meanwhile."""
    from dossier.publish.durable import put, read_plain
    from dossier.publish.entries import writing
    from dossier.report.edits import summary

    if done.files:
        root = session.root
        with writing(root):
            for path, data in done.files.items():
                if read_plain(root, path) != done.former[path]:
                    raise Failure(
                        f"« {path} » a changé pendant la correction : il n’est pas écrit", "relancez dossier check --fix"
                    )
                put(root, path, data)
    session.say(summary(len(done.made), len(done.files)))
