"""A page as a person sees it: its visible box, its rotation, and the matrix that places a mark on what is displayed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
A4 = (595.276, 841.89)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The visible box of a page in its own space (points, x0 < x1, y0 < y1) and its clockwise rotation (0, 90, 180, 270)."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Width as displayed, in points."""
        return self.x1 - self.x0 if self.rotation % 180 == 0 else self.y1 - self.y0

    @property
    def height(self) -> float:
        """Height as displayed, in points."""
        return self.y1 - self.y0 if self.rotation % 180 == 0 else self.x1 - self.x0

    def placing(self) -> tuple[float, float, float, float, float, float]:
        """The matrix from the displayed sheet (origin bottom left, as seen, y upwards) to the page's own space."""
        return {
            0: (1, 0, 0, 1, self.x0, self.y0),
            90: (0, 1, -1, 0, self.x1, self.y0),
            180: (-1, 0, 0, -1, self.x1, self.y1),
            270: (0, -1, 1, 0, self.x0, self.y1),
        }[self.rotation]


def sheet_of(media: Sequence[float], crop: Sequence[float] | None, rotation: int) -> Sheet | None:
    """The visible sheet of a page from its boxes as written; None when they leave nothing that can be shown.

    Boxes may be given upside down. A CropBox that lies outside the MediaBox is ignored, a rotation that is no multiple of
    90 is taken to the nearest one.
    """
    outer = _ordered(media)
    if outer is None:
        return None
    inner = _ordered(crop) if crop is not None else None
    box = _common(outer, inner) if inner else outer
    return Sheet(*(box or outer), rotation=round(rotation / 90) * 90 % 360)


def _ordered(box: Sequence[float]) -> tuple[float, float, float, float] | None:
    if len(box) != 4 or not all(math.isfinite(v) and abs(v) < 1e6 for v in box):
        return None
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else None


def _common(
    outer: tuple[float, float, float, float], inner: tuple[float, float, float, float]
) -> tuple[float, float, float, float] | None:
    box = (max(outer[0], inner[0]), max(outer[1], inner[1]), min(outer[2], inner[2]), min(outer[3], inner[3]))
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None
