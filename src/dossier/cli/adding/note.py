"""`dossier add note`: an internal note in Markdown, shown on the internal site and never handed over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dossier.cli.adding.asking import SUFFIX, on_a_terminal
from dossier.cli.adding.entry import plain_name
from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session

if TYPE_CHECKING:
    from dossier.cli.adding.addition import Addition
    from dossier.ground.world import World


@click.command("note", cls=FrenchCommand, short_help="Une note interne, jamais communiquée")
@click.argument("case", required=False, default="", metavar="[AFFAIRE]", shell_complete=complete_case)
@click.option("--titre", "title", metavar="TEXTE", default="", help="Le titre de la note, et le nom du fichier.")
@click.option("--texte", "text", metavar="TEXTE", default="", help="Le texte, en Markdown ; - le lit sur l’entrée standard.")
@click.option("--dry-run", is_flag=True, help="Montre ce qui serait écrit, sans l’écrire.")
@format_option("text", "json")
@day_option
@pass_session
def command(session: Session, case: str, title: str, text: str, dry_run: bool, form: str) -> ExitCode:
    """Écrit une note dans notes/, datée du jour --date ; elle ne va ni dans une liasse ni dans une remise.

    \b
    dossier add note 2026-014-sud-beton --titre Suivi --texte "À rappeler"

    Code de sortie : 0 si c’est écrit, 2 si la demande n’a pas de sens.
    """
    from dossier.cli.adding.settling import case_of, settle
    from dossier.ground.quotes import clean

    name = case_of(session.world(), case)
    body = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    if not clean(body) and on_a_terminal() and text != "-":
        title = title or click.prompt("Titre, ou Entrée", default="", show_default=False, prompt_suffix=SUFFIX, err=True)
        body = click.prompt("Texte", prompt_suffix=SUFFIX, err=True)
    title, body = " ".join(clean(title).split()), clean(body)
    if not body:
        raise Failure("il manque --texte", "sur un terminal, ce qui manque est demandé ; - lit l’entrée standard")
    whole = (f"# {title}\n\n" if title else "") + f"{body}\n"
    return settle(
        session,
        lambda world: _addition(world, name, title, whole, session.today.isoformat()),
        dry_run=dry_run,
        force=False,
        form=form,
    )


def _addition(world: World, case: str, title: str, text: str, day: str) -> Addition:
    from dossier.cli.adding.addition import Addition

    folder = f"cases/{case}/notes"
    taken = {item.name for item in world.list(folder)}
    stem = f"{day}-{plain_name(title)[:40].strip('-') or 'note'}"
    free = next(name for n in range(1, 10_000) if (name := f"{stem}{'' if n == 1 else f'-{n}'}.md") not in taken)
    return Addition("note", case, f"{folder}/{free}", text.encode(), text, None)
