"""What an act with numbered paragraphs leaves uncited of its bordereau."""

from __future__ import annotations

from dataclasses import replace

from dossier.documents.citations import plain_citation
from dossier.documents.document import Document
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, lower_first, plural
from dossier.pieces.bordereau import Bordereau


def with_uncited(document: Document, bordereau: Bordereau) -> Document:
    """The document with DC531 when it cites pieces in its paragraphs and leaves others out; any other document as it is."""
    note = _note(document, bordereau) if document.cited_at else None
    return replace(document, diagnostics=(*document.diagnostics, note)) if note else document


def _note(document: Document, bordereau: Bordereau) -> Diagnostic | None:
    left = [piece for piece in bordereau.pieces if not piece.withdrawn and piece.number not in document.cites]
    if not left:
        return None
    count = plural(len(left), "pièce", "pièces")
    numbers = plain_citation([piece.number for piece in left])
    message = f"{lower_first(document.title)} : {count} du bordereau sans renvoi dans l’acte (n°{NBSP}{numbers})"
    related = tuple((piece.cited_by[0], f"pièce n°{NBSP}{piece.number}") for piece in left[1:6] if piece.cited_by)
    where = next((piece.cited_by[0] for piece in left if piece.cited_by), None)
    return found("DC531", message, where, related=related, case=document.case) if where else None
