"""Diagnostics in the forms of `dossier check --format`: full, concise, json, github, sarif."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dossier.ground.catalogue import row
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import NBSP, plural, typo_fr
from dossier.ground.plain import json_text
from dossier.report.excerpt import excerpt
from dossier.report.sarif import sarif
from dossier.report.text import shown

Sources = Callable[[str], str | None]
"""The text of a file of the workspace, None when it cannot be read: what excerpts are cut from."""

Paint = Callable[[str, str], str]
"""Colours a text: `paint("erreur", "error")`; the second word is a severity, 'strong' or 'faint'."""

WORDS = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.ADVICE: "conseil"}
MOST_OF_A_FILE = 200
"""Findings of one file that a person is shown; the forms that machines read give all."""
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def plain(text: str, _style: str) -> str:
    """A `Paint` without colour."""
    return text


def full(diagnostics: Sequence[Diagnostic], sources: Sources, paint: Paint = plain) -> str:
    """Each finding with the lines it is about, its hints and its rule, parted by empty lines."""
    return "\n\n".join(_rest(row) if isinstance(row, int) else _full(row, sources, paint) for row in _in_measure(diagnostics))


def _in_measure(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic | int]:
    """The first findings of each file, errors before all others, then how many more there are: a flood hides what matters."""
    for _, group in groupby(diagnostics, key=lambda d: d.span.file):
        rows = list(group)
        kept = {id(d) for d in sorted(rows, key=lambda d: list(Severity).index(d.severity))[:MOST_OF_A_FILE]}
        yield from (d for d in rows if id(d) in kept)
        if len(rows) > len(kept):
            yield len(rows) - len(kept)


def _rest(count: int) -> str:
    return f"… et {plural(count, 'autre constat', 'autres constats')} dans ce fichier{NBSP}: dossier check --format json les donne tous"


def _full(diagnostic: Diagnostic, sources: Sources, paint: Paint) -> str:
    head = paint(f"{WORDS[diagnostic.severity]}[{diagnostic.code}]", diagnostic.severity)
    lines = [f"{head}{NBSP}: {paint(shown(said(diagnostic.message)), 'strong')}"]
    related = [(span, said(note)) for span, note in diagnostic.related]
    near = [(span, note) for span, note in related if span.file == diagnostic.span.file and span.line]
    if diagnostic.span.file:
        lines += excerpt(diagnostic.span, near, sources(diagnostic.span.file), diagnostic.severity, paint)
    notes = [("voir", f"{span}{NBSP}: {note}") for span, note in related if (span, note) not in near]
    notes += [("aide", said(hint)) for hint in diagnostic.hints]
    notes += [("correction automatique", f"{fix.text} (dossier check --fix)") for fix in diagnostic.fixes]
    if diagnostic.rule:
        notes.append(("texte", diagnostic.rule))
    notes.append(("règle", f"dossier explain {diagnostic.code}"))
    return "\n".join([*lines, *(f"  {paint('=', 'faint')} {label}{NBSP}: {shown(note)}" for label, note in notes)])


_AS_WRITTEN = re.compile(r"(`[^`]*`|[^\s«»()]*/[^\s«»()]*)")


def said(text: str) -> str:
    """A sentence with the spaces of French, for people: what stands between backticks, and paths, stay as they are."""
    return "".join(part if index % 2 else typo_fr(part) for index, part in enumerate(_AS_WRITTEN.split(text)))


def concise(diagnostics: Sequence[Diagnostic]) -> str:
    """One line each: `cases/x/paiements.yaml:2:3: erreur[DC203] paiement antérieur à la facture`."""
    return "\n".join(_rest(row) if isinstance(row, int) else _line(row) for row in _in_measure(diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    place = shown(str(diagnostic.span)) or "dossier"
    return f"{place}: {WORDS[diagnostic.severity]}[{diagnostic.code}] {shown(diagnostic.message)}"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The contract `dossier/check/1`."""
    return dumps({"schema": "dossier/check/1", "diagnostics": [row(d) for d in diagnostics]})


def as_json_with(diagnostics: Sequence[Diagnostic], more: Mapping[str, Any]) -> str:
    """The same contract with further keys."""
    return dumps({"schema": "dossier/check/1", "diagnostics": [row(d) for d in diagnostics], **more})


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub turns into annotations; it shows ten of a kind, so errors come first."""
    order = sorted(diagnostics, key=lambda d: list(Severity).index(d.severity))
    return "\n".join(_github(diagnostic) for diagnostic in order)


def _github(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    fields: dict[str, str | int] = {"title": f"dossier ({diagnostic.code})"}
    if span.file:
        fields["file"] = span.file
    if span.line:
        fields |= {"line": span.line, "col": span.column}
        if span.end_line == span.line:
            fields["endColumn"] = span.end_column
    properties = ",".join(f"{name}={_escape(str(value), ':,')}" for name, value in fields.items())
    return f"::{_GITHUB[diagnostic.severity]} {properties}::{_escape(shown(diagnostic.message))}"


def _escape(text: str, more: str = "") -> str:
    """Percent-escapes of workflow commands; in properties colons and commas too."""
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in text)


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0, which code hosts and editors read."""
    return dumps(sarif(diagnostics))


def dumps(data: Mapping[str, Any]) -> str:
    """JSON as all commands print it: two spaces, accents as they are, nothing that a terminal would obey."""
    return json_text(data)


def summary(diagnostics: Sequence[Diagnostic], cases: int) -> str:
    """« 1 erreur, 2 avertissements dans 1 affaire sur 17 »."""
    counts = [sum(d.severity is severity for d in diagnostics) for severity in Severity]
    words = [f"{count} {WORDS[s]}{'s' if count > 1 else ''}" for count, s in zip(counts, Severity, strict=True) if count]
    touched = len({d.case for d in diagnostics if d.case})
    total = f"{cases} affaire{'s' if cases > 1 else ''}"
    if not words:
        return f"rien à signaler dans {total}"
    where = f" dans {touched} affaire{'s' if touched > 1 else ''} sur {cases}" if touched else f" ({total})"
    return ", ".join(words) + where
