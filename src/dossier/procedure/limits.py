"""The periods of the ordinary road, each from the act that starts it: the replay and the deadlines share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dossier.law import names
from dossier.law.law import Certainty, LawValue
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
from dossier.procedure.calendars import is_overseas
from dossier.procedure.court import competent_court, is_economic_court, same_place
from dossier.procedure.road import Road, Timed
from dossier.procedure.stage import Court

ORDERS = ("", "ordonnance", "ordonnance_injonction")
"""What `de` may say when an order to pay is served."""


def service_period(road: Road, order: OrdonnanceInjonction) -> Timed | None:
    """Service of an order: six months of its date, three for orders from 1 September 2026 (CPC 1411)."""
    return road.period(names.DELAI_SIGNIFICATION_ORDONNANCE, order.date, order)


def opposition_period(road: Road, service: Signification) -> Timed | None:
    """Opposition: a month from service, however it was made, also suspends enforcement (CPC 1416 al. 1, 1422).

    A debtor far from the court may have more (CPC 643): that lengthens the wait, not what is certain.
    """
    return road.period(names.DELAI_OPPOSITION, service.date, service, far=distance(road, service.date, service))


def distance(road: Road, day: date, event: Event) -> LawValue | None:
    """The months that distance may add to an opposition: abroad, or overseas when the court sits elsewhere (CPC 643)."""
    address = road.debtor.address
    if address is None:
        return None
    if address.country.upper() != "FR":
        return road.ask(names.DISTANCE_ETRANGER, day, event.place)
    if not is_overseas(road.departement) or _court_is_near(road):
        return None
    return road.ask(names.DISTANCE_OUTRE_MER, day, event.place)


def _court_is_near(road: Road) -> bool:
    """Whether the court that was seized is that of the debtor's own place, as far as the journal tells."""
    written = [o.court for o in road.of(OrdonnanceInjonction) if o.court] + [
        r.court for r in road.of(RequeteInjonction) if r.court
    ]
    mine = competent_court(road)
    if written:
        return isinstance(mine, Court) and same_place(mine, written[0])
    return len(road.case.debtors) == 1


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
    period = road.period(names.DELAI_OPPOSITION, start[1], start[0], far=distance(road, start[1], start[0]))
    if period and isinstance(start[0], Execution):
        return replace(period, doubt=Certainty.INFERRED)
    return period


def deposit_period(road: Road, requete: RequeteInjonction) -> Timed | None:
    """The costs of the requête: fifteen days of the request, before the commercial court only (CPC 1425 al. 1).

    That the article, which names the tribunal de commerce, binds a tribunal des activités économiques too is deduced.
    """
    period = road.period(names.DELAI_CONSIGNATION, requete.date, requete)
    if period and is_economic_court(road, requete.court, requete.date):
        return replace(period, doubt=Certainty.INFERRED)
    return period


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
    """Notice of a judgment by default or deemed contradictory: six months, else it is void (CPC 478).

    One that is deemed contradictory is only concerned when it is so because it can be appealed, which the file does not say.
    """
    period = road.period(names.DELAI_NOTIFICATION_JUGEMENT, judgment.date, judgment)
    if period and judgment.kind == "repute_contradictoire":
        return replace(period, doubt=Certainty.INFERRED)
    return period


def first_within(events: Sequence[Event], start: date, end: date | None = None) -> Event | None:
    """The first of *events* from *start* to *end*, both included; None when there is none."""
    return next((e for e in events if start <= e.date and (end is None or e.date <= end)), None)
