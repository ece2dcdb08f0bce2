"""The files of the search index: classic scripts, which a browser loads from the disk one by one as somebody searches.

`recherche.js` comes first. It has the cases, their parties and their invoices, and finds them alone. When all else is little
it stands in the same file; otherwise `recherche-mots.js` has all words, and two kinds of files are loaded when they are needed:
the places of a stretch of words (`recherche-p1.js` …), and the rows that a list of results quotes (`recherche-l1.js` …).
So what a search loads depends on what it asks, not on how many cases there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dossier.site.search_words import clean, terms

FIRST = frozenset({"dossier", "partie", "facture"})
"""Kinds of entries that `recherche.js` always has."""
LETTERS = {
    "dossier": "d", "partie": "p", "facture": "f", "pièce": "i", "document": "o", "fait": "e", "échéance": "l", "règle": "r",
    "note": "n",
}  # fmt: skip
"""The kinds of entries, each with the letter that the index has for it."""
LARGEST_WHOLE = 400_000
"""Octets of an index that stays in one file."""
LARGEST_PLACES = 150_000
"""Octets of the places of a stretch of words."""
LARGEST_ROWS = 400_000
"""Octets of a file of rows; one row may be longer."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_EPOCH = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its kind, title, case (its folder's name, or ''), path from `build/`, day, and its text.

    `keys` are more words, which no list of results shows. `follows` is True for a further page of the piece before it.
    """

    kind: str
    title: str
    case: str
    path: str
    day: date | None = None
    text: str = ""
    keys: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class _Tier:
    """Entries in their order with their words: what the script has of them at once, places by stretch, rows by file."""

    head: Mapping[str, object]
    places: list[str]
    rows: list[list[list[str]]]


def index_files(entries: Sequence[Entry], titles: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of the index by name; *titles* are the cases with the words that a group of results bears, in any
    order.

    Entries of a case stand together in the index, those of no case first; inside a case they keep their order.
    """
    cases = sorted(titles)
    ranks = {case: rank for rank, (case, _) in enumerate(cases, 1)}
    ordered = sorted(entries, key=lambda entry: ranks.get(entry.case, 0))
    first = _tier([entry for entry in ordered if entry.kind in FIRST], ranks)
    more = _tier([entry for entry in ordered if entry.kind not in FIRST], ranks)
    homes = {entry.case: entry.path for entry in ordered if entry.kind == "dossier"}
    groups = [[case, title, homes.get(case, "")] for case, title in cases]
    head = _call("tete", {"cases": groups, **first.head, "places": first.places, "lignes": first.rows})
    inner = _call("mots", more.head)
    parts = {f"p{n}": _call(f"p{n}", part) for n, part in enumerate(more.places, 1)}
    parts |= {f"l{n}": _call(f"l{n}", part) for n, part in enumerate(more.rows, 1)}
    calls = {"mots": inner, **parts}
    if len(head) + sum(map(len, calls.values())) <= LARGEST_WHOLE:
        # The first part comes last: who waits for it finds all the others.
        return {"recherche.js": b"".join(calls.values()) + head}
    return {"recherche.js": head, **{f"recherche-{name}.js": call for name, call in calls.items()}}


def _call(name: str, value: object) -> bytes:
    # A script of its own, never inside a page: no sign in it can end an element; still nothing but ASCII is written.
    return f"dossierIndex({json.dumps(name)},{json.dumps(value, separators=(',', ':'))});\n".encode("ascii")


def _tier(entries: Sequence[Entry], ranks: dict[str, int]) -> _Tier:
    postings: dict[str, list[int]] = {}
    rows: list[list[str]] = []
    for place, entry in enumerate(entries):
        title, text = clean(entry.title), clean(entry.text)
        # The title and the day of a piece are those of its further pages too: they are indexed once.
        named = set() if entry.follows else terms(title) | ({f"j{entry.day:%Y%m%d}"} if entry.day else set())
        for word in named:
            postings.setdefault(word, []).append(2 * place + 1)
        for word in (terms(text) | terms(clean(entry.keys))) - named:
            postings.setdefault(word, []).append(2 * place)
        rows.append([title, _path(entry), entry.day.isoformat() if entry.day else "", text])
    words = sorted(postings)
    coded = [_places(postings[word]) for word in words]
    cuts = list(_cuts([len(text) + 1 for text in coded], LARGEST_PLACES))
    shelves = list(_cuts([_weight(row) for row in rows], LARGEST_ROWS))
    head = {
        "mots": _front_coded(words),
        "coupes": [start for start, _ in cuts],
        "rayons": [start for start, _ in shelves],
        "sortes": "".join(LETTERS[entry.kind].upper() if entry.follows else LETTERS[entry.kind] for entry in entries),
        "jours": "".join(_fixed(max((entry.day - _EPOCH).days, 0) if entry.day else 0) for entry in entries),
        "dossiers": "".join(f"{_number(rank)}{_number(count)}" for rank, count in _runs(entries, ranks)),
    }
    return _Tier(head, [" ".join(coded[a:b]) for a, b in cuts], [rows[a:b] for a, b in shelves])


def _path(entry: Entry) -> str:
    """A path from `build/`; `~` stands for the folder of the case."""
    home = f"cases/{entry.case}/"
    return f"~{entry.path.removeprefix(home)}" if entry.case and entry.path.startswith(home) else entry.path


def _runs(entries: Sequence[Entry], ranks: dict[str, int]) -> Iterator[tuple[int, int]]:
    """The rank of each case in turn (0 for none) and how many entries follow."""
    for rank, group in groupby(entries, key=lambda entry: ranks.get(entry.case, 0)):
        yield rank, sum(1 for _ in group)


def _weight(row: Sequence[str]) -> int:
    return len(json.dumps(row, separators=(",", ":"))) + 1


def _cuts(weights: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Stretches `[start, end)` of which none weighs more than *most*, unless one alone does."""
    start, size = 0, 0
    for place, weight in enumerate(weights):
        if size + weight > most and place > start:
            yield start, place
            start, size = place, 0
        size += weight
    if weights:
        yield start, len(weights)


def _front_coded(words: Sequence[str]) -> str:
    """Words in order, each as the number of letters that it shares with the one before (one sign) and the rest."""
    before, coded = "", []
    for word in words:
        shared = 0
        for a, b in zip(before[:LONGEST_SHARED], word, strict=False):
            if a != b:
                break
            shared += 1
        coded.append(_ALPHABET[shared] + word[shared:])
        before = word
    return " ".join(coded)


LONGEST_SHARED = 63


def _places(rows: Sequence[int]) -> str:
    """Places in order, each twice its entry plus one when the title has the word, as differences."""
    before, coded = 0, []
    for row in rows:
        entry = row >> 1
        coded.append(_number((entry - before) * 2 + (row & 1)))
        before = entry
    return "".join(coded)


def _number(value: int) -> str:
    """A number in signs of five bits, the lowest first; a sign of the second half says that more follow."""
    signs = []
    while value > 31:
        signs.append(_ALPHABET[32 + (value & 31)])
        value >>= 5
    return "".join(signs) + _ALPHABET[value]


def _fixed(value: int) -> str:
    """A number in three signs."""
    return _ALPHABET[value >> 12 & 63] + _ALPHABET[value >> 6 & 63] + _ALPHABET[value & 63]
