"""Sizes, digests and the words of strangers as they are printed."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape

from dossier.ground.french import NBSP, number
from dossier.pdf.limits import MAX_LINES, MAX_TEXT

_LONG_WORD = re.compile(r"(\S{100})(?=\S)")
_LONG_LINE = re.compile(r"(.{5000}\S{0,99})(?=.)")


def on_paper(text: str) -> str:
    """A stranger's text as HTML. A word of a hundred letters may break: the printer takes hours to fold one of thousands."""
    return escape(_LONG_WORD.sub("\\1\u200b", text))


def in_measure(text: str) -> tuple[str, bool]:
    """As much of a text as is printed, and whether something is left out.

    A line of pages is broken after some thousand letters: beyond two million points the printer lays it outside the sheet.
    """
    kept = "\n".join(text[: MAX_TEXT + 1].split("\n")[:MAX_LINES])[:MAX_TEXT]
    return _LONG_LINE.sub("\\1\n", kept), len(kept) < len(text)


def size(count: int) -> str:
    """« 121 ko », « 3,2 Mo »: thousands of bytes as the French write them; bytes below one thousand."""
    if count < 1000:
        return f"{count}{NBSP}octet{'s' if count > 1 else ''}"
    if count < 1_000_000:
        return f"{number(max(1, (count + 500) // 1000))}{NBSP}ko"
    return f"{number(Decimal(count) / 1_000_000, 1)}{NBSP}Mo"


def digest(sha256: str) -> str:
    """« 7ea1 40d9 5c3b … 02f6 8d17 »: enough to compare by eye; the whole is in the manifest."""
    groups = [sha256[i : i + 4] for i in range(0, len(sha256), 4)]
    return NBSP.join([*groups[:3], "…", *groups[-2:]])
