"""What interrupts or suspends prescription against a debtor, and what wipes an interruption out (C. civ. 2238 to 2246).

A requête does not interrupt, service of the order does (1re civ. 10 July 1990, n° 89-13.345); letters never do (Com. 18 May
2022, n° 20-23.204), nor do an invitation for small claims or a commandement between commerçants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dossier.law.law import Certainty
from dossier.model.journal import (
    Accord,
    Assignation,
    Event,
    Execution,
    Jugement,
    MiseEnDemeure,
    OrdonnanceInjonction,
    ProcedureL125,
    ReconnaissanceDeDette,
    Relance,
    SaisieConservatoire,
    Signification,
)
from dossier.model.party import Debtor
from dossier.procedure import limits, other_limits
from dossier.procedure.position import Position
from dossier.procedure.road import Road

ACKNOWLEDGED = "C. civ. 2240"
WRITTEN_CLAIM = "Loi du 31 décembre 1968, art. 2"
"""By which any written claim interrupts against a public body; not read, hence never certain."""
_SPOKEN = ("telephone", "sms", "rendez_vous", "audience")
_BEGIN = ("requete_deposee", "instance_refere", "instance_fond")
_LAPSED = ("instance_eteinte", "requete_caduque")


@dataclass(frozen=True, slots=True)
class Interruption:
    """A fact that restarts the period. `certain` is False for what may be one; `invoices` empty means all."""

    day: date
    event: Event | None
    rule: str
    what: str
    certain: bool
    certainty: Certainty
    invoices: tuple[str, ...] = ()


def interruptions(road: Road, position: Position) -> Iterator[Interruption]:
    """Every fact that interrupts, or may, against this debtor; what a lapsed or withdrawn instance did is wiped out."""
    lapses, voided = instances(position, _LAPSED), instances(position, ("jugement_non_avenu",))
    for event in _facts_against(road):
        cause = _cause(event, road, position)
        if cause is None or _wiped(cause, lapses, road):
            continue
        yield _doubted(cause) if _is_doubtful(cause, voided, road) else cause
    for payment in road.case.payments:
        if payment.date <= road.today and payment.payer == "debiteur" and not road.known(payment.returned_on):
            named = (payment.invoice,) if payment.invoice else ()
            yield Interruption(payment.date, None, ACKNOWLEDGED, "un paiement", False, Certainty.UNSETTLED, named)


def _cause(event: Event, road: Road, position: Position) -> Interruption | None:
    """What a fact does to prescription; None when it does nothing."""
    if isinstance(event, ReconnaissanceDeDette):
        sure = event.weight == "certaine"
        level = Certainty.TEXT if sure else Certainty.UNSETTLED
        return Interruption(event.date, event, ACKNOWLEDGED, "la reconnaissance", sure, level, event.invoices)
    if isinstance(event, Accord):
        signed = road.debtor.id in event.countersigned_by
        what = "la transaction" if event.act == "transaction" else "l’échéancier"
        return Interruption(event.date, event, ACKNOWLEDGED, what, False, Certainty.INFERRED) if signed else None
    if isinstance(event, Signification):
        return _service(event, road)
    if isinstance(event, Assignation):
        return Interruption(event.date, event, "C. civ. 2241", "l’assignation", True, Certainty.TEXT)
    if isinstance(event, Jugement):
        lost = event.awarded is not None and event.awarded.cents == 0
        return None if lost else Interruption(event.date, event, "C. civ. 2242", "le jugement", True, Certainty.TEXT)
    if isinstance(event, SaisieConservatoire):
        kept = not other_limits.measure_lapsed(road, event)
        level = Certainty.TEXT if kept else Certainty.UNSETTLED
        return Interruption(event.date, event, "C. civ. 2244", "la saisie conservatoire", kept, level)
    if isinstance(event, Execution):
        return _execution(event, road, position)
    if event.act == "declaration_creance":
        return Interruption(event.date, event, "C. com. L622-25-1", "la déclaration", True, Certainty.SECONDARY)
    if isinstance(event, (Relance, MiseEnDemeure)) and event.channel not in _SPOKEN:
        return Interruption(event.date, event, WRITTEN_CLAIM, "la réclamation écrite", False, Certainty.MEMORY)
    return None


def _service(event: Signification, road: Road) -> Interruption | None:
    if event.of == other_limits.EUROPEAN:
        what = "la signification de l’injonction européenne"
        return Interruption(event.date, event, "C. civ. 2241", what, False, Certainty.MEMORY)
    if event.of not in limits.ORDERS or not _in_time(event, road):
        return None
    return Interruption(event.date, event, "C. civ. 2241", "la signification", True, Certainty.CASE_LAW)


def _execution(event: Execution, road: Road, position: Position) -> Interruption | None:
    """An act on a title interrupts (C. civ. 2244); a seizure of claims only once it was notified to the debtor, without which
    it lapses and never interrupted (2e civ. 6 Dec. 2007, n° 06-15.178; 21 March 2013, n° 12-14.014).
    """
    titled = position.title_from is not None and position.title_from <= event.date
    what = "la saisie" if event.act == "saisie" else "le commandement"
    if (not titled and event.act == "commandement") or is_notified_late(road, event):
        return None
    sure = titled and (event.nature != "attribution" or is_notified(road, event))
    return Interruption(event.date, event, "C. civ. 2244", what, sure, Certainty.TEXT if sure else Certainty.UNSETTLED)


def is_notified(road: Road, seizure: Execution) -> bool:
    """Whether the journal says that a seizure of claims was notified to the debtor in its time; True for other acts."""
    period = other_limits.seizure_period(road, seizure)
    told = road.known(seizure.notified_on)
    return period is None or (told is not None and told <= period.limit.last)


def is_notified_late(road: Road, seizure: Execution) -> bool:
    """Whether the journal says that a seizure of claims was notified after its time: it lapsed, and nobody can argue otherwise."""
    period = other_limits.seizure_period(road, seizure)
    told = road.known(seizure.notified_on)
    return period is not None and told is not None and told > period.limit.last


def _in_time(service: Signification, road: Road) -> bool:
    """Whether a service is that of an order that was still alive (CPC 1411)."""
    for order in road.of(OrdonnanceInjonction):
        period = limits.service_period(road, order)
        if order.date <= service.date and (period is None or service.date <= period.limit.last):
            return True
    return False


def instances(position: Position, ends: tuple[str, ...]) -> list[tuple[date, date]]:
    """The instances that ended in one of the given courses, from the day each began to the day it ended so."""
    found: list[tuple[date, date]] = []
    start: date | None = None
    for day, name, _ in position.courses:
        if name in _BEGIN or (start is None and name in ("ordonnance_rendue", "opposition", "jugement_rendu")):
            start = day
        elif name in ends and start is not None:
            found.append((start, day))
            start = None
    return found


def _wiped(cause: Interruption, lapses: list[tuple[date, date]], road: Road) -> bool:
    """An instance that was withdrawn, lapsed or ended never interrupted (C. civ. 2243; 2e civ. 19 Nov. 2020, n° 19-20.238)."""
    event = cause.event
    if not isinstance(event, (Signification, Assignation)):
        return False
    if event.debtor in ("", road.debtor.id):
        return any(start <= cause.day <= end for start, end in lapses)
    ends = [e for e in road.case.journal if e.act in ("desistement", "caducite") and e.debtor == event.debtor]
    return any(cause.day <= e.date <= road.today for e in ends)


def _is_doubtful(cause: Interruption, voided: list[tuple[date, date]], road: Road) -> bool:
    """What a judgment that became void, or that dismissed the claim, leaves of the instance is not settled (CPC 478; C. civ. 2243)."""
    if not isinstance(cause.event, (Assignation, Jugement, Signification)) or not cause.certain:
        return False
    lost = [j for j in road.of(Jugement) if j.awarded is not None and j.awarded.cents == 0]
    return any(start <= cause.day <= end for start, end in voided) or any(j.date >= cause.day for j in lost)


def _doubted(cause: Interruption) -> Interruption:
    return replace(cause, certain=False, certainty=Certainty.UNSETTLED)


def wiped(road: Road, position: Position) -> Iterator[Interruption]:
    """The interruptions that a lapsed or withdrawn instance took away (C. civ. 2243)."""
    lapses = instances(position, _LAPSED)
    for event in _facts_against(road):
        cause = _cause(event, road, position)
        if cause is not None and _wiped(cause, lapses, road):
            yield cause


def _facts_against(road: Road) -> Iterator[Event]:
    """The known facts that count against this debtor: his own, and others' by solidarity (C. civ. 2245, 2246)."""
    roles = {d.id: d for d in road.case.debtors}
    for event in sorted((e for e in road.case.journal if e.date <= road.today), key=lambda e: e.date):
        other = roles.get(event.debtor)
        if event.debtor in ("", road.debtor.id) or (other and _reaches(other, road.debtor)):
            yield event


