"""The figures of all cases together: what is owed, its age, what came in, and one row a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dossier.ground.days import add_months, add_years, next_day
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.french import MONTHS, NBSP, lower_first, number
from dossier.ground.money import ZERO, Money, total
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR
from dossier.site.agenda import HORIZON, Dated, dated_rows, debtor_name, distance
from dossier.site.view import CaseView

AGES = (("non-echu", "Non échu"), ("1-30", "1 à 30 j"), ("31-60", "31 à 60 j"), ("61-90", "61 à 90 j"), ("90", "Plus de 90 j"))
ENDED = ("soldee", "irrecouvrable")
_SHORT_MONTHS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")


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
    """Principal received in a month; `height` in percent of the greatest, `label` only where the chart writes it."""

    name: str
    long_name: str
    amount: Money
    height: str
    label: bool
    current: bool


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
class Portfolio:
    """All cases of a workspace on a day. `accessories` is what is owed beside the principal; None where one is unknown.

    `recovered` is the share of the principal due in the last twelve months that was paid, in percent, None without any.
    """

    rows: tuple[Row, ...]
    due: Money
    unknown: int
    accessories: Money
    outstanding: Money
    ages: tuple[Age, ...]
    months: tuple[Month, ...]
    received: Money
    recovered: str
    agenda: tuple[Dated, ...]
    open_cases: int


def survey(views: Sequence[CaseView], today: date) -> Portfolio:
    """Gather the portfolio; rows by amount due, the greatest first, then by case."""
    rows = sorted((_row(view, today) for view in views), key=lambda r: (-(r.due or ZERO).cents, r.view.case.id))
    totals = [view.claim.totals for view in views]
    due = total(t.due for t in totals if t.due is not None)
    outstanding = total(t.outstanding for t in totals if t.due is not None and t.outstanding is not None)
    received, months = _received(views, today)
    return Portfolio(
        tuple(rows), due, sum(t.due is None for t in totals), due - outstanding, outstanding, _ages(views, today), months,
        received, _recovered(views, received, today), tuple(row for view in views for row in dated_rows(view)),
        sum(view.stage.stage not in ENDED for view in views),
    )  # fmt: skip


def _row(view: CaseView, today: date) -> Row:
    debtor = next((d for d in view.case.debtors if d.role == "principal"), view.case.debtors[0])
    late = [i.due for i in view.claim.invoices if i.state in ("due", "titled") and i.due < today]
    age = (today - min(late)).days if late else None
    overlays = {o for d in view.stage.debtors for o in d.overlays}
    ahead = [row for row in dated_rows(view) if row.day >= today]
    track = view.stage.track
    return Row(
        view, debtor_name(view), debtor.address.commune if debtor.address else "", STAGE_FR[view.stage.stage],
        tuple(title for name, title in OVERLAY_FR.items() if name in overlays),
        sum(state != "coming" for _, state, _ in track), len(track), view.claim.totals.due, age, _class(age),
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


def _class(age: int | None) -> str:
    if age is None or age <= 0:
        return "non-echu"
    return "1-30" if age <= 30 else "31-60" if age <= 60 else "61-90" if age <= 90 else "90"


def _ages(views: Sequence[CaseView], today: date) -> tuple[Age, ...]:
    """Outstanding principal by days since each invoice fell due; shares rounded for the eye, places from whole cents."""
    sums = dict.fromkeys((name for name, _ in AGES), ZERO)
    for view in views:
        for invoice in view.claim.invoices:
            left = invoice.principal - invoice.credited if invoice.state == "not_due" else invoice.outstanding
            if left:
                name = "non-echu" if invoice.state == "not_due" else _class((today - invoice.due).days)
                sums[name] = sums[name] + left
    whole = total(sums.values()).cents or 1
    ages, at = [], 0
    for name, title in AGES:
        cents = sums[name].cents
        ages.append(Age(name, title, sums[name], share(cents, whole), _hundredth(at, whole), _hundredth(cents, whole)))
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
    months = tuple(
        Month(
            _SHORT_MONTHS[month - 1], f"{MONTHS[month - 1]} {year}", amount, _hundredth(amount.cents, top),
            bool(amount) and ((year, month) == greatest or (year, month) == (today.year, today.month)),
            (year, month) == (today.year, today.month),
        )
        for (year, month), amount in sums.items()
    )  # fmt: skip
    return total(sums.values()), months


def _recovered(views: Sequence[CaseView], received: Money, today: date) -> str:
    """Principal received in twelve months over itself and what is still outstanding of invoices already due."""
    open_ = total(
        i.outstanding for view in views for i in view.claim.invoices if i.state != "not_due" and i.outstanding is not None
    )
    since = next_day(add_years(today, -1))
    whole = received + open_
    return share(received.cents, whole.cents) if whole and since < today else ""


__all__ = ["AGES", "Age", "Month", "Portfolio", "Row", "count", "share", "survey"]
