"""Text that no terminal obeys and that hides nothing: which characters show as themselves, and JSON made of these alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_SPACES = "\u00a0\u202f\u2009"
_UNSURE = re.compile(r"[^\n -~À-ÿ’]")
"""What is looked up sign by sign; the rest is nearly all of French text, and prints."""


def is_plain(char: str) -> bool:
    """Whether a terminal shows a character as itself: what prints, and the no-break spaces of French."""
    return char.isprintable() or char in _SPACES


def json_text(data: Mapping[str, Any]) -> str:
    """JSON as all commands and files have it: two spaces, accents as they are, nothing that a terminal would obey."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _UNSURE.sub(lambda found: found[0] if is_plain(found[0]) else json.dumps(found[0])[1:-1], text)


def one_line(text: str) -> str:
    """The text on one line, without what does not print: control characters, marks that turn the direction of text."""
    return "".join(char if is_plain(char) else " " if char.isspace() else "" for char in text)
