"""Mises en demeure: which one concerns an invoice, on which day it takes effect, when its delay ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.claim.facts import Facts
from dossier.ground.french import long_day
from dossier.model.journal import MiseEnDemeure
from dossier.model.settings import DEFAULT_CALENDAR, Settings


@dataclass(frozen=True, slots=True)
class Notice:
    """A mise en demeure: sent on a day, effective as presented, else as sent; `deadline` is the last day it leaves.

    `assumed` is True when the delay is that of the firm's calendar, because the letter's own is not known.
    """

    event: MiseEnDemeure
    sent: date
    effective: date
    words: str
    deadline: date
    assumed: bool


def notices(facts: Facts) -> tuple[Notice, ...]:
    """The mises en demeure that count, by day; one that never reached the right address does not (C. civ. 1344)."""
    found = [
        notice_of(event, facts.today, facts.case.settings)
        for event in facts.events(MiseEnDemeure)
        if event.delivery != "inconnue_a_l_adresse"
    ]
    return tuple(sorted(found, key=lambda notice: (notice.effective, notice.sent, notice.deadline)))


def notice_for(due: date, known: Sequence[Notice]) -> Notice | None:
    """The first mise en demeure sent once an invoice was due: one sent before is no notice to pay it."""
    return next((notice for notice in known if notice.sent > due), None)


def notice_of(event: MiseEnDemeure, today: date, settings: Settings) -> Notice:
    """One mise en demeure as known on *today*; without a delay of its own it has that of the calendar, from its sending."""
    sent = event.posted_on if event.posted_on and event.posted_on <= today else event.date
    if event.presented_on and event.presented_on <= today:
        effective, words = event.presented_on, f"présentée le {long_day(event.presented_on)}"
    else:
        effective, words = sent, f"envoyée le {long_day(sent)}, présentation non renseignée"
    delay = next((r.delay for r in settings.calendar if r.level == "mise_en_demeure" and r.delay is not None), None)
    if delay is None:
        delay = next(r.delay for r in DEFAULT_CALENDAR if r.level == "mise_en_demeure" and r.delay is not None)
    deadline = event.deadline or sent + timedelta(days=delay)
    return Notice(event, sent, effective, words, deadline, event.deadline is None)
