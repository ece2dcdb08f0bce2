"""What changed between two bordereaux, as lines of `diff` and as rows of `dossier/diff/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dossier.pieces.changes import Listed, PieceChange
from dossier.report.text import shown


def pieces_text(changes: Sequence[PieceChange]) -> Iterator[str]:
    """A line for each piece; neighbours that only moved together, or were only communicated, share one."""
    rows = list(changes)
    while rows:
        moved, given = _run(rows, _only_moved), _run(rows, _only_given)
        if len(moved) > 1:
            old, new = zip(_places(moved[0]), _places(moved[-1]), strict=True)
            yield f"~ n° {old[0]} à {old[1]} → n° {new[0]} à {new[1]}, pas encore communiquées"
        elif len(given) > 1:
            yield f"~ n° {given[0].piece.number} à {given[-1].piece.number}\u00a0: communiquées"
        else:
            yield _line(rows[0])
        del rows[: max(1, len(moved), len(given))]


def _run(rows: Sequence[PieceChange], alike: Callable[[PieceChange], bool]) -> list[PieceChange]:
    """The first rows as long as they are alike and neighbours, before and after."""
    run: list[PieceChange] = []
    for row in rows:
        if not alike(row) or (run and _places(row) != tuple(n + 1 for n in _places(run[-1]))):
            break
        run.append(row)
    return run


def _only_moved(row: PieceChange) -> bool:
    return row.only_number


def _only_given(row: PieceChange) -> bool:
    return row.before is not None and row.after == replace(row.before, communicated=True) and row.kind == "changed"


def _places(row: PieceChange) -> tuple[int, ...]:
    return tuple(piece.number for piece in (row.before, row.after) if piece)


def _line(row: PieceChange) -> str:
    piece, old = row.piece, row.before
    name = f"n° {piece.number} {shown(piece.title)} ({shown(piece.path)})"
    if row.kind == "added":
        return f"+ {name}{', retirée' if piece.withdrawn else ', communiquée' if piece.communicated else ''}"
    if row.kind == "removed":
        return f"− {name}"
    if row.kind == "withdrawn":
        return f"~ {name}\u00a0: retirée, le numéro reste vide"
    assert old is not None
    return f"~ {name}\u00a0: {', '.join(_words(old, piece))}"


def _words(old: Listed, new: Listed) -> Iterator[str]:
    if old.number != new.number:
        yield f"était n° {old.number}"
    if old.title != new.title:
        yield f"intitulé auparavant «\u00a0{shown(old.title)}\u00a0»"
    if old.sha256 != new.sha256:
        yield "fichier absent" if not new.sha256 else "fichier revenu" if not old.sha256 else "fichier modifié"
    if old.path != new.path:
        yield f"était {shown(old.path)}"
    if old.communicated != new.communicated:
        yield "communiquée" if new.communicated else "n’est plus notée comme communiquée"
    if old.withdrawn and not new.withdrawn:
        yield "n’est plus notée comme retirée"


def pieces_json(changes: Sequence[PieceChange]) -> list[dict[str, Any]]:
    """The rows `pieces` of a case: what is, or was, and before and after for each thing that changed."""
    return [_row(row) for row in changes]


def _row(row: PieceChange) -> dict[str, Any]:
    piece = row.piece
    head = {
        "kind": row.kind, "path": piece.path, "number": piece.number, "title": piece.title, "communicated": piece.communicated
    }  # fmt: skip
    a, b = row.before, row.after
    names = ("number", "path", "title", "sha256", "communicated", "withdrawn")
    moved = {
        name: {"before": getattr(a, name), "after": getattr(b, name)}
        for name in names
        if a and b and getattr(a, name) != getattr(b, name)
    }
    return {**head, "changed": moved}
