"""`dossier import`: files of the outside made fit for the workspace; so far the conversion of evidence (`--convert`)."""

from __future__ import annotations

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, pass_session


@click.command(
    "import", cls=FrenchCommand, short_help="Convertit en PDF une pièce qui ne se montre pas : HEIC, DOCX, scan…",
    help="Convertit des pièces en PDF, à côté de l’original, qui reste la pièce.\n\n"
    "FICHIER est une pièce (cases/…/pieces/contrat.docx) ou un répertoire de pièces. Les photos HEIC et les documents de bureautique "
    "(DOCX, ODT, RTF, XLSX…, avec LibreOffice) donnent contrat.docx.pdf ; un PDF ou une image numérisés, nommés un par un, reçoivent une "
    "couche de texte (avec ocrmypdf) : scan.pdf.ocr.pdf. Un fichier contrat.docx.conversion.yaml note ce qui a été fait de quoi. Rien "
    "n’est remplacé, et build ne convertit jamais.\n\n\b\n"
    "  dossier import --convert cases/2026-014-sud-beton/pieces/contrat.docx\n"
    "  dossier import --convert --dry-run cases/2026-014-sud-beton/pieces\n\n"
    "Code de sortie : 0 si tout est converti, 2 si un fichier n’a pas pu l’être.",
)  # fmt: skip
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…", type=click.Path())
@click.option("--convert", is_flag=True, help="Convertit les fichiers en PDF.")
@click.option("--dry-run", is_flag=True, help="Dit ce qui serait fait, sans rien écrire.")
@pass_session
def command(session: Session, files: tuple[str, ...], convert: bool, dry_run: bool) -> ExitCode:
    """See `help` above."""
    if not convert:
        raise Failure("dites ce qu’il faut faire des fichiers", "dossier import --convert FICHIER… les convertit en PDF")
    from dossier.cli.converting import convert_files

    return convert_files(session, files, dry_run)
