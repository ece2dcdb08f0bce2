"""Geometry of the charts: what is owed over time, from the printed lines; templates draw it.

Lengths on screen are no amounts: they are floats, rounded to a tenth of a pixel when written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dossier.claim.claim import Claim, InvoiceClaim
from dossier.claim.derivation.words import credit_words, title_words
from dossier.ground.days import add_months, next_day
from dossier.ground.french import NBSP, euros, number, plural, short_day
from dossier.ground.money import ZERO, Money, total

_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


MOST_LABELS = 5
"""Names on the drawing: more would hide it; the table has them all."""


SMALLEST_STEP = 2.0
"""Pixels: a lower step has no name on the drawing."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was owed at the end of a day: principal and all heads together; `what` names the facts of the day.

    `before` is the total before these facts: between two points interest runs straight from `total` to `before`.
    """

    day: date
    principal: Money
    before: Money
    total: Money
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark, with a second line."""

    x: str
    y: str
    anchor: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A step chart ready to draw, in pixels of its own box."""

    width: int
    height: int
    left: int
    bottom: str
    right: str
    total_path: str
    principal_path: str
    fill_path: str
    grid: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str, str], ...]
    labels: tuple[Label, ...]
    dots: tuple[tuple[str, str], ...]
    end: tuple[str, str, str]
    end_total: str
    end_principal: str
    between: Label | None = None


Slope = tuple[date, date, Money]
"""Interest that runs evenly from a day to the next, `[start, end)`."""


def course(claim: Claim) -> tuple[Point, ...]:
    """The days on which what is owed changed, up to the day of computing, from the printed lines.

    A decision takes the place of the invoices that it covers on its day, with the interest that it grants from before.
    Empty when a figure is unknown, or when the lines would not lead to the total that `claim` gives (then a drawing would
    say something else than the décompte).
    """
    known = (*(i.interest for i in claim.invoices), *(t.interest for t in claim.titles))
    if claim.totals.due is None or None in known or any(t.date == date.min for t in claim.titles):
        return ()
    principal, other, words = _moves(claim)
    slopes = _slopes(claim)
    granted = [(title.date, (p.start, next_day(p.last), p.amount)) for title in claim.titles for p in title.periods]
    cuts = {d for s in slopes for d in s[:2]} | {d for since, s in granted for d in s[:2] if d > since}
    days = sorted({*principal, *other, *words, *(d for d in cuts if d <= claim.date), claim.date})
    points: list[Point] = []
    base = accessories = ZERO
    for day in days:
        run = Money(sum(_accrued(slope, day) for slope in slopes))
        before = base + accessories + run + Money(sum(_accrued(s, day) for since, s in granted if since < day))
        base += principal.get(day, ZERO)
        accessories += other.get(day, ZERO)
        run += Money(sum(_accrued(s, day) for since, s in granted if since <= day))
        points.append(Point(day, base, before, base + accessories + run, tuple(words.get(day, ()))))
    accrued = sum(s[2].cents for s in slopes) + sum(s[2].cents for _, s in granted)
    last = Money(accrued) + base + accessories
    if not points or last != claim.totals.due:
        return ()
    end = points[-1]
    # Interest of the day of computing itself is counted in the total; the drawing ends on the total.
    return (*points[:-1], Point(end.day, end.principal, last - (end.total - end.before), last, end.what))


def _slopes(claim: Claim) -> list[Slope]:
    """The interest of the invoices; that of one which a decision covers ends with the day of the decision."""
    replaced = {number: title.date for title in claim.titles for number in title.covers}
    slopes = []
    for invoice in claim.invoices:
        if invoice.state != "not_due":
            stop = replaced.get(invoice.number, claim.date) if invoice.state == "titled" else None
            slopes += [(min(p.start, stop or p.start), min(next_day(p.last), stop or p.end), p.amount) for p in invoice.periods]
    return slopes


def _moves(claim: Claim) -> tuple[dict[date, Money], dict[date, Money], dict[date, list[str]]]:
    """Changes of the principal, changes of the other heads, and what caused them, by day."""
    principal: dict[date, Money] = {}
    other: dict[date, Money] = {}
    words: dict[date, list[str]] = {}

    def add(moves: dict[date, Money], day: date, amount: Money) -> None:
        moves[day] = moves.get(day, ZERO) + amount

    for invoice in claim.invoices:
        if invoice.state == "not_due":
            continue
        add(principal, invoice.due, invoice.principal)
        net = invoice.principal
        for credit in invoice.credits:
            day = max(credit.effective or invoice.due, invoice.due)
            add(principal, day, -credit.amount)
            if day == invoice.due:
                net -= credit.amount
            else:
                words.setdefault(day, []).append(f"{credit_words(credit)}, {euros(-credit.amount)}")
        words.setdefault(invoice.due, []).append(f"{invoice.number}, +{euros(net)}")
        if invoice.indemnity:
            add(other, min(next_day(invoice.due), claim.date), invoice.indemnity)
    for payment in claim.payments:
        for part in payment.allocated:
            day = max(payment.date, _open_from(claim, part.invoice) or payment.date)
            add(principal if part.to == "principal" else other, day, -part.amount)
        if payment.allocated:
            words.setdefault(payment.date, []).append(f"versement, {euros(-payment.amount)}")
    for title in claim.titles:
        for covered in title.covers:
            if (replaced := claim.invoice(covered)) and replaced.state == "titled":
                base, accessories = _left(claim, replaced)
                add(principal, title.date, -base)
                add(other, title.date, -accessories)
        add(principal, title.date, title.amount)
        add(other, title.date, title.accessories)
        words.setdefault(title.date, []).insert(0, f"{title_words(title)}, {euros(title.amount)}")
    add(other, claim.date, claim.totals.penalty + claim.totals.costs - total(t.accessories for t in claim.titles))
    return principal, other, words


def _open_from(claim: Claim, debt: str) -> date | None:
    """The first day on which a debt stands on the drawing: an invoice when it is due, a decision on its day."""
    if invoice := claim.invoice(debt):
        return invoice.due
    return next((title.date for title in claim.titles if title.act == debt), None)


def _left(claim: Claim, invoice: InvoiceClaim) -> tuple[Money, Money]:
    """What a decision takes the place of: the principal of an invoice, then its interest and forty euros, less what was paid."""
    paid = [part for payment in claim.payments for part in payment.allocated if part.invoice == invoice.number]
    base = invoice.principal - total(c.amount for c in invoice.credits) - total(p.amount for p in paid if p.to == "principal")
    interest = total(period.amount for period in invoice.periods)
    return base, interest + invoice.indemnity - total(p.amount for p in paid if p.to != "principal")


def _accrued(slope: Slope, day: date) -> int:
    """Cents that a printed period stands for before *day*: nothing before it, all after it, its share of days within."""
    start, end, amount = slope
    if day <= start:
        return 0
    if day >= end:
        return amount.cents
    return amount.cents * (day - start).days // (end - start).days


def draw(points: Sequence[Point], width: int, height: int, left: int = 44, right: int = 76) -> Drawing | None:
    """The step chart of *points* in a box; None when there are fewer than two."""
    if len(points) < 2:
        return None
    first, last = points[0].day, points[-1].day
    span = max((last - first).days, 1)
    top_value = max(max(p.total.cents, p.before.cents) for p in points)
    step = _grid_step(top_value)
    ceiling = max(step * (-(-top_value // step)), step)
    top, bottom = 30.0, height - 46.0
    lead = 96 if width > 400 else 76  # before the first step, so that its name stands beside it
    inner = width - left - right - lead

    def x(day: date) -> float:
        return left + lead + inner * (day - first).days / span

    def y(cents: int) -> float:
        return bottom - (bottom - top) * cents / ceiling

    total_line, principal_line = [(float(left), y(0)), (x(first), y(0))], [(float(left), y(0)), (x(first), y(0))]
    base = ZERO
    for point in points:
        total_line += [(x(point.day), y(point.before.cents)), (x(point.day), y(point.total.cents))]
        principal_line += [(x(point.day), y(base.cents)), (x(point.day), y(point.principal.cents))]
        base = point.principal
    end_y, base_y = y(points[-1].total.cents), y(base.cents)
    taken = _curve(points, x, y)
    between = _between(points[-1], y, left, width - right, taken)
    return Drawing(
        width, height, left, f"{bottom:.1f}", f"{width - right:.1f}", _path(total_line), _path(principal_line),
        _path(total_line + principal_line[::-1]) + "Z", _grid(step, ceiling, y), _months(first, last, x, width),
        _labels(points, x, y, left, width - right, taken), tuple(_dots(points, x, y)),
        (f"{x(last):.1f}", f"{end_y:.1f}", f"{max(base_y, end_y + 22):.1f}"),
        f"{number(Decimal(points[-1].total.cents // 100))}{NBSP}€", f"{number(Decimal(base.cents // 100))}{NBSP}€", between,
    )  # fmt: skip


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _grid_step(top: int) -> int:
    """A round number of cents so that at most four lines lie above zero."""
    step = 100
    while True:
        for factor in (1, 2, 4, 5):
            if step * factor * 4 >= top:
                return step * factor
        step *= 10


def _grid(step: int, ceiling: int, y: Callable[[int], float]) -> tuple[tuple[str, str], ...]:
    """The lines of the grid: height and amount, in thousands when they are round."""
    rows = []
    for cents in range(0, ceiling + 1, step):
        whole = cents // 100
        thousands = step % 100_000 == 0 and cents
        rows.append((f"{y(cents):.1f}", f"{number(whole // 1000)}{NBSP}k" if thousands else f"{number(whole)}{NBSP}€" if not cents
                     else number(whole)))  # fmt: skip
    return tuple(rows)


def _months(first: date, last: date, x: Callable[[date], float], width: int) -> tuple[tuple[str, str, str], ...]:
    """The starts of months to name below the axis, at most five: place, month, and the year below where it is a new one.

    Of years alone beyond thirty months.
    """
    most = 5 if width > 400 else 4
    starts = []
    day = add_months(first.replace(day=1), 1)
    while day <= last:
        starts.append(day)
        day = add_months(day, 1)
    if len(starts) > 30:
        years = [start for start in starts if start.month == 1]
        return tuple((f"{x(d):.1f}", str(d.year), "") for d in years[:: -(-len(years) // most)])
    every = -(-len(starts) // most)
    named = starts[::every] if starts else [first]
    told = {named[index] for index in range(len(named)) if not index or named[index].year != named[index - 1].year}
    return tuple((f"{x(d):.1f}", _MONTHS[d.month - 1], str(d.year) if d in told else "") for d in named)


def _dots(points: Sequence[Point], x: Callable[[date], float], y: Callable[[int], float]) -> list[tuple[str, str]]:
    return [(f"{x(p.day):.1f}", f"{y(p.total.cents):.1f}") for p in points if any("versement" in w for w in p.what)]


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what stands on the drawing."""


