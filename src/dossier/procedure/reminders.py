"""Which levels of the calendar were sent for what fell due on a day, and which comes next: a policy, no rule of law.

The oldest debt sets the pace: whatever reminder followed its due date counts for it. A reminder counts for a later debt when
it was of the level that this debt waited for, or when the calendar had brought the debt as far by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dossier.model.journal import Event, Relance
from dossier.model.settings import Reminder, Settings

_BEFORE_DUE = 30
"""Days before a due date from which a reminder ahead of it counts as one of that invoice."""


def levels_of(settings: Settings) -> list[Reminder]:
    """The reminders of the calendar by their days, the mise en demeure left out."""
    return sorted((r for r in settings.calendar if r.level != "mise_en_demeure"), key=lambda r: r.days)


def counted(calendar: Sequence[Reminder], events: Iterable[Event], due: date, oldest: bool) -> dict[str, date]:
    """The levels that were sent for what fell due on *due*, and when; events are in the order of their days.

    A reminder without level is the one due that day. *oldest* is whether nothing older is unpaid.
    """
    found: dict[str, date] = {}
    for event in events:
        if not isinstance(event, Relance) or event.date < due - timedelta(days=_BEFORE_DUE):
            continue
        name = event.level or _level_on(calendar, (event.date - due).days)
        level = next((r for r in calendar if r.level == name), None)
        if level is None or (event.date < due and level.days >= 0):
            continue
        reached = (event.date - due).days >= level.days
        if oldest or reached or level == following(calendar, found, overdue=event.date >= due):
            found.setdefault(name, event.date)
    return found


def following(calendar: Sequence[Reminder], sent: Iterable[str], overdue: bool) -> Reminder | None:
    """The level after the highest one sent; levels ahead of the due date are over on that day. None: all were sent."""
    rest = calendar[_top(calendar, sent) + 1 :]
    return next((r for r in rest if not overdue or r.days >= 0), None)


def passed_over(calendar: Sequence[Reminder], sent: Iterable[str]) -> list[tuple[Reminder, str]]:
    """The levels from the due date on that were passed over, each with the later level that was sent."""
    done = set(sent)
    top = _top(calendar, done)
    return [(r, calendar[top].level) for r in calendar[: max(top, 0)] if r.days >= 0 and r.level not in done]


def _top(calendar: Sequence[Reminder], sent: Iterable[str]) -> int:
    done = set(sent)
    return max((i for i, r in enumerate(calendar) if r.level in done), default=-1)


def _level_on(calendar: Sequence[Reminder], days: int) -> str:
    passed = [r.level for r in calendar if r.days <= days]
    return passed[-1] if passed else ""
