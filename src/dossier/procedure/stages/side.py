"""The roads to a title without a judge: small claims, claims between commerçants, cheques. Each falls back to where it began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty
from dossier.model.journal import ChequeImpaye, Event, ProcedureL125, ProcedureL126
from dossier.procedure import other_limits
from dossier.procedure.other_limits import ROADS
from dossier.procedure.position import Position, Reason, moved, noted
from dossier.procedure.road import Road
from dossier.procedure.stages.instance import PENDING, TITLED
from dossier.procedure.stages.tick import Tick


def l125(position: Position, event: Event, road: Road) -> Position:
    """The invitation opens the month of the small-claims procedure; a refusal ends it (CPCE L125-1, R125-2).

    An acceptance within the month lets the commissaire make the title, which is an entry of its own.
    """
    if event.act == "refus_l125":
        why = "Refus du débiteur : la procédure des petites créances prend fin"
        return _back(position, "procedure_l125", Reason(event.date, event.place, "CPCE L125-1", why))
    if event.act == "acceptation_l125":
        return _accepted(position, event, road)
    period = other_limits.small_claim_period(road, event)
    until = f" ; réponse jusqu’au {short_day(period.limit.last)}, le silence vaut refus" if period else ""
    why = f"Invitation à la procédure des petites créances{until} ; elle n’interrompt pas la prescription"
    return _entered(position, "procedure_l125", Reason(event.date, event.place, "CPCE L125-1, R125-2", why))


def _accepted(position: Position, event: Event, road: Road) -> Position:
    invitation = next((e for e in reversed(list(road.of(ProcedureL125, "invitation_l125"))) if e.date <= event.date), None)
    period = other_limits.small_claim_period(road, invitation) if invitation else None
    if period and event.date > period.limit.wait_until:
        why = f"Accord du débiteur après le {short_day(period.limit.wait_until)} : l’invitation était réputée refusée"
        return noted(position, Reason(event.date, event.place, "CPCE R125-2", why, period.certainty))
    why = "Accord du débiteur constaté : la prescription est suspendue, le commissaire de justice peut délivrer un titre"
    return _entered(position, "procedure_l125", Reason(event.date, event.place, "CPCE L125-1 ; C. civ. 2238", why))


def l126(position: Position, event: Event, road: Road) -> Position:
    """The commandement between commerçants; any contest ends the procedure (CPCE L126-1 and following).

    The decree that the law waits for was not found: nothing on this road is settled.
    """
    sure, rule = Certainty.UNSETTLED, "CPCE L126-1"
    if event.act == "contestation_l126":
        why = "Contestation, même sans motif : la procédure entre commerçants prend fin"
        return _back(position, "procedure_l126", Reason(event.date, event.place, "CPCE L126-2", why, sure))
    if event.act == "commandement_l126":
        why = "Commandement de payer entre commerçants ; il n’est pas tenu pour interrompre la prescription"
        return _entered(position, "procedure_l126", Reason(event.date, event.place, rule, why, sure))
    why, rule = "Procès-verbal de non-contestation ; il reste à le rendre exécutoire et à le signifier", "CPCE L126-3"
    early = report_is_early(event, road)
    contested = any(c.date <= event.date for c in road.of(ProcedureL126, "contestation_l126"))
    if contested and position.course != "procedure_l126":
        why = "Procès-verbal de non-contestation après une contestation : l’étape ne change pas"
        return noted(position, Reason(event.date, event.place, "CPCE L126-2", why, sure))
    if early:
        why += " ; il est antérieur au terme des huit jours qui suivent le mois"
    return _entered(position, "procedure_l126", Reason(event.date, event.place, rule, why, sure))


def report_is_early(report: Event, road: Road) -> bool:
    """Whether a report came before the eight days that follow the month of the last commandement."""
    before = [c for c in road.of(ProcedureL126, "commandement_l126") if c.date <= report.date]
    period = other_limits.report_period(road, before[-1]) if before else None
    return period is not None and report.date <= period.limit.last


def cheque(position: Position, event: Event, road: Road) -> Position:
    """An unpaid cheque, presented, certified, then served: the title is the commissaire's, an entry of its own (CMF L131-73)."""
    assert isinstance(event, ChequeImpaye)
    why = "Chèque présenté et impayé"
    if event.act == "certificat_non_paiement":
        served = road.known(event.served_on)
        why = "Certificat de non-paiement"
        if served and served > event.date:
            why += f", signifié le {short_day(served)}"
    return _entered(position, "cheque_impaye", Reason(event.date, event.place, "CMF L131-73", why, Certainty.SECONDARY))


def ticks(position: Position, road: Road) -> Iterator[Tick]:
    """Silence for a month after the last L125 invitation is a refusal (CPCE R125-2)."""
    if position.course != "procedure_l125" or position.course_since is None:
        return
    invitation = next(reversed(list(road.of(ProcedureL125, "invitation_l125"))), None)
    period = other_limits.small_claim_period(road, invitation) if invitation else None
    if invitation is None or period is None or invitation.date < position.course_since:
        return
    end = period.limit.wait_until
    if any(invitation.date <= e.date <= end for e in road.of(ProcedureL125, "acceptation_l125")):
        return
    why = f"Sans réponse au {short_day(end)} : refus implicite"
    reason = Reason(next_day(end), invitation.place, "CPCE R125-2", why, period.certainty)
    yield Tick(reason, _fallen(position, reason))


def _entered(position: Position, course: str, reason: Reason) -> Position:
    """On a road beside, unless a court is seized or a title exists: then the fact is only noted."""
    if position.course in (*PENDING, *TITLED):
        return noted(position, reason)
    changes: dict[str, Any] = {"course": course}
    if position.course not in ROADS:
        changes["fallback"] = position.course
    return moved(position, reason, **changes)


def _back(position: Position, course: str, reason: Reason) -> Position:
    """Back to where the case stood, when that road was indeed the course."""
    return moved(position, reason, **_fallen(position, reason)) if position.course == course else noted(position, reason)


def _fallen(position: Position, reason: Reason) -> dict[str, Any]:
    if position.fallback is not None:
        return {"course": position.fallback, "course_since": reason.day, "fallback": None}
    return {"course": None, "course_since": None, "amicable_since": reason.day}
