"""The widths of columns and tables, read from the same style sheets that print the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.word.tree import Element

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SELECTOR = re.compile(r"^(?:\.([\w-]+) )?\.([\w-]+)$")
_WIDTH = re.compile(r"(?:^|[;\s])width:\s*(\d{1,3}(?:\.\d+)?)mm")
_LEAST = 6.0
"""Millimetres that a column without a width of its own gets at least."""


@dataclass(frozen=True, slots=True)
class Width:
    """A rule `.inside .name { width: …mm }`; `inside` is '' for a rule that holds everywhere."""

    inside: str
    name: str
    mm: float


def widths(sheets: Iterable[str]) -> tuple[Width, ...]:
    """The rules on widths in millimetres, later ones after earlier ones."""
    found = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", "\n".join(sheets))):
        width = _WIDTH.search(body)
        if width is None:
            continue
        for selector in selectors.split(","):
            match = _SELECTOR.match(selector.strip())
            if match:
                found.append(Width(match[1] or "", match[2], float(width[1])))
    return tuple(found)


def width_of(classes: frozenset[str], inside: frozenset[str], rules: Sequence[Width]) -> float | None:
    """The width of something with these classes inside a table with those; the closer rule wins, then the later one."""
    fit = [rule for rule in rules if rule.name in classes and (not rule.inside or rule.inside in inside)]
    named = [rule for rule in fit if rule.inside]
    return (named or fit)[-1].mm if fit else None


def columns(table: Element, room: float, rules: Sequence[Width]) -> list[float]:
    """The widths of the columns of a table in millimetres, of *room* together; shares of what is left where none is given."""
    cols = [element for element in table.walk() if element.tag == "col"]
    count = max([len(cols), *(_span(row) for row in table.walk() if row.tag == "tr"), 1])
    given = [width_of(col.classes, table.classes, rules) for col in cols]
    given += [None] * (count - len(given))
    open_ones = given.count(None)
    left = room - sum(mm for mm in given if mm is not None)
    share = max(left / open_ones, _LEAST) if open_ones else 0.0
    found = [max(share if mm is None else mm, 1.0) for mm in given]
    scale = room / sum(found)
    return [mm * scale for mm in found]


def span(cell: Element) -> int:
    """How many columns a cell takes."""
    value = cell.attributes.get("colspan", "1")
    return max(1, min(int(value), 63)) if value.isdecimal() and value.isascii() else 1


def _span(row: Element) -> int:
    return sum(span(cell) for cell in row.elements if cell.tag in ("td", "th"))
