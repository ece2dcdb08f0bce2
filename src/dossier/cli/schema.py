"""`dossier schema`: the JSON Schemas by which editors complete and check YAML."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import echo
from dossier.cli.session import FrenchCommand, Session, pass_session


@click.command("schema", cls=FrenchCommand, short_help="Écrit les schémas JSON pour les éditeurs de YAML")
@click.option("--output", metavar="CHEMIN", type=click.Path(file_okay=False, path_type=Path),
              help="Où les écrire (schemas du classeur par défaut).")  # fmt: skip
@click.option("--check", "compare", is_flag=True, help="N’écrit rien ; code 1 si un schéma manque ou date d’une autre version.")
@pass_session
def command(session: Session, output: Path | None, compare: bool) -> ExitCode:
    """Écrit un schéma JSON par sorte de fichier : complétion et contrôle dans les éditeurs qui lisent YAML.

    \b
    dossier schema
    dossier schema --output schemas
    dossier schema --check

    Le dossier schemas se garde avec le classeur : les éditeurs s’en servent sans dossier ni réseau. Première ligne du fichier YAML :

    \b
    # yaml-language-server: $schema=../../schemas/factures.schema.json
    """
    from dossier.ground.editors import FOLDER
    from dossier.load.schema import schema_files
    from dossier.publish.places import write_whole

    folder = output or session.root / FOLDER
    if folder.is_symlink():
        raise Failure(f"« {folder} » est un lien : rien n’y est écrit")
    if compare:
        stale = [name for name, data in schema_files().items() if _bytes(folder / name) != data]
        for name in stale:
            echo(f"{folder / name} n’est pas à jour")
        return ExitCode.FOUND if stale else ExitCode.FINE
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in schema_files().items():
        write_whole(folder / name, data)
        (folder / name).chmod(0o644)  # they are no secret, and a shared workspace has several readers
        echo(str(folder / name))
    return ExitCode.FINE


def _bytes(place: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
