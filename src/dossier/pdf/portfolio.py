"""A PDF portfolio: its cover says little, the files inside it are what was sent."""

from __future__ import annotations

from dataclasses import replace

from dossier.pdf.annexes import Attached, bind, with_annexes
from dossier.pdf.clean import Cleaned
from dossier.pdf.room import Room


def with_embedded(cleaned: Cleaned, room: Room) -> Cleaned:
    """The pages of a PDF, those of the files of a portfolio behind its cover; any other PDF as it is. Problem: DC523."""
    if not cleaned.pdf or not cleaned.inside:
        return cleaned
    items = [Attached(name, "fichier", data) for name, data in cleaned.inside]
    return replace(with_annexes(cleaned, bind(items, room), room), inside=())
