"""`check --watch`: the findings again whenever a file changes, of the cases that the change touches alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.cli.exits import ExitCode, explained
from dossier.cli.findings import chosen, print_findings
from dossier.cli.session import Session

if TYPE_CHECKING:
    from dossier.ground.diagnostics import Diagnostic
    from dossier.ground.world import World
    from dossier.publish.runner import PoolRunner

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


class Board:
    """The findings of all cases that are watched, each case as it was last checked."""

    def __init__(self, session: Session, wanted: Sequence[str], runner: PoolRunner) -> None:
        self._session, self._wanted, self._runner, self._root = session, wanted, runner, session.root
        self._general: list[Diagnostic] = []
        self._cases: dict[str, list[Diagnostic]] = {}

    def check(self, ids: frozenset[str] | None) -> None:
        """Check these cases, and for None the whole workspace."""
        from dossier.serving.narrow import Narrowed

        general, cases = self._findings(Narrowed(self.world(), ids) if ids else self.world())
        if ids:
            self._cases.update({id: rows for id, rows in cases.items() if id in self._cases})
        else:
            self._general = general
            names = chosen(cases, [name for name in self._wanted if name in cases]) if self._wanted else list(cases)
            self._cases = {id: cases[id] for id in names if not self._wanted or id in self._wanted}

    def world(self) -> World:
        """The workspace as it stands, on the day that it is now; its `dossier.yaml` may be missing for a moment."""
        from dossier.ground.world import DiskWorld

        return DiskWorld(self._root, self._session.today)

    @property
    def rows(self) -> list[Diagnostic]:
        """All findings in order."""
        from dossier.ground.diagnostics import in_order

        return list(in_order([*self._general, *(row for rows in self._cases.values() for row in rows)]))

    @property
    def count(self) -> int:
        """How many cases are watched."""
        return len(self._cases)

    def _findings(self, world: World) -> tuple[list[Diagnostic], dict[str, list[Diagnostic]]]:
        from dossier.appraise import appraise, law_of
        from dossier.load.workspace import load_workspace
        from dossier.pieces.inspect import inspect_jobs
        from dossier.pieces.number import number_pieces

        workspace = load_workspace(world)
        found = {case.id: [*case.diagnostics] for case in workspace.broken}
        for case in workspace.cases:
            done = appraise(case, law_of(workspace), world)
            jobs = inspect_jobs(case, world)
            pieces = number_pieces(case, done.stage, self._runner.run(jobs), jobs)
            found[case.id] = [*done.diagnostics, *pieces.diagnostics]
        return [*workspace.diagnostics], found


def watch(session: Session, wanted: Sequence[str], form: str) -> ExitCode:
    """Print the findings now and after every change until Ctrl-C; a screen is cleared on a terminal alone."""
    from dossier.cli.workshop import runner
    from dossier.serving import watch as watching
    from dossier.serving.narrow import touched

    root = session.root
    known = watching.inputs(root)
    names = [item.name for item in session.world().list("cases") if item.kind == "folder"]
    chosen(names, wanted)
    try:
        with runner(session) as pool:
            board = Board(session, wanted, pool)
            _round(session, board, None, form)
            for moved in watching.changes(root, known):
                if moved:
                    _round(session, board, touched(moved), form)
    except KeyboardInterrupt:
        session.say("")
    return ExitCode.FINE


def _round(session: Session, board: Board, ids: frozenset[str] | None, form: str) -> None:
    """One check and what it found; what goes wrong in it is told, and the next change is awaited all the same."""
    from dossier.report.diagnostics import summary

    failure = ""
    try:
        board.check(ids)
    except Exception as error:  # noqa: BLE001  # the next save may cure it; Ctrl-C is no Exception
        failure = explained(error, session.verbose)
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    print_findings(board.rows, form, board.world())
    sys.stdout.flush()
    session.say(failure or summary(board.rows, board.count))
    session.say("en attente d’un changement (Ctrl-C pour finir)")
