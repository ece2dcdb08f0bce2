"""`dossier add`: one small entry file at a time, never a change of what a person wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.session import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.cli.adding.kinds import Kind

OWN: tuple[tuple[str, str], ...] = (
    ("case", "Une affaire : le débiteur, la nature de la créance"),
    ("piece", "Une pièce, pour une entrée ou pour le contrat"),
    ("verification", "Une vérification du débiteur : Kbis, BODACC, adresse"),
    ("patrimoine", "Un bien du débiteur, à l’usage du commissaire"),
    ("note", "Une note interne, jamais communiquée"),
    ("communication", "Des pièces communiquées : fixe leurs numéros et l’écrit au journal"),
)
"""The kinds that a module of `cli/adding/` of their name adds, each with a line of help; all others are entries of a list."""

LISTED = ("facture", "avoir", "paiement", "frais", "appel", "sms", "courriel", "courrier", "rendez-vous")
"""The kinds that are neither of these nor acts: named here so that a terminal completes them without the models."""


def _kinds() -> Mapping[str, Kind]:
    from dossier.cli.adding.kinds import KINDS

    return KINDS


class Adding(LazyGroup):
    """The kinds of entries: those with a module of their own, and a command made of each row of `adding.kinds`."""

    package = "dossier.cli.adding"
    names = tuple(name for name, _ in OWN)

    def words(self) -> Sequence[tuple[str, str]]:
        """All kinds, for the completion of terminals."""
        from dossier.model.words import ACT_FR

        others = dict.fromkeys(LISTED, "") | dict(ACT_FR)
        return list((others | dict(OWN)).items())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All kinds, in the order of the help."""
        return [*self.names, *_kinds()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a kind, whose name may be written with accents, capitals and hyphens."""
        if cmd_name in self.names:
            return super().get_command(ctx, cmd_name)
        from dossier.cli.adding.entry import entry_command
        from dossier.ground.nearest import fold

        known = {fold(name): name for name in self.list_commands(ctx)}
        name = known.get(fold(cmd_name), "")
        if name in self.names:
            return super().get_command(ctx, name)
        return entry_command(_kinds()[name]) if name else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest kind where there is none of a name."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            from dossier.ground.nearest import nearest

            guess = nearest(error.command_name, self.list_commands(ctx), 0.55)
            raise click.NoSuchCommand(error.command_name, possibilities=[guess] if guess else None, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds under their headings."""
        groups: dict[str, list[tuple[str, str]]] = {"L’affaire et ses pièces": list(OWN)}
        for kind in _kinds().values():
            groups.setdefault(kind.group, []).append((kind.name, kind.title))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows, col_max=26)


@click.group(
    "add", cls=Adding, short_help="Ajoute une affaire, une facture, un appel, un acte, une pièce…",
    subcommand_metavar="QUOI [AFFAIRE] [OPTIONS]…",
)  # fmt: skip
def command() -> None:
    """Ajoute une entrée à une affaire, dans un petit fichier commenté ; rien de ce qui est déjà écrit ne change.

    \b
    dossier add case --nature commerciale --denomination "SUD BÉTON" \\
        --type societe_commerciale
    dossier add facture 2026-014-sud-beton --numero F-2026-014 \\
        --date 2026-01-15 --montant-ttc 4800 --piece ~/F-2026-014.pdf
    dossier add appel 2026-014-sud-beton --resume "Promet un virement"
    dossier add mise-en-demeure 2026-014-sud-beton --date 2026-03-20

    Sur un terminal, ce qui manque est demandé. `dossier add facture -h` donne les options d’une entrée.
    """
