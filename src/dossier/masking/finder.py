"""Finding the same words whatever their accents, capitals, spaces and hyphens, and putting others in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
_SLUG_SIDE = frozenset("-_/.@")
"""Signs beside which a name in small letters is a name: file names, identifiers, addresses of mail."""


@lru_cache(maxsize=65536)
def _folded_sign(sign: str) -> str:
    low = sign.lower()
    low = _LIGATURES.get(low, low)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def fold(text: str) -> tuple[str, list[int]]:
    """The text in small letters without accents, every sign that is neither letter nor digit as a space; for each sign of it
    the place in *text* that it comes from, and one more for the end.
    """
    folded: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in _folded_sign(sign):
            folded.append(one if one.isalnum() else " ")
            places.append(place)
    places.append(len(text))
    return "".join(folded), places


def words_of(text: str) -> tuple[str, ...]:
    """Its words as `fold` writes them."""
    return tuple(fold(text)[0].split())


@dataclass(frozen=True, slots=True)
class Finder:
    """Replaces known words. `terms` maps the words of a term, joined by spaces, to what stands in their place.

    Of two terms that begin at one place the longer is taken. Digits of a number may be grouped in any way: write the term as one word.
    """

    terms: Mapping[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, terms: Mapping[str, str]) -> Finder:
        """A finder of these terms, given in any spelling; terms without a letter or digit, or of one sign, are left out."""
        known: dict[str, str] = {}
        for term, instead in terms.items():
            words = words_of(term)
            key = "".join(words) if _is_number(words) else " ".join(words)
            if len(key) > 1:
                known.setdefault(key, instead)
        rows = sorted(known, key=lambda key: (-len(key), key))
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_spelled, rows))})(?![^\W_])") if rows else None
        return cls(known, pattern)

    def replaced(self, text: str) -> str:
        """The text with every known term replaced; in a file name or an identifier what replaces it is written as one."""
        if self.pattern is None or not text:
            return text
        folded, places = fold(text)
        parts: list[str] = []
        at = 0
        for match in self.pattern.finditer(folded):
            start, end = places[match.start()], places[match.end() - 1] + 1
            if start < at:
                continue
            key = " ".join(match[0].split())
            instead = self.terms.get(key)
            if instead is None:
                instead = self.terms[key.replace(" ", "")]
            shown = _fitting(text, start, end, instead, key)
            if shown is not None:
                parts += [text[at:start], shown]
                at = end
        return "".join([*parts, text[at:]])


def _is_number(words: tuple[str, ...]) -> bool:
    """A SIREN, a telephone, an account: at least five digits, which are most of it."""
    joined = "".join(words)
    digits = sum(sign.isdigit() for sign in joined)
    return digits >= 5 and 2 * digits > len(joined)


def _spelled(key: str) -> str:
    """The pattern of a term over folded text: words with any signs between them; a number with a sign between any two digits."""
    if _is_number((key,)):
        return " ?".join(key)
    return " +".join(key.split(" "))


def _fitting(text: str, start: int, end: int, instead: str, key: str) -> str | None:
    """How the replacement is written at its place; None when a single word in small letters is no name there (« petit »)."""
    found = text[start:end]
    beside = (text[start - 1 : start], text[end : end + 1])
    if found == found.lower() and found[:1].isalpha():
        if any(sign in _SLUG_SIDE and sign for sign in beside) or ("-" in found and " " not in found):
            at_end_of_sentence = beside[1] == "." and beside[0] in ("", " ", "\u00a0") and " " not in key
            return None if at_end_of_sentence and "-" not in found else slugged(instead)
        if " " not in key:
            return None
    return instead


def slugged(text: str) -> str:
    """`Société B` as `societe-b`."""
    return "-".join(words_of(text)) or "x"
