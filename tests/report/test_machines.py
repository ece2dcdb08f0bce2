"""The forms of findings that GitLab and readers of JUnit take."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity, Span
from dossier.report.machines import gitlab, junit


def finding(
    message: str = "le montant ne va pas", case: str = "x", severity: Severity = Severity.ERROR, line: int = 5
) -> Diagnostic:
    diagnostic = found("DC801", message, Span(f"cases/{case}/factures.yaml" if case else "", line, 16, line, 23), case=case)
    values = {name: getattr(diagnostic, name) for name in Diagnostic.__slots__}
    return Diagnostic(**{**values, "severity": severity})


def test_gitlab_takes_a_list_with_path_line_and_fingerprint() -> None:
    """The keys that GitLab documents for a Code Quality report, paths relative to the repository."""
    rows = json.loads(gitlab([finding(), finding(severity=Severity.WARNING, case="")]))
    assert rows[0] == {
        "description": "DC801 : le montant ne va pas",
        "check_name": "DC801",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "cases/x/factures.yaml", "lines": {"begin": 5}},
    }
    assert rows[1]["severity"] == "minor" and rows[1]["location"]["path"] == "dossier.yaml"
    assert json.loads(gitlab([])) == []


def test_a_fingerprint_follows_its_finding_and_is_nobody_elses() -> None:
    """Lines added above move no finding; two equal findings of a file stay two."""
    first, second = json.loads(gitlab([finding(), finding(line=9)]))
    (moved,) = json.loads(gitlab([finding(line=12)]))
    assert moved["fingerprint"] == first["fingerprint"] != second["fingerprint"]


def test_junit_has_a_suite_per_case_and_fails_for_errors_alone() -> None:
    """A warning is a skipped test: it is seen, and the pipeline stays green as the exit code says."""
    root = ElementTree.fromstring(junit([finding(case="b"), finding(case="a", severity=Severity.WARNING), finding(case="b")]))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("a", "1", "0"),
        ("b", "2", "2"),
    ]
    assert root.find("testsuite/testcase/skipped") is not None
    (failure, _) = root.iter("failure")
    assert failure.get("type") == "DC801" and "le montant ne va pas" in (failure.text or "")


def test_nothing_found_is_a_test_that_passed() -> None:
    """An empty file would be taken for a report that was lost."""
    root = ElementTree.fromstring(junit([]))
    assert [len(suite) for suite in root] == [1] and root.get("failures") == "0"


@given(st.text(max_size=40))
def test_no_message_leaves_its_place(message: str) -> None:
    """Markup, control signs and line ends of a message stay text."""
    root = ElementTree.fromstring(junit([finding(message)]))
    assert len(list(root.iter())) == 4
    (row,) = json.loads(gitlab([finding(message)]))
    assert all(char.isprintable() or char in "\u00a0\u202f\u2009" for char in row["description"])
