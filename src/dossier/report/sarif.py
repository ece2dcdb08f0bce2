"""Diagnostics as SARIF 2.1.0 (OASIS), the form that code hosts and editors read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import dossier
from dossier.ground.catalogue import CATALOGUE
from dossier.ground.diagnostics import Diagnostic, Fix, Severity
from dossier.ground.spans import Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """One run with the rules that were met, in code order, and a result per finding. Columns count characters."""
    codes = sorted({d.code for d in diagnostics})
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "dossier", "version": dossier.__version__, "rules": [_rule(c) for c in codes]}},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"CLASSEUR": {"description": {"text": "Le dossier qui contient dossier.yaml."}}},
                "results": [_result(d, codes.index(d.code)) for d in diagnostics],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = CATALOGUE[code]
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.checks},
        "help": {"text": rule.page(), "markdown": rule.page()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    text = " — ".join([diagnostic.message, *diagnostic.hints])
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(diagnostic.span)] if diagnostic.span.file else [],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(span), "message": {"text": note}} for span, note in diagnostic.related if span.file
        ]
    if diagnostic.fixes:
        result["fixes"] = [_fix(fix) for fix in diagnostic.fixes]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    place = _location(fix.span)["physicalLocation"]
    edit = {"deletedRegion": place["region"], "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": place["artifactLocation"], "replacements": [edit]}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _location(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(span.file), "uriBaseId": "CLASSEUR"}}
    if span.line:
        region = {"startLine": span.line, "startColumn": max(span.column, 1)}
        if span.end_line:
            region |= {"endLine": span.end_line, "endColumn": max(span.end_column, 1)}
        place["region"] = region
    return {"physicalLocation": place}
