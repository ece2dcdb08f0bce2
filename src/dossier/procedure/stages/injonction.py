"""The injonction de payer, from the requête to the enforceable order (CPC 1405 to 1425)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import (
    Consignation,
    Constitution,
    Event,
    Opposition,
    OrdonnanceInjonction,
    ProcedureL126,
    RequeteInjonction,
    Signification,
)
from dossier.procedure import limits, other_limits
from dossier.procedure.court import is_commercial_court
from dossier.procedure.other_limits import ROADS
from dossier.procedure.overlays import opening
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road
from dossier.procedure.stages import european
from dossier.procedure.stages.instance import PENDING
from dossier.procedure.stages.tick import Tick

MODE_FR = {
    "personne": "à personne", "domicile": "à domicile", "etude": "en l’étude", "pv_659": "par procès-verbal de recherches",
    "electronique": "par voie électronique",
}  # fmt: skip
_UNTITLED = {"title_from": None, "title_event": None}
"""What a court that is seized of everything leaves of a title (CPC 1417, 1420)."""


def requete(position: Position, event: Event, road: Road) -> Position:
    """The requête was filed; it does not interrupt prescription."""
    assert isinstance(event, RequeteInjonction)
    where = f" ({event.court})" if event.court else ""
    why = f"Requête en injonction de payer déposée{where} ; elle n’interrompt pas la prescription"
    return moved(
        position, Reason(event.date, event.place, "CPC 1407", why, Certainty.CASE_LAW), course="requete_deposee", requete=event, order=None,
        service=None, opposition=None, invitation=None, judgment=None, title_from=None, title_event=None, european=None,
        european_service=None, fallback=None,
    )  # fmt: skip


def rejet(position: Position, event: Event, road: Road) -> Position:
    """The requête was rejected, without appeal for the creditor."""
    why = "Requête rejetée, sans recours ; les voies de droit commun restent ouvertes"
    return moved(position, Reason(event.date, event.place, "CPC 1409", why), course="requete_rejetee")


def ordonnance(position: Position, event: Event, road: Road) -> Position:
    """The order was made: its own date decides under which rules it lives."""
    assert isinstance(event, OrdonnanceInjonction)
    if event.granted is not None and event.granted.cents == 0:
        why = "Ordonnance qui n’accorde rien : elle vaut rejet, sans recours"
        return moved(position, Reason(event.date, event.place, "CPC 1409", why, Certainty.INFERRED), course="requete_rejetee")
    period = limits.service_period(road, event)
    why = "Ordonnance portant injonction de payer"
    if event.refused:
        why += ", pour partie seulement : la signifier vaut acceptation de ce qui est rejeté"
    if period is not None:
        why += f" ; à signifier au plus tard le {short_day(period.limit.last)}"
    sure = period.certainty if period else Certainty.TEXT
    return moved(
        position, Reason(event.date, event.place, "CPC 1409, 1411", why, sure), course="ordonnance_rendue", order=event,
        service=None, opposition=None, invitation=None, european=None, european_service=None,
    )  # fmt: skip


def signification(position: Position, event: Event, road: Road) -> Position:
    """Service of the order in time opens the opposition; of a judgment it keeps it alive; of another act it is noted."""
    assert isinstance(event, Signification)
    if event.of == other_limits.EUROPEAN:
        return european.served(position, event, road)
    if event.of.startswith("jugement"):
        return _judgment_served(position, event)
    if event.of not in limits.ORDERS:
        return noted(position, _other_service(event, road))
    if position.order is None:
        return noted(position, Reason(event.date, event.place, "CPC 1411", "Signification sans ordonnance connue : sans effet"))
    mode = MODE_FR.get(event.mode, event.mode)
    if position.course == "ordonnance_non_avenue":
        why = f"Ordonnance signifiée {mode} hors délai : elle reste non avenue"
        late = limits.service_period(road, position.order)
        return noted(position, Reason(event.date, event.place, "CPC 1411", why, late.certainty if late else Certainty.TEXT))
    if position.course != "ordonnance_rendue":
        return noted(position, Reason(event.date, event.place, "CPC 1416", f"Nouvelle signification {mode}"))
    period = limits.opposition_period(road, event)
    until = f" ; opposition jusqu’au {short_day(period.limit.last)}" if period else ""
    open_ = ", et au-delà, faute de signification à personne" if period and event.mode != "personne" else ""
    why = f"Ordonnance signifiée {mode}{until}{open_} ; la prescription est interrompue"
    sure = least_sure((period.certainty if period else Certainty.TEXT, Certainty.CASE_LAW))
    return moved(
        position, Reason(event.date, event.place, "CPC 1411, 1416", why, sure), course="ordonnance_signifiee", service=event
    )


def _judgment_served(position: Position, event: Signification) -> Position:
    """A service in time keeps a judgment alive (CPC 478); one that is void stays so."""
    if position.course == "jugement_non_avenu":
        why = "Jugement signifié hors délai : il reste non avenu"
        return noted(position, Reason(event.date, event.place, "CPC 478", why))
    return moved(position, Reason(event.date, event.place, "CPC 503", "Jugement signifié"), judgment_served=True)


def _other_service(event: Signification, road: Road) -> Reason:
    """Service of another act, which moves no stage."""
    if event.of.startswith("certificat"):
        why = "Certificat de non-paiement signifié : il vaut commandement de payer"
        return Reason(event.date, event.place, "CMF L131-73", why, Certainty.SECONDARY)
    if event.of in other_limits.REPORTS:
        why = "Procès-verbal de non-contestation signifié"
        made = [e for e in road.of(ProcedureL126, "pv_non_contestation") if e.date <= event.date]
        period = other_limits.report_service_period(road, made[-1]) if made else None
        if period and event.date > period.limit.last:
            why += f" après le {short_day(period.limit.last)}, hors du délai"
        return Reason(event.date, event.place, "CPCE L126-1", why, Certainty.UNSETTLED)
    if event.of == "ordonnance_refere":
        return Reason(event.date, event.place, "CPC 503", "Ordonnance de référé signifiée")
    return Reason(event.date, event.place, "", f"Signification ({event.of}) : l’étape ne change pas")


def opposed_on(event: Opposition, road: Road) -> date:
    """The day of an opposition: that of its posting when it was posted (CPC 668), else that of the entry."""
    return road.known(event.posted_on) or event.date


def opposition(position: Position, event: Event, road: Road) -> Position:
    """An opposition seizes the court of the whole case, unless it comes after an order that nothing can reach any more."""
    assert isinstance(event, Opposition)
    if position.order is None and position.european is not None:
        return european.opposed(position, event)
    if position.order is None or position.service is None:
        if position.course is None or position.course in ROADS:
            return noted(position, Reason(event.date, event.place, "CPC 1416", "Opposition sans ordonnance connue"))
        why = "Opposition formée avant que la signification soit connue : le tribunal est saisi"
        return moved(
            position,
            Reason(event.date, event.place, "CPC 1416", why, Certainty.INFERRED),
            course="opposition",
            **_UNTITLED,
            opposition=event,
        )
    if position.course in ("titre_executoire", "execution") and is_late(event, position.service, road):
        why = "Opposition qui paraît hors délai : l’ordonnance reste exécutoire tant que le tribunal n’a pas statué"
        return noted(position, Reason(event.date, event.place, "CPC 1416", why, Certainty.INFERRED))
    why = "Opposition : le tribunal est saisi de la demande et de l’ensemble du litige"
    return moved(
        position, Reason(event.date, event.place, "CPC 1412, 1416", why), course="opposition", **_UNTITLED, opposition=event
    )


def is_late(event: Opposition, service: Signification, road: Road) -> bool:
    """Whether an opposition is out of time: after a month from service in person, or from what replaces it (CPC 1416)."""
    day = opposed_on(event, road)
    if service.mode == "personne":
        period = limits.opposition_period(road, service)
    else:
        start = limits.late_opposition_start(road, service)
        if start is None or start[1] > day:
            return False
        period = limits.late_opposition_period(road, start)
    return period is not None and day > period.limit.wait_until


def consignation(position: Position, event: Event, road: Road) -> Position:
    """The costs were deposited."""
    return noted(position, Reason(event.date, event.place, "CPC 1425", "Frais de greffe consignés"))


def invitation(position: Position, event: Event, road: Road) -> Position:
    """The greffe asks for the costs of an opposition: there is one, even when its own entry is missing."""
    assert isinstance(event, Consignation)
    why = "Invitation du greffe à consigner les frais de l’opposition"
    if position.service is None and position.course != "opposition":
        return noted(position, Reason(event.date, event.place, "CPC 1425", "Invitation du greffe à consigner"))
    return moved(position, Reason(event.date, event.place, "CPC 1425", why), course="opposition", **_UNTITLED, invitation=event)


def avis_constitution(position: Position, event: Event, road: Road) -> Position:
    """The greffe notifies an opposition before the tribunal judiciaire: the avocat must be constituted."""
    assert isinstance(event, Constitution)
    why = "Opposition notifiée par le greffe : avocat à constituer"
    if position.order is None:
        return noted(position, Reason(event.date, event.place, "CPC 1418", why))
    return moved(position, Reason(event.date, event.place, "CPC 1418", why), course="opposition", **_UNTITLED)


def constitution(position: Position, event: Event, road: Road) -> Position:
    """The creditor's avocat was constituted."""
    return noted(position, Reason(event.date, event.place, "CPC 1418", "Avocat constitué"))


