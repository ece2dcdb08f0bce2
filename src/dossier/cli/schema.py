"""`dossier schema`: the JSON Schemas by which editors complete and check YAML."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dossier.cli.exits import ExitCode
from dossier.cli.findings import echo
from dossier.cli.session import FrenchCommand, Session, pass_session


@click.command("schema", cls=FrenchCommand, short_help="Écrit les schémas JSON pour les éditeurs de YAML")
@click.option("--output", metavar="CHEMIN", type=click.Path(file_okay=False, path_type=Path),
              help="Où les écrire (.dossier/schema du classeur par défaut).")  # fmt: skip
@pass_session
def command(session: Session, output: Path | None) -> ExitCode:
    """Écrit un schéma JSON par sorte de fichier : complétion et contrôle dans les éditeurs qui lisent YAML.

    \b
    dossier schema
    dossier schema --output schemas

    Première ligne du fichier YAML :

    \b
    # yaml-language-server: $schema=../../.dossier/schema/factures.schema.json
    """
    from dossier.load.schema import schemas
    from dossier.publish.places import own_folder, write_whole

    folder = output or own_folder(session.root, "schema")
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in sorted(schemas().items()):
        write_whole(folder / name, (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
        echo(str(folder / name))
    return ExitCode.FINE
