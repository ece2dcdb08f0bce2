"""The figures of all cases as the front page shows them: what is owed, its age, what came in, and one row a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from dossier.ground.days import add_months
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import MONTHS, NBSP, lower_first, number
from dossier.ground.money import ZERO, Money, total
from dossier.model.case import Workspace
from dossier.portfolio.ageing import Ageing
from dossier.portfolio.doubtful import Doubtful, DoubtfulTotals, totals_of
from dossier.portfolio.holding import Holding
from dossier.portfolio.portfolio import Portfolio, gather
from dossier.portfolio.receivable import BUCKETS, bucket_of
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR
from dossier.sending.recipients import posted
from dossier.site.agenda import HORIZON, Dated, dated_rows, debtor_name, distance
from dossier.site.phases import ENDED, StageShare, by_stage
from dossier.site.view import CaseView

_SHORT_MONTHS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")


BAR_HEIGHT = 76
"""Points of the greatest bar of the months."""


@dataclass(frozen=True, slots=True)
class Age:
    """A class of age: outstanding principal, its share of the whole in percent for people, and its place on the bar."""

    id: str
    title: str
    amount: Money
    share: str
    at: str
    width: str


@dataclass(frozen=True, slots=True)
class Month:
    """Principal received in a month; `height` in percent of the greatest, `label` only where the chart writes it.

    `lift` is how many points the label stands above its bar, so that the last does not touch that of the greatest.
    """

    name: str
    long_name: str
    amount: Money
    height: str
    label: bool
    current: bool
    lift: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list. `age` is the days since its oldest unpaid invoice fell due, None when none has.

    `open_act` is the act that nothing blocks, when no day is nearer than the agenda's horizon, '' otherwise; `open_doubts`
    how many of its conditions are not met all the same.
    """

    view: CaseView
    name: str
    town: str
    stage: str
    overlays: tuple[str, ...]
    filled: int
    segments: int
    due: Money | None
    age: int | None
    age_class: str
    upcoming: Dated | None
    open_act: str
    open_doubts: int
    when: str
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class DebtorDoubts:
    """The doubtful debts of one debtor, with their sums."""

    name: str
    rows: tuple[Doubtful, ...]
    totals: DoubtfulTotals


@dataclass(frozen=True, slots=True)
class Survey:
    """All cases of a workspace on a day. `accessories` is what is owed beside the principal, `figures` the defined figures.

    `has_book` tells whether `portefeuille.xlsx` could be written, `has_post` whether a letter of some case is to be posted.
    """

    rows: tuple[Row, ...]
    due: Money
    unknown: int
    accessories: Money
    outstanding: Money
    ages: tuple[Age, ...]
    months: tuple[Month, ...]
    received: Money
    agenda: tuple[Dated, ...]
    open_cases: int
    figures: Portfolio
    doubts: tuple[DebtorDoubts, ...]
    doubtful: DoubtfulTotals
    stages: tuple[StageShare, ...]
    has_book: bool = True
    has_post: bool = False


def figures_of(workspace: Workspace, views: Sequence[CaseView], today: date) -> Portfolio:
    """The defined figures of all cases that could be read."""
    holdings = [Holding(view.case, view.claim, view.stage, view.diagnostics) for view in views]
    return gather(holdings, workspace.settings, today, [case.id for case in workspace.broken])


def survey(views: Sequence[CaseView], figures: Portfolio, has_book: bool = True) -> Survey:
    """Gather the front page; rows by amount due, the greatest first, then by case."""
    today = figures.today
    held = {holding.case.id: holding for holding in figures.holdings}
    rows = sorted((_row(view, held[view.case.id]) for view in views), key=lambda r: (-(r.due or ZERO).cents, r.view.case.id))
    totals = [view.claim.totals for view in views]
    due = total(t.due for t in totals if t.due is not None)
    outstanding = total(t.outstanding for t in totals if t.due is not None and t.outstanding is not None)
    received, months = _received(views, today)
    return Survey(
        tuple(rows), due, sum(t.due is None for t in totals), due - outstanding, outstanding, _ages(figures.ageing), months,
        received, tuple(row for view in views for row in dated_rows(view)),
        sum(view.stage.stage not in ENDED for view in views), figures, _by_debtor(figures), totals_of(figures.doubtful),
        by_stage((view.stage.stage, view.claim.totals.due) for view in views), has_book,
        any(posted(view.printed) for view in views),
    )  # fmt: skip


