"""The periods of the ordinary road, each from the act that starts it: the replay and the deadlines share them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dossier.law import names
from dossier.model.journal import (
    Consignation,
    Constitution,
    Event,
    Execution,
    Jugement,
    OrdonnanceInjonction,
    RequeteInjonction,
    Signification,
)
from dossier.procedure.road import Road, Timed

ORDERS = ("", "ordonnance", "ordonnance_injonction")
"""What `de` may say when an order to pay is served."""


def service_period(road: Road, order: OrdonnanceInjonction) -> Timed | None:
    """Service of an order: six months of its date, three for orders from 1 September 2026 (CPC 1411)."""
    return road.period(names.DELAI_SIGNIFICATION_ORDONNANCE, order.date, order)


def opposition_period(road: Road, service: Signification) -> Timed | None:
    """Opposition: a month from service, however it was made, also suspends enforcement (CPC 1416 al. 1, 1422)."""
    return road.period(names.DELAI_OPPOSITION, service.date, service)


def force_period(road: Road, order: OrdonnanceInjonction, service: Signification) -> Timed | None:
    """The delay of its own before an order from 1 September 2026 can be enforced: two months from service (CPC 1422).

    Of no length for older orders, for which the opposition period alone counts.
    """
    return road.period(names.DELAI_FORCE_EXECUTOIRE, service.date, service, chosen_by=order.date)


def late_opposition_start(road: Road, service: Signification) -> tuple[Event, date] | None:
    """The first act served in person after a service that was not, or the first seizure (CPC 1416 al. 2); None so far.

    Whether a seizure counts from its day or from its notice to the debtor is open: the later day is waited for.
    """
    for event in road.events:
        if event.date < service.date or event is service:
            continue
        if isinstance(event, Signification) and event.mode == "personne":
            return event, event.date
        if isinstance(event, Execution) and event.act == "saisie":
            return event, road.known(event.notified_on) or event.date
    return None


def late_opposition_period(road: Road, start: tuple[Event, date]) -> Timed | None:
    """Opposition after a service not made in person: a month from the first personal act or seizure (CPC 1416 al. 2)."""
    return road.period(names.DELAI_OPPOSITION, start[1], start[0])


def deposit_period(road: Road, requete: RequeteInjonction) -> Timed | None:
    """The costs of the requête: fifteen days of the request, before the commercial court only (CPC 1425 al. 1)."""
    return road.period(names.DELAI_CONSIGNATION, requete.date, requete)


def deposit_starts(road: Road, invitation: Consignation) -> tuple[date, date]:
    """The two days from which the second deposit may be counted: posting, and reception. The text does not choose."""
    posted = road.known(invitation.posted_on)
    presented = road.known(invitation.presented_on)
    first = posted or min(invitation.date, presented or invitation.date)
    return first, max(first, presented or invitation.date)


def opposition_deposit_period(road: Road, invitation: Consignation, start: date) -> Timed | None:
    """The costs of the opposition: fifteen days of the greffe's invitation (CPC 1425 al. 2)."""
    return road.period(names.DELAI_CONSIGNATION_OPPOSITION, start, invitation)


def avocat_period(road: Road, notice: Constitution) -> Timed | None:
    """The creditor's avocat before the tribunal judiciaire: fifteen days of the notice, as presented when unsigned (CPC 1418)."""
    presented = road.known(notice.presented_on)
    start = presented if presented and notice.receipt_signed is False else notice.date
    return road.period(names.DELAI_CONSTITUTION_AVOCAT, start, notice)


def judgment_period(road: Road, judgment: Jugement) -> Timed | None:
    """Notice of a judgment by default or deemed contradictory: six months, else it is void (CPC 478)."""
    return road.period(names.DELAI_NOTIFICATION_JUGEMENT, judgment.date, judgment)


def first_within(events: Sequence[Event], start: date, end: date | None = None) -> Event | None:
    """The first of *events* from *start* to *end*, both included; None when there is none."""
    return next((e for e in events if start <= e.date and (end is None or e.date <= end)), None)
