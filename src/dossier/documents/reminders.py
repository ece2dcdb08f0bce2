"""The reminders that a debtor was sent before a letter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dossier.documents.figures import owing
from dossier.documents.matter import Matter
from dossier.model.journal import Relance
from dossier.pieces.story import BEFORE_DUE
from dossier.procedure.reminders import counted, levels_of


def sent_before(matter: Matter) -> list[Relance]:
    """The reminders sent to this debtor before today; one that went before the due date asked nothing yet."""
    return [
        event
        for event in matter.case.journal
        if isinstance(event, Relance) and event.date < matter.today and event.debtor in ("", matter.debtor.id)
        and event.direction != "recu" and event.level != BEFORE_DUE
    ]  # fmt: skip


def sent_for(matter: Matter, dues: Collection[date]) -> list[Relance]:
    """Those of `sent_before` that counted for what fell due on these days: one for other invoices is not recalled here."""
    oldest = min((row.due for row in owing(matter.claim)), default=None)
    calendar, told = levels_of(matter.case.settings), sent_before(matter)
    days = {day for due in dues for day in counted(calendar, told, due, oldest is None or due <= oldest).values()}
    # What followed the oldest of these due dates counts whatever its level, when nothing older is unpaid.
    first = min(dues, default=None)
    return [e for e in told if e.date in days or (first is not None and first == oldest and e.date >= first)]
