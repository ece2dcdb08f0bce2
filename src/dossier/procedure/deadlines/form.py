"""How a time limit is written down: its state, its two days, the act it comes from."""

from __future__ import annotations

from datetime import date

from dossier.ground.french import typo_fr
from dossier.model.journal import Event
from dossier.procedure.road import Road, Timed
from dossier.procedure.stage import Deadline, DeadlineState


def state_of(road: Road, last: date, done: bool) -> DeadlineState:
    """Of something the creditor must do: done in time, still to do, or too late."""
    return "met" if done else "running" if road.today <= last else "missed"


def wait_of(road: Road, last: date, void: bool) -> DeadlineState:
    """Of something the creditor must wait for: without object, over, or still running."""
    return "void" if void else "met" if road.today > last else "running"


def act_name(event: Event) -> str:
    """What tells several deadlines of a kind apart: the act and its day."""
    return f"{event.act} {event.date.isoformat()}"


def timed_deadline(road: Road, id: str, title: str, timed: Timed, state: DeadlineState, why: str, ours: bool = True) -> Deadline:
    """A deadline of procedure: its safe day is the earliest when *ours*, else the latest."""
    limit = timed.limit
    return Deadline(
        id, title, road.debtor.id, limit.last, limit.act_by if ours else limit.wait_until, "procedure", timed.certainty,
        timed.rule, state, typo_fr(why), timed.event.place, ours, act=act_name(timed.event),
    )  # fmt: skip