def _by_debtor(figures: Portfolio) -> tuple[DebtorDoubts, ...]:
    """The doubtful debts in groups; they come in the order of their debtors."""
    names = {group.id: group.name for group in figures.by_debtor}
    groups = [(key, tuple(rows)) for key, rows in groupby(figures.doubtful, key=lambda item: item.receivable.debtor)]
    return tuple(DebtorDoubts(names[key], rows, totals_of(rows)) for key, rows in groups)


def _row(view: CaseView, holding: Holding) -> Row:
    today, age = holding.today, holding.claim.age
    debtor = next((d for d in view.case.debtors if d.role == "principal"), view.case.debtors[0])
    overlays = {o for d in view.stage.debtors for o in d.overlays}
    ahead = [row for row in dated_rows(view) if row.day >= today]
    track = view.stage.track
    return Row(
        view, debtor_name(view), debtor.address.commune if debtor.address else "", STAGE_FR[view.stage.stage],
        tuple(title for name, title in OVERLAY_FR.items() if name in overlays),
        sum(state != "coming" for _, state, _ in track), len(track), view.claim.totals.due, age, bucket_of(age or 0),
        ahead[0] if ahead else None, *open_act(view, ahead, today), distance(ahead[0].day, today) if ahead else "",
        count(view.diagnostics, Severity.ERROR), count(view.diagnostics, Severity.WARNING),
    )  # fmt: skip


def open_act(view: CaseView, ahead: Sequence[Dated], today: date) -> tuple[str, int]:
    """« requête en injonction de payer »: what can be done now, told where the next day is far, as a prescription is."""
    if ahead and (ahead[0].day - today).days < HORIZON:
        return "", 0
    steps = (s for s in view.stage.next if s.conditions and (s.start is None or s.start <= today))
    ready = (s for s in steps if not any(c.blocking for c in s.missing))
    return next(((lower_first(s.title), len(s.missing)) for s in ready), ("", 0))


def count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    """How many findings have a severity."""
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)


def _ages(ageing: Ageing) -> tuple[Age, ...]:
    """The classes of age; shares rounded for the eye, places from whole cents."""
    whole = ageing.known.cents or 1
    ages, at = [], 0
    for (name, title), amount in zip(BUCKETS.items(), ageing.amounts, strict=True):
        cents = amount.cents
        ages.append(Age(name, title, amount, share(cents, whole), _hundredth(at, whole), _hundredth(cents, whole)))
        at += cents
    return tuple(ages)


def share(part: int, whole: int) -> str:
    """`46 %`, rounded to the unit."""
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(value)}{NBSP}%"


def _hundredth(part: int, whole: int) -> str:
    return f"{Decimal(part) * 100 / Decimal(whole):.2f}"


def _received(views: Sequence[CaseView], today: date) -> tuple[Money, tuple[Month, ...]]:
    """What payments gave to principal in the twelve months up to that of *today*, by month."""
    first = add_months(today.replace(day=1), -11)
    sums = {(d.year, d.month): ZERO for d in (add_months(first, k) for k in range(12))}
    for view in views:
        for payment in view.claim.payments:
            key = (payment.date.year, payment.date.month)
            if key in sums:
                sums[key] += total(a.amount for a in payment.allocated if a.to == "principal")
    top = max((m.cents for m in sums.values()), default=0) or 1
    greatest = next((key for key, amount in sums.items() if amount.cents == top), None)
    keys = list(sums)
    near = greatest is not None and greatest != keys[-1] and len(keys) - 1 - keys.index(greatest) <= 2
    room = (top - sums[keys[-1]].cents) * BAR_HEIGHT // top
    lift = room + 18 if near and room < 18 else 0
    months = tuple(
        Month(
            _SHORT_MONTHS[month - 1], f"{MONTHS[month - 1]} {year}", amount, _hundredth(amount.cents, top),
            (year, month) == greatest or (year, month) == keys[-1], (year, month) == keys[-1],
            lift if (year, month) == keys[-1] else 0,
        )
        for (year, month), amount in sums.items()
    )  # fmt: skip
    return total(sums.values()), months
