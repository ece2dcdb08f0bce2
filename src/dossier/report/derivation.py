"""A derivation for the terminal: the figure, the rows that make it with their amounts in one column, then the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from dossier.claim.claim import Claim, Period
from dossier.claim.derivation.tree import Derivation, Reason, walk
from dossier.ground.french import NBSP, amount, enumerate_fr, euros, number, percent, short_day
from dossier.ground.money import Money
from dossier.ground.spans import Span
from dossier.law.law import CERTAINTY_FR, Certainty, LawValue
from dossier.report.text import cut, padded, shown, width, wrapped

Paint = Callable[[str, str], str]
_UNIT = 2
"""What the euro sign and its space take at the right of the first line: amounts below end that much earlier."""
_LONG = 24
"""A note that is longer is said once on a page."""
_HEAD = ("Du", "Au", "Jours", "Base", "Taux", "Avant arrondi")


def derivation_text(
    claim: Claim, node: Derivation, folder: str = "", columns: int = 79, paint: Paint = lambda text, _: text
) -> str:
    """A figure explained: *folder* is the case's, taken off the places; *columns* the width of the terminal."""
    return "\n".join(line.rstrip() for line in Page(claim, folder, columns, paint).lines(node))


class Page:
    """One page of rows and reasons; holds what every line of it needs: the widths, the colours, what was said already."""

    def __init__(self, claim: Claim, folder: str, columns: int, paint: Paint) -> None:
        self.claim, self.folder, self.columns, self.paint = claim, folder, columns, paint
        self.noted: set[str] = set()
        self.wide: list[int] = []

    def lines(self, node: Derivation) -> Iterator[str]:
        """Head, rows, sum, reasons, and where to ask for more."""
        deep = 2 if node.name == "due" else 9
        self.fit(node)
        yield from self._head(node)
        if node.children:
            yield ""
            yield from self.rows(node, 1, deep)
            if len(node.children) > 1 or node.exact is not None:
                before = f"  arrondi une fois, de {_cut_value(node.exact)}" if node.exact is not None else ""
                yield from self.total(node.amount, before)
        of_one = len({row.name.rpartition(":")[0] for row in walk(node) if row.name.count(":") and row.place}) <= 1
        reasons = list(dict.fromkeys(_reasons(node, 1 if deep < 9 else deep, of_one)))
        if reasons:
            yield ""
            yield from self.reasons(reasons)
        if deep < 9:
            asked = enumerate_fr([f"{self.claim.case}:{child.name}" for child in node.children if child.name and child.children])
            lines = wrapped(f"Plus loin{NBSP}: dossier explain {asked}", self.columns) if asked else []
            yield from ("", *(self.paint(line, "faint") for line in lines)) if lines else ()

    def fit(self, *nodes: Derivation) -> None:
        """Make the columns of the lines of interest as wide as those of *nodes* must be."""
        cells = [_HEAD, *(_line(row.period) for node in nodes for row in walk(node) if row.period is not None)]
        self.wide = [max(width(row[i]) for row in cells) for i in range(len(_HEAD))]

    def total(self, money: Money | None, words: str = "") -> Iterator[str]:
        """A rule and the sum below it."""
        yield self.right("─" * max(width(amount(money)), 9))
        yield self.right(amount(money), words)

    def heading(self, title: str, worth: str) -> str:
        """A title at the left and what it is worth at the right, both strong."""
        title, worth = cut(shown(title), self.columns - width(worth) - 2), shown(worth)
        gap = " " * (self.columns - width(title) - width(worth))
        return self.paint(title, "strong") + gap + self.paint(worth, "strong")

    def _head(self, node: Derivation) -> Iterator[str]:
        worth = node.value or euros(node.amount)
        yield self.heading(node.title, worth)
        where = f"{self.claim.case}, arrêté au {short_day(self.claim.date)} compris ; {self.surety(node)}"
        yield from (self.paint(line, "faint") for line in wrapped(where, self.columns))
        if node.words:
            yield from wrapped(f"{node.words}{_rule(node.rule, node.certainty)}", self.columns)
        if node.amount is None and not node.value:
            yield from self.missing()

    def surety(self, node: Derivation) -> str:
        """« certitude la plus faible : texte lu »; nothing is said to be sure of a figure that is not known."""
        if node.amount is None and not node.value:
            return "montant inconnu"
        return f"certitude la plus faible{NBSP}: {CERTAINTY_FR[node.sure]}"

    def missing(self) -> Iterator[str]:
        """Which values of law are missing, for which half-year, and where to supply them: the words of DC301."""
        for gap in self.claim.diagnostics:
            if gap.code == "DC301":
                text = " ; ".join((f"DC301{NBSP}: {gap.message}", *gap.hints[:1]))
                yield from wrapped(shown(text), self.columns)

    def _row(self, node: Derivation, level: int, deep: int) -> Iterator[str]:
        """A row, what it says of itself, and the rows below it."""
        indent = "  " * level
        worth = amount(node.amount) if node.exact is None else _cut_value(node.exact)
        room = self.columns - _UNIT - width(indent) - width(worth) - 2
        told, short = node.title, node.words if node.exact is not None else "" if node.words else _rule(node.rule, node.certainty)
        inline = bool(short) and width(shown(told)) + width(shown(short)) + 2 <= room
        if inline:
            told += f"  {short}" if node.exact is not None else short
        yield self.right(worth, indent + cut(shown(told), room))
        if not node.children:
            yield from self._note(replace(node, words="", rule="", certainty=Certainty.TEXT) if inline else node, indent)
        if level < deep:
            yield from self.rows(node, level + 1, deep)

    def _note(self, node: Derivation, indent: str) -> Iterator[str]:
        """What a row that has none below it says of itself; what a former row said is not said again."""
        words = f"{node.words}{_rule(node.rule, node.certainty)}" if node.words else node.rule
        told = words in self.noted and len(words) > _LONG
        self.noted.add(words)
        note = " · ".join(part for part in ("" if told else words, self._at(node.place)) if part)
        if note:
            room = self.columns - _UNIT - width(indent) - 14
            yield from (f"{indent}  " + self.paint(line, "faint") for line in wrapped(note, room))

    def rows(self, node: Derivation, level: int, deep: int) -> Iterator[str]:
        """The rows below a figure; lines of interest come as one table."""
        periods = [child.period for child in node.children if child.period is not None]
        if periods and len(periods) == len(node.children):
            yield from self._table(periods, level)
        else:
            for child in node.children:
                yield from self._row(child, level, deep)

    def _table(self, periods: Sequence[Period], level: int) -> Iterator[str]:
        """Lines of interest as a table, the amounts in the column of all amounts."""
        indent = "  " * level
        yield self.right("Montant", indent + _cells(_HEAD, self.wide))
        rule = "─" * max(width("Montant"), *(width(amount(p.amount)) for p in periods))
        yield self.right(rule, indent + "  ".join("─" * columns for columns in self.wide))
        for period in periods:
            yield self.right(amount(period.amount), indent + _cells(_line(period), self.wide))

    def right(self, worth: str, left: str = "") -> str:
        """A text at the left and an amount whose last figure stands in the one column of amounts."""
        return left + " " * max(2, self.columns - _UNIT - width(left) - width(worth)) + worth

    def reasons(self, reasons: Sequence[Reason]) -> Iterator[str]:
        """Reasons under their labels, each value of law with its source once."""
        wide = min(max(width(shown(reason.label)) for reason in reasons), 24)
        before, told = "", set()
        labels = list(dict.fromkeys(reason.label for reason in reasons))
        for reason in sorted(reasons, key=lambda reason: labels.index(reason.label)):
            text = _words(reason) + _rule(reason.rule, reason.certainty)
            place = self._at(reason.place)
            label = shown(reason.label) if reason.label != before else ""
            before = reason.label
            if width(label) > wide:
                yield self.paint(label, "strong")
                label = ""
            for index, line in enumerate(wrapped(f"{text} · {place}" if place else text, self.columns - wide - 2)):
                head = label if index == 0 else ""
                yield (self.paint(head, "strong") if head else "") + " " * (wide - width(head) + 2) + line
            for value in reason.values:
                if value not in told:
                    told.add(value)
                    lines = wrapped(_law(value), self.columns - wide - 4)
                    yield from (" " * (wide + 4) + self.paint(line, "faint") for line in lines)

    def _at(self, place: Span | None) -> str:
        """`paiements.yaml:1`, '' for no place."""
        return place.at_line.removeprefix(f"{self.folder}/") if place else ""


