"""A group of commands that imports the module of a command when it is called: a start loads nothing that it does not need."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

from dossier.cli.session import FrenchContext


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

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none."""
        if cmd_name not in self.names:
            return None
        # A module cannot bear the name of a word of Python.
        command: click.Command = import_module(f"{self.package}.{cmd_name}{'_' if iskeyword(cmd_name) else ''}").command
        return command
