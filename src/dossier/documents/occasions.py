"""When a fact calls for a document: what the documents that no step asks for have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dossier.claim.claim import InvoiceClaim
from dossier.documents import figures, gate
from dossier.documents.document import Document, Reason
from dossier.documents.letter import Letter, compose, table_of
from dossier.documents.matter import Matter, Press
from dossier.documents.page import finished, withheld
from dossier.ground.french import euros, plural
from dossier.ground.money import ZERO
from dossier.model.journal import Event
from dossier.procedure.road import known_events
from dossier.procedure.routes.phases import UNTITLED

_STOPS = frozenset({"procedure_collective", "surendettement", "debiteur_decede", "prescrite"})
"""What lies over a stage and leaves a letter that asks for money without object, or makes of it a threat."""

WRITTEN = frozenset({"courriel", "courrier", "lrar", "lre", "main_propre", "commissaire"})
"""Channels that leave a trace."""


def stage_of(matter: Matter) -> str:
    """The stage of the matter's debtor, '' when it is not known."""
    return next((row.stage for row in matter.stage.debtors if row.id == matter.debtor.id), "")


def lies_over(matter: Matter, *overlays: str) -> bool:
    """Whether one of these lies over the stage of the matter's debtor."""
    return any(set(overlays) & set(row.overlays) for row in matter.stage.debtors if row.id == matter.debtor.id)


def may_be_asked(matter: Matter, *stages: str) -> bool:
    """Whether this debtor, no guarantor, may be written to about a sum that is due: no title yet, nothing that forbids payment.

    *stages* are further stages in which he may be.
    """
    where, due = stage_of(matter), matter.claim.totals.due
    return (
        (where in UNTITLED or where in stages)
        and not lies_over(matter, *_STOPS)
        and matter.debtor.role != "caution"
        and not any(e.act == "cession_de_creance" for e in events(matter))
        and due is not None
        and due > ZERO
    )


def events(matter: Matter) -> tuple[Event, ...]:
    """What is known today of the matter's debtor, oldest first."""
    return known_events(matter.case, matter.debtor, matter.today)


def written_after(matter: Matter, day: date) -> bool:
    """Whether the creditor wrote to this debtor after a day: then what that day called for has been said."""
    return any(e.date > day and e.direction != "recu" and e.channel in WRITTEN for e in events(matter))


def letter_blank(matter: Matter, id: str, kind: str, title: str, *doubts: str) -> Document:
    """The letter before it is drafted, with the law that it prints and that is to be confirmed; *doubts* are further ones."""
    return Document(
        matter.case.id, id, kind, title, "withheld", matter.today, "", "", "letter", debtor=matter.debtor.id,
        to_confirm=tuple(dict.fromkeys((*gate.to_confirm(matter.claim.law_used), *doubts))),
    )  # fmt: skip


def written(matter: Matter, blank: Document, reasons: tuple[Reason, ...], letter: Callable[[], Letter | None]) -> Document:
    """The letter, printed; withheld for *reasons* unless a draft is asked for, and whenever it cannot be composed (None)."""
    if reasons and not matter.draft:
        return withheld(matter, blank, reasons)
    composed = letter()
    if composed is None:
        return withheld(matter, blank, reasons or (Reason("les lignes de la lettre ne font pas la somme due"),))
    press = Press(matter)
    return finished(matter, press, blank, compose(matter, press, composed, blank), reasons)


def invoices_table(matter: Matter, rows: tuple[InvoiceClaim, ...], mention: str) -> Mapping[str, Any]:
    """The table of a letter for some invoices with what is left of their principal; empty for none."""
    if not rows:
        return {}
    subjects = {invoice.number: invoice.subject for invoice in matter.case.invoices}
    lines = [figures.invoice_row(row, matter.bordereau, subjects.get(row.number, "")) for row in rows]
    sums = {"total": euros(figures.known_total(row.outstanding for row in rows)), "mention": mention}
    summary = f"{plural(len(rows), 'facture')} {figures.due_span(rows)}, détaillées au décompte joint"
    return table_of(lines, "relance", sums, summary)
