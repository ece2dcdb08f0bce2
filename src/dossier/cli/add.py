"""`dossier add`: one small entry file at a time, never a change of what a person wrote."""

from __future__ import annotations

import click

from dossier.cli.session import LazyGroup

KINDS: tuple[tuple[str, str], ...] = (("communication", "Des pièces communiquées : fixe leurs numéros et l’écrit au journal"),)
"""The kinds, each a module of `cli/adding/` that has a `command`, with a line of help."""


class Adding(LazyGroup):
    """The kinds of entries."""

    package = "dossier.cli.adding"
    names = tuple(name for name, _ in KINDS)

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
