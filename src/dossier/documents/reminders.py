"""The reminders that a debtor was sent before a letter."""

from __future__ import annotations

from dossier.documents.matter import Matter
from dossier.model.journal import Relance
from dossier.pieces.story import BEFORE_DUE


def sent_before(matter: Matter) -> list[Relance]:
    """The reminders sent to this debtor before today; one that went before the due date asked nothing yet."""
    return [
        event
        for event in matter.case.journal
        if isinstance(event, Relance) and event.date < matter.today and event.debtor in ("", matter.debtor.id)
        and event.direction != "recu" and event.level != BEFORE_DUE
    ]  # fmt: skip
