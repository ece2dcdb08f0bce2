"""`dossier pack`: one case as a ZIP for an avocat, a commissaire de justice or a debtor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.exits import ExitCode, Failure, fit_for_terminal
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, pass_session

if TYPE_CHECKING:
    from dossier.pack.pack import Made, Order, Pack

FOLDER = "remises"
"""Where packs lie unless told otherwise."""


@click.command("pack", cls=FrenchCommand, short_help="Prépare le ZIP à remettre à l’avocat, au commissaire ou au débiteur")
@click.argument("case", metavar="AFFAIRE", shell_complete=complete_case)
@click.option("--for", "audience", type=click.Choice(("avocat", "commissaire", "debiteur")), required=True,
              help="À qui la remise est destinée ; elle ne contient que ce que cette personne peut recevoir.")  # fmt: skip
@click.option("--debtor", metavar="ID", default="", help="Avec --for debiteur : lequel, quand l’affaire en a plusieurs.")
@click.option(
    "--output", metavar="FICHIER.zip", type=click.Path(path_type=Path), help=f"Le fichier à écrire (dans {FOLDER}/ par défaut)."
)
@click.option("--dry-run", is_flag=True, help="Dit ce que la remise contiendrait ; n’écrit rien et ne fige aucun numéro.")
@click.option("--draft", is_flag=True, help="Malgré les erreurs de l’affaire, avec les actes en projet, filigranés.")
@click.option("--docx", is_flag=True, help="Joint aussi les actes en DOCX, pour un traitement de texte.")
@click.option(
    "--profile",
    metavar="PROFIL",
    default="",
    help="Profil de dépôt dont la liasse respecte les limites ; celui de dossier.yaml par défaut.",
)
@click.option("--force", is_flag=True, help="Remplace un fichier qui n’est pas une remise de la même affaire.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processus de travail (un par processeur par défaut).")
@click.option(
    "--wait", type=click.FloatRange(0), metavar="SECONDES", default=30.0, help="Attente si une production est en cours."
)
@day_option
@pass_session
def command(
    session: Session, case: str, audience: str, debtor: str, output: Path | None, dry_run: bool, draft: bool, docx: bool, profile: str,
    force: bool, jobs: int | None, wait: float,
) -> ExitCode:  # fmt: skip
    """Prépare un ZIP : actes, liasse, pièces, fichiers reçus, site hors ligne, manifeste, empreintes et demande d’horodatage.

    Le même état donne les mêmes octets. Remettre à l’avocat ou au commissaire communique les pièces : leurs numéros deviennent
    définitifs et bordereau.lock le retient. Rien n’est envoyé ; « dossier verify » contrôle le fichier.

    \b
    dossier pack 2026-014-sud-beton --for avocat
    dossier pack 2026-014-sud-beton --for commissaire --dry-run
    """
    from dossier.pack.pack import Order
    from dossier.publish.lock import locked
    from dossier.site.audience import AUDIENCES, DEBITEUR

    reader = AUDIENCES[audience]
    if reader is DEBITEUR and (draft or docx):
        raise click.UsageError("rien n’est remis au débiteur en projet ni dans un format modifiable : ôtez --draft et --docx")
    root = session.root
    chosen = _debtor(session, case, debtor, reader is DEBITEUR)
    if profile:
        from dossier.cli.filing import known_profile

        known_profile(session.world(), profile)
    order = Order(case, reader, chosen, draft, docx, profile)
    with locked(root, wait) as lock:
        made = _made(session, order, jobs or 0, lock)
        if made.pack is None:
            return _refused(session, made)
        if not dry_run:
            place = _place(root, output, made.pack, force)
            _write(root, place, order, made.pack)
    return _tell(session, made, None if dry_run else place)


def _debtor(session: Session, case: str, debtor: str, wanted: bool) -> str:
    """The debtor of a pack for one; raises `Failure` when none, or an unknown one, is named among several, and for no case."""
    from dossier.cli.findings import chosen
    from dossier.ground.nearest import visible
    from dossier.load.workspace import load_workspace
    from dossier.pack.world import CaseWorld

    chosen([item.name for item in session.world().list("cases") if item.kind == "folder"], [case])
    if not wanted:
        if debtor:
            raise click.UsageError("--debtor ne vaut qu’avec --for debiteur")
        return ""
    found = load_workspace(CaseWorld(session.world(), case)).cases
    ids = [row.id for row in found[0].debtors] if found else []
    if len(ids) == 1 and debtor in ("", ids[0]):
        return ids[0]
    if ids and debtor not in ids:
        what = (
            f"le débiteur « {visible(debtor)} » n’existe pas dans cette affaire"
            if debtor
            else "cette affaire a plusieurs débiteurs"
        )
        raise Failure(what, f"choisissez : --debtor {', '.join(ids)}")
    return debtor


def _made(session: Session, order: Order, jobs: int, lock: int) -> Made:
    """The pack; made once more from the start when something changed under our feet."""
    from dossier.cli.building import work_done
    from dossier.cli.progress import Bar
    from dossier.cli.workshop import runner
    from dossier.ground.blobs import Changed
    from dossier.pack.make import make_pack

    for again in (True, False):
        bar = Bar(enabled=not session.quiet)
        try:
            with bar, runner(session, jobs, "", (lock,), bar, prints=True, words=order.docx) as pool:
                made = make_pack(session.world(), pool, order, _commit(session))
        except Changed as error:
            if not again:
                raise
            pool.cache.discard(str(error))
            continue
        session.say(work_done(pool))
        if session.verbose:
            for label, trace in pool.failures:
                session.say(fit_for_terminal(f"— {label}\n{trace}"))
        return made
    raise AssertionError("the second attempt returns or raises")


def _commit(session: Session) -> str:
    """The commit of the workspace, '' where there is none."""
    from dossier.history.git import NoHistory, commit_of

    try:
        return commit_of(session.root, "HEAD").name
    except NoHistory:
        return ""


def _place(root: Path, output: Path | None, pack: Pack, force: bool) -> Path:
    """Where to write; raises `Refused` or `Failure` where something else stands, unless it is forced."""
    from dossier.pack.former import former
    from dossier.publish.outgoing import check_outgoing, own_drop

    title = pack.title
    if output is None:
        who = f"-{_plain(title.debtor)}" if title.debtor else ""
        output = own_drop(root, FOLDER) / f"{_plain(title.case)}_{title.audience.id}{who}_{title.day.isoformat()}.zip"
    place = check_outgoing(output, root)
    stands = former(place, pack) if place.exists() and not force else "former"
    if stands == "dated":
        raise Failure(
            f"« {output} » est une remise horodatée, que la nouvelle remplacerait", "gardez-la sous un autre nom, ou --force"
        )
    if stands == "other":
        raise Failure(f"« {output} » existe et n’est pas une remise de cette affaire", "choisissez un autre nom, ou --force")
    return place


def _plain(text: str) -> str:
    from dossier.pack.contents import slug

    return slug(text)


def _write(root: Path, place: Path, order: Order, pack: Pack) -> None:
    """The whole file, then the lock, then the file in its place: no number leaves before it is definitive."""
    from dossier.pack.archive import TooLarge, write_archive
    from dossier.publish.lock_file import write_lock
    from dossier.publish.outgoing import outgoing

    try:
        with outgoing(place) as file:
            write_archive(pack.members(), file.write)
            file.settle()
            if pack.lock:
                write_lock(root, order.case, pack.lock)
            file.put()
    except TooLarge:
        raise Failure(
            "cette remise dépasse 4 Gio ou 65 000 fichiers, ce qu’un ZIP que tous lisent ne peut pas contenir",
            "remettez les plus gros enregistrements à part",
        ) from None


def _refused(session: Session, made: Made) -> ExitCode:
    """What stands against the pack, errors first; nothing was written."""
    from dossier.report.diagnostics import concise

    errors = [d for d in made.diagnostics if d.severity == "error"]
    session.say(concise(errors))
    click.echo("rien n’est remis tant que l’affaire a des erreurs (--draft les passe, et remet des projets)", err=True)
    return ExitCode.FOUND


def _tell(session: Session, made: Made, place: Path | None) -> ExitCode:
    """What was frozen and withheld on stderr; the place, or for a dry run the list of files, on stdout."""
    from dossier.cli.findings import echo
    from dossier.ground.french import plural
    from dossier.report.diagnostics import concise
    from dossier.site.page import size

    pack = made.pack
    assert pack is not None
    if errors := [d for d in made.diagnostics if d.severity == "error"]:
        session.say(concise(errors))
    for row in pack.withheld:
        session.say(fit_for_terminal(f"non joint : {row.title}, {row.why}"))
    if not pack.title.audience.pieces:
        session.say("remis : " + ", ".join(item.path for item in pack.items if item.role in ("acte", "facture")))
    if pack.frozen:
        given = [row.number for row in pack.frozen]
        whole = len(given) > 2 and given == list(range(given[0], given[-1] + 1))
        numbers = f"{given[0]} à {given[-1]}" if whole else ", ".join(map(str, given))
        verb = "deviendraient définitifs" if place is None else "sont définitifs"
        session.say(
            f"numéros de pièces qui {verb} : {numbers}" + ("" if place is None else " (bordereau.lock, à conserver dans git)")
        )
    session.say(f"{plural(len(pack.items), 'fichier')}, {size(pack.size)}" + (" ; rien n’a été écrit" if place is None else ""))
    if place is None:
        echo("\n".join(f"{item.blob.sha256}  {item.path}" for item in pack.items))
    else:
        echo(str(place))
    return ExitCode.FINE
