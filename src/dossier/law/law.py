"""Dated values of the law, and what is said when one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dossier.ground.catalogue import found
from dossier.ground.days import half_year_name, half_year_start, next_half_year, previous_day
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import NBSP, long_day, number
from dossier.ground.spans import NOWHERE, Span


class Certainty(StrEnum):
    """How sure a rule or a value is, from the sources' own tags; surest first (docs/decisions.md)."""

    TEXT = "text"
    CASE_LAW = "case_law"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    UNSETTLED = "unsettled"
    MEMORY = "memory"


CERTAINTY_FR: Mapping[Certainty, str] = {
    Certainty.TEXT: "texte lu",
    Certainty.CASE_LAW: "décision citée",
    Certainty.SECONDARY: "sources concordantes, texte non lu",
    Certainty.INFERRED: "déduit",
    Certainty.UNSETTLED: "non tranché",
    Certainty.MEMORY: "non vérifié",
}


UNIT_FR: Mapping[str, str] = {
    "percent": "% l’an", "EUR": "€", "points": "points", "multiple": "fois", "days": "jours", "months": "mois", "years": "ans",
    "people": "salariés",
}  # fmt: skip
"""The units of the parameters, each with its French word."""
COUNTED = frozenset({"days", "months", "years", "people"})
"""Units of which there are whole numbers only."""


def least_sure(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure of several: a conclusion is as sure as its weakest reason; TEXT for none."""
    order = list(Certainty)
    return max(certainties, key=order.index, default=Certainty.TEXT)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value stands: `title` as an act cites it (« C. com., art. D. 441-5 »), `text` the instrument, `href` a link or ''."""

    title: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class LawValue:
    """One value and the days on which it is in force: from `start` (None: always) to `end`, both included (None: still)."""

    name: str
    text: str
    unit: str
    start: date | None
    end: date | None
    reference: Reference
    certainty: Certainty
    note: str = ""
    origin: str = "fourni"  # or the workspace file that gives it, `law/…yaml:3`: then the firm answers for it
    confirmed: bool = False

    @property
    def decimal(self) -> Decimal:
        """The value as a number: percent a year, points, euros, days or months as `unit` says."""
        return Decimal(self.text)

    @property
    def integer(self) -> int:
        """The value as a whole number, for delays."""
        return int(self.text)

    @property
    def words(self) -> str:
        """The value as people read it: « 2,75 % l’an », « 40,00 € », « 3 mois »."""
        unit = UNIT_FR[self.unit]
        one = self.unit in ("days", "years", "points") and abs(self.decimal) < 2
        return f"{number(self.decimal, _decimals(self.unit, self.decimal))}{NBSP}{unit.removesuffix('s') if one else unit}"

    @property
    def printable(self) -> bool:
        """Whether an act may print it: not from memory, unless the firm confirmed it in its own `law/`."""
        return self.certainty is not Certainty.MEMORY or self.confirmed


def _decimals(unit: str, value: Decimal) -> int:
    """Rates and amounts have two decimals at least, numbers of days or points what they were written with."""
    written = -int(value.as_tuple().exponent)
    return max(2, written) if unit in ("percent", "EUR") else max(0, written)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the law over time. `chosen_by` names the fact whose day picks the value.

    `half_yearly` says that the value changes by half-year (lines are cut there). `known_through` is the last day for
    which the sources were read: later days have no value, even when the last one has no end. `values` are by start.
    """

    name: str
    description: str
    unit: str
    chosen_by: str
    values: tuple[LawValue, ...]
    half_yearly: bool = False
    known_through: date | None = None
    last_verified_on: date | None = None

    def on(self, day: date) -> LawValue | None:
        """The value in force on *day*; None when there is none or it is not known."""
        for value in reversed(self.values):
            if (value.start is None or value.start <= day) and (value.end is None or day <= value.end):
                if self.known_through and day > self.known_through and value.origin == "fourni":
                    return None
                return value
        return None


@dataclass(frozen=True, slots=True)
class Law:
    """All parameters by name."""

    parameters: Mapping[str, Parameter]

    def value(self, name: str, day: date) -> LawValue | None:
        """The value of a name declared in `law/names.py` on a day; None when missing: then say `missing`, never guess."""
        return self.parameters[name].on(day)

    def missing(self, name: str, day: date, span: Span = NOWHERE, case: str = "") -> Diagnostic:
        """DC301: the value that a figure needs is not known for a day; names the period and how to supply it."""
        parameter = self.parameters[name]
        when, of = half_year_name(day), f"de {half_year_name(day)}"
        if not parameter.half_yearly:
            when, of = long_day(day), f"du {long_day(day)}"
        return found(
            "DC301",
            f"valeur inconnue : {parameter.description[:1].lower()}{parameter.description[1:]}, {when} (`{name}`)",
            span,
            hints=(
                f"ajoutez law/{name}.yaml avec la valeur {of} et sa référence, ou mettez dossier à jour",
                _paste(parameter, day),
            ),
            case=case,
        )

    def extended(self, values: Iterable[LawValue]) -> Law:
        """This law with the firm's own values: one of the same start replaces the shipped one, others are added.

        A value that changes by half-year and says no last day serves one half-year, and is not carried into the next one.
        """
        parameters = dict(self.parameters)
        for value in values:
            base = parameters[value.name]
            kept = [v for v in base.values if v.start != value.start]
            value = _bounded(base, value)
            merged = sorted([*kept, value], key=lambda v: (v.start is not None, v.start or date.min))
            parameters[value.name] = replace(base, values=tuple(merged))
        return Law(parameters)


def _paste(parameter: Parameter, day: date) -> str:
    """What to write in the file of a missing value; the placeholder is no number, so that it cannot be taken for one."""
    start = half_year_start(day) if parameter.half_yearly else day
    until = f", until: {previous_day(next_half_year(start))}" if parameter.half_yearly else ""
    row = f'{{value: "…"{until}, reference: {{title: "…"}}, certainty: text}}'
    return f"à coller si vous l’avez lue à sa source, le nombre avec un point : `values: {{{start}: {row}}}`"


def _bounded(parameter: Parameter, value: LawValue) -> LawValue:
    """A firm's value with the last day of the half-year that it serves, where it gives none and the program knows no more.

    A rate in force from 23 December serves from then, and for the half-year of which it is the anchor of 1 January.
    """
    if not parameter.half_yearly or value.end is not None or value.start is None:
        return value
    anchor = half_year_start(value.start)
    first = anchor if anchor == value.start else next_half_year(value.start)
    last = previous_day(next_half_year(first))
    known = parameter.known_through
    return value if known is None or last <= known else replace(value, end=last)
