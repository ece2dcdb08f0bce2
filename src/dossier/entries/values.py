"""From sound texts to the values that an entry is written with: the house's form of a day, an amount, a yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from dossier.entries.fields import Shape, shapes
from dossier.entries.scalars import Simple
from dossier.model.contract import ContractRate
from dossier.model.entry import Entry
from dossier.model.fields import read_count, read_day, read_hour, read_money, read_percent, read_siren, read_yes_no
from dossier.model.journal import read_title_rate


def canonical(model: type[Entry], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry given as texts in which `load` finds no fault, at every depth; the order stays."""
    known = shapes(model)
    return {key: _value(known[key], inner) for key, inner in given.items()}


def _value(shape: Shape, given: Any) -> Any:
    if isinstance(given, list):
        return [_value(shape, item) for item in given]
    if isinstance(given, Mapping):
        return canonical(shape.model, given) if shape.model else dict(given)
    return _simple(shape, given)


def _simple(shape: Shape, given: str) -> Simple:
    """One text as its value; a text without a kind of its own stays."""
    match shape.kind:
        case "day":
            return read_day(given)
        case "amount":
            return read_money(given)
        case "percent":
            return read_percent(given)
        case "yes_no":
            return read_yes_no(given)
        case "count":
            return read_count(given)
        case "hour":
            return time.fromisoformat(read_hour(given))
        case "siren":
            return read_siren(given)
        case "rate":
            return _rate(given)
        case "choice":
            return given.strip()
        case _:
            return given


def _rate(given: str) -> str | Decimal:
    """`legal`, `3 x legal`, or a percent."""
    rate = read_title_rate(given)
    if not isinstance(rate, ContractRate):
        return "legal"
    return f"{rate.legal_multiple} x legal" if rate.legal_multiple is not None else rate.percent or Decimal(0)
