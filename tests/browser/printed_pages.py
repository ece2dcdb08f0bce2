"""What a browser printed, opened again: whether anything of it lies beyond the edges of its sheets."""

from __future__ import annotations

import pypdfium2


def words_of(paper: pypdfium2.PdfDocument) -> str:
    """The text of all sheets, one space between words."""
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())


def cut_off(paper: pypdfium2.PdfDocument) -> list[tuple[int, str]]:
    """The sheet and the text of what ends right of the sheet, or begins left of it."""
    found = []
    for number, sheet in enumerate(paper, 1):
        text, width = sheet.get_textpage(), sheet.get_width()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < 0 or right > width:
                found.append((number, text.get_text_bounded(left, bottom, right, top)))
    return found