def _reaches(other: Debtor, mine: Debtor) -> bool:
    """Whether an interruption against *other* works against *mine*: among solidary debtors, and from debtor to guarantor."""
    if other.role == "caution":
        return False
    return mine.role == "caution" or "codebiteur_solidaire" in (other.role, mine.role)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which prescription stands still, from `start` to `stop`; `what` ended or may end it."""

    start: date
    stop: date
    what: str


def _too_late(road: Road, event: Event) -> bool:
    """Whether an acceptance came after the month of its invitation, which silence had refused (CPCE R125-2)."""
    asked = [e for e in road.of(ProcedureL125, "invitation_l125") if e.date <= event.date]
    period = other_limits.small_claim_period(road, asked[-1]) if event.act == "acceptation_l125" and asked else None
    return period is not None and event.date > period.limit.wait_until


def suspensions(road: Road) -> tuple[Suspension, ...]:
    """An agreed mediation; small claims from the debtor's acceptance to his refusal or the title (C. civ. 2238)."""
    pairs = (
        ("mediation_accord", ("mediation_fin",), "médiation"),
        ("acceptation_l125", ("refus_l125", "titre_executoire"), "procédure des petites créances"),
    )
    found = []
    for opens, closes, what in pairs:
        start: date | None = None
        for event in road.events:
            if event.act == opens and not _too_late(road, event):
                start = start or event.date
            elif event.act in closes and start is not None:
                found.append(Suspension(start, event.date, what))
                start = None
        if start is not None:
            found.append(Suspension(start, road.today, what))
    return tuple(sorted(found, key=lambda s: (s.start, s.stop)))
