"""Names for files and cases made from the words of strangers: plain, short, and free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from dossier.ground.letters import ascii_text, ascii_words
from dossier.model.conversion import RECORD

LONGEST = 120
"""Bytes of a name: its conversion and what is written on the way have longer ones."""
_RESERVED = re.compile(r'[\\:"*?<>|/]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_FORMS = re.compile(r"\b(sarl|sas|sasu|sa|sci|eurl|snc|ei|earl|gaec|scop|selarl)\b")


def piece_name(written: str, otherwise: str = "piece") -> str:
    """A name for a file below `pieces/`: the last part of what is written, without what a system or a terminal would obey.

    It never hides the file, never leaves the folder, and never makes a file pass for the record of a conversion.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", written))[-1]
    kept = "".join(c if c.isprintable() else " " for c in _RESERVED.sub("-", last))
    name = " ".join(kept.split()).strip(" .~-")
    if not name or _DEVICES.fullmatch(name):
        name = f"{otherwise}-{name}".strip("-")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 12:
        stem, ending = name, ""
    ending = f".{ending}" if ending else ""
    room = LONGEST - len(ending.encode())
    name = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + ending
    return f"{name}.txt" if name.lower().endswith(RECORD) else name


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or `name-2.pdf` and so on when it is taken, capitals aside: some systems do not tell them apart."""
    known = {other.casefold() for other in taken}
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    tried = (name if n == 1 else f"{stem}-{n}{dot}{ending}" for n in range(1, len(known) + 3))
    return next(one for one in tried if one.casefold() not in known)


def stem_of(written: str, otherwise: str) -> str:
    """The name of an entry's file without its ending: letters, figures, points and hyphens of what is written."""
    return re.sub(r"[^A-Za-z0-9._]+", "-", ascii_text(written)).strip("-._")[:60] or otherwise


def case_id(name: str, day: date, taken: Collection[str]) -> str:
    """The id of a new case: the year, the next number of the year, and the debtor's name in a few words."""
    words = " ".join(ascii_words(name)).lower()
    slug = "-".join((_FORMS.sub(" ", words).strip() or words).split())
    slug = slug[:60].strip("-") or "debiteur"
    numbers = [int(match[1]) for other in taken if (match := re.match(rf"{day.year}-(\d{{1,6}})(?:-|$)", other))]
    return f"{day.year}-{max(numbers, default=0) + 1:03}-{slug}"[:80].strip("-")


def debtor_id(name: str) -> str:
    """The id of a debtor inside its case."""
    return re.sub(r"^\d{4}-\d+-", "", case_id(name, date(2000, 1, 1), ()))[:60]
