"""The numbers that a communication freezes, as the rows of `bordereau.lock` and as its exact text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dossier.ground import quotes
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.spans import Span
from dossier.ground.stand_ins import stand_in
from dossier.model.case import Case, FrozenPiece
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.pieces.plan import LOCK

_HEAD = """\
# Numéros des pièces communiquées. Seuls « dossier pack » et « dossier add communication » écrivent ce fichier ; il se
# conserve dans git avec l’affaire. Un numéro donné ne change plus, ne sert qu’une fois et reste vide si la pièce est retirée.
"""


def objections(case: Case, bordereau: Bordereau, numbers: Collection[int] | None = None) -> tuple[Diagnostic, ...]:
    """Why these numbers (None: all) cannot be communicated now; empty when they can.

    The errors of files that cannot be read whole: a lock would lose its numbers, and what an unread entry cites would get none;
    DC503 and DC504 of what was communicated before; DC261 for a piece whose file cannot be read, or of which git left a pointer.
    """
    unread = tuple(d for d in case.diagnostics if d.code.startswith("DC1") and d.severity is Severity.ERROR)
    changed = tuple(d for d in bordereau.diagnostics if d.code in ("DC503", "DC504"))
    known = {row.number for row in case.frozen_pieces}
    absent = tuple(
        found(
            "DC261",
            f"la pièce n° {piece.number}, {_file(case, piece)}, ne peut pas être lue : son numéro ne peut pas être donné",
            piece.cited_by[0] if piece.cited_by else Span(f"{case.folder}/{LOCK}"),
            case=case.id,
        )
        for piece in _chosen(bordereau, numbers)
        if piece.number not in known and (piece.original is None or stand_in(piece.original.read()))
    )
    return (*unread, *changed, *absent)


def freeze(case: Case, bordereau: Bordereau, numbers: Collection[int] | None, day: date, to: str) -> tuple[FrozenPiece, ...]:
    """All rows of the new lock by number: the former ones as they are, then those of *numbers* (None: of all pieces).

    A number that was given before keeps its row, with the day and the addressee of the first time. Raises `ValueError` where
    `objections` has something to say.
    """
    if objections(case, bordereau, numbers):
        raise ValueError("these pieces cannot be communicated")
    rows = {row.number: row for row in case.frozen_pieces}
    for piece in _chosen(bordereau, numbers):
        if piece.number not in rows and piece.original is not None:
            rows[piece.number] = FrozenPiece(
                piece.number, _file(case, piece), piece.original.sha256, piece.title.strip(), communicated_on=day, to=to.strip()
            )
    return tuple(rows[number] for number in sorted(rows))


def broken_lock(case: Case) -> tuple[Diagnostic, ...]:
    """The errors of a lock that cannot be read whole: written again, it would forget numbers."""
    lock = f"{case.folder}/{LOCK}"
    return tuple(d for d in case.diagnostics if d.span.file == lock and d.severity is Severity.ERROR)


def withdraw(case: Case, numbers: Collection[int], day: date) -> tuple[FrozenPiece, ...]:
    """All rows of the lock, those of *numbers* marked as withdrawn on a day; one withdrawn before keeps its day."""
    return tuple(
        replace(row, withdrawn=True, withdrawn_on=day) if row.number in numbers and not row.withdrawn else row
        for row in sorted(case.frozen_pieces, key=lambda row: row.number)
    )


def _chosen(bordereau: Bordereau, numbers: Collection[int] | None) -> Iterator[Piece]:
    return (p for p in bordereau.pieces if not p.withdrawn and (numbers is None or p.number in numbers))


def _file(case: Case, piece: Piece) -> str:
    return piece.path.removeprefix(f"{case.folder}/")


def lock_text(rows: Sequence[FrozenPiece]) -> str:
    """The exact text of `bordereau.lock`: one key a line and a blank line between rows, so that git merges it well."""
    return _HEAD + "".join(f"\n{''.join(_row(row))}" for row in rows)


def _row(row: FrozenPiece) -> Iterable[str]:
    yield f"- numero: {row.number}\n"
    yield f"  fichier: {quoted(row.file)}\n"
    yield f"  sha256: {row.sha256}\n"
    yield f"  titre: {quoted(row.title)}\n"
    if row.communicated_on:
        yield f"  communiquee_le: {row.communicated_on.isoformat()}\n"
    if row.to:
        yield f"  a_qui: {quoted(row.to)}\n"
    if row.withdrawn_on:
        yield f"  retiree_le: {row.withdrawn_on.isoformat()}\n"
    elif row.withdrawn:
        yield "  retiree: oui\n"


_UNFIT = re.compile(f"(?:[\t\r\n]|{quotes.REFUSED.pattern})+")


def quoted(text: str) -> str:
    """A text on one line in double quotes as YAML reads it back."""
    return quotes.quoted(quotes.clean(_UNFIT.sub(" ", text)))
