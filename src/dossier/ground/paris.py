"""The hour of Paris, from a moment: summer time as the European Union fixed it in 1996, without asking the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def in_paris(moment: datetime) -> datetime:
    """The day and hour at Paris of a moment with a zone, as a clock there shows them."""
    utc = moment.astimezone(UTC)
    summer = _change(utc.year, 3) <= utc < _change(utc.year, 10)
    return (utc + timedelta(hours=2 if summer else 1)).replace(tzinfo=None)


def _change(year: int, month: int) -> datetime:
    """One o'clock UTC on the last Sunday of March or October."""
    last = date(year, month, 31)
    return datetime(year, month, 31 - (last.weekday() + 1) % 7, 1, tzinfo=UTC)
