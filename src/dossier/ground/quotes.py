"""A text as a YAML scalar in double quotes, and the text as a file of a case can hold it at all."""

from __future__ import annotations

import re
import unicodedata

REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
"""Signs that no file of a case may hold, tabs and line feeds aside; halves of signs among them, which YAML does not read."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def clean(text: str) -> str:
    """The text as a file of a case can hold it: NFC, LF line ends, a space for control signs and halves of signs, stripped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", REFUSED.sub(" ", lines)).strip()


def quoted(text: str) -> str:
    """A text as `clean` returns it, in double quotes: letters and spaces of all scripts as they are, the rest escaped."""
    return f'"{"".join(_sign(char) for char in text)}"'


def stands(char: str) -> bool:
    """Whether a sign may stand in a file as it is: what prints, and the spaces of all scripts."""
    return char.isprintable() or unicodedata.category(char) == "Zs"


def _sign(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if stands(char):
        return char
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
