"""The pages of the whole workspace: the portfolio, its agenda, its findings, the texts, the help, and a page for each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dossier.ground.diagnostics import Diagnostic
from dossier.model.case import Workspace
from dossier.portfolio.definitions import DEFINITIONS
from dossier.site import agenda, paging, texts
from dossier.site.findings import RuleFindings, by_rule, rule_pages
from dossier.site.page import Page
from dossier.site.phases import PHASE_FR
from dossier.site.portfolio import Survey
from dossier.site.view import CaseView

MOST_DEBTORS = 100
"""Debtors that the aged balance of the front page lists; the workbook has them all."""


def general_pages(
    workspace: Workspace,
    views: Sequence[CaseView],
    portfolio: Survey,
    diagnostics: Sequence[Diagnostic],
    law_used: texts.Texts,
    today: date,
) -> list[Page]:
    """The pages of the portfolio: list, agenda, findings, texts, help, about, and one per rule."""
    sources = portfolio_sources(views)
    root = (("Portefeuille", "index.html"),)
    watched = [row for row in portfolio.agenda if row.kind in ("watch", "missed", "wait") and row.nature != "prescription"]
    upcoming = sorted(agenda.soon(watched, today, 60), key=lambda row: (row.day, row.case))
    weeks = agenda.by_week(portfolio.agenda, today)
    turned = paging.parts("echeances.html", "echeances", sum(len(week.rows) for week in weeks), paging.DEADLINES)
    places = {row.target: f"{part.path}#{row.anchor}" for part in turned for week in _weeks(weeks, part) for row in week.rows}
    strip = {"marks": agenda.strip(portfolio.agenda, today), "weekends": agenda.weekends(today), "ticks": agenda.ticks(today)}
    front = {
        "portfolio": portfolio, "upcoming": upcoming[:6], "broken": workspace.broken, "places": places, "phase_fr": PHASE_FR,
        "soon_count": len(agenda.soon([row for row in portfolio.agenda if row.kind != "wait"], today, 7)),
        "definitions": DEFINITIONS, "most": MOST_DEBTORS,
    }  # fmt: skip
    return [
        *_listed("index.html", "portefeuille", ("index.html.j2", "cases.html.j2"), "Portefeuille", front,
                 len(portfolio.rows) + len(workspace.broken), paging.CASES, sources),
        Page("douteuses.html", "doubtful.html.j2", "Créances douteuses", "portefeuille",
             {"portfolio": portfolio, "definition": DEFINITIONS["doubtful"], "broken": workspace.broken},
             (*root, ("Créances douteuses", "")), sources),
        *(Page(part.path, "agenda.html.j2", _numbered("Échéances", part), "echeances",
               {**strip, "weeks": _weeks(weeks, part), "part": part}, (*root, ("Échéances", "")), sources) for part in turned),
        *_findings_pages(diagnostics, sources),
        Page("textes.html", "texts.html.j2", "Textes", "textes",
             {"texts": law_used}, (*root, ("Textes", "")), sources),
        Page("aide.html", "help.html.j2", "Aide", "", {}, (*root, ("Aide", ""))),
        Page("a-propos.html", "about.html.j2", "À propos", "", {}, (*root, ("À propos", ""))),
        Page("recherche.html", "search.html.j2", "Recherche", "", {}, (*root, ("Recherche", ""))),
        *rule_pages(diagnostics),
    ]  # fmt: skip


def _numbered(title: str, part: paging.Part) -> str:
    return title if part.number == 1 else f"{title}, page {part.number}"


def _weeks(weeks: Sequence[agenda.Week], part: paging.Part) -> tuple[agenda.Week, ...]:
    """The weeks of one page of the agenda."""
    return paging.cut(weeks, lambda week: week.rows, lambda week, rows: agenda.Week(week.title, tuple(rows)), part)


def _listed(
    path: str,
    stem: str,
    templates: tuple[str, str],
    title: str,
    values: Mapping[str, Any],
    count: int,
    most: int,
    sources: tuple[str, ...],
) -> list[Page]:
    """A page with a list, and the further pages that have the rest of it."""
    pages = []
    for part in paging.parts(path, stem, count, most):
        crumbs = (("Portefeuille", path), (f"Dossiers {part.first} à {part.last}", "")) if part.number > 1 else ()
        pages.append(
            Page(
                part.path,
                templates[part.number > 1],
                _numbered(title, part),
                "portefeuille",
                {**values, "part": part},
                crumbs,
                sources,
            )
        )
    return pages


def _findings_pages(diagnostics: Sequence[Diagnostic], sources: tuple[str, ...]) -> list[Page]:
    """The anomalies by rule: the rules with their counts on the first page, the findings over as many as they need."""
    groups = by_rule(diagnostics)
    turned = paging.parts("anomalies.html", "anomalies", len(diagnostics), paging.FINDINGS)
    cut = {
        part.path: paging.cut(groups, lambda g: g.found, lambda g, found: RuleFindings(g.rule, tuple(found)), part)
        for part in turned
    }
    first = {code: path for path, shown in reversed(cut.items()) for code in (group.rule.code for group in shown)}
    return [
        Page(part.path, "findings.html.j2", _numbered("Anomalies", part), "anomalies",
             {"all_groups": groups, "groups": cut[part.path], "first": first, "total": len(diagnostics), "part": part},
             (("Portefeuille", "index.html"), ("Anomalies", "")), sources)
        for part in turned
    ]  # fmt: skip


def portfolio_sources(views: Sequence[CaseView]) -> tuple[str, ...]:
    """The inputs of a page that counts all cases."""
    return tuple(sorted({view.case.span.file for view in views} | {"dossier.yaml"}))