def _reasons(node: Derivation, deep: int, of_one: bool, level: int = 0) -> Iterator[Reason]:
    """The reasons of what is printed; days, amounts and allocations that stand in the rows are not said twice.

    Unless all is *of_one* invoice, a due date and a first day of interest say whose they are.
    """
    if level == 0 or node.children or node.period is not None or node.exact is not None:
        silent = ("Période",) if node.period is not None else ("Montant", "Versement", "Imputation") if level else ()
        for reason in node.reasons:
            if reason.label not in silent:
                whose = level and not of_one and reason.label in ("Départ", "Échéance") and node.name
                yield replace(reason, value=f"{node.name.rpartition(':')[0]}, {reason.value}") if whose else reason
    if level < deep:
        for child in node.children:
            yield from _reasons(child, deep, of_one, level + 1)


def _words(reason: Reason) -> str:
    """`12,15 % : 2,15 % (BCE au 01/01/2026) + 10 points`; the value once where the words begin with it."""
    if not reason.value or reason.words.startswith(reason.value):
        return reason.words
    colon = " —" if ":" in reason.value else "," if ":" in reason.words else f"{NBSP}:"
    return f"{reason.value}{colon} {reason.words}" if reason.words else reason.value


def _rule(rule: str, certainty: Certainty) -> str:
    """` (C. com. L441-10, déduit)`: the article, and how sure it is where that is less than a text that was read."""
    sure = "" if certainty is Certainty.TEXT else CERTAINTY_FR[certainty]
    inside = ", ".join(part for part in (rule, sure) if part)
    return f" ({inside})" if inside else ""


def _law(value: LawValue) -> str:
    """A value of law with its start, its source and how sure it is."""
    start = f" depuis le {short_day(value.start)}" if value.start else ""
    origin = "" if value.origin == "fourni" else f", donnée par {value.origin}"
    return f"{value.reference.title}{NBSP}: {value.words}{start} ({CERTAINTY_FR[value.certainty]}{origin})"


def _cut_value(exact: Decimal) -> str:
    """Four decimals, cut: never a value that would round to another cent."""
    return number(exact.quantize(Decimal("0.0001"), ROUND_DOWN), 4)


def _line(period: Period) -> tuple[str, ...]:
    """The cells of a line of interest, but for its amount."""
    return (
        short_day(period.start), short_day(period.last), number(period.days), amount(period.base), percent(period.rate.percent),
        _cut_value(period.exact),
    )  # fmt: skip


def _cells(row: Sequence[str], wide: Sequence[int]) -> str:
    return "  ".join(padded(cell, wide[i], right=i > 1) for i, cell in enumerate(row))
