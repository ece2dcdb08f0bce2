"""The letters to be posted, one line each, as a mailing house reads them: `destinataires.csv`.

The lines of the address are those of the window (NF Z 10-011: six lines of thirty-eight signs); what did not fit is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from dossier.documents.address import LINES
from dossier.documents.dispatch import POSTED
from dossier.documents.document import Printed
from dossier.sheets.csv_file import Value, csv_bytes

NAME = "destinataires.csv"
HEAD = (
    "Affaire", "Document", "Titre", "Débiteur", "Envoi", "Destinataire", *(f"Ligne {n}" for n in range(1, LINES + 1)), "Alerte",
    "Pages", "Pièces jointes", "Fichier", "SHA-256",
)  # fmt: skip
_WAYS = {"courrier": "lettre simple", "lrar": "lettre recommandée avec avis de réception"}


def posted(papers: Iterable[Printed]) -> tuple[Printed, ...]:
    """The printed letters that are ready and go by post, by case and id; one that is a draft is not to be sent."""
    found = [
        p for p in papers if p.document.state == "ready" and p.pages and p.document.dispatch and p.document.dispatch.way in POSTED
    ]
    return tuple(sorted(found, key=lambda p: (p.document.case, p.document.id)))


def recipients_csv(papers: Iterable[Printed]) -> bytes:
    """The file; its head alone when nothing is to be posted."""
    return csv_bytes(HEAD, (_row(paper) for paper in posted(papers)))


def _row(paper: Printed) -> list[Value]:
    document, sent = paper.document, paper.document.dispatch
    if sent is None:
        raise ValueError(document.id)
    lines = [*sent.block.lines, *[""] * LINES][:LINES]
    alert = f"l’adresse ne tient pas en entier, il manque : {sent.block.lost}" if sent.block.lost else ""
    return [
        document.case, document.id, document.title, document.debtor, _WAYS[sent.way], sent.to_name, *lines, alert, paper.pages,
        " ; ".join(row.words for row in sent.enclosures), document.path, paper.pdf.sha256,
    ]  # fmt: skip
