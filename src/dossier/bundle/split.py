"""Where a bundle is cut into volumes: at the borders of pieces, so that no volume passes the limits of a profile.

What a volume weighs is known when it is bound. The cuts are planned from the harmless copies and an allowance for what
is added to them; a volume that turns out too large takes room away from the next plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes and pages of a part of a bundle."""

    bytes: int = 0
    pages: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.bytes + other.bytes, self.pages + other.pages)


@dataclass(frozen=True, slots=True)
class Room:
    """What a volume may hold at most; None for no limit."""

    bytes: int | None = None
    pages: int | None = None

    def holds(self, weight: Weight) -> bool:
        """Whether a volume of this weight is within both limits."""
        return (self.bytes is None or weight.bytes <= self.bytes) and (self.pages is None or weight.pages <= self.pages)

    def less(self, over: Weight) -> Room:
        """The same room without what a volume had too much, and a little more, so that few plans are enough."""
        return Room(_less(self.bytes, over.bytes), _less(self.pages, over.pages))

    def least(self) -> Room:
        """No room at all: each piece then stands alone."""
        return Room(None if self.bytes is None else 0, None if self.pages is None else 0)

    def excess(self, weight: Weight) -> Weight:
        """By how much a weight passes the limits; 0 where it does not."""
        return Weight(
            max(0, weight.bytes - self.bytes) if self.bytes is not None else 0,
            max(0, weight.pages - self.pages) if self.pages is not None else 0,
        )


def cuts_of(front: Weight, cover: Weight, pieces: Sequence[tuple[int, Weight]], room: Room) -> tuple[int, ...]:
    """The numbers of the pieces with which a volume after the first begins, in order; () for one volume.

    *front* is what stands before the first piece (cover, acts, list), *cover* what opens each further volume, *pieces* are
    (number, weight) in their order. A piece that fits nowhere stands alone.
    """
    cuts: list[int] = []
    filled, holds_piece = front, False
    for number, weight in pieces:
        if not room.holds(filled + weight) and (holds_piece or not cuts):
            cuts.append(number)
            filled, holds_piece = cover, False
        filled, holds_piece = filled + weight, True
    return tuple(cuts)


def _less(limit: int | None, over: int) -> int | None:
    """A limit lowered by what was too much, at least by a sixteenth; never below 0."""
    return limit if limit is None or not over else max(0, limit - max(over, limit // 16 + 1))
