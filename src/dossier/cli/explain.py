"""`dossier explain DCnnn`: the page of a code."""

from __future__ import annotations

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import echo
from dossier.cli.session import FrenchCommand, Session, pass_session


@click.command("explain", cls=FrenchCommand, short_help="Explique une règle : dossier explain DC203")
@click.argument("code", metavar="CODE")
@pass_session
def command(session: Session, code: str) -> ExitCode:
    """Explique un diagnostic : ce qui est vérifié, pourquoi, un exemple, que faire. CODE est DC203 ou un nom de règle."""
    from dossier.ground.catalogue import CATALOGUE
    from dossier.ground.nearest import nearest, visible

    by_name = {rule.slug: rule for rule in CATALOGUE.values()}
    rule = CATALOGUE.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        guess = nearest(code.upper(), CATALOGUE, 0.5) or nearest(code, by_name, 0.5)
        raise Failure(
            f"la règle « {visible(code)} » n’existe pas",
            f"vouliez-vous dire {guess} ?" if guess else "les codes vont de DC101 à DC899 : dossier check les donne",
        )
    echo(rule.page().rstrip())
    return ExitCode.FINE
