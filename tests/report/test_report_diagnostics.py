"""One finding in five forms."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic, Severity, Span
from dossier.report import diagnostics as report

TEXT = "- numero: F-1\n  date: 2026-01-15\n\n\n  montant_ttc: 1234,56\n  tva: \x1b[31mx\n"
FILE = "cases/x/factures.yaml"


PLACE = Span(FILE, 5, 16, 5, 23)


def finding(span: Span = PLACE, message: str = "le montant ne va pas", **more: object) -> Diagnostic:
    diagnostic = found("DC801", message, span, case="x")
    return Diagnostic(**{**{name: getattr(diagnostic, name) for name in Diagnostic.__slots__}, **more})  # type: ignore[arg-type]


def full(diagnostic: Diagnostic, text: str | None = TEXT) -> list[str]:
    return report.full([diagnostic], lambda path: text if path == FILE else None).splitlines()


def test_the_full_form_underlines_what_is_meant() -> None:
    """The line of the fault stands with its number, and the fault is underlined to the character."""
    lines = full(finding(hints=("corrigez",), rule="C. com. L441-9"))
    assert lines == [
        "erreur[DC801]\u00a0: le montant ne va pas",
        "  ┌─ cases/x/factures.yaml:5:16",
        "  │",
        "5 │   montant_ttc: 1234,56",
        "  │                ━━━━━━━",
        "  │",
        "  = aide\u00a0: corrigez",
        "  = texte\u00a0: C. com. L441-9",
        "  = règle\u00a0: dossier explain DC801",
    ]


def test_related_places_of_the_file_are_shown_in_its_order() -> None:
    """A first declaration elsewhere in the file is underlined lightly with its word; another file is named."""
    related = ((Span(FILE, 1, 3, 1, 9), "déjà ici"), (Span("dossier.yaml", 3, 1, 3, 4), "et là"))
    lines = full(finding(related=related))
    assert lines[3:8] == [
        "1 │ - numero: F-1", "  │   ────── déjà ici", "· │", "5 │   montant_ttc: 1234,56", "  │                ━━━━━━━",
    ]  # fmt: skip
    assert "  = voir\u00a0: dossier.yaml:3:1\u00a0: et là" in lines


def test_a_file_as_a_whole_or_unreadable_has_no_excerpt() -> None:
    """What cannot be shown is named."""
    assert full(finding(Span(FILE)))[1:] == ["  ┌─ cases/x/factures.yaml", "  = règle\u00a0: dossier explain DC801"]
    assert full(finding(), None)[1] == "  ┌─ cases/x/factures.yaml:5:16"
    assert full(finding(Span(FILE, 99, 1, 99, 2)))[1] == "  ┌─ cases/x/factures.yaml:99:1"


def test_an_excerpt_obeys_nothing_and_stays_within_a_screen() -> None:
    """Escape sequences in the file are spelled out; a line of a megabyte is cut around the place."""
    assert "6 │   tva: \\x1b[31mx" in full(finding(Span(FILE, 6, 8, 6, 9)))
    lines = full(finding(Span(FILE, 1, 500_000, 1, 500_003)), "x" * 1_000_000)
    assert max(map(len, lines)) < 130
    assert "━━━" in lines[4]


@given(st.integers(0, 9), st.integers(0, 30), st.integers(0, 9), st.integers(0, 30), st.text())
def test_any_span_on_any_text_gives_lines(line: int, column: int, end_line: int, end_column: int, text: str) -> None:
    """A place that a rounding of ours made odd never breaks the report."""
    lines = full(finding(Span(FILE, line, column, end_line, end_column)), text)
    assert lines[0].startswith("erreur[DC801]")


def test_the_concise_form_is_one_line_with_the_place() -> None:
    """The line that editors and `grep` understand."""
    assert report.concise([finding()]) == "cases/x/factures.yaml:5:16: erreur[DC801] le montant ne va pas"
    assert report.concise([finding(Span(""), message="a\nb")]) == "dossier: erreur[DC801] a\\x0ab"


def test_json_has_the_shape_of_the_contract() -> None:
    """`dossier/check/1`: the keys that other programs rely on."""
    data = json.loads(report.as_json([finding(hints=("corrigez",), related=((Span("b.yaml", 1, 2, 1, 3), "ici"),))]))
    assert data == {
        "schema": "dossier/check/1",
        "diagnostics": [
            {
                "code": "DC801", "slug": "job-stopped", "severity": "error", "file": FILE, "line": 5, "column": 16,
                "message": "le montant ne va pas", "hints": ["corrigez"],
                "related": [{"file": "b.yaml", "line": 1, "column": 2, "message": "ici"}], "rule": "",
            }
        ],
    }  # fmt: skip


@given(st.text())
def test_json_keeps_every_character_and_prints_none_that_a_terminal_obeys(text: str) -> None:
    """What a program reads is what was written; what a terminal shows is harmless."""
    message = text.encode("utf-8", "replace").decode()
    printed = report.as_json([finding(message=message)])
    assert json.loads(printed)["diagnostics"][0]["message"] == message
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed) is None


def test_github_annotations_are_escaped_and_errors_come_first() -> None:
    """A message cannot end its own command and begin another."""
    warning = finding(severity=Severity.WARNING)
    error = finding(Span("a,b:c.yaml", 1, 2, 3, 4), message="100 %\n::error::x")
    assert report.github([warning, error]).splitlines() == [
        "::error title=dossier (DC801),file=a%2Cb%3Ac.yaml,line=1,col=2::100 %25\\x0a::error::x",
        "::warning title=dossier (DC801),file=cases/x/factures.yaml,line=5,col=16,endColumn=23::le montant ne va pas",
    ]


def test_sarif_names_rules_and_places() -> None:
    """SARIF 2.1.0: each result points to its rule by index, its file by a relative address, its region in characters."""
    data = json.loads(report.as_sarif([finding(Span("cases/é x/a.yaml", 5, 16, 5, 23)), finding(Span(""))]))
    (run,) = data["runs"]
    first, second = run["results"]
    assert data["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "DC801"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "cases/%C3%A9%20x/a.yaml"
    assert place["region"] == {"startLine": 5, "startColumn": 16, "endLine": 5, "endColumn": 23}
    assert second["locations"] == []
    assert run["columnKind"] == "unicodeCodePoints"


def test_the_sum_counts_each_severity_and_the_cases() -> None:
    """« 2 erreurs, 1 avertissement dans 1 affaire sur 17 »."""
    found = [finding(), finding(), finding(severity=Severity.WARNING)]
    assert report.summary(found, 17) == "2 erreurs, 1 avertissement dans 1 affaire sur 17"
    assert report.summary([], 1) == "rien à signaler dans 1 affaire"


def test_people_read_french_spaces_and_machines_what_was_written() -> None:
    """The full form sets its sentences; backticks and paths in them stay; the other forms print the message as it is."""
    message = "montant « 5 € » : voir `a : b` et pieces/x : non ?"
    told = finding(message=message, hints=("n° 3 ; L.441-10",))
    lines = full(told)
    assert lines[0] == ("erreur[DC801]\u00a0: montant «\u00a05\u00a0€\u00a0»\u00a0: voir `a : b` et pieces/x\u00a0: non\u202f?")
    assert "  = aide\u00a0: n°\u00a03\u202f; L.\u00a0441\u201110" in lines
    assert message in report.concise([told]) and message in json.loads(report.as_json([told]))["diagnostics"][0]["message"]


def test_a_flood_of_findings_leaves_the_errors_in_sight() -> None:
    """Of thousands of findings in one file a person sees the first ones, errors before all, and their number; machines see all."""
    flood = [finding(Span(FILE, line, 1), severity=Severity.WARNING) for line in range(1, 900)]
    flood += [finding(Span(FILE, 1000, 1), "grave"), finding(Span("dossier.yaml", 1, 1))]
    lines = report.concise(flood).splitlines()
    assert len(lines) == report.MOST_OF_A_FILE + 2
    assert lines[-3].startswith(f"{FILE}:1000:1: erreur") and lines[-1].startswith("dossier.yaml:1:1")
    assert lines[-2].startswith("… et 700\u00a0autres constats dans ce fichier")
    assert len(json.loads(report.as_json(flood))["diagnostics"]) == 901
