"""The one table of diagnostic codes: code, slug, severity, title and page.

Codes go by hundreds: 1 load, 2 check, 3 claim, 4 procedure, 5 pieces and documents, 6 bundle, 7 site, 8 publish, jobs and import.
Numbers are never used twice. Each hundred is a module or two of this package, which declare `RULES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.ground.catalogue import (
    bundle,
    check,
    check_conduct,
    claim,
    intake,
    intake_money,
    load,
    pieces,
    procedure,
    procedure_faults,
    publish,
    sending,
    site,
)
from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Diagnostic, Fix
from dossier.ground.spans import NOWHERE, Span

CATALOGUE: Mapping[str, Rule] = {
    rule.code: rule
    for module in (
        load,
        check,
        check_conduct,
        claim,
        procedure,
        procedure_faults,
        pieces,
        sending,
        bundle,
        site,
        publish,
        intake,
        intake_money,
    )
    for rule in module.RULES
}


def found(
    code: str,
    message: str,
    span: Span = NOWHERE,
    *,
    hints: tuple[str, ...] = (),
    related: tuple[tuple[Span, str], ...] = (),
    rule: str = "",
    case: str = "",
    fixes: tuple[Fix, ...] = (),
) -> Diagnostic:
    """Make the diagnostic of a code, with the severity and the article that its row declares."""
    page = CATALOGUE[code]
    return Diagnostic(code, page.severity, span, message, hints, related, rule or page.law, case, fixes)


def row(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as it stands in every JSON output; line and column are 0 for a file as a whole, `fixes` only where there are any."""
    rows = {
        "code": diagnostic.code,
        "slug": CATALOGUE[diagnostic.code].slug,
        "severity": diagnostic.severity.value,
        **_place(diagnostic.span),
        "message": diagnostic.message,
        "hints": list(diagnostic.hints),
        "related": [{**_place(span), "message": note} for span, note in diagnostic.related],
        "rule": diagnostic.rule,
    }
    return {**rows, "fixes": [_edit(fix) for fix in diagnostic.fixes]} if diagnostic.fixes else rows


def _edit(fix: Fix) -> dict[str, Any]:
    """An edit: its stretch ends before `end_column`; columns count characters."""
    end = {"end_line": fix.span.end_line, "end_column": fix.span.end_column}
    return {**_place(fix.span), **end, "text": fix.text, "message": fix.message}


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}


__all__ = ["CATALOGUE", "Rule", "found", "row"]