def _curve(points: Sequence[Point], x: Callable[[date], float], y: Callable[[int], float]) -> list[Box]:
    """The places that the curve itself takes: a name may not cross a step of another day."""
    taken = [(x(p.day) - 2, y(max(p.total.cents, p.before.cents)), x(p.day) + 2, y(min(p.total.cents, p.before.cents)))
             for p in points]  # fmt: skip
    for before, after in pairwise(points):
        heights = (y(before.total.cents), y(after.before.cents), y(before.principal.cents))
        taken.append((x(before.day), min(heights) - 2, x(after.day), max(heights) + 2))
    return taken


def _between(end: Point, y: Callable[[int], float], left: int, right: float, taken: list[Box]) -> Label | None:
    """The name of what lies between the two lines, below them at their end; None where it does not fit or nothing lies there."""
    if end.total <= end.principal:
        return None
    text = f"intérêts et accessoires, {number(Decimal((end.total - end.principal).cents // 100))}{NBSP}€"
    top = y(end.principal.cents) + 4
    box = (right - 4 - 6.6 * len(text), top, right - 4, top + 16)
    if box[0] < left or box[3] > y(0) or any(_touch(box, other) for other in taken):
        return None
    taken.append(box)
    return Label(f"{right - 4:.1f}", f"{top + 12:.1f}", "end", text)


