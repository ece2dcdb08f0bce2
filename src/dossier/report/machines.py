"""Diagnostics in two more forms that the hosts of code read: Code Quality of GitLab, and JUnit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from dossier.ground.diagnostics import SEVERITY_FR, Diagnostic, Severity
from dossier.ground.plain import is_plain
from dossier.report.text import shown

_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.ADVICE: "info"}
_TOP = "dossier.yaml"
"""The file that stands for what has no place of its own: the hosts take no finding without one."""


def gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """The Code Quality report of GitLab: a list with one row per finding; the fingerprint does not move with its line."""
    seen: dict[str, int] = {}
    text = json.dumps([_row(diagnostic, seen) for diagnostic in diagnostics], ensure_ascii=False, indent=2)
    return "".join(char if char == "\n" or is_plain(char) else json.dumps(char)[1:-1] for char in text)


def _row(diagnostic: Diagnostic, seen: dict[str, int]) -> dict[str, Any]:
    path, message = diagnostic.span.file or _TOP, shown(diagnostic.message)
    key = "\n".join((diagnostic.code, path, message))
    seen[key] = seen.get(key, 0) + 1
    return {
        "description": f"{diagnostic.code} : {message}",
        "check_name": diagnostic.code,
        "fingerprint": sha256(f"{key}\n{seen[key]}".encode("utf-8", "replace")).hexdigest(),
        "severity": _LEVELS[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": diagnostic.span.line or 1}},
    }


def junit(diagnostics: Sequence[Diagnostic]) -> str:
    """A JUnit report: one suite per case, the workspace's own first; an error is a failed test, all else a skipped one.

    Without a finding it holds one test that passed: an empty report counts as a failure for some readers.
    """
    rows = sorted(diagnostics, key=lambda diagnostic: diagnostic.case)
    suites = [_suite(case or "classeur", list(group)) for case, group in groupby(rows, key=lambda diagnostic: diagnostic.case)]
    suites = suites or ['  <testsuite name="classeur" tests="1" failures="0" skipped="0">', '    <testcase classname="classeur" name="dossier check"/>', "  </testsuite>"]  # fmt: skip
    failed = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    head = f'<testsuites name="dossier check" tests="{len(diagnostics) or 1}" failures="{failed}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"])


def _suite(name: str, rows: Sequence[Diagnostic]) -> str:
    failed = sum(row.severity is Severity.ERROR for row in rows)
    head = f'  <testsuite name={_quoted(name)} tests="{len(rows)}" failures="{failed}" skipped="{len(rows) - failed}">'
    return "\n".join([head, *(_case(name, row) for row in rows), "  </testsuite>"])


def _case(name: str, diagnostic: Diagnostic) -> str:
    from xml.sax.saxutils import escape

    place, message = shown(str(diagnostic.span)) or _TOP, shown(diagnostic.message)
    test = f"{diagnostic.code} {place}"
    opening = f"    <testcase classname={_quoted(name)} name={_quoted(test)} file={_quoted(diagnostic.span.file or _TOP)}>"
    if diagnostic.severity is Severity.ERROR:
        body = "\n".join([f"{place}: {message}", *(f"aide : {shown(hint)}" for hint in diagnostic.hints)])
        inner = f'      <failure type="{diagnostic.code}" message={_quoted(message)}>{escape(body)}</failure>'
    else:
        inner = f"      <skipped message={_quoted(f'{SEVERITY_FR[diagnostic.severity]} : {message}')}/>"
    return "\n".join([opening, inner, "    </testcase>"])


def _quoted(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(shown(text))
