"""The time limits of cases as entries for a calendar (RFC 5545), as CSV and as rows of JSON: one entry a limit, all day.

An entry stands on the safe day of what the creditor must do and on the last day of what he waits for. Its name is stable: a
later export of the same limit replaces the entry instead of doubling it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dossier.ground.french import long_day
from dossier.law.law import CERTAINTY_FR
from dossier.procedure.stage import Deadline, Stage
from dossier.sheets.csv_file import Value

ALARMS = (30, 7, 1)
"""Days before a limit of the creditor's on which a calendar warns."""
EARLY_ALARMS = (180, 90)
"""The same, before, for a prescription: what interrupts it takes months to obtain."""
NO_NAMES: Mapping[tuple[str, str], str] = {}
SHOWN = frozenset({"running", "unknown"})
"""States of the limits that a calendar holds: what was met, missed or became void needs no warning."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A limit with the case that it belongs to; `name` is how a list calls the debtor concerned, `page` where its reasons stand, or ''."""

    case: str
    name: str
    deadline: Deadline
    page: str = ""

    @property
    def day(self) -> date:
        """The day of the entry."""
        return self.deadline.safe_day if self.deadline.ours else self.deadline.last_day

    @property
    def uid(self) -> str:
        """The same for the same limit of the same case on every export: its day is no part of it."""
        d = self.deadline
        key = "\x00".join((self.case, d.debtor, d.id, d.invoice, d.act or ""))
        return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@dossier.invalid"


def entries(stages: Iterable[tuple[Stage, str]], debtors: Mapping[tuple[str, str], str] = NO_NAMES) -> tuple[Entry, ...]:
    """The open limits of cases, by day; each stage comes with the name of its case, *debtors* with theirs by case and id.

    What is awaited and has no day yet is left out: an entry needs a day.
    """
    found = [
        Entry(s.case, debtors.get((s.case, d.debtor), name), d, f"cases/{s.case}/etapes.html")
        for s, name in stages
        for d in s.deadlines
        if d.state in SHOWN and (d.state == "running" or d.ours)
    ]
    return tuple(sorted(found, key=lambda e: (e.day, e.case, e.deadline.id, e.deadline.invoice, e.deadline.debtor)))


def as_ics(rows: Sequence[Entry], today: date) -> bytes:
    """A calendar of all-day entries that block no time; `ALARMS` warn of what the creditor must do."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//dossier//echeances//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Échéances de recouvrement")
    stamp = datetime.combine(today, time(), UTC)
    for row, uid in _told_apart(rows):
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
        event.add("summary", summary(row))
        event.add("description", description(row))
        event.add("categories", ["Prescription" if row.deadline.calendar == "prescription" else "Recouvrement"])
        event.add("transp", "TRANSPARENT")
        for days in _alarms(row.deadline):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", summary(row))
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _alarms(deadline: Deadline) -> tuple[int, ...]:
    early = EARLY_ALARMS if deadline.calendar == "prescription" else ()
    return (*early, *ALARMS) if deadline.ours else ()


def _told_apart(rows: Sequence[Entry]) -> Iterable[tuple[Entry, str]]:
    """Each row with its name; a second row of one name takes a number, by day."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.uid] = seen.get(row.uid, 0) + 1
        yield row, row.uid if seen[row.uid] == 1 else f"{seen[row.uid]}-{row.uid}"


def summary(row: Entry) -> str:
    """`Signification de l’ordonnance : Sud Béton`."""
    return f"{row.deadline.title}\u00a0: {row.name}"


def description(row: Entry) -> str:
    """The reason, the rule and how sure it is, the other day where there are two, and the page that says more."""
    d = row.deadline
    lines = [d.why, f"Règle\u00a0: {d.rule} ({CERTAINTY_FR[d.certainty]})"]
    if d.safe_day != d.last_day:
        lines.append(
            f"Jour prudent\u00a0: {long_day(d.safe_day)}\u00a0; dernier jour selon la règle\u00a0: {long_day(d.last_day)}"
        )
    if d.other_day and d.other_day != d.last_day:
        lines.append(f"Autre date discutable\u00a0: {long_day(d.other_day)}")
    lines.append(f"Affaire {row.case}" + (f", débiteur {d.debtor}" if d.debtor else ""))
    if row.page:
        lines.append(f"Page du site\u00a0: {row.page}")
    return "\n".join(line for line in lines if line)


HEAD = (
    "Jour",
    "Affaire",
    "Débiteur",
    "Échéance",
    "Facture",
    "Jour prudent",
    "Dernier jour",
    "État",
    "Règle",
    "Certitude",
    "Motif",
)


def table_rows(rows: Sequence[Entry]) -> list[list[Value]]:
    """The rows of the CSV, without its head."""
    return [
        [
            r.day, r.case, r.deadline.debtor, r.deadline.title, r.deadline.invoice, _day(r.deadline, r.deadline.safe_day),
            _day(r.deadline, r.deadline.last_day),
            r.deadline.state_words, r.deadline.rule, CERTAINTY_FR[r.deadline.certainty], r.deadline.why,
        ]
        for r in rows
    ]  # fmt: skip


def json_rows(rows: Sequence[Entry]) -> list[dict[str, Any]]:
    """The rows of `dossier/echeances/1`."""
    return [
        {
            "uid": uid, "day": r.day.isoformat(), "case": r.case, "debtor": r.deadline.debtor, "id": r.deadline.id,
            "title": r.deadline.title, "invoice": r.deadline.invoice, "act": r.deadline.act,
            "last_day": _iso(r.deadline, r.deadline.last_day), "safe_day": _iso(r.deadline, r.deadline.safe_day),
            "state": r.deadline.state, "calendar": r.deadline.calendar, "ours": r.deadline.ours, "rule": r.deadline.rule,
            "certainty": str(r.deadline.certainty), "why": r.deadline.why,
        }
        for r, uid in _told_apart(rows)
    ]  # fmt: skip


def _day(deadline: Deadline, day: date) -> date | None:
    """A day of a limit; None while it is not known what starts it: the entry then stands on the day to be checked."""
    return None if deadline.state == "unknown" else day


def _iso(deadline: Deadline, day: date) -> str | None:
    known = _day(deadline, day)
    return known.isoformat() if known else None
