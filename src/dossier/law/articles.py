"""The register of the articles that the program relies on: in which state each was read, from what source, how sure it is.

Its rows are the YAML files of `articles/`, by code or family; `readings.yaml` says once how a text may have been read. What the
code writes (`CPC 1406 ; C. com. L721-3`, « L. 441-10, II », `CPC 640 à 642`) leads to rows by `articles_of`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from dossier.ground import shipped
from dossier.ground.french import short_day
from dossier.law.citations import CODES, Citation, citations
from dossier.law.law import Certainty, least_sure
from dossier.law.parameters import trusted_yaml

_FILES = (
    "cpc", "code_civil", "code_commerce", "cpce", "code_consommation", "autres_codes", "lois", "decisions",
)  # fmt: skip
"""The files of the register, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class State:
    """A version of an article and how it was read. Applies to facts from `start` (None: always) to `end`, included (None: still)."""

    text: str
    source: str
    certainty: Certainty
    read_on: date
    start: date | None = None
    end: date | None = None
    note: str = ""

    @property
    def days(self) -> str:
        """« du … au … : », « à partir du … : », « jusqu’au … : », or '' for a state without days."""
        start, end = self.start and short_day(self.start), self.end and short_day(self.end)
        if start and end:
            return f"du {start} au {end} : "
        return f"à partir du {start} : " if start else f"jusqu’au {end} : " if end else ""


@dataclass(frozen=True, slots=True)
class Surer:
    """A conclusion that may be surer than the weakest state of its article: the words it is known by, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """A row of the register: its short name as code writes it, what it says in our words, its states by date (one at least).

    `family` is the code or the kind of text, in French; `kept` says why a row that nothing cites stays, '' for most.
    """

    id: str
    title: str
    family: str
    states: tuple[State, ...]
    surer: tuple[Surer, ...] = ()
    kept: str = ""

    @property
    def certainty(self) -> Certainty:
        """How sure it is at its weakest, over all its states."""
        return least_sure(state.certainty for state in self.states)

    @property
    def read_on(self) -> date:
        """The day on which its oldest reading was made: from then on it has to be read again."""
        return min(state.read_on for state in self.states)

    def on(self, day: date) -> State:
        """The state that applies to a fact of a day; the nearest one where none does."""
        for state in self.states:
            if (state.start is None or state.start <= day) and (state.end is None or day <= state.end):
                return state
        return self.states[0] if self.states[0].start and day < self.states[0].start else self.states[-1]


@dataclass(frozen=True, slots=True)
class Register:
    """All rows by id, in the order of the files, with the ways to find them: by key, by bare number, by range."""

    articles: Mapping[str, Article]
    _keys: Mapping[str, str] = field(repr=False)
    _bare: Mapping[str, tuple[str, ...]] = field(repr=False)
    _ranges: tuple[tuple[Citation, str], ...] = field(repr=False)

    def named(self, citation: Citation) -> tuple[Article, ...]:
        """The rows that a reference means: one, those of a range or of a whole law, or none when it is not on the register."""
        if citation.upto:
            inside = tuple(self.articles[row] for key, row in self._keys.items() if _within(key, citation.key, citation.upto))
            around = self._around(citation.key) + self._around(citation.upto)
            return tuple(dict.fromkeys((*inside, *around)))
        row = self._keys.get(citation.key) or self._keys.get(citation.key.partition(", art. ")[0])
        if not row and not citation.code:
            same = self._bare.get(citation.key, ())
            row = same[0] if len(same) == 1 else None
        if row:
            return (self.articles[row],)
        parts = dict.fromkeys(id_ for key, id_ in self._keys.items() if key.startswith(f"{citation.key}, art. "))
        return tuple(self.articles[id_] for id_ in parts) or self._around(citation.key)

    def has(self, citation: Citation) -> bool:
        """Whether the register has what a reference names; of a range, both its ends."""
        ends = (citation.key, citation.upto) if citation.upto else (citation.key,)
        return all(self.named(Citation(end, code=citation.code, sure=citation.sure)) for end in ends)

    def _around(self, key: str) -> tuple[Article, ...]:
        return tuple(self.articles[row] for span, row in self._ranges if _within(key, span.key, span.upto))


@cache
def register() -> Register:
    """The register as shipped. Its files are ours and tested: a fault in them raises."""
    readings = trusted_yaml(shipped.read("law/articles/readings.yaml"))
    articles: dict[str, Article] = {}
    for name in _FILES:
        for article in _rows(trusted_yaml(shipped.read(f"law/articles/{name}.yaml")), readings):
            articles[article.id] = article
    keys: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    ranges = []
    for id_ in articles:
        for key in _keys_of(id_):
            if key.upto:
                ranges.append((key, id_))
            else:
                keys.setdefault(key.key, id_)
                bare.setdefault(key.key.removeprefix(f"{key.code} "), []).append(id_)
    return Register(articles, keys, {number: tuple(ids) for number, ids in bare.items()}, tuple(ranges))


@cache
def articles_of(rule: str) -> tuple[Article, ...]:
    """The rows that a rule names, in its order, each once; none for « contrat » and what is no article."""
    found = [article for citation in citations(rule) for article in register().named(citation)]
    return tuple(dict.fromkeys(found))


def _keys_of(id_: str) -> tuple[Citation, ...]:
    """How a row is found: as code would cite it, and a law by its day too (« la loi du 16 juillet 1971 »)."""
    found = citations(id_)
    whole = found[0]
    if whole.code in CODES or not whole.code:
        return (whole,)
    dated = citations(re.sub(r"n° ?\d+-\d+ ", "", id_))
    return tuple(dict.fromkeys((whole, *dated)))


def _rows(data: dict[str, Any], readings: dict[str, Any]) -> list[Article]:
    code = f"{data['code']} " if "code" in data else ""
    rows = []
    for number, row in data["articles"].items():
        reading = row.get("reading", data["reading"])
        states = [
            _state({**readings[state.get("reading", reading)], **_words(row), **_words(state)})
            for state in row.get("states", ({},))
        ]
        surer = tuple(Surer(each["words"], each["why"]) for each in row.get("surer", ()))
        rows.append(Article(code + number, row["title"], data["name"], tuple(states), surer, row.get("kept", "")))
    return rows


def _words(row: dict[str, Any]) -> dict[str, str]:
    """What a row says of a state itself, over what its reading says."""
    return {key: row[key] for key in ("state", "source", "certainty", "read_on", "note", "from", "until") if key in row}


def _state(row: dict[str, str]) -> State:
    start, end = row.get("from"), row.get("until")
    return State(
        row["state"],
        row["source"],
        Certainty(row["certainty"]),
        date.fromisoformat(row["read_on"]),
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        row.get("note", ""),
    )


def _within(key: str, first: str, last: str) -> bool:
    """Whether an article lies in a range of its code: 1411 in 1405 to 1425, 1424-5 too; L. and R. apart."""
    one, low, high = _place(key), _place(first), _place(last)
    return one[:2] == low[:2] == high[:2] and bool(low[2]) and low[2] <= one[2] <= high[2]


def _place(key: str) -> tuple[str, str, tuple[int, ...]]:
    """The code, the letter and the numbers of an article, for order."""
    match = re.fullmatch(r"(.*?) ?([LRDA]?)(\d+(?:-\d+)*)", key)
    return (match[1], match[2], tuple(int(part) for part in match[3].split("-"))) if match else (key, "", ())
