"""One value as a YAML scalar that our reader and an editor's YAML 1.2 read as the same text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal

from dossier.ground.money import Money

Simple = str | int | bool | date | time | Decimal | Money
"""What stands at a key without keys of its own."""

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
"""Signs that no file of a case may hold, tabs and line feeds aside."""
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "oui", "non"})
"""Words that a reader of YAML 1.1 or of ours takes for something else than a text."""
_PLAIN = re.compile(r"[^\W_](?:[\w /.,’'()+°-]*[\w).°])?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}h(?:[0-9]{2})?|oui|non")
LONGEST_PLAIN = 200
"""Signs of a text that may stand without quotes."""


def clean(text: str) -> str:
    """The text as a file of a case can hold it: NFC, LF line ends, a space for control signs and halves of signs, stripped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _REFUSED.sub(" ", lines)).strip()


def scalar(value: Simple, typed: bool = False) -> str:
    """A value on one line. *typed* says that the key wants a number, a day or a yes: its text then needs no quotes."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Money | int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour}h{value.minute:02}"
    text = clean(value)
    return text if _may_stand_bare(text, typed) else _quoted(text)


def in_braces(value: Simple, typed: bool = False) -> str:
    """A value as it stands between braces, where a comma would end it."""
    text = scalar(value, typed)
    return _quoted(text) if "," in text and not text.startswith('"') else text


def block(value: Simple) -> list[str] | None:
    """The lines of a text of several lines as a literal block, without their indentation; None where quotes are needed."""
    text = clean(value) if isinstance(value, str) else ""
    lines = text.split("\n")
    sound = all(line == line.rstrip() and all(_prints(char) for char in line) for line in lines)
    return lines if len(lines) > 1 and sound else None


def _may_stand_bare(text: str, typed: bool) -> bool:
    if typed and _NUMBER.fullmatch(text):
        return True
    if len(text) > LONGEST_PLAIN or not _PLAIN.fullmatch(text) or text.lower() in _WORDS:
        return False
    # What begins with a figure is a number for some reader, unless words follow: « 12 rue Paradis ».
    return not text[0].isdigit() or (" " in text and any(char.isalpha() for char in text))


def _prints(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"


def _quoted(text: str) -> str:
    """The text in double quotes: letters and spaces of all scripts as they are, the rest escaped."""
    return f'"{"".join(_sign(char) for char in text)}"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _sign(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _prints(char):
        return char
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
