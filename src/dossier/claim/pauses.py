"""Stretches on which no interest runs: a judge's period of grace, a schedule of payments that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dossier.claim.contract_rate import rate_schedule
from dossier.claim.facts import Facts
from dossier.claim.rates import Schedule
from dossier.claim.regime import Regime
from dossier.ground.days import next_day
from dossier.ground.french import long_day
from dossier.ground.money import ZERO, total
from dossier.law.law import Law
from dossier.model.journal import Accord, DelaiDeGrace, Event


@dataclass(frozen=True, slots=True)
class Pause:
    """`[start, end)` on which interest rests, or follows *instead*; `reason` and `rule` are for the reader."""

    start: date
    end: date
    reason: str
    rule: str
    event: Event
    instead: Schedule | None = None


def pauses(facts: Facts, regime: Regime, law: Law) -> tuple[Pause, ...]:
    """The known pauses, by day."""
    found = [*_grace(facts, regime, law), *_agreed(facts)]
    return tuple(sorted(found, key=lambda pause: (pause.start, pause.end, pause.reason)))


def _grace(facts: Facts, regime: Regime, law: Law) -> Iterator[Pause]:
    """A period of grace: late penalties are not incurred while it lasts (C. civ. 1343-5 al. 4, lu le 2026-11-21).

    Whether this reaches the penalties of C. com. L441-10 was not settled: the words say so, and the reading that asks less is used.
    """
    for event in facts.events(DelaiDeGrace):
        if event.until and event.until >= event.date:
            stated = event.rate
            instead = None
            if stated is not None:
                instead = rate_schedule(stated, law, regime.column, rule="C. civ. 1343-5")
            reason = f"délai de grâce du {long_day(event.date)} au {long_day(event.until)}"
            yield Pause(event.date, next_day(event.until), reason, "C. civ. 1343-5", event, instead)


def _agreed(facts: Facts) -> Iterator[Pause]:
    """An échéancier or transaction that suspends interest, up to its last date, or to the first one that was missed."""
    for event in facts.events(Accord):
        if event.interest != "suspendus" or not event.instalments:
            continue
        last = _kept_until(facts, event)
        if last >= event.date:
            reason = f"accord du {long_day(event.date)} : intérêts suspendus jusqu’au {long_day(last)}"
            yield Pause(event.date, next_day(last), reason, "accord des parties", event)


def _kept_until(facts: Facts, accord: Accord) -> date:
    """The day of the first instalment that was not paid in full, else of the last one."""
    asked = ZERO
    dates = sorted(accord.instalments, key=lambda instalment: instalment.due)
    for instalment in dates:
        asked += instalment.amount
        if instalment.due > facts.today:
            continue
        paid = total(p.amount for p in facts.payments if accord.date <= p.date <= instalment.due and not facts.returned(p))
        if paid < asked:
            return instalment.due
    return dates[-1].due
