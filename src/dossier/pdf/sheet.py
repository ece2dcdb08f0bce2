"""The sheet that stands in the bundle for a file that cannot be printed: what it is, why, and how to recognise it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.pdf.geometry import A4, POINTS_PER_MM, Sheet
from dossier.pdf.lettering import BOLD, REGULAR, Face, face
from dossier.pdf.stamp import BOLD_NAME, REGULAR_NAME, draw_line

LEFT, RIGHT, TOP = 25 * POINTS_PER_MM, 190 * POINTS_PER_MM, 60 * POINTS_PER_MM
LABELS = 33 * POINTS_PER_MM
SHEET = Sheet(0, 0, *A4)


def sheet_lines(title: str, reason: str, rows: Sequence[tuple[str, str]]) -> list[tuple[str, str, float, float, float]]:
    """The lines of a sheet: (font, text, size, x, y of the base line in points from the lower left)."""
    lines: list[tuple[str, str, float, float, float]] = []
    y = A4[1] - TOP
    for text in _wrapped(face(BOLD), title, 15, RIGHT - LEFT):
        lines.append((BOLD, text, 15, LEFT, y))
        y -= 20
    y -= 8
    for text in _wrapped(face(REGULAR), reason, 9.5, RIGHT - LEFT):
        lines.append((REGULAR, text, 9.5, LEFT, y))
        y -= 14
    y -= 14
    for name, value in rows:
        lines.append((REGULAR, name, 8.6, LEFT, y))
        for text in _wrapped(face(REGULAR), value, 8.6, RIGHT - LEFT - LABELS):
            lines.append((REGULAR, text, 8.6, LEFT + LABELS, y))
            y -= 12
        y -= 4
    return [line for line in lines if line[4] > 30 * POINTS_PER_MM]


def letters_of(lines: Sequence[tuple[str, str, float, float, float]], font: str) -> list[str]:
    """The texts set in a font, for embedding it."""
    return [text for name, text, *_ in lines if name == font]


def add_sheet(pdf: Any, lines: Sequence[tuple[str, str, float, float, float]], fonts: dict[str, Any]) -> Any:
    """A page with these lines, as an indirect object."""
    from pikepdf import Array, Dictionary, Name, Stream

    drawn = [b"q 0.086 0.086 0.086 rg"]
    for font, text, size, x, y in lines:
        name = BOLD_NAME if font == BOLD else REGULAR_NAME
        drawn.append(draw_line(name, size, x, y, face(font).encoded(text)))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *A4]),
            Resources=Dictionary(Font=Dictionary(fonts)),
            Contents=pdf.make_indirect(Stream(pdf, b"\n".join([*drawn, b"Q"]))),
        )
    )


def _wrapped(letters: Face, text: str, size: float, room: float) -> list[str]:
    """Break a text at spaces into lines of at most *room* points; a word that is wider is cut."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if letters.width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while letters.width(word, size) > room:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or letters.width(word[:n], size) <= room)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines
