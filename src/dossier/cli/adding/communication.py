"""`dossier add communication`: which pieces went to whom on a day; their numbers become final."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.cli.adding.deed import Deed
    from dossier.ground.diagnostics import Diagnostic
    from dossier.model.case import Case


@click.command(
    "communication", cls=FrenchCommand, short_help="Des pièces communiquées : fixe leurs numéros et l’écrit au journal"
)
@click.argument("name", metavar="AFFAIRE", shell_complete=complete_case)
@click.option("--to", required=True, metavar="NOM", help="À qui : l’avocat adverse, le greffe, le débiteur…")
@click.option("--piece", "named", metavar="PIÈCE", multiple=True, help="Un chemin ou un numéro ; peut se répéter. Sans elle : toutes "
              "celles que ce destinataire n’a pas encore.")  # fmt: skip
@click.option("--withdraw", "withdrawn", type=click.IntRange(1), metavar="N", multiple=True, help="Retire du débat la pièce n° N, déjà "
              "communiquée : son numéro reste vide.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Montre ce qui serait écrit, sans l’écrire.")
@format_option("text", "json")
@day_option
@pass_session
def command(
    session: Session, name: str, to: str, named: tuple[str, ...], withdrawn: tuple[int, ...], dry_run: bool, form: str
) -> ExitCode:
    """Note que des pièces ont été communiquées au jour --date : leurs numéros, tels que le bordereau les donne ce jour-là,
    deviennent définitifs dans bordereau.lock, et le journal reçoit une entrée. Recommencer n’ajoute rien.

    \b
    dossier add communication 2026-014-sud-beton --to "Me Roux" --date 2026-10-05
    dossier add communication 2026-014-sud-beton --to "Me Roux" --withdraw 3

    Code de sortie : 0 si c’est écrit (ou l’était déjà), 1 si une erreur de l’affaire l’empêche, 2 si la demande n’a pas de sens.
    """
    from dossier.cli.adding.deed import Deed, communicate, numbered, retire
    from dossier.cli.findings import echo
    from dossier.publish.entries import writing

    to = " ".join(to.split())
    if not to:
        raise Failure("le destinataire est vide", 'nommez-le : --to "Me Roux"')
    if to != to.encode("utf-8", "replace").decode():
        raise Failure(
            "le destinataire n’est pas écrit en UTF-8", "votre terminal emploie un autre jeu de caractères : réglez-le sur UTF-8"
        )
    if named and withdrawn:
        raise Failure("--piece et --withdraw ne vont pas ensemble", "communiquez d’abord, retirez ensuite")
    with writing(session.root):
        world = session.world()
        case, bordereau = numbered(world, name)
        deed = retire(world, case, to, withdrawn) if withdrawn else communicate(world, case, bordereau, to, named)
        if not isinstance(deed, Deed):
            return _refused(session, deed)
        if not dry_run:
            _write(session, case, deed)
    if form == "json":
        echo(_as_json(session, case, deed, to, dry_run))
    else:
        _tell(session, case, deed, dry_run)
    return ExitCode.FINE


def _write(session: Session, case: Case, deed: Deed) -> None:
    """The lock first: killed between the two, no number is lost, and the next run of the command writes the entry."""
    from dossier.pieces.freeze import lock_text
    from dossier.publish.durable import put
    from dossier.publish.lock_file import write_lock

    if deed.fresh:
        write_lock(session.root, case.id, lock_text(deed.rows))
    if deed.entry:
        put(session.root, deed.entry.path, deed.entry.text)


def _refused(session: Session, against: Sequence[Diagnostic]) -> ExitCode:
    from dossier.cli.findings import print_findings

    print_findings(against, "full", session.world(), err=True)
    session.say("rien n’est écrit : aucun numéro ne peut être donné ni retiré tant que cela demeure")
    return ExitCode.FOUND


def _tell(session: Session, case: Case, deed: Deed, dry_run: bool) -> None:
    from dossier.cli.findings import echo
    from dossier.report.text import shown

    for row in deed.about:
        state = "retirée" if row.withdrawn else "numéro fixé" if row.number in deed.fresh else "numéro déjà fixé"
        echo(f"pièce n° {row.number}  {shown(row.title)}  ({shown(row.file)}, {state})")
    paths = _written(case, deed)
    for path in paths:
        echo(f"{'serait écrit' if dry_run else 'écrit'} : {shown(path)}")
    if not paths:
        session.say("rien à écrire : tout est déjà noté")
    elif not dry_run:
        session.say(f"conservez-les ensemble : git add {' '.join(paths)}")
    elif deed.entry:
        echo("\n".join(f"  {line}" for line in deed.entry.added.splitlines()))


def _written(case: Case, deed: Deed) -> list[str]:
    """The paths of the files that are written."""
    from dossier.pieces.plan import LOCK

    return [*([f"{case.folder}/{LOCK}"] if deed.fresh else []), *([deed.entry.path] if deed.entry else [])]


def _as_json(session: Session, case: Case, deed: Deed, to: str, dry_run: bool) -> str:
    from dossier.report.diagnostics import dumps

    pieces = [
        {"number": row.number, "path": row.file, "sha256": row.sha256, "title": row.title, "new": row.number in deed.fresh,
         "withdrawn": row.withdrawn}
        for row in deed.about
    ]  # fmt: skip
    head = {"schema": "dossier/communication/1", "case": case.id, "date": session.today.isoformat(), "to": to}
    return dumps({**head, "dry_run": dry_run, "pieces": pieces, "files": _written(case, deed)})
