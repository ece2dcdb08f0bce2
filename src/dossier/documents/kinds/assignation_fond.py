"""The project of a summons on the merits (CPC 54, 56; read 2026-11-21)."""

from __future__ import annotations

from dossier.documents.document import Document
from dossier.documents.matter import Matter
from dossier.documents.summons import draft_summons
from dossier.documents.summons_argument import FOND

ID = "assignation_fond"
TITLE = "Projet d’assignation au fond"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One project for all debtors who are sued together."""
    return draft_summons(matter, FOND, "projet-assignation-fond", ID, TITLE)
