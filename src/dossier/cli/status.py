"""`dossier status`: where every case stands, from a snapshot when nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode
from dossier.cli.findings import chosen, echo
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.publish.snapshot import Snapshot

_HEAD = ("Affaire", "Étape", "Reste dû", "Prochaine échéance", "Constats")


@click.command("status", cls=FrenchCommand, short_help="Étape, reste dû et prochaine échéance de chaque affaire")
@click.argument("cases", nargs=-1, metavar="[AFFAIRE]…", shell_complete=complete_case)
@format_option("table", "json")
@day_option
@pass_session
def command(session: Session, cases: tuple[str, ...], form: str) -> ExitCode:
    """Montre où en est chaque affaire : étape, reste dû, prochaine échéance, constats.

    Code de sortie : 0 sans erreur dans ces affaires, 1 avec une erreur (dossier check la montre), 2 en cas d’échec.
    """
    from dossier.report.text import table

    answer = _answer(session)
    names = chosen([*(row["case"] for row in answer["cases"]), *answer["broken"]], cases)
    rows = [row for row in answer["cases"] if row["case"] in names]
    broken = [name for name in answer["broken"] if name in names]
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps({"schema": "dossier/status/1", "date": answer["date"], "cases": rows}))
    elif names:
        lines = [answer["lines"][name] for name in names]
        echo(table(_HEAD, lines, frozenset({2})))
    else:
        session.say("aucune affaire sous cases/")
    if answer["faults"]:
        session.say(f"{answer['faults']} erreur(s) dans le classeur lui-même\u00a0: dossier check")
    return ExitCode.FOUND if broken or answer["faults"] or any(row["errors"] for row in rows) else ExitCode.FINE


def _answer(session: Session) -> dict[str, Any]:
    """The JSON of all cases with the lines of the table, saved or made."""
    from dossier.publish.recording import RecordingWorld

    snapshot = _snapshot(session)
    answer: dict[str, Any] | None = snapshot.answer() if snapshot else None
    if answer is None:
        if snapshot:
            snapshot.begin()
        world = RecordingWorld(session.world())
        from dossier.cli.rows import status_answer

        answer = status_answer(world)
        if snapshot:
            snapshot.save(world.folders, world.files, answer)
    return answer


def _snapshot(session: Session) -> Snapshot | None:
    """The snapshot of this workspace and day; None where nothing can be written: then every answer is made anew."""
    from dossier.publish.places import Refused, cache_folder
    from dossier.publish.snapshot import Snapshot
    from dossier.publish.versions import everything

    try:
        cache = cache_folder(session.root)
    except (Refused, OSError):
        return None
    return Snapshot(cache, session.root, "status", (everything(), session.today.isoformat()))
