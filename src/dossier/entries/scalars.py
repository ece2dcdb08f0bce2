"""One value as a YAML scalar that our reader and an editor's YAML 1.2 read as the same text."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from dossier.ground.money import Money
from dossier.ground.quotes import clean, quoted, stands

Simple = str | int | bool | date | time | Decimal | Money
"""What stands at a key without keys of its own."""

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "oui", "non"})
"""Words that a reader of YAML 1.1 or of ours takes for something else than a text."""
_PLAIN = re.compile(r"[^\W_](?:[\w /.,’'()+°-]*[\w).°])?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}h(?:[0-9]{2})?|oui|non")
LONGEST_PLAIN = 200
"""Signs of a text that may stand without quotes."""


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
    return text if _may_stand_bare(text, typed) else quoted(text)


def in_braces(value: Simple, typed: bool = False) -> str:
    """A value as it stands between braces, where a comma would end it."""
    text = scalar(value, typed)
    return quoted(text) if "," in text and not text.startswith('"') else text


def block(value: Simple) -> list[str] | None:
    """The lines of a text of several lines as a literal block, without their indentation; None where quotes are needed."""
    text = clean(value) if isinstance(value, str) else ""
    lines = text.split("\n")
    sound = all(line == line.rstrip() and all(stands(char) for char in line) for line in lines)
    return lines if len(lines) > 1 and sound else None


def _may_stand_bare(text: str, typed: bool) -> bool:
    if typed and _NUMBER.fullmatch(text):
        return True
    if len(text) > LONGEST_PLAIN or not _PLAIN.fullmatch(text) or text.lower() in _WORDS:
        return False
    # What begins with a figure is a number for some reader, unless words follow: « 12 rue Paradis ».
    return not text[0].isdigit() or (" " in text and any(char.isalpha() for char in text))
