"""What a page shows, read from its picture and its text layer: its words, and where label and page number find room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.pdf.limits import KEPT_TEXT
from dossier.pdf.stamp import AROUND, CAPITALS, CORNERS, FOLIO, MARGIN, PAD_Y, TITLE, UNDER

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 0.5
"""Pixels per point of the small pictures in which corners are compared."""
ROOM = (120.0, TITLE[1] + UNDER[1] + 2 * PAD_Y)
"""Width and height of a usual label in points; the parties' names make it a little wider or narrower."""
STRIP = (44.0, CAPITALS * FOLIO[0] + 2 * AROUND)
"""Width and height of a usual page number in points, the white around it included."""
LOOKED_AT = 400
"""Pages whose corners are compared; further pages take the top right."""
EMPTY = 0.004
"""Share of a corner that may be inked (dust, the edge of a rule) and still count as empty."""
CONTRAST = 40
"""Levels of grey between ink and the paper around it."""


def read_pages(pdf: bytes) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[float, float], ...]]:
    """Of each page of a PDF its text, the corner for its label and its displayed size in points.

    A corner is `ne`; it is `ne+n` where the page number finds room at the upper edge only.
    Together 200,000 characters are kept at most; the pages that come after them have the text ''.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts, corners, sizes, kept = [], [], [], 0
    try:
        for index in range(len(document)):
            page = document[index]
            sizes.append(tuple(round(v, 2) for v in page.get_size()))
            texts.append(_text(page)[: KEPT_TEXT - kept] if kept < KEPT_TEXT else "")
            kept += len(texts[-1]) + 1
            corners.append(_corner(page) if index < LOOKED_AT else CORNERS[0])
            page.close()
    finally:
        document.close()
    return tuple(texts), tuple(corners), tuple(sizes)


def _text(page: Any) -> str:
    reader = page.get_textpage()
    text = str(reader.get_text_range()).replace("\r\n", "\n")
    reader.close()
    return text


def _corner(page: Any) -> str:
    picture = page.render(scale=_scale(page), grayscale=True).to_pil().convert("L")
    return emptiest(picture, _scale(page)) + ("+n" if edge(picture, _scale(page)) == "n" else "")


def _scale(page: Any) -> float:
    """Small pictures for large sheets too."""
    width, height = page.get_size()
    return SCALE * min(1.0, 1200 / max(float(width), float(height), 1.0))


def emptiest(picture: Image, scale: float) -> str:
    """The first of the four corners, top right first, that is empty; else the one with the least ink.

    Paper is the most frequent grey of the corner, so that a grey scan counts as empty.
    """
    shares = [(_ink(picture, corner, scale), corner) for corner in CORNERS]
    return next((corner for share, corner in shares if share <= EMPTY), min(shares, key=lambda s: (s[0], CORNERS.index(s[1])))[1])


def edge(picture: Image, scale: float) -> str:
    """Where the page number stands: at the upper edge ('n') when that is empty and the lower one is not, else at the lower ('s')."""
    width, height = picture.size
    wide, high, base = (max(1, round(v * scale)) for v in (*STRIP, FOLIO[1] - AROUND))
    left = max(0, (width - wide) // 2)
    upper = _inked(picture, (left, base, left + wide, base + high))
    lower = _inked(picture, (left, height - base - high, left + wide, height - base))
    return "n" if lower > EMPTY >= upper else "s"


def _ink(picture: Image, corner: str, scale: float) -> float:
    """Share of the pixels of a corner that differ clearly from its paper."""
    width, height = picture.size
    wide, high, margin = (max(1, round(v * scale)) for v in (ROOM[0], ROOM[1], MARGIN))
    left = max(0, width - margin - wide) if corner.endswith("e") else min(margin, width - 1)
    top = min(margin, height - 1) if corner.startswith("n") else max(0, height - margin - high)
    return _inked(picture, (left, top, min(width, left + wide), min(height, top + high)))


def _inked(picture: Image, box: tuple[int, int, int, int]) -> float:
    """Share of the pixels of a box that differ clearly from its paper; what lies outside the picture counts as paper."""
    levels = picture.crop(box).histogram()
    paper = max(range(256), key=levels.__getitem__)
    inked = sum(count for level, count in enumerate(levels) if abs(level - paper) > CONTRAST)
    return inked / max(1, sum(levels))
