"""`dossier import`: what comes from outside becomes entries and pieces of cases; with `--convert`, evidence becomes PDF."""

from __future__ import annotations

import click

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.session import FrenchCommand, Session, complete_case, day_option, format_option, pass_session


@click.command(
    "import", cls=FrenchCommand, short_help="Importe factures électroniques, courriels, relevés de banque, pièces",
    help="Fait des entrées et des pièces de ce qui vient d’ailleurs, sans rien remplacer et jamais deux fois.\n\n"
    "FICHIER est un fichier ou un répertoire : facture électronique (Factur-X, UBL, CII), courriel (.eml, .msg), pièce numérisée (PDF, "
    "image), relevé de banque (CAMT.053, OFX, CFONB 120, CSV), export comptable (FEC : les comptes 411). Une facture va à l’affaire de son débiteur, ou en ouvre une ; un courriel et une pièce vont à l’affaire qu’ils nomment. "
    "Un versement va à l’affaire dont il cite une facture, et nomme le débiteur ou paie le montant ; celui qui ne convient qu’à moitié "
    "est demandé sur un terminal, et listé ailleurs. "
    "L’original est copié dans pieces/, octet pour octet, sauf un relevé, qui parle aussi d’autres. Ce qui n’a pas pu être placé est listé, avec la raison.\n\n\b\n"
    "  dossier import factures/F-2026-014.pdf --dry-run\n"
    "  dossier import boite-aux-lettres --case 2026-014-sud-beton\n"
    "  dossier import releve-2026-09.xml\n"
    "  dossier import --convert cases/2026-014-sud-beton/pieces/contrat.docx\n\n"
    "Avec --convert, FICHIER est une pièce (cases/…/pieces/contrat.docx) ou un répertoire de pièces. Les photos HEIC et les documents de "
    "bureautique (DOCX, ODT, RTF, XLSX…, avec LibreOffice) donnent contrat.docx.pdf ; un PDF ou une image numérisés, nommés un par un, "
    "reçoivent une couche de texte (avec ocrmypdf) : scan.pdf.ocr.pdf. Un fichier contrat.docx.conversion.yaml note ce qui a été fait de "
    "quoi, et build ne convertit jamais.\n\n"
    "Code de sortie : 0 si tout est importé ou l’était déjà, 1 si quelque chose n’a pas pu être placé, 2 si la demande n’a pas de sens "
    "(avec --convert : si un fichier n’a pas pu être converti).",
)  # fmt: skip
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…", type=click.Path())
@click.option("--case", default="", metavar="AFFAIRE", shell_complete=complete_case,
              help="Où va ce qui est importé ; new : dans une nouvelle affaire.")  # fmt: skip
@click.option("--likely", is_flag=True, help="Enregistre aussi les versements probables, marqués « à vérifier ».")
@click.option("--dry-run", is_flag=True, help="Dit ce qui serait fait, sans rien écrire.")
@click.option("--convert", is_flag=True, help="Convertit des pièces en PDF, à côté de l’original.")
@format_option("text", "json")
@day_option
@pass_session
def command(
    session: Session, files: tuple[str, ...], case: str, likely: bool, dry_run: bool, convert: bool, form: str
) -> ExitCode:
    """See `help` above."""
    if convert:
        from dossier.cli.converting import convert_files

        if case or form == "json":
            raise Failure("--convert ne va ni avec --case ni avec --format json", "nommez les pièces : cases/…/pieces/…")
        return convert_files(session, files, dry_run)
    from dossier.cli.importing.run import import_files
    from dossier.intake.movements import LIKELY
    from dossier.intake.source import Asked

    return import_files(session, files, Asked(case, {LIKELY: "oui"} if likely else {}), dry_run, form)
