"""The articles and the values of law that the pages rely on, with how sure each is and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.law.law import Certainty, Law, LawValue, least_sure
from dossier.site.page import slug
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """A value of law that a figure or a day rests on. `verified` is the day on which its sources were last read."""

    value: LawValue
    description: str
    verified: date | None
    cases: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """An article or a rule that a conclusion names. `uses` are (words, case, path), by case; `certainty` the least sure one."""

    rule: str
    anchor: str
    certainty: Certainty
    uses: tuple[tuple[str, str, str], ...]


def rule_anchor(rule: str) -> str:
    """The fragment of a rule in textes.html."""
    return f"r-{slug(rule)}"


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
            parameter.last_verified_on if parameter else None,
            tuple(sorted(users[value])),
            value_anchor(value),
        )
        for value in ordered
    )


def value_anchor(value: LawValue) -> str:
    """The fragment of a value of law in textes.html."""
    return f"v-{slug(value.name)}-{value.start.isoformat() if value.start else 'toujours'}"


def rules_used(views: Sequence[CaseView]) -> tuple[RuleUsed, ...]:
    """Every rule that a line, a time limit, a condition or a diagnostic names, by its text."""
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    sure: dict[str, list[Certainty]] = {}
    for view in views:
        for rule, certainty, words, path in _named(view):
            if rule and rule != "contrat":
                uses.setdefault(rule, {})[(words, view.case.id, path)] = None
                sure.setdefault(rule, []).append(certainty)
    return tuple(RuleUsed(rule, rule_anchor(rule), least_sure(sure[rule]), tuple(uses[rule])) for rule in sorted(uses, key=slug))


def _named(view: CaseView) -> Iterable[tuple[str, Certainty, str, str]]:
    case = f"cases/{view.case.id}"
    stage, claim = view.stage, view.claim
    for invoice in claim.invoices:
        for period in invoice.periods:
            yield period.rate.rule, period.rate.certainty, "taux d’intérêt", f"{case}/decompte.html"
    for payment in claim.payments:
        for part in payment.allocated:
            yield part.rule, Certainty.TEXT, "imputation des versements", f"{case}/decompte.html"
    for title in claim.titles:
        yield title.rule, Certainty.TEXT, "condamnation", f"{case}/decompte.html"
    for head in claim.not_claimed:
        yield head.rule, Certainty.TEXT, f"non réclamé : {head.what}", f"{case}/decompte.html#non-reclame"
    for limit in stage.deadlines:
        yield limit.rule, limit.certainty, limit.title, f"{case}/etapes.html#delais"
    for index, step in enumerate(stage.next, 1):
        yield step.rule, step.certainty, step.title, f"{case}/etapes.html#acte-{index}"
        for condition in step.conditions:
            yield condition.rule, condition.certainty, condition.label, f"{case}/etapes.html#acte-{index}"
    for blocker in stage.blockers:
        yield blocker.rule, blocker.certainty, blocker.why, f"{case}/etapes.html#voies"
    for trace in stage.trace:
        yield trace.rule, trace.certainty, trace.effect, f"{case}/etapes.html#faits"
    if stage.court:
        yield stage.court.rule, stage.court.certainty, "tribunal compétent", f"{case}/etapes.html#tribunal"
    for diagnostic in view.diagnostics:
        yield diagnostic.rule, Certainty.TEXT, diagnostic.code, f"{case}/index.html#anomalies"
