"""Text that strangers wrote, made fit for a terminal; widths and tables of such text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from dossier.ground.plain import is_plain


def shown(text: str) -> str:
    """The text on one line, with all that a terminal would obey or hide written out (`\\x1b`, `\\u202e`)."""
    return "".join(char if is_plain(char) else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """The columns that a text takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def cut(text: str, columns: int) -> str:
    """The text cut to a number of columns, with an ellipsis when something is missing."""
    head = text[: 8 * columns + 8]  # whatever marks are piled on its letters, more of a long text is not looked at
    if len(head) == len(text) and width(text) <= columns:
        return text
    while head and width(head) > columns - 1:
        head = head[:-1]
    return head + "…"


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to a number of columns."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


NARROW = 12
"""Columns to which a text may be cut so that a table fits its terminal."""


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: frozenset[int] = frozenset(),
    widest: int = 60,
    fit: int | None = None,
) -> str:
    """Rows in columns that are as wide as they must be; *right* are the columns aligned to the right.

    Every cell goes through `shown`; none is wider than *widest* columns. With *fit*, the widest texts are cut until a line
    has that many columns; the first column and those of numbers never are, nor any below `NARROW`. Ends without a line feed.
    """
    cells = [[cut(shown(cell), widest) for cell in row] for row in (head, *rows)]
    wide = [max(width(row[index]) for row in cells) for index in range(len(head))]
    while fit and sum(wide) + 2 * (len(wide) - 1) > fit:
        at = max((i for i in range(1, len(wide)) if i not in right), key=lambda i: wide[i], default=0)
        if wide[at] <= NARROW:
            break
        wide[at] -= 1
    lines = ["  ".join(padded(cut(cell, wide[i]), wide[i], i in right) for i, cell in enumerate(row)).rstrip() for row in cells]
    rule = "  ".join("─" * columns for columns in wide)
    return "\n".join([lines[0], rule, *lines[1:]])


def wrapped(text: str, columns: int) -> list[str]:
    """The text, made fit by `shown`, on lines of at most *columns*, broken at ordinary spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in shown(text).split(" "):
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