def caducite(position: Position, event: Event, road: Road) -> Position:
    """The request lapsed, or the instance on the merits did; what is over or is a title by then stays as it is."""
    if position.course not in PENDING:
        return noted(
            position, Reason(event.date, event.place, "", "Caducité sans instance en cours connue : l’étape ne change pas")
        )
    if position.course in ("instance_fond", "instance_refere"):
        why = "Caducité constatée : l’instance est éteinte, l’interruption de la prescription est non avenue"
        return moved(position, Reason(event.date, event.place, "CPC 468, 754, 857", why), course="instance_eteinte")
    why = "Caducité constatée : l’interruption de la prescription est non avenue"
    return moved(position, Reason(event.date, event.place, "CPC 468, 1425", why), course="requete_caduque")


def is_deposited(road: Road, requete: RequeteInjonction, until: date) -> bool:
    """Whether the costs of a requête were deposited in time, or what followed shows that they were."""
    deposits = [e for e in road.of(Consignation, "consignation") if e.date <= until]
    answers = [e for e in road.events if e.act in ("ordonnance_injonction", "rejet_requete") and e.date >= requete.date]
    earlier = [r for r in road.of(RequeteInjonction) if r.date < requete.date]
    since = max((r.date for r in earlier), default=date.min)
    return bool(answers) or any(d.date > since or d.date >= requete.date for d in deposits)


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """The time limits of the injonction pass."""
    if (
        position.course == "requete_deposee"
        and position.requete is not None
        and is_commercial_court(road, position.requete.court)
    ):
        period = limits.deposit_period(road, position.requete)
        if period and not is_deposited(road, position.requete, period.limit.last):
            why = f"Frais non consignés au {short_day(period.limit.last)} : la requête est caduque"
            yield _tick(period.limit.last, position.requete, "CPC 1425", why, period.certainty, "requete_caduque")
    if position.course == "ordonnance_rendue" and position.order is not None:
        period = limits.service_period(road, position.order)
        if period:
            why = f"Ordonnance non signifiée au {short_day(period.limit.last)} : elle est non avenue"
            yield _tick(period.limit.last, position.order, "CPC 1411", why, period.certainty, "ordonnance_non_avenue")
    if position.course in ("ordonnance_signifiee", "attente_force_executoire") and position.order and position.service:
        yield from _force(position, position.order, position.service, road)
    if position.course == "opposition" and isinstance(position.invitation, Consignation):
        start = limits.deposit_starts(road, position.invitation)[1]
        period = limits.opposition_deposit_period(road, position.invitation, start)
        paid = limits.first_within(list(road.of(Consignation, "consignation")), position.invitation.date)
        if period and (paid is None or paid.date > period.limit.last):
            why = f"Frais de l’opposition non consignés au {short_day(period.limit.last)} : la demande est caduque, l’interruption de la prescription est non avenue"
            sure = least_sure((period.certainty, Certainty.UNSETTLED))
            yield _tick(period.limit.last, position.invitation, "CPC 1425", why, sure, "requete_caduque")
    if position.course == "opposition":
        yield from _avocat(road)


