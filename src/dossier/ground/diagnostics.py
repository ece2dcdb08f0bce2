"""What is wrong, as data: a diagnostic is a value that passes return and renderers print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from dossier.ground.spans import NOWHERE, Span

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding matters: an error withholds what rests on it, a warning is to be looked at, an advice helps."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


SEVERITY_FR = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.ADVICE: "conseil"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that leaves no doubt: a stretch of one line of a file, what to write there, and what is written, in French.

    The stretch is the word itself, without the quotes around it; `text` may stand there with or without quotes.
    """

    span: Span
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. Its slug and page are found by `code` in `dossier.ground.catalogue`.

    `message` is one French sentence that stands alone, without a final full stop; `hints` say what can be done;
    `related` are other places with a word each; `rule` is the article when the law is the reason, else ''.
    `case` is the id of the case concerned, '' for the workspace. `fixes` are edits that `check --fix` may make: only where one
    answer is certain.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hints: tuple[str, ...] = ()
    related: tuple[tuple[Span, str], ...] = ()
    rule: str = ""
    case: str = ""
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value with what was found on the way to it; `value` is None when there is nothing sound to pass on."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, line, column, severity and code, and drop exact repeats: the order in which people read them."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, _ORDER[d.severity], d.code, d.message)))


def has_error(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


__all__ = ["NOWHERE", "SEVERITY_FR", "Checked", "Diagnostic", "Fix", "Severity", "Span", "has_error", "in_order"]
