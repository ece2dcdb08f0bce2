"""The articles and the values of law that the pages rely on, with how sure each is and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.ground.french import lower_first
from dossier.law.articles import Article, articles_of, register
from dossier.law.law import Law, LawValue
from dossier.site.lines import groups_of
from dossier.site.page import slug
from dossier.site.view import CaseView

Naming = tuple[str, str, str]
"""A rule, the words of what it is for, and the path of the place that names it."""


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
    """An article of the register that conclusions name. `uses` are (words, case, path), by case."""

    article: Article
    anchor: str
    uses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OtherRule:
    """A rule that is no article: the contract, a setting of the firm, a decision; with its `uses`."""

    rule: str
    anchor: str
    uses: tuple[tuple[str, str, str], ...]


def rule_anchor(rule: str) -> str:
    """The fragment of a rule in textes.html: that of the first article it names."""
    found = articles_of(rule)
    return f"r-{slug(found[0].id if found else rule)}"


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
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    for view, rows in zip(views, named, strict=True):
        for rule, words, path in rows:
            uses.setdefault(rule, {})[(words, view.case.id, path)] = None
    linked = frozenset(uses) | {part for rule in uses for part in rule.split(" ; ") if articles_of(part)}
    for used in values:
        for case in used.cases:
            uses.setdefault(used.value.reference.title, {})[(lower_first(used.description), case, f"#{used.anchor}")] = None
    return Texts(values, _articles(uses), _others(uses), linked)


def _articles(uses: Mapping[str, Mapping[tuple[str, str, str], None]]) -> tuple[ArticleUsed, ...]:
    """The articles that the rules name, in the order of the register."""
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    for rule, places in uses.items():
        for article in articles_of(rule):
            found.setdefault(article.id, {}).update(places)
    rows = register().articles.values()
    return tuple(
        ArticleUsed(row, rule_anchor(row.id), tuple(sorted(found[row.id], key=_by_case))) for row in rows if row.id in found
    )


def _others(uses: Mapping[str, Mapping[tuple[str, str, str], None]]) -> tuple[OtherRule, ...]:
    """The rules that name no article, by name."""
    rules = sorted((rule for rule in uses if not articles_of(rule)), key=slug)
    return tuple(OtherRule(rule, rule_anchor(rule), tuple(sorted(uses[rule], key=_by_case))) for rule in rules)


def _by_case(use: tuple[str, str, str]) -> str:
    """The order of uses: by case, and as they come within it."""
    return use[1]


def namings(view: CaseView) -> tuple[Naming, ...]:
    """Every rule that a line, a time limit, a condition or a finding of a case names, each naming once."""
    return tuple(dict.fromkeys(row for row in _named(view) if row[0] and row[0] != "contrat"))


def _named(view: CaseView) -> Iterable[Naming]:
    case = f"cases/{view.case.id}"
    stage, claim = view.stage, view.claim
    for invoice in claim.invoices:
        for period in invoice.periods:
            yield period.rate.rule, "taux d’intérêt", f"{case}/decompte.html"
        for added in invoice.capitalisations:
            yield added.rule, "capitalisation", f"{case}/decompte.html"
    for group in groups_of(view.case, view.claim, view.bordereau):
        for line in group.lines:
            for why in line.whys:
                yield why.rule, lower_first(why.label), f"{case}/decompte.html#ligne-{line.number}"
    for payment in claim.payments:
        for part in payment.allocated:
            yield part.rule, "imputation des versements", f"{case}/decompte.html"
    for title in claim.titles:
        yield title.rule, "condamnation", f"{case}/decompte.html"
    for head in claim.not_claimed:
        yield head.rule, f"non réclamé : {head.what}", f"{case}/decompte.html#non-reclame"
    for limit in stage.deadlines:
        yield limit.rule, limit.title, f"{case}/etapes.html#delais"
    for index, step in enumerate(stage.next, 1):
        yield step.rule, step.title, f"{case}/etapes.html#acte-{index}"
        for condition in step.conditions:
            yield condition.rule, condition.label, f"{case}/etapes.html#acte-{index}"
    for blocker in stage.blockers:
        yield blocker.rule, blocker.why, f"{case}/etapes.html#voies"
    for trace in stage.trace:
        yield trace.rule, trace.effect, f"{case}/etapes.html#faits"
    if stage.court:
        yield stage.court.rule, "tribunal compétent", f"{case}/etapes.html#tribunal"
    for diagnostic in view.diagnostics:
        yield diagnostic.rule, diagnostic.code, f"{case}/index.html#anomalies"
