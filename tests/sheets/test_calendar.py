"""The export of deadlines: entries that a calendar takes, stable names, texts that break out of nothing."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

from icalendar import Calendar

from dossier.ground.spans import Span
from dossier.law.law import Certainty
from dossier.procedure.stage import Deadline, DebtorStage, Stage
from dossier.sheets import calendar
from dossier.sheets.csv_file import csv_bytes

TODAY = date(2026, 11, 21)


def limit(**changes: object) -> Deadline:
    """A limit of the creditor's that ends on Sunday 13 December 2026, safe on the Friday before."""
    base = Deadline(
        id="signification_ordonnance", title="Signification de l’ordonnance", debtor="sud-beton", last_day=date(2026, 12, 13),
        safe_day=date(2026, 12, 11), calendar="procedure", certainty=Certainty.SECONDARY, rule="CPC 1411", state="running",
        why="Trois mois depuis l’ordonnance", fact=Span("journal.yaml", 1, 1),
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def stage(*limits: Deadline) -> Stage:
    """A stage that has nothing but limits."""
    debtors = (DebtorStage("sud-beton", "ordonnance_rendue", TODAY),)
    return Stage("2026-001-x", TODAY, "ordonnance_rendue", debtors, limits, (), (), (), None, None)


def ics(*limits: Deadline, name: str = "Sud Béton") -> list[dict[str, object]]:
    """The entries as icalendar reads them back."""
    data = calendar.as_ics(calendar.entries([(stage(*limits), name)]), TODAY)
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "a line of RFC 5545 has 75 bytes at most"
    events = Calendar.from_ical(data).walk("VEVENT")
    return [{**{key.lower(): event.decoded(key) for key in event}, "alarms": len(event.walk("VALARM"))} for event in events]


def test_an_entry_stands_on_the_safe_day_of_what_the_creditor_must_do() -> None:
    """The working day before a last day off: the earliest reading; the other day is in the description, with the rule."""
    (entry,) = ics(limit())
    assert (entry["dtstart"], entry["dtend"], entry["alarms"]) == (date(2026, 12, 11), date(2026, 12, 12), 3)
    words = str(entry["description"]).replace("\u00a0", " ")
    assert "13 décembre 2026" in words
    assert "CPC 1411" in words
    assert "texte non lu" in words


def test_an_entry_stands_on_the_last_day_of_what_the_creditor_waits_for_and_does_not_warn() -> None:
    """The latest reading of a delay that others have."""
    (entry,) = ics(limit(ours=False, last_day=date(2026, 12, 14), safe_day=date(2026, 12, 14)))
    assert (entry["dtstart"], entry["alarms"]) == (date(2026, 12, 14), 0)


def test_a_prescription_warns_half_a_year_before() -> None:
    """What interrupts it has to be asked for and served."""
    (entry,) = ics(limit(id="prescription", calendar="prescription"))
    assert entry["alarms"] == 5


def test_the_name_of_an_entry_stays_when_its_day_changes() -> None:
    """A calendar then moves the entry; two limits of one kind keep names of their own."""
    first, moved = ics(limit())[0]["uid"], ics(limit(safe_day=date(2026, 12, 10)))[0]["uid"]
    assert first == moved
    assert len({str(entry["uid"]) for entry in ics(limit(), limit(invoice="F-1"), limit(invoice="F-2"), limit())}) == 4


def test_limits_that_ended_are_left_out() -> None:
    """Met, missed or void: nothing is left to do by that day."""
    assert ics(limit(state="met"), limit(state="void"), limit(state="missed")) == []


def test_a_name_that_the_debtor_chose_adds_no_line_and_no_formula() -> None:
    """Line feeds and separators are escaped in the calendar; a formula is text in the CSV."""
    hostile = "=cmd()\r\nBEGIN:VALARM;x,y"
    (entry,) = ics(limit(), name=hostile)
    assert entry["alarms"] == 3
    rows = calendar.entries([(stage(limit(why=hostile)), hostile)])
    text = csv_bytes(calendar.HEAD, calendar.table_rows(rows)).decode("utf-8-sig")
    cells = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert len(cells) == 2
    assert cells[1][-1] == "'=cmd() BEGIN:VALARM;x,y"
    assert cells[1][5] == "11/12/2026"
