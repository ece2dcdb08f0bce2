"""What is left of an entry when a detail of it is wrong: the detail is reported and left out, the rest is read.

A false SIREN or IBAN must not silence a whole case. What decides amounts, the regime, the court or who is concerned is
never left out in silence: a fault there breaks the entry.
"""

from __future__ import annotations

from collections.abc import Sequence as Listing
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dossier.model.entry import Entry

E = TypeVar("E", bound=Entry)
Step = int | str

_DECISIVE_TOP = frozenset({"nature", "contrat", "choix", "relances"})
_DECISIVE_DETAIL = frozenset({"type", "id", "qualite", "insee"})
"""Keys with which nothing is left out; the pieces of the contract are an exception, they prove and do not decide."""
_ROUNDS = 8


def complaints(error: ValidationError) -> list[ErrorDetails]:
    """What pydantic complains of, without its echoes: a list called too short only because one of its items was refused."""
    rows = error.errors(include_url=False, include_input=False)
    return [row for row in rows if not _is_echo(row, rows)]


def _is_echo(row: ErrorDetails, rows: Listing[ErrorDetails]) -> bool:
    """Whether a list is only called too short because one of its items was refused, which is said of that item."""
    size = len(row["loc"])
    return row["type"] == "too_short" and any(other["loc"][:size] == row["loc"] and len(other["loc"]) > size for other in rows)


def salvage(model: type[E], data: dict[str, Any], rows: Listing[ErrorDetails]) -> E | None:
    """The entry without the details that *rows* complain of; None when one of them is decisive or required at the top.

    *data* is changed. A detail whose absence is itself a fault takes what holds it along, up to the keys of the entry.
    """
    for _ in range(_ROUNDS):
        for row in rows:
            loc = _written(data, tuple(row["loc"][:-1] if row["type"] == "missing" else row["loc"]))
            if not loc or _decisive(loc, row["type"]):
                return None
            _remove(data, loc)
        try:
            return model.model_validate(data)
        except ValidationError as error:
            rows = complaints(error)
    return None


def _decisive(loc: tuple[Step, ...], kind: str) -> bool:
    """An unknown key at the top may be a slip for any of them."""
    if kind == "extra_forbidden" and len(loc) == 1:
        return True
    return (loc[0] in _DECISIVE_TOP or loc[-1] in _DECISIVE_DETAIL) and not ("contrat" in loc and "pieces" in loc)


def _written(data: Any, loc: tuple[Step, ...]) -> tuple[Step, ...]:
    """The part of a place that stands in the data: steps that pydantic adds for unions are no keys."""
    kept: list[Step] = []
    for step in loc:
        inside = step in data if isinstance(data, dict) else isinstance(step, int) and isinstance(data, list) and step < len(data)
        if inside:
            kept.append(step)
            data = data[step]
    return tuple(kept)


def _remove(data: Any, loc: tuple[Step, ...]) -> None:
    """Take one detail out; an item of a list leaves a gap that is closed, a list that becomes empty stays."""
    for step in loc[:-1]:
        data = data[step]
    if isinstance(data, dict):
        data.pop(loc[-1], None)
    elif isinstance(loc[-1], int) and loc[-1] < len(data):
        del data[loc[-1]]
