"""What all commands share: the workspace's folder, the day, how much to say; and the options that set them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from dossier.ground.world import DiskWorld

C = TypeVar("C", bound=Callable[..., Any])
F = TypeVar("F", bound=Callable[..., Any])


class FrenchHelp(click.HelpFormatter):
    """Help whose headings have a no-break space before the colon."""

    def write_heading(self, heading: str) -> None:
        """`Options :`."""
        self.write(f"{'':>{self.current_indent}}{heading}\u00a0:\n")


class FrenchContext(click.Context):
    """A context whose help is French."""

    formatter_class = FrenchHelp


class FrenchCommand(click.Command):
    """A command whose help is French."""

    context_class = FrenchContext


class LazyGroup(click.Group):
    """A group whose commands are the `command` of the modules of a package, by name."""

    context_class = FrenchContext
    package = ""
    """Where the modules lie."""
    names: tuple[str, ...] = ()
    """The commands, in the order of the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(self.names)

    def words(self) -> Sequence[tuple[str, str]]:
        """The commands with a line about each, for the completion of terminals; no module is imported for them."""
        return [(name, "") for name in self.names]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and the options that begin so; click would import every command to ask whether it is hidden."""
        from click.shell_completion import CompletionItem

        items = [CompletionItem(name, help=line) for name, line in self.words() if name.startswith(incomplete)]
        return items + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, by the command's own name, and with all names as suggestions for one that does not exist."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.names, ctx=ctx) from None
        return command.name if command else name, command, rest

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none."""
        if cmd_name not in self.names:
            return None
        # A module cannot bear the name of a word of Python.
        command: click.Command = import_module(f"{self.package}.{cmd_name}{'_' if iskeyword(cmd_name) else ''}").command
        return command


class Session:
    """The options of the group, and what is found with them. One per run of the program."""

    def __init__(self) -> None:
        self.start = ""
        self.day = ""
        self.quiet = self.verbose = False

    @property
    def today(self) -> date:
        """The day of computing: `--date`, else DOSSIER_DATE, else today in Paris."""
        from datetime import date

        given = self.day or os.environ.get("DOSSIER_DATE", "")
        if not given:
            return _today_in_paris()
        try:
            return date.fromisoformat(_iso(given))
        except ValueError:
            raise click.UsageError(f"DOSSIER_DATE : « {given} » n’est pas une date AAAA-MM-JJ") from None

    @property
    def root(self) -> Path:
        """The folder with `dossier.yaml`, here or above; raises `Failure` when there is none."""
        from pathlib import Path

        from dossier.cli.exits import Failure

        start = Path(self.start or ".").resolve()
        for place in (start, *start.parents):
            if (place / "dossier.yaml").is_file():
                return place
        raise Failure(
            f"pas de dossier.yaml dans « {start} » ni au-dessus",
            "allez dans votre classeur d’impayés, ou nommez-le : dossier -C CHEMIN …",
        )

    def world(self) -> DiskWorld:
        """The workspace and the day; what a writer that was killed had begun is finished or undone first."""
        from dossier.ground.world import DiskWorld

        root = self.root
        if os.path.lexists(root / ".dossier" / "entrees"):
            _mend(root)
        return DiskWorld(root, self.today)

    def say(self, message: str) -> None:
        """Tell a person something that is no result."""
        if not self.quiet:
            click.echo(message, err=True)


pass_session = click.make_pass_decorator(Session, ensure=True)


class _Day(click.ParamType[str]):
    """A day as AAAA-MM-JJ."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself when it is a day."""
        from datetime import date

        text = _turned(str(value))
        try:
            date.fromisoformat(_iso(text))
        except ValueError:
            self.fail(f"« {value} » n’est pas une date AAAA-MM-JJ", param, ctx)
        return text


def _turned(text: str) -> str:
    """`2026-12-15` for `15/12/2026`, as the files accept it too; any other text as it is."""
    day, month, year = text[:2], text[3:5], text[6:]
    return f"{year}-{month}-{day}" if len(text) == 10 and text[2] == text[5] == "/" else text


def _iso(text: str) -> str:
    """The text when it has the one admitted form; Python would also take 20261121 and 2026-W47-6."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError(text)
    return text


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(ctx.ensure_object(Session), name, value)

    return callback


day_option = click.option(
    "--date", metavar="AAAA-MM-JJ", type=_Day(), expose_value=False, callback=_keep("day"),
    help="Jour du calcul (aujourd’hui à Paris, ou DOSSIER_DATE).",
)  # fmt: skip
directory_option = click.option(
    "-C", "--dans", metavar="CHEMIN", type=click.Path(exists=True, file_okay=False), expose_value=False,
    callback=_keep("start"), help="Agit comme si lancé dans ce dossier.",
)  # fmt: skip


def format_option(*forms: str) -> Callable[[F], F]:
    """`--format`, with the first of *forms* as default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="Forme du résultat."
    )


def is_plain(name: str) -> bool:
    """Whether a name may stand in a command as it is: bash puts what is offered into the line unquoted, `$(…)` too."""
    return all(char.isalnum() or char in "._-+@" for char in name) and name[:1].isalnum()


def complete_case(ctx: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
    """The names of the cases, for the completion of terminals: names of folders, nothing is read."""
    from dossier.cli.exits import Failure

    try:
        folder = ctx.ensure_object(Session).root / "cases"
        return sorted(place.name for place in folder.iterdir() if place.name.startswith(start) and is_plain(place.name))
    except (Failure, OSError):
        return []


def _mend(root: Path) -> None:
    """End the work of a writer that was killed, unless one is at work: then the workspace is its own for a moment."""
    from dossier.publish.entries import writing
    from dossier.publish.lock import Locked

    try:
        with writing(root, 0.0):
            pass
    except Locked:
        return


def _today_in_paris() -> date:
    """The one place where the program looks at a clock."""
    from datetime import datetime
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from dossier.cli.exits import Failure

    try:
        paris = ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        raise Failure(
            "l’heure de Paris est inconnue de ce système (paquet tzdata)", "donnez le jour : --date AAAA-MM-JJ"
        ) from None
    return datetime.now(paris).date()  # noqa: TID251  # the world's day has to come from somewhere
