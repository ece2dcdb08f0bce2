"""`dossier add`: one small entry file at a time, never a change of what a person wrote."""

from __future__ import annotations

from importlib import import_module

import click

from dossier.cli.session import FrenchContext

KINDS: tuple[tuple[str, str], ...] = (("communication", "Des pièces communiquées : fixe leurs numéros et l’écrit au journal"),)
"""The kinds, each a module of `cli/adding/` that has a `command`, with a line of help."""

NAMES = tuple(name for name, _ in KINDS)


class Adding(click.Group):
    """A group that imports the module of a kind when it is asked for."""

    context_class = FrenchContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All kinds, in the order of the help."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a kind; None when there is none."""
        if cmd_name not in NAMES:
            return None
        found: click.Command = import_module(f"dossier.cli.adding.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds, without importing any."""
        with formatter.section("Ce qui s’ajoute"):
            formatter.write_dl(list(KINDS), col_max=16)


@click.group("add", cls=Adding, short_help="Ajoute une entrée : des pièces communiquées", subcommand_metavar="QUOI [ARGUMENTS]…")
def command() -> None:
    """Ajoute une entrée à une affaire, dans un petit fichier commenté ; rien de ce qui est déjà écrit ne change.

    \b
    dossier add communication 2026-014-sud-beton --to "Me Roux"
    """
