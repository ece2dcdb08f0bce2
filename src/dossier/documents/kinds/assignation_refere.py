"""The project of a summons for a provision: an obligation that is not seriously contestable (CPC 835, 873; read 2026-11-21)."""

from __future__ import annotations

from dossier.documents.document import Document
from dossier.documents.matter import Matter
from dossier.documents.summons import draft_summons
from dossier.documents.summons_argument import REFERE

ID = "assignation_refere"
TITLE = "Projet d’assignation en référé-provision"


def draft(matter: Matter) -> tuple[Document, ...]:
    """One project for all debtors who are sued together."""
    return draft_summons(matter, REFERE, "projet-assignation-refere", ID, TITLE)
