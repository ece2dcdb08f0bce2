"""The European order for payment, as far as French law follows it (Regulation 1896/2006; CPC 1424-1 and following)."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty
from dossier.model.journal import Event, Opposition, Signification
from dossier.procedure import other_limits
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road
from dossier.procedure.stages.tick import Tick

RULE = "Règlement 1896/2006"


def order(position: Position, event: Event, road: Road) -> Position:
    """A European order was made; the French delay of service does not bind it."""
    why = "Injonction de payer européenne délivrée"
    return moved(
        position, Reason(event.date, event.place, RULE, why, Certainty.MEMORY), course="ordonnance_rendue", order=None,
        service=None, opposition=None, invitation=None, european=event, european_service=None,
    )  # fmt: skip


def served(position: Position, event: Signification, road: Road) -> Position:
    """Its service opens thirty days of opposition, by form F, without reasons."""
    period = other_limits.european_opposition_period(road, event)
    until = f" ; opposition jusqu’au {short_day(period.limit.last)}" if period else ""
    reason = Reason(event.date, event.place, f"{RULE}, art. 16", f"Injonction européenne signifiée{until}", Certainty.MEMORY)
    if position.course not in (None, "ordonnance_rendue", "ordonnance_signifiee") or position.european_service:
        return noted(position, reason)
    return moved(position, reason, course="ordonnance_signifiee", european_service=event)


def opposed(position: Position, event: Opposition) -> Position:
    """An opposition sends the case to the ordinary procedure."""
    why = "Opposition à l’injonction européenne : l’affaire suit la procédure ordinaire"
    reason = Reason(event.date, event.place, f"{RULE}, art. 17", why, Certainty.MEMORY)
    return moved(position, reason, course="opposition", opposition=event, title_from=None, title_event=None)


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """Opposition ends; the greffe then declares the order enforceable, which is an entry of its own."""
    service = position.european_service
    if position.course != "ordonnance_signifiee" or service is None or position.order is not None:
        return
    period = other_limits.european_opposition_period(road, service)
    if period:
        end = period.limit.wait_until
        why = f"Délai d’opposition expiré le {short_day(end)} : le greffe peut déclarer l’injonction exécutoire"
        reason = Reason(next_day(end), service.place, "CPC 1424-14", why, period.certainty)
        yield Tick(reason, {"course": "attente_force_executoire"})
