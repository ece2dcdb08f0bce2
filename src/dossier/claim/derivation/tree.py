"""The value of a derivation: a figure, the rows that add up to it, and the reasons that do not count but explain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Period
from dossier.ground.money import Money, total
from dossier.ground.spans import Span
from dossier.law.articles import articles_of
from dossier.law.law import Certainty, LawValue, least_sure


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of a figure: what it is about (`Base`), its value as printed, words, and on which rule or place it rests."""

    label: str
    value: str
    words: str
    rule: str = ""
    certainty: Certainty = Certainty.TEXT
    place: Span | None = None
    values: tuple[LawValue, ...] = ()

    @property
    def sure(self) -> Certainty:
        """How sure the reason is: no surer than the reading of the articles it names."""
        return least_sure([self.certainty, *_read(self.rule)])


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure and where it comes from. `name` is what `explain` calls it, '' for a row that has no name of its own.

    The amounts of `children` add up to `amount`, in the order of the décompte; where `exact` is set they are fractions of a
    cent that are rounded once. `amount` None: not an amount (`value` says what it is), or one that a missing value of law
    leaves unknown, and then it has no children. `period` is the line of interest that the row prints.
    """

    name: str
    title: str
    amount: Money | None = None
    words: str = ""
    rule: str = ""
    certainty: Certainty = Certainty.TEXT
    place: Span | None = None
    children: tuple[Derivation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    period: Period | None = None
    exact: Decimal | None = None
    value: str = ""

    @property
    def sure(self) -> Certainty:
        """How sure the figure is: as sure as the weakest of what it rests on."""
        counts = self.amount is None or self.amount or self.exact
        own = [self.certainty, *(_read(self.rule, self.period.last if self.period else None) if counts else ())]
        return least_sure([*own, *(r.sure for r in self.reasons), *(child.sure for child in self.children)])


def _read(rule: str, day: date | None = None) -> list[Certainty]:
    """How sure the articles of a rule are, in the state that applies to a day; with no day, in their first state."""
    return [(article.on(day) if day else article.states[0]).certainty for article in articles_of(rule)]


def walk(node: Derivation) -> Iterator[Derivation]:
    """A derivation and all below it, in the order of print."""
    yield node
    for child in node.children:
        yield from walk(child)


def minus(node: Derivation) -> Derivation:
    """The same rows, taken off instead of added."""
    return replace(
        node,
        amount=None if node.amount is None else -node.amount,
        children=tuple(minus(child) for child in node.children),
    )


def summed(node: Derivation, children: Iterable[Derivation]) -> Derivation:
    """*node* with the rows that make its amount; rows of nothing are left out, an unknown amount has none.

    What the rows leave unexplained becomes a row that says so: of two invoices with one number, which `check` refuses, the
    payments cannot be told apart.
    """
    if node.amount is None:
        return node
    rows = [child for child in children if child.amount is None or child.amount or child.children]
    if any(row.amount is None for row in rows):
        return node
    rest = node.amount - _sum(rows)
    if rest:
        rows.append(Derivation("", "Part qui ne se détaille pas", rest, "les faits saisis ne disent pas d’où elle vient"))
    return replace(node, children=tuple(rows))


def _sum(rows: Sequence[Derivation]) -> Money:
    return total(row.amount for row in rows if row.amount is not None)
