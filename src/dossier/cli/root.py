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
            ("new", "Crée un classeur prêt à l’emploi (--example : une affaire complète)"),
            ("add", "Ajoute une affaire, une facture, un appel, un acte, une pièce…"),
            ("import", "Importe factures électroniques, courriels, relevés de banque, pièces"),
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
            ("serve", "Montre le site dans le navigateur et le refait à chaque enregistrement"),
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

ALIASES = {
    "ajouter": "add", "comparer": "diff", "controler": "verify", "creer": "new", "droit": "law", "etat": "status",
    "expliquer": "explain", "exporter": "export", "importer": "import", "montrer": "show", "produire": "build", "sceller": "pack",
    "servir": "serve", "simuler": "simulate", "verifier": "check",
}  # fmt: skip
"""French verbs for the commands, with or without accents; no help lists them."""
_HIDDEN = "Outils"
"""The section whose commands the last line names."""

_EXAMPLES = """\
Exemples
  dossier new impayes --example && cd impayes && dossier serve
  dossier show 2026-014-sud-beton --section decompte
Aide d’une commande\u00a0: dossier check -h        Outils\u00a0: schema, completion
"""


class Root(LazyGroup):
    """The commands under their headings, with examples."""

    package = "dossier.cli"
    names = NAMES

    def words(self) -> Sequence[tuple[str, str]]:
        """The commands with their lines of the help."""
        return [row for _, rows in SECTIONS for row in rows]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name or of a French verb."""
        return super().get_command(ctx, _known(cmd_name))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What most people look for first: the commands, then the options that all share."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)
        self.format_epilog(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, without importing any."""
        for title, rows in SECTIONS:
            if title != _HIDDEN:
                with formatter.section(title):
                    formatter.write_dl(list(rows), col_max=12)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples as they are, without wrapping."""
        formatter.write(f"\n{_EXAMPLES}")


def _known(word: str) -> str:
    """The name of the command that a French verb means; any other word as it is."""
    if word in NAMES or word in ALIASES:
        return ALIASES.get(word, word)
    from unicodedata import combining, normalize

    return ALIASES.get("".join(char for char in normalize("NFD", word) if not combining(char)), word)


def _set_colour(ctx: click.Context, _parameter: click.Parameter, value: str) -> None:
    """Colours on or off for all that is printed; `auto` leaves it to the terminal, to NO_COLOR and to TERM."""
    never = value == "jamais" or (value == "auto" and (os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"))
    ctx.color = False if never else True if value == "toujours" else None


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
@click.option("--couleur", type=click.Choice(("auto", "jamais", "toujours")), default="auto", metavar="QUAND", is_eager=True,
              expose_value=False, callback=_set_colour, help="Couleurs : auto (respecte NO_COLOR), jamais ou toujours.")  # fmt: skip
@click.version_option(dossier.__version__, prog_name="dossier")
@click.pass_context
def root(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """See `help` above."""
    session = ctx.ensure_object(Session)
    session.quiet, session.verbose = quiet, verbose


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code. Nothing is raised."""
    from dossier.cli.exits import ExitCode, explained

    try:
        return int(root.main(list(arguments), prog_name="dossier", standalone_mode=False) or ExitCode.FINE)
    except click.ClickException as error:
        _with_suggestion(error).show()
    except click.Abort:
        click.echo("interrompu", err=True)
    except BrokenPipeError:
        # Whoever read us has seen enough: `dossier status | head`.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        return ExitCode.FINE
    except Exception as error:  # noqa: BLE001  # the one place where an exception becomes an exit code
        click.echo(explained(error, "-v" in arguments or "--verbose" in arguments), err=True)
    return ExitCode.FAILED


def _with_suggestion(error: click.ClickException) -> click.ClickException:
    """The error, with the nearest value where one was refused that is none of a list; click does so for commands and options.

    An option that all commands share is told to stand before the command.
    """
    if isinstance(error, click.NoSuchOption):
        return _shared(error)
    if isinstance(error, click.MissingParameter) or not isinstance(error, click.BadParameter):
        return error
    if error.param is None or not isinstance(error.param.type, click.Choice):
        return error
    from dossier.ground.nearest import nearest

    written = error.message.removeprefix("'").partition("'")[0]
    guess = nearest(written, [str(choice) for choice in error.param.type.choices], 0.5)
    message = f"{error.message} Vouliez-vous dire '{guess}' ?" if guess else error.message
    return click.BadParameter(message, error.ctx, error.param, error.param_hint)


def _shared(error: click.NoSuchOption) -> click.ClickException:
    """The error about an option that stands before the command, with where to put it; any other as it is."""
    own = [parameter for parameter in root.params if error.option_name in parameter.opts]
    if not own or error.ctx is None or error.ctx.parent is None:
        return error
    value = f" {own[0].make_metavar(error.ctx)}" if not getattr(own[0], "is_flag", False) else ""
    command = error.ctx.command_path.partition(" ")[2]
    name = error.option_name
    return click.UsageError(f"L’option '{name}' se place avant la commande\u00a0: dossier {name}{value} {command}", error.ctx)
