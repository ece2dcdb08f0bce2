"""The nearest known word to one that is not known: what a suggestion proposes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def fold(text: str) -> str:
    """Lower case without accents, with '_' for spaces and hyphens: how names are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.lower().replace(" ", "_").replace("-", "_")


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that resembles *word* most, '' when none does; accents, case, spaces and hyphens do not count."""
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(fold(name), name)
    target = fold(word)[:200]
    if target in folded:
        return folded[target]
    found = get_close_matches(target, sorted(folded), n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


def visible(text: str, limit: int = 60) -> str:
    """A text that a stranger wrote, fit for one line: what does not print is shown as `\\u202e`, the rest cut at *limit*."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return shown if len(text) <= limit else shown[:limit] + "…"
