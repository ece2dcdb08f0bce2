"""`dossier completion SHELL`: the script that a terminal reads to complete commands, options and names of cases."""

from __future__ import annotations

import click

from dossier.cli.exits import ExitCode
from dossier.cli.session import FrenchCommand


@click.command("completion", cls=FrenchCommand, short_help="Donne le script de complétion d’un terminal")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> ExitCode:
    """Affiche le script de complétion : commandes, options, affaires, actes, profils, codes. Une fois pour toutes, une ligne dans
    ~/.bashrc ou ~/.zshrc, ou un fichier pour fish :

    \b
    eval "$(dossier completion bash)"
    eval "$(dossier completion zsh)"
    dossier completion fish > ~/.config/fish/completions/dossier.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(ctx.find_root().command, {}, "dossier", "_DOSSIER_COMPLETE").source())
    return ExitCode.FINE
