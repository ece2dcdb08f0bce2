"""Edits of one word where it stands: made only when the stretch of the file is sure to be that word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier.ground.diagnostics import Fix
from dossier.ground.nearest import fold
from dossier.ground.spans import Span

_PLAIN = re.compile(r"[\w./](?:[\w./+()° -]|:(?=[0-9]))*")
"""What reads the same in YAML with or without quotes, inside braces too."""


def rewritten(span: Span, written: str, better: str, message: str, style: str | None = None) -> tuple[Fix, ...]:
    """The edit that writes *better* for the value *written* that stands at *span*; none when it is not sure to be there so.

    *style* is the sign around the value ('' for none); None when it is not known: then the length of the stretch tells.
    """
    inner = _without_quotes(span, written, style)
    if inner is None or better == written or better != better.strip() or not _PLAIN.fullmatch(better):
        return ()
    return (Fix(inner, better, message),)


def _without_quotes(span: Span, written: str, style: str | None) -> Span | None:
    """The stretch of the word itself; None for a text on several lines, with escapes, or of which the length does not tell."""
    width = span.end_column - span.column
    if not span.line or span.line != span.end_line or width <= 0:
        return None
    if style is None:
        style = "" if width == len(written) else "'" if width == len(written) + 2 and written.isascii() else None
    if style == "":
        return span
    if style in ("'", '"') and width == len(written) + 2:
        return Span(span.file, span.line, span.column + 1, span.end_line, span.end_column - 1)
    return None


def named_alike(span: Span, written: str, known: Iterable[str]) -> tuple[Fix, ...]:
    """The edit of a name that differs from the one known by accents, case, spaces and hyphens alone."""
    word = same_word(written, known)
    return rewritten(span, written, word, f"écrire « {word} »") if word else ()


def same_word(written: str, known: Iterable[str]) -> str:
    """The one known word that differs from *written* by accents, case, spaces and hyphens alone; '' for none or several."""
    target = fold(written.strip())
    found = {word for word in known if fold(word) == target}
    return found.pop() if len(found) == 1 else ""
