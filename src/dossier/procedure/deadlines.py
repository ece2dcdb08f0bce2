"""Every time limit of a debtor, running or past, each with its two days, its calendar and why.

For what the creditor must do the safe day is the earliest defensible, for what he must wait for the latest. A wait is
`met` when it is over without the event it waits for, `void` when that event came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dossier.claim.notice import notice_of
from dossier.ground.french import euros, short_day, typo_fr
from dossier.law import names
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import (
    Accord,
    Consignation,
    Constitution,
    DelaiDeGrace,
    Event,
    Jugement,
    MiseEnDemeure,
    Opposition,
    OrdonnanceInjonction,
    ProcedureCollective,
    ProcedureL125,
    Promesse,
    RequeteInjonction,
    Signification,
)
from dossier.procedure import limits
from dossier.procedure.calendars import prescription_safe_day, procedure_limit
from dossier.procedure.court import is_commercial_court
from dossier.procedure.overlays import pending
from dossier.procedure.position import Position
from dossier.procedure.prescription import Prescription, title_end
from dossier.procedure.road import Road, Timed, delay_end
from dossier.procedure.stage import Deadline, DeadlineState
from dossier.procedure.stages.accord import broken_on, instalments_with_need, paid_between
from dossier.procedure.stages.injonction import is_deposited, opposed_on
from dossier.procedure.stages.instance import MAY_BE_VOID


def deadlines(road: Road, position: Position, prescribed: Sequence[Prescription]) -> tuple[Deadline, ...]:
    """All deadlines of a debtor by last day, then id."""
    found = [
        *_prescription(road, position, prescribed), *_title(road, position), *_mises_en_demeure(road), *_promises(road),
        *_accords(road), *_requetes(road), *_orders(road), *_after_opposition(road), *_judgments(road), *_insolvency(road),
        *_beside(road),
    ]  # fmt: skip
    if position.closed == "soldee":
        found = [_voided(d) for d in found]
    return tuple(sorted(found, key=lambda d: (d.last_day, d.id, d.invoice, d.act)))


def _voided(deadline: Deadline) -> Deadline:
    return replace(deadline, state="void") if deadline.state in ("running", "unknown") else deadline


def _state(road: Road, last: date, done: bool) -> DeadlineState:
    """Of something the creditor must do: done in time, still to do, or too late."""
    return "met" if done else "running" if road.today <= last else "missed"


def _wait(road: Road, last: date, void: bool) -> DeadlineState:
    """Of something the creditor must wait for: without object, over, or still running."""
    return "void" if void else "met" if road.today > last else "running"


def _name(event: Event) -> str:
    return f"{event.act} {event.date.isoformat()}"


def _timed(road: Road, id: str, title: str, timed: Timed, state: DeadlineState, why: str, ours: bool = True) -> Deadline:
    limit = timed.limit
    return Deadline(
        id, title, road.debtor.id, limit.last, limit.act_by if ours else limit.wait_until, "procedure", timed.certainty,
        timed.rule, state, typo_fr(why), timed.event.place, ours, act=_name(timed.event),
    )  # fmt: skip


def _prescription(road: Road, position: Position, prescribed: Sequence[Prescription]) -> Iterator[Deadline]:
    titled = title_end(road, position) is not None
    for item in prescribed:
        state: DeadlineState = "void" if titled or pending(road, position) else _state(road, item.last, False)
        why = item.why
        if titled:
            why += " ; le titre exécutoire ouvre un autre délai"
        elif pending(road, position):
            why += " ; interrompue jusqu’à la fin de l’instance"
        other = item.latest if item.latest != item.last else None
        yield Deadline(
            "prescription", f"Prescription de la facture {item.invoice.number}", road.debtor.id, item.last,
            prescription_safe_day(item.last), "prescription", item.certainty, item.value.reference.title, state, typo_fr(why),
            item.invoice.place, invoice=item.invoice.number, other_day=other,
        )  # fmt: skip


def _title(road: Road, position: Position) -> Iterator[Deadline]:
    found = title_end(road, position)
    if found:
        last, value, event = found
        why = f"{value.integer} ans depuis le {short_day(position.title_from)}"
        if event is not position.title_event:
            why = f"{value.integer} ans depuis l’acte d’exécution du {short_day(event.date)}"
        yield Deadline(
            "titre", "Exécution du titre", road.debtor.id, last, prescription_safe_day(last), "prescription", value.certainty,
            value.reference.title, _state(road, last, False), typo_fr(why), event.place, act=_name(event),
        )  # fmt: skip


def _mises_en_demeure(road: Road) -> Iterator[Deadline]:
    for letter in road.of(MiseEnDemeure):
        last, written = delay_end(letter, road)
        notice = notice_of(letter, road.today, road.case.settings)
        safe = last if written else last + (notice.effective - notice.sent)
        source = "fixé par la lettre" if written else "du calendrier de relances, la lettre n’en fixe pas"
        yield Deadline(
            "fin_delai_mise_en_demeure", "Fin du délai de la mise en demeure", road.debtor.id, last, safe, "libre",
            Certainty.TEXT if written else Certainty.INFERRED, "C. civ. 1344", _wait(road, last, False),
            typo_fr(f"Délai {source}"), letter.place, ours=False, act=_name(letter),
        )  # fmt: skip


def _promises(road: Road) -> Iterator[Deadline]:
    for promise in road.of(Promesse):
        if promise.due is None:
            continue
        came = paid_between(road, promise.date, promise.due)
        kept = came.cents > 0 and (promise.amount is None or came >= promise.amount)
        why = f"Promesse de {euros(promise.amount)}" if promise.amount else "Promesse de paiement"
        yield Deadline(
            "promesse", "Paiement promis", road.debtor.id, promise.due, promise.due, "libre", Certainty.TEXT, "",
            _state(road, promise.due, kept), typo_fr(f"{why} ; reçu dans le délai : {euros(came)}"), promise.place, ours=False,
            act=_name(promise),
        )  # fmt: skip


def _accords(road: Road) -> Iterator[Deadline]:
    for accord in road.of(Accord):
        broken = broken_on(accord, road)
        for instalment, need in instalments_with_need(accord):
            paid = paid_between(road, accord.date, instalment.due) >= need
            state = _state(road, instalment.due, paid)
            if broken and instalment.due > broken[1].due and state == "running":
                state = "void"
            yield Deadline(
                "echeance_accord", f"Échéance de {euros(instalment.amount)}", road.debtor.id, instalment.due, instalment.due,
                "libre", Certainty.TEXT, "C. civ. 1103", state, typo_fr(f"Accord du {short_day(accord.date)}"),
                instalment.place if instalment.place.line else accord.place, ours=False, act=_name(accord),
            )  # fmt: skip


def _requetes(road: Road) -> Iterator[Deadline]:
    for requete in road.of(RequeteInjonction):
        period = limits.deposit_period(road, requete)
        if period and is_commercial_court(road, requete.court):
            done = is_deposited(road, requete, period.limit.last)
            why = f"Requête du {short_day(requete.date)} ; sans consignation elle est caduque"
            title = "Consignation des frais de la requête"
            yield _timed(road, "consignation", title, period, _state(road, period.limit.last, done), why)


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


def _orders(road: Road) -> Iterator[Deadline]:
    for order, service, period in services(road):
        if period:
            why = f"Ordonnance du {short_day(order.date)}, à signifier dans les {period.value.integer} mois de sa date"
            if service:
                why += f" ; signifiée le {short_day(service.date)}"
            state = _state(road, period.limit.last, service is not None)
            yield _timed(road, "signification_ordonnance", "Signification de l’ordonnance", period, state, why)
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
    why = f"Un mois depuis la signification du {short_day(service.date)}"
    state = _wait(road, period.limit.wait_until, notified)
    yield _timed(road, "opposition", "Opposition du débiteur", period, state, why, ours=False)
    if service.mode != "personne":
        yield _late_opposition(road, service, period, bool(opposed))
    force = limits.force_period(road, order, service)
    if force:
        both = (period, force)
        main = max(both, key=lambda t: (t.limit.wait_until, t is force))
        why = f"Ordonnance du {short_day(order.date)}, signifiée le {short_day(service.date)}"
        why += " : deux mois, sans avis d’opposition" if force.value.integer else " : fin du délai d’opposition"
        timed = Timed(main.limit, force.value, service)
        state = _wait(road, main.limit.wait_until, notified)
        yield _timed(road, "force_executoire", "Force exécutoire de l’ordonnance", timed, state, why, ours=False)


def _late_opposition(road: Road, service: Signification, first: Timed, opposed: bool) -> Deadline:
    """Opposition stays open after a service that was not made in person (CPC 1416 al. 2)."""
    title = "Opposition, faute de signification à personne"
    start = limits.late_opposition_start(road, service)
    period = limits.late_opposition_period(road, start) if start else None
    if start is None or period is None:
        why = "Recevable jusqu’à un mois après le premier acte signifié à personne ou la première saisie"
        state: DeadlineState = "void" if opposed else "unknown"
        return _timed(road, "opposition_non_personne", title, first, state, why, ours=False)
    why = f"Un mois depuis l’acte du {short_day(start[1])}"
    state = _wait(road, period.limit.wait_until, opposed)
    return _timed(road, "opposition_non_personne", title, period, state, why, ours=False)


def _after_opposition(road: Road) -> Iterator[Deadline]:
    for invitation in road.of(Consignation, "invitation_a_consigner"):
        first, second = limits.deposit_starts(road, invitation)
        period = limits.opposition_deposit_period(road, invitation, first)
        other = limits.opposition_deposit_period(road, invitation, second)
        if period and other:
            paid = limits.first_within(list(road.of(Consignation, "consignation")), invitation.date, other.limit.last)
            why = f"Invitation du {short_day(first)} ; le texte ne dit pas si l’envoi ou la réception compte"
            if other.limit.last != period.limit.last:
                why += f", par la réception : {short_day(other.limit.last)}"
            state = _state(road, period.limit.last, paid is not None)
            timed = _timed(road, "consignation_opposition", "Consignation des frais de l’opposition", period, state, why)
            yield _unsettled(timed, other.limit.last)
    for notice in road.of(Constitution, "avis_constitution"):
        period = limits.avocat_period(road, notice)
        if period:
            named = limits.first_within(list(road.of(Constitution, "constitution_avocat")), date.min, period.limit.last)
            why = "Sans avocat dans ce délai, l’instance s’éteint et l’ordonnance est non avenue"
            state = _state(road, period.limit.last, named is not None)
            yield _timed(road, "constitution_avocat", "Constitution d’avocat", period, state, why)


def _unsettled(deadline: Deadline, other: date) -> Deadline:
    sure = least_sure((deadline.certainty, Certainty.UNSETTLED))
    return replace(deadline, certainty=sure, other_day=other if other != deadline.last_day else None)


def _judgments(road: Road) -> Iterator[Deadline]:
    for judgment in road.of(Jugement):
        period = limits.judgment_period(road, judgment) if judgment.kind in MAY_BE_VOID else None
        if period:
            served = [
                s for s in road.of(Signification) if s.of.startswith("jugement") and judgment.date <= s.date <= period.limit.last
            ]
            why = f"Jugement du {short_day(judgment.date)}, non avenu s’il n’est pas notifié dans ce délai"
            state = _state(road, period.limit.last, bool(served))
            yield _timed(road, "notification_jugement", "Notification du jugement", period, state, why)


def _insolvency(road: Road) -> Iterator[Deadline]:
    """Declaring the claim within two months of the BODACC, then the petition to be relieved (C. com. R622-24, L622-26)."""
    for judgment in road.of(ProcedureCollective):
        published = road.known(judgment.bodacc_on)
        start = published or judgment.date
        declare = road.period(names.DELAI_DECLARATION_CREANCE, start, judgment)
        relief = road.period(names.DELAI_RELEVE_FORCLUSION, start, judgment)
        if declare is None:
            continue
        address = road.case.creditor.address
        if address and address.country.upper() != "FR":
            more = road.ask(names.DELAI_DECLARATION_HORS_TERRITOIRE, start, judgment.place)
            months = declare.value.integer + (more.integer if more else 0)
            declare = Timed(procedure_limit(start, months), declare.value, judgment)
        declared = [e for e in road.events if e.act == "declaration_creance" and e.date >= judgment.date]
        done = any(e.date <= declare.limit.last for e in declared)
        why = f"Publication au BODACC du {short_day(published)}" if published else "Date de publication au BODACC inconnue"
        state: DeadlineState = _state(road, declare.limit.last, done) if published or done else "unknown"
        yield _timed(road, "declaration_creance", "Déclaration de la créance", declare, state, why)
        if relief and published and state == "missed":
            asked = any(e.act == "releve_de_forclusion" for e in road.events)
            yield _timed(
                road, "releve_de_forclusion", "Demande en relevé de forclusion", relief,
                _state(road, relief.limit.last, asked), why,
            )  # fmt: skip


def _beside(road: Road) -> Iterator[Deadline]:
    for grace in road.of(DelaiDeGrace):
        if grace.until:
            yield Deadline(
                "delai_de_grace", "Fin du délai de grâce", road.debtor.id, grace.until, grace.until, "libre", Certainty.TEXT,
                "C. civ. 1343-5", _wait(road, grace.until, False), "Délai accordé par le juge", grace.place, ours=False,
                act=_name(grace),
            )  # fmt: skip
    for invitation in road.of(ProcedureL125, "invitation_l125"):
        period = road.period(names.DELAI_REPONSE_L125, invitation.date, invitation)
        if period:
            answered = any(e.act in ("acceptation_l125", "refus_l125") and e.date >= invitation.date for e in road.events)
            why = "Un mois depuis l’envoi ; le silence vaut refus"
            state = _wait(road, period.limit.wait_until, answered)
            yield _timed(road, "reponse_l125", "Réponse du débiteur", period, state, why, ours=False)