def _force(position: Position, order: OrdonnanceInjonction, service: Signification, road: Road) -> Iterator[Tick]:
    """The opposition period ends, then the delay of its own that newer orders have (CPC 1416, 1422)."""
    opposition = limits.opposition_period(road, service)
    force = limits.force_period(road, order, service)
    if opposition is None or force is None:
        return
    end = max(opposition.limit.wait_until, force.limit.wait_until)
    if position.course == "ordonnance_signifiee" and end > opposition.limit.wait_until:
        why = f"Délai d’opposition expiré le {short_day(opposition.limit.wait_until)} sans opposition connue"
        why += "" if service.mode == "personne" else " ; faute de signification à personne, une opposition reste recevable"
        yield _tick(opposition.limit.wait_until, service, "CPC 1416", why, opposition.certainty, "attente_force_executoire")
        return
    if (opened := opening(road)) and opened.date <= end:
        return  # the opening judgment came before the order could be enforced: what remains is to declare the claim
    why = f"Délais suspensifs expirés le {short_day(end)} sans opposition connue : l’ordonnance est un titre exécutoire"
    sure = least_sure((opposition.certainty, force.certainty))
    yield _tick(end, service, "CPC 1422", why, sure, "titre_executoire", title_event=service, title_from=next_day(end))


def _avocat(road: Road) -> Iterator[Tick]:
    known = [e.date for e in (*road.of(OrdonnanceInjonction), *road.of(Opposition))]
    for notice in road.of(Constitution, "avis_constitution"):
        if not any(day <= notice.date for day in known):
            continue  # a notice of an opposition of which nothing is known by then puts out no instance
        period = limits.avocat_period(road, notice)
        named = limits.first_within(list(road.of(Constitution, "constitution_avocat")), date.min)
        if period and (named is None or named.date > period.limit.last):
            why = f"Avocat non constitué au {short_day(period.limit.last)} : l’instance est éteinte, l’ordonnance et l’interruption de la prescription non avenues"
            yield _tick(period.limit.last, notice, "CPC 1418, 1419", why, period.certainty, "instance_eteinte")


def _tick(last: date, fact: Event, rule: str, why: str, sure: Certainty, course: str, **changes: object) -> Tick:
    return Tick(Reason(next_day(last), fact.place, rule, why, sure), {"course": course, **changes})
