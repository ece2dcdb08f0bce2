"""The décompte in short: the lines of each head gathered by invoice, for the page of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dossier.documents.citations import plain_citation
from dossier.ground.french import euros, plural
from dossier.ground.money import Money, total
from dossier.site.lines import Group


@dataclass(frozen=True, slots=True)
class Extract:
    """One invoice's share of a group: the sum of its lines, their numbers in the printed décompte, the fragment of the first, and the days and rates they span."""

    group: str
    label: str
    numbers: str
    anchor: str
    amount: Money
    pieces: tuple[int, ...]
    start: date | None
    last: date | None
    days: int
    rates: tuple[Decimal, ...]
    base: str = ""


MOST_ROWS = 10
"""Rows of one group that stand on the page of a case; the rest is one row with its sum."""


def extracts(group: Group) -> tuple[Extract, ...]:
    """The lines of a group gathered by invoice, in their order; of many the first, and one row for all others."""
    rows = _gathered(group)
    if len(rows) <= MOST_ROWS:
        return rows
    shown, others = rows[: MOST_ROWS - 2], rows[MOST_ROWS - 2 :]
    label = f"{plural(len(others), 'autre')}, voir le détail"
    return (*shown, Extract(group.name, label, "", group.name, total(row.amount for row in others), (), None, None, 0, ()))


def _gathered(group: Group) -> tuple[Extract, ...]:
    if group.name == "indemnites" and len({line.amount for line in group.lines}) == 1 and len(group.lines) > 1:
        return (_same(group),)
    rows = []
    keys = list(dict.fromkeys(line.invoice or line.label for line in group.lines))
    for key in keys:
        lines = [line for line in group.lines if (line.invoice or line.label) == key]
        periods = [line for line in lines if line.start]
        numbers = plain_citation([line.printed for line in lines if line.printed is not None])
        paid = [line for line in lines if line.amount.cents < 0]
        label = (lines[0].label if key not in lines[0].label else key) + (
            ", net des déductions" if paid and group.name == "principal" else ""
        )
        rows.append(
            Extract(
                group.name, label, numbers, lines[0].anchor, total(line.amount for line in lines),
                tuple(sorted({n for line in lines for n in line.pieces})), periods[0].start if periods else None,
                periods[-1].last if periods else None, sum(line.days or 0 for line in periods),
                tuple(dict.fromkeys(line.rate for line in periods if line.rate is not None)),
            )
        )  # fmt: skip
    return tuple(rows)


def _same(group: Group) -> Extract:
    """Equal lines of a group as one: `6 × 40,00 €`."""
    first, last = group.lines[0], group.lines[-1]
    label = f"Frais de recouvrement, {plural(len(group.lines), 'facture')}"
    printed = plain_citation([line.printed for line in (first, last) if line.printed is not None])
    return Extract(group.name, label, printed, first.anchor, total(line.amount for line in group.lines),
                   (), None, None, 0, (), f"{len(group.lines)} × {euros(first.amount)}")  # fmt: skip
