"""The findings of a build by rule, and the page of every rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.documents.articles import article
from dossier.ground.catalogue import CATALOGUE, Rule
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.site.markdown import page_html
from dossier.site.page import Page

MOST_FOUND = 8
"""Findings that the page of their rule shows; the page of findings has them all."""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """A rule with the findings that it made."""

    rule: Rule
    found: tuple[Diagnostic, ...]


def by_rule(diagnostics: Iterable[Diagnostic]) -> tuple[RuleFindings, ...]:
    """Findings under their rule: errors first, then by code; inside a rule in the order given."""
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault(diagnostic.code, []).append(diagnostic)
    ordered = sorted(groups, key=lambda code: (_ORDER.index(CATALOGUE[code].severity), code))
    return tuple(RuleFindings(CATALOGUE[code], tuple(groups[code])) for code in ordered)


def rule_pages(diagnostics: Iterable[Diagnostic]) -> list[Page]:
    """One page per code of the catalogue, with how often it was found here."""
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault(diagnostic.code, []).append(diagnostic)
    return [_rule_page(rule, groups.get(code, [])) for code, rule in sorted(CATALOGUE.items())]


def _rule_page(rule: Rule, found: Sequence[Diagnostic]) -> Page:
    _, _, text = rule.page().partition("\n\n")  # the page's own title stands in the template
    if rule.law:
        text = text.rstrip().removesuffix(rule.law) + article(rule.law)
    crumbs = (("Portefeuille", "index.html"), ("Anomalies", "anomalies.html"), (rule.code, ""))
    values = {"rule": rule, "body": page_html(text), "count": len(found), "found": found[:MOST_FOUND]}
    return Page(f"regles/{rule.code}.html", "rule.html.j2", f"{rule.code} : {rule.title}", "anomalies", values, crumbs)
