"""The articles and the values of law that the pages rely on, with how sure each is and where it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dossier.documents.articles import article, bare_article
from dossier.ground.french import upper_first
from dossier.law.articles import Article, articles_of, register
from dossier.law.citations import citations
from dossier.law.law import Law, LawValue
from dossier.site.namings import Naming
from dossier.site.page import slug
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class Use:
    """What an article is for, in words, and the place in each case that says so: (case, path from `build/` or `#fragment`)."""

    words: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """A value of law that a figure or a day rests on. `verified` is the day on which its sources were last read."""

    value: LawValue
    description: str
    chosen_by: str
    verified: date | None
    cases: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class ArticleUsed:
    """An article of the register that conclusions name, with what it is for."""

    article: Article
    anchor: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class OtherRule:
    """A rule that is no article: a setting of the firm, a table, a decision; with what it is for."""

    rule: str
    anchor: str
    uses: tuple[Use, ...]


def rule_anchor(rule: str) -> str:
    """The fragment of a rule in textes.html: that of the first article it names."""
    found = articles_of(rule)
    return f"r-{slug(found[0].id if found else rule)}"


_NEXT = re.compile(r"( ; |, | et | à )(?=(?:[LRDA]\.? ?)?\d+[-\d]*(?:[ ,]|$)|(?:C\. |CPC|CMF|COJ|CGI|CCP|CPOST))")


@lru_cache(maxsize=4096)  # the same rules stand on the pages of every case
def rule_parts(rule: str) -> tuple[tuple[str, str], ...]:
    """A rule as pages print it, cut where one article ends: (text, fragment or ''). « CPC, art. 54 », « , 56 » are two links."""
    pieces = _NEXT.split(rule)
    parts: list[tuple[str, str]] = []
    code = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append((piece, ""))
            continue
        found = citations(piece)
        named = found[0].code if found else ""
        whole = piece if named or not code else f"{code} {piece}"
        code = named or code
        parts.append((article(piece) if named or not code else bare_article(piece), rule_anchor(whole)))
    return tuple(parts) if len(articles_of(rule)) > 1 else ((article(rule), rule_anchor(rule)),)


def values_used(views: Sequence[CaseView], law: Law) -> tuple[ValueUsed, ...]:
    """The values of law that claims and stages say they used, by name and start."""
    users: dict[LawValue, set[str]] = {}
    for view in views:
        periods = [p for i in view.claim.invoices for p in i.periods] + [p for t in view.claim.titles for p in t.periods]
        used = [*view.claim.law_used, *view.stage.law_used, *(v for p in periods for v in p.rate.values)]
        for value in used:
            users.setdefault(value, set()).add(view.case.id)
    ordered = sorted(users, key=lambda v: (v.name, v.start or date.min, v.text))
    return tuple(
        ValueUsed(
            value,
            parameter.description if (parameter := law.parameters.get(value.name)) else value.name,
            parameter.chosen_by if parameter else "",
            parameter.last_verified_on if parameter else None,
            tuple(sorted(users[value])),
            value_anchor(value),
        )
        for value in ordered
    )


def value_anchor(value: LawValue) -> str:
    """The fragment of a value of law in textes.html."""
    return f"v-{slug(value.name)}-{value.start.isoformat() if value.start else 'toujours'}"


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page of texts shows: values, articles, other rules. `linked` are the rules that have a place on it."""

    values: tuple[ValueUsed, ...]
    articles: tuple[ArticleUsed, ...]
    others: tuple[OtherRule, ...]
    linked: frozenset[str]


def texts_of(views: Sequence[CaseView], named: Sequence[Sequence[Naming]], law: Law) -> Texts:
    """The law that cases rely on, from what `namings` found in each: values, articles, and rules that are no article."""
    values = values_used(views, law)
    places: dict[str, dict[str, dict[str, str]]] = {}
    for view, rows in zip(views, named, strict=True):
        for rule, words, path in rows:
            places.setdefault(rule, {}).setdefault(upper_first(words), {}).setdefault(view.case.id, path)
    for used in values:
        for case in used.cases:
            places.setdefault(used.value.reference.title, {}).setdefault(used.description, {}).setdefault(case, f"#{used.anchor}")
    return Texts(values, _articles(places), _others(places), frozenset(places))


Places = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By rule and words, the first place of each case."""


def _articles(places: Places) -> tuple[ArticleUsed, ...]:
    """The articles that the rules name, in the order of the register."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for rule, by_words in places.items():
        for row in articles_of(rule):
            for words, cases in by_words.items():
                kept = found.setdefault(row.id, {}).setdefault(words, {})
                kept.update({case: path for case, path in cases.items() if case not in kept})
    rows = register().articles.values()
    return tuple(ArticleUsed(row, rule_anchor(row.id), _uses(found[row.id])) for row in rows if row.id in found)


def _others(places: Places) -> tuple[OtherRule, ...]:
    """The rules that name no article, by name."""
    rules = sorted((rule for rule in places if not articles_of(rule)), key=slug)
    return tuple(OtherRule(rule, rule_anchor(rule), _uses(places[rule])) for rule in rules)


def _uses(by_words: Mapping[str, Mapping[str, str]]) -> tuple[Use, ...]:
    """Uses as they come, each with its cases in order."""
    return tuple(Use(words, tuple(sorted(cases.items()))) for words, cases in by_words.items())
