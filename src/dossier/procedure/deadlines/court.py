"""The time limits of the injonction de payer and of judgments (CPC 478, 1411, 1416, 1418, 1422, 1425)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dossier.ground.french import short_day
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import (
    Consignation,
    Constitution,
    Jugement,
    Opposition,
    OrdonnanceInjonction,
    RequeteInjonction,
    Signification,
)
from dossier.procedure import limits, other_limits
from dossier.procedure.court import is_commercial_court
from dossier.procedure.deadlines.form import state_of, timed_deadline, wait_of
from dossier.procedure.overlays import opening
from dossier.procedure.road import Road, Timed
from dossier.procedure.stage import Deadline, DeadlineState
from dossier.procedure.stages.injonction import is_deposited, opposed_on
from dossier.procedure.stages.instance import MAY_BE_VOID, is_dismissal


def requetes(road: Road) -> Iterator[Deadline]:
    """The costs of each requête before a commercial court (CPC 1425 al. 1)."""
    for requete in road.of(RequeteInjonction):
        period = limits.deposit_period(road, requete)
        if period and is_commercial_court(road, requete.court):
            done = is_deposited(road, requete, period.limit.last)
            why = f"Requête du {short_day(requete.date)} ; sans consignation elle est caduque"
            title = "Consignation des frais de la requête"
            yield timed_deadline(road, "consignation", title, period, state_of(road, period.limit.last, done), why)


def services(road: Road) -> Iterator[tuple[OrdonnanceInjonction, Signification | None, Timed | None]]:
    """Each order with its first service in time, None as long as there is none, and the period of service."""
    orders = list(road.of(OrdonnanceInjonction))
    for index, order in enumerate(orders):
        period = limits.service_period(road, order)
        after = orders[index + 1].date if index + 1 < len(orders) else None
        served = [
            s for s in road.of(Signification)
            if s.of in limits.ORDERS and s.date >= order.date and (after is None or s.date < after)
            and (period is None or s.date <= period.limit.last)
        ]  # fmt: skip
        yield order, served[0] if served else None, period


def orders(road: Road) -> Iterator[Deadline]:
    """Service of each order, then what runs from its service (CPC 1411, 1416, 1422)."""
    for order, service, period in services(road):
        if period:
            why = f"Ordonnance du {short_day(order.date)}, à signifier dans les {period.value.integer} mois de sa date"
            if service:
                why += f" ; signifiée le {short_day(service.date)}"
            state = state_of(road, period.limit.last, service is not None)
            yield timed_deadline(road, "signification_ordonnance", "Signification de l’ordonnance", period, state, why)
        if service:
            yield from _after_service(road, order, service)


def _after_service(road: Road, order: OrdonnanceInjonction, service: Signification) -> Iterator[Deadline]:
    period = limits.opposition_period(road, service)
    if period is None:
        return
    opposed = [o for o in road.of(Opposition) if o.date >= order.date]
    heard = ("invitation_a_consigner", "avis_constitution")
    notified = any(opposed_on(o, road) <= period.limit.wait_until for o in opposed)
    notified = notified or any(e.act in heard and e.date >= service.date for e in road.events)
    why = f"Un mois depuis la signification du {short_day(service.date)}{_distance(period)}"
    state = wait_of(road, period.limit.wait_until, notified)
    yield timed_deadline(road, "opposition", "Opposition du débiteur", period, state, why, ours=False)
    if service.mode != "personne":
        yield _late_opposition(road, service, period, bool(opposed))
    force = limits.force_period(road, order, service)
    if force:
        both = (period, force)
        main = max(both, key=lambda t: (t.limit.wait_until, t is force))
        why = f"Ordonnance du {short_day(order.date)}, signifiée le {short_day(service.date)}"
        why += " : deux mois, sans avis d’opposition" if force.value.integer else " : fin du délai d’opposition"
        why += _distance(main)
        timed = Timed(main.limit, force.value, service, main.far, main.doubt)
        judgment = opening(road)
        stopped = judgment is not None and judgment.date <= main.limit.wait_until
        if stopped:
            why += " ; une procédure collective s’est ouverte avant"
        # An opposition out of time bars the title all the same while the wait lasts (CPC 1422).
        barred = notified or any(o.date <= main.limit.wait_until for o in opposed)
        state = wait_of(road, main.limit.wait_until, barred or stopped)
        yield timed_deadline(road, "force_executoire", "Force exécutoire de l’ordonnance", timed, state, why, ours=False)


def _distance(period: Timed) -> str:
    """What is said of the months of distance that may lengthen an opposition."""
    if period.far is None:
        return ""
    return f" ; {period.value.integer + period.far.integer} mois si un délai de distance s’ajoute ({period.far.reference.title})"


def _late_opposition(road: Road, service: Signification, first: Timed, opposed: bool) -> Deadline:
    """Opposition stays open after a service that was not made in person (CPC 1416 al. 2)."""
    title = "Opposition, faute de signification à personne"
    start = limits.late_opposition_start(road, service)
    period = limits.late_opposition_period(road, start) if start else None
    if start is None or period is None:
        why = "Recevable jusqu’à un mois après le premier acte signifié à personne ou la première saisie"
        state: DeadlineState = "void" if opposed else "unknown"
        return timed_deadline(road, "opposition_non_personne", title, first, state, why, ours=False)
    why = f"Un mois depuis l’acte du {short_day(start[1])}{_distance(period)}"
    state = wait_of(road, period.limit.wait_until, opposed)
    return timed_deadline(road, "opposition_non_personne", title, period, state, why, ours=False)


def after_opposition(road: Road) -> Iterator[Deadline]:
    """The costs of an opposition, and the avocat before the tribunal judiciaire (CPC 1425 al. 2, 1418)."""
    for invitation in road.of(Consignation, "invitation_a_consigner"):
        first, second = limits.deposit_starts(road, invitation)
        period = limits.opposition_deposit_period(road, invitation, first)
        other = limits.opposition_deposit_period(road, invitation, second)
        if period and other:
            paid = limits.first_within(list(road.of(Consignation, "consignation")), invitation.date, other.limit.last)
            why = f"Invitation du {short_day(first)} ; le texte ne dit pas si l’envoi ou la réception compte"
            if other.limit.last != period.limit.last:
                why += f", par la réception : {short_day(other.limit.last)}"
            state = state_of(road, period.limit.last, paid is not None)
            timed = timed_deadline(road, "consignation_opposition", "Consignation des frais de l’opposition", period, state, why)
            yield _unsettled(timed, other.limit.last)
    for notice in road.of(Constitution, "avis_constitution"):
        period = limits.avocat_period(road, notice)
        if period:
            named = limits.first_within(list(road.of(Constitution, "constitution_avocat")), date.min, period.limit.last)
            why = "Sans avocat dans ce délai, l’instance s’éteint et l’ordonnance est non avenue"
            state = state_of(road, period.limit.last, named is not None)
            yield timed_deadline(road, "constitution_avocat", "Constitution d’avocat", period, state, why)


def _unsettled(deadline: Deadline, other: date) -> Deadline:
    sure = least_sure((deadline.certainty, Certainty.UNSETTLED))
    return replace(deadline, certainty=sure, other_day=other if other != deadline.last_day else None)


def judgments(road: Road) -> Iterator[Deadline]:
    """Notice of a judgment that becomes void without it (CPC 478)."""
    for judgment in road.of(Jugement):
        void = judgment.kind in MAY_BE_VOID and not is_dismissal(judgment)
        period = limits.judgment_period(road, judgment) if void else None
        if period:
            served = [
                s for s in road.of(Signification) if s.of.startswith("jugement") and judgment.date <= s.date <= period.limit.last
            ]
            why = f"Jugement du {short_day(judgment.date)}, non avenu s’il n’est pas notifié dans ce délai"
            state = state_of(road, period.limit.last, bool(served))
            yield timed_deadline(road, "notification_jugement", "Notification du jugement", period, state, why)


def european(road: Road) -> Iterator[Deadline]:
    """Opposition to a European order, then the days that the greffe adds (Regulation 1896/2006, art. 16; CPC 1424-14)."""
    for service in road.of(Signification):
        opposition = other_limits.european_opposition_period(road, service) if service.of == other_limits.EUROPEAN else None
        force = other_limits.european_force_period(road, service) if opposition else None
        if opposition is None or force is None:
            continue
        opposed = any(o.date >= service.date for o in road.of(Opposition))
        why = f"Trente jours depuis la signification du {short_day(service.date)}, sans motif à donner"
        state = wait_of(road, opposition.limit.wait_until, opposed)
        yield timed_deadline(road, "opposition", "Opposition à l’injonction européenne", opposition, state, why, ours=False)
        why = "Dix jours de plus, puis le greffe déclare l’injonction exécutoire"
        state = wait_of(road, force.limit.wait_until, opposed)
        title = "Force exécutoire de l’injonction européenne"
        yield timed_deadline(road, "force_executoire", title, force, state, why, ours=False)
