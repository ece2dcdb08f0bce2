"""The words by which a text is found. `cherche.js` makes the same ones of what somebody types: a test holds the two together.

A word is a run of letters and digits, folded: small letters, no accent, no ligature. Beside the words stand what people write
in several ways: amounts and numbers with or without spaces, numbers of invoices with or without hyphens, days in figures or in
words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 40
"""A longer run of letters is no word: nobody types it, and nothing of it is kept."""

_OTHER_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ς": "σ"}
)
"""Letters that have no decomposition, as people type them."""

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
_ZEROS = re.compile(r"0+([1-9][0-9]{0,4})")
_GROUPED = re.compile("(?<![0-9A-Za-z])[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})+(?![0-9])")
_RUN = re.compile(
    "(?<![0-9A-Za-z])(?:[A-Za-z]{2}[0-9]{2}|[0-9]{2,5})(?:[ .\u00a0\u202f-][0-9]{2,5}){2,7}(?![0-9A-Za-z])"
)  # a SIRET, an IBAN, a telephone number
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-/._][^\W_]+)+")  # tried at the start of each run alone
_DAY = re.compile(r"(?<![0-9])([0-3]?[0-9])([/.-])([01]?[0-9])\2((?:19|20|21)[0-9]{2})(?![0-9])")
_ISO_DAY = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])")
MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_LONG_DAY = re.compile(
    "(?<![0-9])([0-3]?[0-9])(?:er)?[ \u00a0\u202f]+"
    "(janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre)"
    "[ \u00a0\u202f]+((?:19|20|21)[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010]\n[ \t]*(?=[a-zà-ÿœæ])")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")


def clean(text: str) -> str:
    """A text as it is indexed and quoted: composed, one space for several, words joined that the end of a line had cut."""
    composed = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", _BROKEN_WORD.sub("", composed)).strip()


def fold(text: str) -> str:
    """Small letters without accents; ligatures and compatible forms as their letters."""
    if text.isascii():
        return text.lower()
    low = unicodedata.normalize("NFKD", text).lower().translate(_OTHER_LETTERS)
    # Small letters may hold a mark again (İ), and some letters decompose only once they are small.
    return "".join(c for c in unicodedata.normalize("NFKD", low) if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    return "".join(_WORD.findall(fold(word)))


def terms(text: str) -> set[str]:
    """What a text can be found by; *text* is as `clean` returns it. A letter alone is nothing, a digit alone is."""
    words = {_word(word) for word in set(_WORD.findall(text))}
    words |= {found[1] for word in words if word[:1] == "0" and (found := _ZEROS.fullmatch(word))}
    for found in _COMPOUND.findall(text):
        joined = _word(found)
        if not _DAY.fullmatch(found) and (any("0" <= c <= "9" for c in joined) or not any(c in found for c in "/._")):
            words.add(joined)
    if _DIGIT.search(text):
        words |= {_digits(found) for found in _GROUPED.findall(text)}
        words |= {joined for found in _RUN.findall(text) if len(joined := _digits(found)) > 8}
        words |= days_in(text)
    return {word for word in words if len(word) <= LONGEST_WORD and (len(word) > 1 or "0" <= word <= "9") and _plain(word)}


def _plain(word: str) -> bool:
    """Whether each letter is one unit for Python and for JavaScript alike."""
    return word.isascii() or max(word) <= "\uffff"


def _digits(text: str) -> str:
    return re.sub("[^0-9A-Za-z]", "", text).lower()


def days_in(text: str) -> set[str]:
    """A word for each day that a text names, in figures or in words: `j20261112`."""
    found = [(year, month, day) for day, _, month, year in _DAY.findall(text)]
    found += _ISO_DAY.findall(text)
    found += [(year, str(MONTHS.index(fold(month)) + 1), day) for day, month, year in _LONG_DAY.findall(text)]
    return {f"j{year}{int(month):02}{int(day):02}" for year, month, day in found if 1 <= int(month) <= 12 and 1 <= int(day) <= 31}
