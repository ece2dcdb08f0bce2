"""Pieces that a text names by their file or their invoice, so that it can be printed with their numbers.

`[pièce pieces/devis.pdf]` is one piece, `[pièces de F-2026-014]` are those of an invoice. It is a mark in plain text, in an
entry as in a template: nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.nearest import nearest, visible
from dossier.ground.spans import Span
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.pieces.bordereau import Bordereau

MARK = re.compile(r"\[pi[èe]ces? (?:(pieces/[^\[\]<>\n]{1,200})|de ([^\[\]<>\n]{1,80}))\]")
"""The whole mark; the path of a file, or the number of an invoice."""


def numbers_of(bordereau: Bordereau, mark: re.Match[str]) -> tuple[int, ...]:
    """The numbers of the pieces that a mark names, empty when it names none."""
    if mark[1]:
        return bordereau.numbers((mark[1].strip(),))
    return tuple(sorted(p.number for p in bordereau.pieces if p.invoice == mark[2].strip() and not p.withdrawn))


def unresolved(case: Case, bordereau: Bordereau) -> Iterator[Diagnostic]:
    """DC533: a text of the case that names a piece which there is none of."""
    entries: list[Entry] = [*case.debtors, case.contract, *case.invoices, *case.payments, *case.costs, *case.journal]
    for entry in entries:
        for text, place in _texts(entry):
            for mark in MARK.finditer(text):
                if not numbers_of(bordereau, mark):
                    yield _unknown(case, mark, _inside(place, text, mark.start()))


def _unknown(case: Case, mark: re.Match[str], place: Span) -> Diagnostic:
    path = (mark[1] or "").strip()
    guess = nearest(path, case.files, 0.7) if path else nearest(mark[2], [invoice.number for invoice in case.invoices], 0.7)
    hint = (
        f"vouliez-vous dire {guess} ?"
        if guess
        else "citez le fichier sous l’entrée qu’il prouve ; ce qui est écarté n’a pas de numéro"
    )
    return found("DC533", f"« {visible(mark[0], 120)} » ne désigne aucune pièce du bordereau", place, hints=(hint,), case=case.id)


def _texts(value: object) -> Iterator[tuple[str, Span]]:
    """The texts of an entry and of what it holds, with their places."""
    if isinstance(value, Entry):
        for name, field in type(value).model_fields.items():
            content = getattr(value, name)
            if isinstance(content, str) and "[pi" in content:
                yield content, value.place_of(field.alias or name)
            elif isinstance(content, Entry | tuple):
                yield from _texts(content)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _inside(place: Span, text: str, start: int) -> Span:
    """The place of a letter of a text; that of the text itself when it goes over several lines or was written with escapes."""
    quotes = place.end_column - place.column - len(text)
    if place.line != place.end_line or quotes not in (0, 2):
        return place
    column = place.column + quotes // 2 + start
    return Span(place.file, place.line, column, place.line, place.end_column)
