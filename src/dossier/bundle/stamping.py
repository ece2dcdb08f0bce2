"""What is put on the pages of a piece, as the binding job takes it: label, second line, sheets, cover sheets."""

from __future__ import annotations

from typing import Any

from dossier.ground.french import NBSP, short_day, typo_fr
from dossier.ground.nearest import fold
from dossier.model.case import Case
from dossier.pdf.words import size
from dossier.pieces.bordereau import Annex, Piece

_LOST = {
    "signature": "un tampon a été ajouté à la copie numérotée, ce qui lui ôte la signature",
    "facturx": "la copie numérotée n’a pas le fichier de données de la facture",
}
"""What the copy of a piece lacks, by the words of `Piece.carries`."""


def parties_of(case: Case) -> str:
    """« Atelier Lenoir c/ Sud Béton »: the title of the case, else the names of creditor and first debtor."""
    return typo_fr(case.title or f"{case.creditor.name} c/ {case.debtors[0].name}")


def second_line(case: Case) -> str:
    """What stands under the number on a label: the firm against its debtor, the avocat, or '' for an empty frame.

    The title of the case serves when it names the firm. Without an avocat his stamp is an empty frame, and load says so.
    """
    choice = case.settings.stamp
    if choice == "vide":
        return ""
    if choice == "avocat":
        avocat = case.settings.adviser_of("avocat")
        return typo_fr(f"{avocat.name}, avocat") if avocat else ""
    named = case.title and fold(case.creditor.name) in fold(case.title)
    return parties_of(case) if named else typo_fr(f"{case.creditor.name} c/ {case.debtors[0].name}")


def piece_part(piece: Piece) -> dict[str, Any]:
    """The keys of a piece in the options of the job: label, corners, and where needed sheet, cover sheet and attachments."""
    row: dict[str, Any] = {"label": piece.label, "corners": [*piece.corners]}
    if piece.clean is None:
        row["sheet"] = {"title": piece.title, "reason": _reason(piece), "rows": _rows(piece)}
    elif piece.carries:
        row["guard"] = {"title": piece.title, "reason": _guarding(piece), "rows": _guard_rows(piece)}
    annexes = [[annex.first_page, annex_label(piece, annex)] for annex in piece.annexes if annex.first_page]
    if annexes:
        row["annexes"] = annexes
    return row


def annex_label(piece: Piece, annex: Annex) -> str:
    """« Pièce n° 3.1 »: an attachment bears the number of its piece, then its own."""
    start = f"{piece.number}."
    return f"Pièce n°{NBSP}{annex.label if annex.label.startswith(start) else start + annex.label}"


def _reason(piece: Piece) -> str:
    """Why a sheet stands in the place of a piece."""
    why = piece.remarks[0] if piece.remarks else "le fichier n’a pas pu être examiné"
    end = "Le fichier d’origine est joint à part, sans modification." if piece.original else "Le fichier manque au dossier."
    return f"Cette pièce n’est pas reproduite ici{NBSP}: {why}. {end}"


def _guarding(piece: Piece) -> str:
    """Why a cover sheet stands before a piece."""
    lost = ", et ".join(_LOST[word] for word in piece.carries if word in _LOST)
    return (
        "Le fichier d’origine de cette pièce est joint à part, sans aucune modification, parmi les originaux. "
        f"Les pages qui suivent en sont la copie, pour la lecture{NBSP}: {lost}. L’original seul se vérifie."
    )


def _guard_rows(piece: Piece) -> list[tuple[str, str]]:
    return [*(("Contient", typo_fr(sentence)) for sentence in piece.carried), *_rows(piece)]


def _rows(piece: Piece) -> list[tuple[str, str]]:
    rows = [("Fichier", piece.path.rpartition("/")[2])]
    if piece.date:
        rows.append(("Date", short_day(piece.date)))
    if piece.original:
        rows += [("Taille", size(piece.original.size)), ("SHA-256", piece.original.sha256)]
    return rows
