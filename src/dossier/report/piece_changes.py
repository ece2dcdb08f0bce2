"""What changed between two bordereaux, as lines of `diff` and as rows of `dossier/diff/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dossier.pieces.changes import Listed, PieceChange
from dossier.report.text import shown


def pieces_text(changes: Sequence[PieceChange]) -> Iterator[str]:
    """A line for each piece; pieces that were only moved up or down together share one."""
    rows = list(changes)
    while rows:
        run = _run(rows)
        if len(run) > 1:
            first, last = run[0], run[-1]
            assert first.before and first.after and last.before and last.after
            yield (
                f"~ n° {first.before.number} à {last.before.number} → n° {first.after.number} à {last.after.number}, "
                "pas encore communiquées"
            )
        else:
            yield _line(rows[0])
        del rows[: max(1, len(run))]


def _run(rows: Sequence[PieceChange]) -> list[PieceChange]:
    """The first rows as long as they are neighbours that moved by the same step and in nothing else."""
    run: list[PieceChange] = []
    for row in rows:
        if not row.only_number or (run and _places(row) != tuple(n + 1 for n in _places(run[-1]))):
            break
        run.append(row)
    return run


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
