"""Whether a decision still has effect on the day of computing: served in time, no opposition, nothing that made it lapse.

The stage says the same with its reasons; here only what decides which sum is owed. Law: CPC 478, 1411, 1416, 1420, 1422.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dossier.claim.facts import Facts
from dossier.ground.days import add_months
from dossier.ground.french import long_day
from dossier.ground.working_days import next_working_day
from dossier.law.law import Law
from dossier.law.names import (
    DELAI_FORCE_EXECUTOIRE,
    DELAI_NOTIFICATION_JUGEMENT,
    DELAI_OPPOSITION,
    DELAI_SIGNIFICATION_ORDONNANCE,
)
from dossier.model.journal import Event, Execution, Jugement, Opposition, OrdonnanceInjonction, Signification

_ORDERS = ("", "ordonnance", "ordonnance_injonction")
_HEARD = ("invitation_a_consigner", "avis_constitution")
"""What the greffe sends because there is an opposition."""
_ENDS = ("caducite", "desistement")


def void_reason(event: OrdonnanceInjonction | Jugement, facts: Facts, law: Law) -> str:
    """Why a decision is void for want of service in time, in French; '' while it may still be served, or was."""
    if isinstance(event, OrdonnanceInjonction):
        last = _last(law, DELAI_SIGNIFICATION_ORDONNANCE, event.date, event.date)
        served, what = service_of(event, facts, law) is not None, "signifiée"
    else:
        if event.kind == "contradictoire":
            return ""
        last = _last(law, DELAI_NOTIFICATION_JUGEMENT, event.date, event.date)
        services = [s for s in facts.events(Signification) if s.of.startswith("jugement") and s.date >= event.date]
        served, what = any(last is None or s.date <= last for s in services), "notifié"
    if served or last is None or facts.today <= last:
        return ""
    return f"non {what} au {long_day(last)}, non avenu{'e' if what == 'signifiée' else ''}"


def stands(event: OrdonnanceInjonction | Jugement, facts: Facts, law: Law) -> bool:
    """Whether a decision governs what is owed: not void, and for an order no opposition and no end of the instance."""
    if void_reason(event, facts, law):
        return False
    if isinstance(event, Jugement):
        return True
    service = service_of(event, facts, law)
    until = _enforceable_after(event, service, law)
    later = [e for e in facts.events(Event) if e.date >= event.date]
    ended = any(e.act in _ENDS and (until is None or e.date <= until) for e in later)
    heard = service is not None and any(e.act in _HEARD and e.date >= service.date for e in later)
    return not (ended or heard or any(_counts(o, service, until, facts, law) for o in later if isinstance(o, Opposition)))


def service_of(order: OrdonnanceInjonction, facts: Facts, law: Law) -> Signification | None:
    """The first service of an order on the principal debtor, in its time (CPC 1411), before any later order."""
    last = _last(law, DELAI_SIGNIFICATION_ORDONNANCE, order.date, order.date)
    following = min((o.date for o in facts.events(OrdonnanceInjonction) if o.date > order.date), default=date.max)
    found = [s for s in facts.events(Signification) if s.of in _ORDERS and order.date <= s.date < following]
    return next((s for s in found if last is None or s.date <= last), None)


def _last(law: Law, name: str, start: date, chosen_by: date) -> date | None:
    """The last day of a period of months by CPC 641 and 642; None when its length is unknown."""
    value = law.value(name, chosen_by)
    return next_working_day(add_months(start, value.integer)) if value else None


def _enforceable_after(order: OrdonnanceInjonction, service: Signification | None, law: Law) -> date | None:
    """The day after which an order that met no opposition can be enforced (CPC 1416 al. 1, 1422); None before its service."""
    if service is None:
        return None
    ends = (
        _last(law, DELAI_OPPOSITION, service.date, service.date),
        _last(law, DELAI_FORCE_EXECUTOIRE, service.date, order.date),
    )
    return max((end for end in ends if end), default=None)


def _counts(event: Opposition, service: Signification | None, until: date | None, facts: Facts, law: Law) -> bool:
    """Whether an opposition takes the order away: in time, or known before the order could be enforced."""
    if service is None or until is None or event.date <= until:
        return True
    day = event.posted_on if event.posted_on and event.posted_on <= facts.today else event.date
    start = service.date if service.mode == "personne" else _second_start(service, list(facts.events(Event)), facts.today)
    if start is None or start > day:
        return True
    last = _last(law, DELAI_OPPOSITION, start, start)
    return last is None or day <= last


def _second_start(service: Signification, events: Sequence[Event], today: date) -> date | None:
    """The first personal act or seizure after a service that was not made in person (CPC 1416 al. 2)."""
    for event in events:
        if event.date < service.date or event is service:
            continue
        if isinstance(event, Signification) and event.mode == "personne":
            return event.date
        if isinstance(event, Execution) and event.act == "saisie":
            told = event.notified_on
            return told if told and told <= today else event.date
    return None
