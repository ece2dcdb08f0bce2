"""Words in ASCII: how names are compared with what banks, registers and people leave of them, and what names of files are made of."""

from __future__ import annotations

import re
import unicodedata

_OTHERS = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
        "’": "'", "‘": "'", "–": "-", "—": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    }
)  # fmt: skip
"""Letters that have no decomposition, and the signs of a typographer, as a keyboard writes them."""
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


def ascii_text(text: str) -> str:
    """The text without accents, ligatures opened; what has no letter of ASCII is a space, so that the words beside it stay apart."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(_OTHERS))
    return "".join(c if c.isascii() else " " for c in letters if unicodedata.category(c) not in _UNSEEN)


def ascii_words(text: str) -> list[str]:
    """The runs of letters and digits of a text in ASCII, in order, capitals as they are: `L’Œuvre n°3` is L, OEuvre, n, 3."""
    return re.findall(r"[A-Za-z0-9]+", ascii_text(text))


def slug(text: str) -> str:
    """The words of a text joined by hyphens, capitals as they are; '' for a text that has none."""
    return "-".join(ascii_words(text))
