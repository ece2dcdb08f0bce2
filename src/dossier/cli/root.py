"""The group `dossier`: its options, its commands by name, its help on one screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from gettext import bindtextdomain, textdomain

# click speaks through gettext: French for everyone, whatever the language of the machine.
os.environ["LANGUAGE"] = "fr"
bindtextdomain("dossier", os.path.join(os.path.dirname(__file__), "locale"))  # noqa: PTH118, PTH120  # pathlib costs 3 ms
textdomain("dossier")

import click  # noqa: E402

import dossier  # noqa: E402
from dossier.cli.session import LazyGroup, Session, day_option, directory_option  # noqa: E402

SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Saisir",
        (
            ("add", "Ajoute une entrée : des pièces communiquées"),
            ("import", "Convertit en PDF une pièce qui ne se montre pas : HEIC, DOCX, scan…"),
        ),
    ),
    (
        "Comprendre",
        (
            ("check", "Vérifie tout : syntaxe, montants, pièces, dates, délais"),
            ("status", "Étape, reste dû et prochaine échéance de chaque affaire"),
            ("show", "Détaille une affaire : décompte, étapes, ce qui manque…"),
            ("explain", "Explique une règle (DC203), un montant, une étape, un délai"),
            ("diff", "Ce qui a changé en droit et en argent depuis un commit ou un jour"),
            ("simulate", "Et si… un paiement, une date : ce qui serait dû"),
            ("law", "Montre les taux, montants, délais et articles, avec leur source"),
        ),
    ),
    (
        "Produire",
        (
            ("build", "Produit les lettres, les actes, la liasse de pièces et le site"),
            ("export", "Donne décompte, portefeuille ou échéances à un autre programme"),
            ("pack", "Prépare le ZIP à remettre à l’avocat, au commissaire ou au débiteur"),
            ("verify", "Contrôle une remise : empreintes, liste des fichiers, horodatage"),
        ),
    ),
    (
        "Outils",
        (
            ("schema", "Écrit les schémas JSON pour les éditeurs de YAML"),
            ("completion", "Donne le script de complétion d’un terminal"),
        ),
    ),
)
NAMES = tuple(name for _, rows in SECTIONS for name, _ in rows)

_EXAMPLES = """\
Exemples
  dossier status
  dossier show 2026-014-sud-beton --section decompte
  dossier --date 2026-11-21 build
"""


class Root(LazyGroup):
    """The commands under their headings, with examples."""

    package = "dossier.cli"
    names = NAMES

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the names of all commands as suggestions for one that does not exist."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=NAMES, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, without importing any."""
        for title, rows in SECTIONS:
            with formatter.section(title):
                formatter.write_dl(list(rows), col_max=12)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples as they are, without wrapping."""
        formatter.write(f"\n{_EXAMPLES}")


@click.group(
    cls=Root,
    name="dossier",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Compile un classeur d’impayés (YAML et pièces) : diagnostics, décompte, lettres, actes, liasse de pièces, site. "
    "Hors ligne : rien n’est envoyé.",
)
@directory_option
@day_option
@click.option("-q", "--quiet", is_flag=True, help="Moins de messages.")
@click.option("-v", "--verbose", is_flag=True, help="Plus de messages : la cause complète d’un échec.")
@click.version_option(dossier.__version__, prog_name="dossier")
@click.pass_context
def root(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """See `help` above."""
    session = ctx.ensure_object(Session)
    session.quiet, session.verbose = quiet, verbose
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code. Nothing is raised."""
    from dossier.cli.exits import ExitCode, explained

    try:
        return int(root.main(list(arguments), prog_name="dossier", standalone_mode=False) or ExitCode.FINE)
    except click.ClickException as error:
        error.show()
    except click.Abort:
        click.echo("interrompu", err=True)
    except BrokenPipeError:
        # Whoever read us has seen enough: `dossier status | head`.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        return ExitCode.FINE
    except Exception as error:  # noqa: BLE001  # the one place where an exception becomes an exit code
        click.echo(explained(error, "-v" in arguments or "--verbose" in arguments), err=True)
    return ExitCode.FAILED
