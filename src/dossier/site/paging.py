"""Long lists over several pages: what stands on which, and how one turns from one to the next.

A page is static, so that a list of any length reads without scripts and no page grows without bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

G = TypeVar("G")
R = TypeVar("R")

CASES = 2000
"""Cases on one page of the portfolio; scripts show a hundred at a time of them."""
DEADLINES = 1000
"""Rows on one page of the agenda."""
FINDINGS = 500
"""Findings on one page of the anomalies."""
DEBTORS = 1000
"""Debtors on one page of their list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list: its path, its number from 1, all paths of the list, and the number of its first and last row."""

    path: str
    number: int
    paths: tuple[str, ...]
    first: int
    last: int
    count: int

    @property
    def before(self) -> str:
        """The page before it, '' for the first."""
        return self.paths[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The page after it, '' for the last."""
        return self.paths[self.number] if self.number < len(self.paths) else ""


def parts(path: str, stem: str, count: int, most: int) -> tuple[Part, ...]:
    """The pages of a list of *count* rows, *most* on each: *path*, then `stem-2.html` and so on; one page for an empty list."""
    pages = max(1, -(-count // most))
    paths = (path, *(f"{stem}-{number}.html" for number in range(2, pages + 1)))
    return tuple(Part(paths[k], k + 1, paths, min(k * most + 1, count), min((k + 1) * most, count), count) for k in range(pages))


def cut(groups: Iterable[G], rows: Callable[[G], Sequence[R]], again: Callable[[G, Sequence[R]], G], part: Part) -> tuple[G, ...]:
    """The groups of one page, each with those of its rows that stand there; a group that goes on bears its title again."""
    kept, at = [], 0
    for group in groups:
        own = rows(group)
        start, end = max(part.first - 1 - at, 0), max(part.last - at, 0)
        if own[start:end]:
            kept.append(again(group, own[start:end]))
        at += len(own)
    return tuple(kept)