def _labels(
    points: Sequence[Point], x: Callable[[date], float], y: Callable[[int], float], left: int, right: float, taken: list[Box]
) -> tuple[Label, ...]:
    """Names of the greatest steps where they fit: left of a rise, below a payment; no two may touch."""
    found: list[Label] = []
    for point in sorted(points, key=lambda p: -abs(p.total.cents - p.before.cents)):
        if not point.what or len(found) == MOST_LABELS or abs(y(point.total.cents) - y(point.before.cents)) < SMALLEST_STEP:
            continue
        text, _, more = point.what[0].partition(", ")
        if text == "versement":
            text = f"versement du {short_day(point.day)[:5]}"
        if len(point.what) > 1:
            step = point.total - point.before
            bills = all(", +" in words for words in point.what)
            text, more = plural(len(point.what), "facture" if bills else "fait"), f"{'+' if step.cents > 0 else ''}{euros(step)}"
        wide = 6.9 * max(len(text), len(more))
        middle = (y(point.total.cents) + y(point.before.cents)) / 2
        low = max(y(point.total.cents), y(point.before.cents))
        spots = [
            ("end", x(point.day) - 8, middle - 14),
            ("start", x(point.day) + 8, low + 10),
            ("end", x(point.day) - 8, low + 10),
        ]
        for anchor, at, height in spots:
            start = at - wide if anchor == "end" else at
            box = (start, height, start + wide, height + 32)
            if start > left and box[2] < right and box[3] < y(0) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                found.append(Label(f"{at:.1f}", f"{height + 12:.1f}", anchor, text, more))
                break
    return tuple(found)


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
