"""`dossier export`: one file for another program, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.exports import BINARY, EXPORTS, Asked, Export
from dossier.cli.findings import chosen, exit_code
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, pass_session

if TYPE_CHECKING:
    from dossier.ground.world import World

_BY_NAME = {export.name: export for export in EXPORTS}
_FORMS = tuple(dict.fromkeys(form for export in EXPORTS for form in export.forms))
_LIST = "\n\n".join(f"{export.name}\u00a0: {export.words} ({', '.join(export.forms)})" for export in EXPORTS)


@click.command(
    "export", cls=FrenchCommand, short_help="Donne décompte, portefeuille ou échéances à un autre programme",
    help="Écrit un fichier pour un autre programme, et rien d’autre.\n\n"
    "\b\ndossier export decompte 2026-014-sud-beton --output decompte.xlsx\ndossier export echeances --output echeances.ics\n\n"
    "QUOI est l’un de :\n\n" + _LIST + "\n\n"
    "Code de sortie : 0 sans erreur dans les affaires, 1 avec une erreur (dossier check la montre), 2 en cas d’échec.",
)  # fmt: skip
@click.argument("what", metavar="QUOI", type=click.Choice(tuple(_BY_NAME)))
@click.argument("cases", nargs=-1, metavar="[AFFAIRE]…", shell_complete=complete_case)
@click.option("--format", "form", type=click.Choice(_FORMS), default=None,
              help="Forme du fichier ; par défaut celle de son nom, ou la première de la liste.")  # fmt: skip
@click.option("--output", metavar="FICHIER|-", default="-", help="Fichier à écrire ; sans nom ou avec « - », la sortie standard.")
@day_option
@pass_session
def command(session: Session, what: str, cases: tuple[str, ...], form: str | None, output: str) -> ExitCode:
    """See `help` above."""
    export = _BY_NAME[what]
    form = form or _form_of(export, output)
    if form not in export.forms:
        raise Failure(f"« {export.name} » ne s’écrit pas en {form}", f"formes possibles : {', '.join(export.forms)}")
    if output == "-" and form in BINARY and sys.stdout.isatty():
        raise Failure(f"un fichier {form} ne s’affiche pas dans un terminal", f"nommez un fichier : --output {what}.{form}")
    asked, unread = _asked(session.world(), export, cases)
    _put(output, export.write(asked, form))
    if unread:
        session.say(f"affaires illisibles, laissées de côté\u00a0: {', '.join(unread)} (dossier check dit pourquoi)")
        return ExitCode.FOUND
    return exit_code(diagnostic for case in asked.cases for diagnostic in case.diagnostics)


def _form_of(export: Export, output: str) -> str:
    """The form that the file's name says, else the export's first."""
    ending = Path(output).suffix.lstrip(".").lower()
    return ending if ending in export.forms else export.forms[0]


def _asked(world: World, export: Export, names: tuple[str, ...]) -> tuple[Asked, list[str]]:
    """The cases appraised, and the names of those that could not be read; raises `Failure` when one was asked by name."""
    from dossier.appraise import appraise, law_of
    from dossier.load.workspace import load_workspace

    workspace = load_workspace(world)
    broken = {case.id for case in workspace.broken}
    wanted = chosen([*(case.id for case in workspace.cases), *broken], names)
    if export.one_case and len(wanted) != 1:
        raise Failure(f"« {export.name} » demande une affaire", f"dossier export {export.name} AFFAIRE")
    unread = [name for name in wanted if name in broken]
    if unread and names:
        raise Failure(f"l’affaire « {unread[0]} » est illisible", f"dossier check {unread[0]} dit pourquoi")
    law = law_of(workspace)
    cases = tuple(appraise(case, law, world) for case in workspace.cases if case.id in wanted)
    if export.one_case and not cases:
        raise Failure(f"l’affaire « {unread[0]} » est illisible", f"dossier check {unread[0]} dit pourquoi")
    return Asked(workspace, cases), unread


def _put(output: str, data: bytes) -> None:
    """Write the file, whole or not at all, or the bytes to the standard output."""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from dossier.publish.places import write_whole

    place = Path(output)
    if place.is_symlink() or (place.exists() and not place.is_file()):
        raise Failure(f"« {output} » n’est pas un fichier ordinaire", "nommez un autre fichier")
    write_whole(place, data)
