"""The rows of `bordereau.lock` as a day knows them, and where the files that they name lie now.

A communicated piece is known by its content: renamed, it keeps its number; withdrawn, it gets no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dossier.ground.french import long_day
from dossier.ground.world import Unreadable, checked_parts
from dossier.model.case import Case, FrozenPiece


def is_evidence(path: str) -> bool:
    """Whether a path is one of a file below `pieces/`: nothing else is ever a piece."""
    try:
        return checked_parts(path)[0] == "pieces" and "/" in path
    except Unreadable:
        return False


def rows_on(case: Case, today: date) -> list[FrozenPiece]:
    """The rows by number; a withdrawal of a later day has not happened yet."""
    rows = [
        replace(row, withdrawn=False) if row.withdrawn and row.withdrawn_on and row.withdrawn_on > today else row
        for row in case.frozen_pieces
    ]
    return sorted(rows, key=lambda row: row.number)


def whereabouts(rows: Sequence[FrozenPiece], known: Iterable[str], digests: Mapping[str, str] | None) -> dict[int, str]:
    """The path of the file of each row that was not withdrawn.

    That of the row when its content is there, or nothing was opened (*digests* None); else a *known* file with that content.
    """
    live = [row for row in rows if not row.withdrawn]
    places = {row.number: row.file for row in live}
    if digests is None:
        return places
    at_home = {row.file for row in live if digests.get(row.file) == row.sha256}
    others = [path for path in known if path not in at_home]
    for row in live:
        if digests.get(row.file) == row.sha256:
            continue
        moved = next((path for path in others if digests.get(path) == row.sha256), "")
        if moved:
            places[row.number] = moved
            others.remove(moved)
    return places


def retired_files(
    rows: Sequence[FrozenPiece], cited: Iterable[str], digests: Mapping[str, str] | None
) -> dict[str, tuple[str, str]]:
    """The cited files that are withdrawn pieces, each with the reason and an empty rule, as what is kept out has them.

    A new content under the name of a withdrawn piece is a piece of its own, and so is one that is communicated elsewhere.
    """
    live = {row.sha256 for row in rows if not row.withdrawn}
    gone = [row for row in rows if row.withdrawn and row.sha256 not in live]
    found = {}
    for path in cited:
        known = digests.get(path) if digests else None
        row = next((row for row in gone if (known == row.sha256 if known else path == row.file)), None)
        if row:
            day = f" le {long_day(row.withdrawn_on)}" if row.withdrawn_on else ""
            found[path] = (f"pièce n° {row.number}, retirée{day}", "")
    return found
