"""Credit notes: the invoice that each reduces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.fixes import named_alike
from dossier.ground.french import euros, short_day
from dossier.ground.money import total
from dossier.ground.nearest import nearest, visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.ledger import Invoice


def by_number(case: Case) -> dict[str, Invoice]:
    """The invoices that are no credit notes, by number; of two with one number the first."""
    numbers: dict[str, Invoice] = {}
    for invoice in case.invoices:
        if invoice.type == "facture":
            numbers.setdefault(invoice.number, invoice)
    return numbers


def targets(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC205: a credit note that names no invoice, or one that is not there; an invoice that claims to reduce another."""
    numbers = by_number(case)
    for note in case.invoices:
        if note.type == "facture":
            if note.of:
                message = f"la facture {visible(note.number)} dit réduire {visible(note.of)}"
                yield found("DC205", message, note.place_of("sur"), hints=("écrivez type: avoir, ou retirez sur",))
        elif not note.of:
            message = f"l’avoir {visible(note.number)} ne dit pas quelle facture il réduit"
            yield found("DC205", message, note.place, hints=("ajoutez sur: avec le numéro de la facture",))
        elif note.of not in numbers:
            guess = nearest(note.of, numbers)
            hints = (f"vouliez-vous dire {guess} ?",) if guess else ()
            place = note.place_of("sur")
            fixes = named_alike(place, note.of, numbers)
            yield found("DC205", f"avoir sur une facture inconnue, {visible(note.of)}", place, hints=hints, fixes=fixes)


def sizes(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC206: credit notes that together exceed their invoice; said at the one that goes beyond."""
    numbers = by_number(case)
    taken: dict[str, list[Invoice]] = {}
    for note in case.invoices:
        target = numbers.get(note.of)
        if note.type != "avoir" or target is None:
            continue
        notes = taken.setdefault(note.of, [])
        before, after = total(n.gross for n in notes), total(n.gross for n in [*notes, note])
        notes.append(note)
        if before <= target.gross < after:
            message = f"les avoirs sur {visible(note.of)} font {euros(after)} pour une facture de {euros(target.gross)}"
            related = ((target.place_of("montant_ttc"), "la facture"),)
            yield found("DC206", message, note.place_of("montant_ttc"), related=related)


def dates(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC209: a credit note dated before its invoice."""
    numbers = by_number(case)
    for note in case.invoices:
        target = numbers.get(note.of)
        if note.type == "avoir" and target and note.date < target.date:
            message = f"avoir du {short_day(note.date)} sur une facture du {short_day(target.date)}"
            yield found("DC209", message, note.place_of("date"), related=((target.place_of("date"), "la facture"),))


CHECKS = (targets, sizes, dates)
