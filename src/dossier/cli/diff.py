"""`dossier diff`: what changed in law and money between two commits or two days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import echo
from dossier.cli.session import FrenchCommand, Session, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.ground.world import World

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@click.command("diff", cls=FrenchCommand, short_help="Ce qui a changé en droit et en argent depuis un commit ou un jour")
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV]", required=False, default="")
@click.option("--case", "cases", metavar="AFFAIRE", multiple=True, help="Seulement cette affaire ; peut se répéter.")
@click.option("--exit-code", "differ", is_flag=True, help="Code 1 quand quelque chose a changé.")
@format_option("text", "json")
@day_option
@pass_session
def command(session: Session, before: str, after: str, cases: tuple[str, ...], differ: bool, form: str) -> ExitCode:
    """Montre ce qui a changé en droit et en argent : étape, montants, échéances, pièces et constats.

    REV est un commit du dépôt git (un nom, une étiquette, HEAD~3), calculé au jour --date, ou un jour AAAA-MM-JJ, auquel les
    fichiers d’aujourd’hui sont calculés. Sans second REV, la comparaison se fait avec le classeur tel qu’il est.

    \b
    dossier diff HEAD
    dossier diff 2026-10-01 2026-11-01
    """
    from dossier.compare import compare, standings
    from dossier.ground.nearest import visible

    (old_name, old), (new_name, new) = _world(session, before), _world(session, after)
    first, last = standings(old, cases), standings(new, cases)
    unknown = [name for name in cases if name not in first and name not in last]
    if unknown:
        raise Failure(f"l’affaire « {visible(unknown[0])} » n’existe dans aucun des deux états", "dossier status donne la liste")
    changes = compare(first, last)
    if form == "json":
        from dossier.report.diagnostics import dumps
        from dossier.report.differences import differences_json

        head = {"schema": "dossier/diff/1", "date": session.today.isoformat(), "before": old_name, "after": new_name}
        echo(dumps({**head, "cases": differences_json(changes)}))
    else:
        from dossier.report.differences import differences_text

        session.say(f"{old_name} → {new_name}")
        if changes:
            echo(differences_text(changes))
        else:
            session.say("rien n’a changé : étapes, montants, échéances, pièces et constats sont les mêmes")
    return ExitCode.FOUND if differ and changes else ExitCode.FINE


def _world(session: Session, revision: str) -> tuple[str, World]:
    """A state and what to call it; raises `Failure` for a revision that does not exist."""
    from datetime import date

    from dossier.ground.french import long_day, short_day
    from dossier.ground.nearest import visible
    from dossier.ground.world import DiskWorld
    from dossier.history.git import NoHistory, commit_of
    from dossier.history.world import CommitWorld

    if not revision:
        return f"le classeur au {long_day(session.today)}", session.world()
    if _DAY.fullmatch(revision):
        try:
            day = date.fromisoformat(revision)
        except ValueError:
            raise Failure(f"« {revision} » n’est pas un jour du calendrier", "écrivez AAAA-MM-JJ") from None
        return f"le classeur au {long_day(day)}", DiskWorld(session.root, day)
    try:
        commit = commit_of(session.root, revision)
    except NoHistory as error:
        raise Failure(visible(error.reason), "donnez un commit (HEAD~1, une étiquette) ou un jour AAAA-MM-JJ") from None
    title = visible(commit.title)[:60]
    name = f"{commit.name[:10]} du {short_day(commit.day)} « {title} »"
    return name, CommitWorld(session.root, commit, session.today)
