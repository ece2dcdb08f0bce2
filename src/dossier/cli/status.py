"""`dossier status`: where every case stands, from a snapshot when nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.exits import ExitCode
from dossier.cli.findings import chosen, echo, terminal_columns
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.publish.snapshot import Snapshot

_HEAD = ("Affaire", "Débiteur", "Étape", "Reste dû", "Âge", "Prochaine échéance", "Constats")
_AGENDA = ("Jour", "Dans", "Affaire", "À faire ou à surveiller", "Texte")
WIDE = 130
"""Columns below which the table leaves out the debtor."""
HORIZON = 30
"""Days that `--exit-code` looks ahead without `--within`."""


class _Days(click.ParamType[int]):
    """A number of days: `30d`, `30j` or `30`, `4w` or `4s` for weeks."""

    name = "durée"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The days."""
        import re

        found = re.fullmatch(r"([0-9]{1,4})([djws]?)", str(value).strip().lower())
        if found is None:
            self.fail(f"« {value} » n’est pas une durée : 30d, 30j ou 4w", param, ctx)
        return int(found[1]) * (7 if found[2] in ("w", "s") else 1)


@click.command("status", cls=FrenchCommand, short_help="Étape, reste dû et prochaine échéance de chaque affaire")
@click.argument("cases", nargs=-1, metavar="[AFFAIRE]…", shell_complete=complete_case)
@click.option("--within", metavar="DURÉE", type=_Days(), help="Seulement ce qui a une date d’ici là, par jour : 30d, 4w.")
@click.option("--exit-code", "due_code", is_flag=True, help="Code 1 quand une échéance tombe d’ici là (30 jours sans --within).")
@format_option("table", "json")
@day_option
@pass_session
def command(session: Session, cases: tuple[str, ...], within: int | None, due_code: bool, form: str) -> ExitCode:
    """Montre où en est chaque affaire : étape, reste dû, âge, prochaine échéance, constats.

    \b
    dossier status
    dossier status --within 30d --exit-code

    Avec --within, l’agenda de ces affaires jusqu’à ce jour. L’âge compte les jours depuis la plus ancienne échéance impayée.

    Code de sortie : 0 sans erreur dans ces affaires, 1 avec une erreur (dossier check la montre) ou, avec --exit-code, quand
    une échéance approche, 2 en cas d’échec.
    """
    answer = _answer(session)
    names = chosen([*(row["case"] for row in answer["cases"]), *answer["broken"]], cases)
    rows = [row for row in answer["cases"] if row["case"] in names]
    broken = [name for name in answer["broken"] if name in names]
    soon = _soon(answer, names, HORIZON if within is None else within)
    if within is not None:
        coming = {row[1] for row in soon}
        rows = [row for row in rows if row["case"] in coming]
    if form == "json":
        from dossier.report.diagnostics import dumps

        echo(dumps({"schema": "dossier/status/1", "date": answer["date"], "cases": rows}))
    elif within is not None:
        _print_agenda(session, soon, within)
    elif names:
        lines = [answer["lines"][name] for name in names]
        _print_table(lines)
    else:
        session.say("aucune affaire sous cases/")
    if answer["faults"]:
        from dossier.ground.french import plural

        session.say(f"{plural(answer['faults'], 'erreur')} dans le classeur lui-même\u00a0: dossier check")
    wrong = broken or answer["faults"] or any(row["errors"] for row in answer["cases"] if row["case"] in names)
    return ExitCode.FOUND if wrong or (due_code and soon) else ExitCode.FINE


def _soon(answer: dict[str, Any], names: Sequence[str], days: int) -> list[list[str]]:
    """The dated rows of the cases up to *days* from the day of computing, that day counted."""
    from datetime import date, timedelta

    last = (date.fromisoformat(answer["date"]) + timedelta(days=days)).isoformat()
    return [row for row in answer["agenda"] if row[1] in names and row[0] <= last]


def _print_table(lines: list[list[str]]) -> None:
    """The table; on a narrow terminal without the debtor, whom the case's name mostly tells."""
    from dossier.report.text import table

    columns = terminal_columns()
    narrow = columns is not None and columns < WIDE
    kept = [i for i in range(len(_HEAD)) if not (narrow and _HEAD[i] == "Débiteur")]
    rows = [[line[i] for i in kept] for line in lines]
    right = frozenset(kept.index(i) for i in (3, 4))
    echo(table([_HEAD[i] for i in kept], rows, right, fit=columns))


def _print_agenda(session: Session, rows: list[list[str]], days: int) -> None:
    from datetime import date

    from dossier.ground.french import short_day
    from dossier.report.text import table

    if not rows:
        session.say(f"rien d’ici {days} jours")
        return
    lines = []
    for iso, case, words, rule, _ours in rows:
        day = date.fromisoformat(iso)
        away = (day - session.today).days
        lines.append([short_day(day), "aujourd’hui" if not away else f"{away}\u00a0j", case, words, rule])
    echo(table(_AGENDA, lines, frozenset({1}), fit=terminal_columns()))


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
