"""All that has a day: time limits and next acts of every case, by week, and the strip of the next 28 days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dossier.ground.days import ONE_DAY, days_of
from dossier.ground.french import plural, short_day
from dossier.law.law import Certainty
from dossier.procedure.stage import ACTION_FR, Deadline, Step
from dossier.site.anchors import limit_anchors, step_anchors
from dossier.site.view import CaseView
from dossier.site.words import word

HORIZON = 28
"""Days that the strip shows."""

AWAITED = frozenset({"promesse", "echeance_accord", "reponse_l125", "contestation_l126", "paiement_cheque", "delai_de_grace"})
"""Time limits that only wait for the debtor; any other loses a right or opens an act."""

Kind = Literal["watch", "todo", "wait", "missed"]
STATE_FR: dict[Kind, str] = {"watch": "À surveiller", "todo": "À faire", "wait": "En attente", "missed": "Dépassée"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of the agenda. `note` is a second day or a condition; `target` is the path of its reasons."""

    day: date
    kind: Kind
    title: str
    nature: str
    case: str
    name: str
    note: str
    rule: str
    certainty: Certainty
    target: str

    @property
    def anchor(self) -> str:
        """Its fragment in the agenda."""
        return f"{self.case}--{self.target.rpartition('#')[2]}"


@dataclass(frozen=True, slots=True)
class Week:
    """Rows under one title, by day."""

    title: str
    rows: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the strip: `at` its place in percent of the width, `level` how many signs lie below, `label` or ''."""

    at: str
    level: int
    kind: Kind
    label: str
    anchor: str


def dated_rows(view: CaseView) -> tuple[Dated, ...]:
    """The open time limits and the acts that have a day, of one case, by day.

    What is awaited and has no day yet stands in its case only; what the creditor must do stands at the day to be checked.
    """
    limits = [deadline for deadline in view.stage.deadlines if deadline.state in ("running", "unknown", "missed")]
    rows = [_limit(view, limit) for limit in limits if limit.state == "running" or limit.ours]
    taken = {(row.day, row.kind) for row in rows}
    for index, step in enumerate(view.stage.next):
        row = _act(view, step, index)
        if row and (row.day, "watch") not in taken:
            rows.append(row)
    return tuple(sorted(rows, key=_order))


def _order(row: Dated) -> tuple[date, int, str, str]:
    return (row.day, ("missed", "watch", "todo", "wait").index(row.kind), row.case, row.title)


def _limit(view: CaseView, limit: Deadline) -> Dated:
    kind: Kind = "missed" if limit.state == "missed" else "watch" if limit.ours or limit.id not in AWAITED else "wait"
    day, other = (limit.safe_day, limit.last_day) if limit.ours else (limit.last_day, limit.safe_day)
    note = ""
    if other != day:
        note = f"dernier jour : {short_day(other)}" if limit.ours else f"au plus tard : {short_day(other)}"
    if limit.state == "unknown":
        note = "date à vérifier"
    natures = {"promesse": "promesse", "echeance_accord": "accord"}
    nature = "prescription" if limit.calendar == "prescription" else natures.get(limit.id, "procédure")
    target = f"cases/{view.case.id}/etapes.html#{limit_anchor(view, limit)}"
    return Dated(
        day, kind, limit.title, nature, view.case.id, debtor_name(view, limit.debtor), note, limit.rule, limit.certainty, target
    )


def limit_anchor(view: CaseView, limit: Deadline) -> str:
    """The fragment of a time limit in the page of the stages."""
    return limit_anchors(view.stage)[view.stage.deadlines.index(limit)]


def _act(view: CaseView, step: Step, index: int) -> Dated | None:
    """A reminder or another act that the calendar sets for a day; an act without day stands in its case only."""
    reminder = step.action in ("relance", "mise_en_demeure")
    day = step.start if reminder else step.end
    today = view.stage.date
    if day is None or (not reminder and (day < today or _is_limit(view, day))):
        return None
    waits = any(condition.state == "impossible" for condition in step.missing if condition.blocking)
    note = f"depuis le {short_day(day)}" if reminder and day < today else ""
    return Dated(
        max(day, today) if reminder else day, "wait" if waits else "todo", step.title or word(ACTION_FR, step.action),
        "relance" if reminder else "procédure", view.case.id, debtor_name(view, step.debtor), note, step.rule, step.certainty,
        f"cases/{view.case.id}/etapes.html#{step_anchors(view.stage)[index]}",
    )  # fmt: skip


def _is_limit(view: CaseView, day: date) -> bool:
    """Whether a time limit already stands on or beside a day: an act that only ends with it has no row of its own."""
    days = {d for limit in view.stage.deadlines for d in (limit.last_day, limit.safe_day)}
    return bool({day, day - ONE_DAY, day + ONE_DAY} & days)


def debtor_name(view: CaseView, debtor: str = "") -> str:
    """A debtor with the legal form, by his id; the first principal one, by whom a list calls the case, when none is told."""
    debtors = view.case.debtors
    first = next((found for found in debtors if found.role == "principal"), debtors[0])
    found = next((each for each in debtors if each.id == debtor), first)
    return f"{found.form} {found.name}".strip()


_NUMBERED = re.compile(r"\d{4}-\d+(?=-)")


def short_id(case: str) -> str:
    """`2026-014` for `2026-014-sud-beton`: the number that people say; an id of another form stays whole."""
    found = _NUMBERED.match(case)
    return found[0] if found else case


def by_week(rows: Iterable[Dated], today: date) -> tuple[Week, ...]:
    """The rows in groups: overdue, four weeks of seven days from *today*, later, and prescription by its day."""
    ordered = sorted(rows, key=_order)
    groups: list[tuple[str, list[Dated]]] = [("Dépassées", [row for row in ordered if row.day < today])]
    for week in range(HORIZON // 7):
        start = today + timedelta(days=7 * week)
        last = start + timedelta(days=6)
        title = f"Cette semaine, jusqu’au {last:%d/%m}" if week == 0 else f"Du {start:%d/%m} au {last:%d/%m}"
        groups.append((title, [row for row in ordered if start <= row.day <= last]))
    later = [row for row in ordered if row.day >= today + timedelta(days=HORIZON)]
    groups.append(("Plus tard", [row for row in later if row.nature != "prescription"]))
    groups.append(("Prescription", [row for row in later if row.nature == "prescription"]))
    return tuple(Week(title, tuple(found)) for title, found in groups if found)


def strip(rows: Iterable[Dated], today: date) -> tuple[Mark, ...]:
    """The signs of the strip, by day; of two labels that would touch, the later one is left out."""
    marks: list[Mark] = []
    heights: dict[date, int] = {}
    free = -1.0
    for row in sorted(rows, key=_order):
        offset = (row.day - today).days
        if not 0 <= offset < HORIZON:
            continue
        level = heights.get(row.day, 0)
        heights[row.day] = level + 1
        at, width = (offset + 0.5) / HORIZON * 100, len(row.name) * 0.68
        anchor, start = (
            ("start", at) if at < width / 2 else ("end", at - width) if at > 100 - width / 2 else ("middle", at - width / 2)
        )
        label = row.name if row.kind == "watch" and start > free else ""
        if label:
            free = start + width + 1
        marks.append(Mark(f"{at:.2f}", level, row.kind, label, anchor))
    return tuple(marks)


def weekends(today: date) -> tuple[tuple[str, str], ...]:
    """Left edge and width, in percent, of the Saturdays and Sundays of the strip."""
    width = f"{100 / HORIZON:.2f}"
    days = days_of(today, today + timedelta(days=HORIZON))
    return tuple((f"{index * 100 / HORIZON:.2f}", width) for index, day in enumerate(days) if day.weekday() >= 5)


def ticks(today: date) -> tuple[tuple[str, str], ...]:
    """The place in percent and the day of the Mondays of the strip."""
    days = days_of(today, today + timedelta(days=HORIZON))
    return tuple((f"{(index + 0.5) * 100 / HORIZON:.2f}", f"{day:%d/%m}") for index, day in enumerate(days) if day.weekday() == 0)


def distance(day: date, today: date) -> str:
    """`aujourd’hui`, `dans 6 j`, `dans 4 ans`, `il y a 3 j`: how far a day is."""
    days = (day - today).days
    if days in (0, 1, -1):
        return {0: "aujourd’hui", 1: "demain", -1: "hier"}[days]
    far = abs(days)
    words = (
        f"{far}\u00a0j" if far < 100 else f"{round(far / 30.44)}\u00a0mois" if far < 720 else plural(round(far / 365.25), "an")
    )
    return f"dans {words}" if days > 0 else f"il y a {words}"


def soon(rows: Sequence[Dated], today: date, days: int) -> tuple[Dated, ...]:
    """The rows between *today* and *days* later, both counted."""
    return tuple(row for row in rows if today <= row.day <= today + days * ONE_DAY)
