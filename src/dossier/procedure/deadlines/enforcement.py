"""The time limits of seizures and conservatory measures, of a summons, and of what suspends enforcement."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.french import short_day
from dossier.law import names
from dossier.model.journal import Assignation, Event, Execution, SaisieConservatoire
from dossier.procedure import other_limits
from dossier.procedure.deadlines.form import state_of, timed_deadline, wait_of
from dossier.procedure.road import Road
from dossier.procedure.stage import Deadline, DeadlineState

_JUDGED = ("jugement", "desistement", "caducite")


def seizures(road: Road) -> Iterator[Deadline]:
    """Notice of each seizure of claims to the debtor, eight days on pain of lapsing (CPCE R211-3)."""
    for seizure in road.of(Execution, "saisie"):
        period = other_limits.seizure_period(road, seizure)
        if period:
            told = road.known(seizure.notified_on)
            state = state_of(road, period.limit.last, told is not None and told <= period.limit.last)
            why = f"Saisie-attribution du {short_day(seizure.date)}, caduque si elle n’est pas dénoncée au débiteur"
            yield timed_deadline(road, "denonciation_saisie", "Dénonciation de la saisie", period, state, why)


def measures(road: Road) -> Iterator[Deadline]:
    """Proceedings within a month of each conservatory measure, or of the rejection of a requête of that month (CPCE R511-7)."""
    for measure in road.of(SaisieConservatoire):
        period = other_limits.proceedings_period(road, measure)
        if period is None:
            continue
        acts = other_limits.begun(road, measure, period.limit.last)
        why = f"Saisie conservatoire du {short_day(measure.date)}, caduque sans procédure engagée dans le mois"
        state = state_of(road, period.limit.last, bool(acts))
        yield timed_deadline(road, "saisine_au_fond", "Procédure après la saisie conservatoire", period, state, why)
        rejected = other_limits.rejection_of(road, measure, acts)
        if rejected:
            yield from _after_rejection(road, rejected)


def _after_rejection(road: Road, rejected: Event) -> Iterator[Deadline]:
    """The month that the rejection of a requête opens, when nothing else had been begun."""
    period = other_limits.after_rejection_period(road, rejected)
    if period:
        sued = any(rejected.date <= a.date <= period.limit.last for a in road.of(Assignation, "assignation_fond"))
        why = f"Requête rejetée le {short_day(rejected.date)} : le juge du fond peut encore être saisi dans le mois"
        state = state_of(road, period.limit.last, sued)
        yield timed_deadline(road, "saisine_au_fond", "Saisine du juge du fond après rejet", period, state, why)


def summons(road: Road) -> Iterator[Deadline]:
    """The copy of each summons on the merits at the greffe, before the hearing (CPC 754, 857)."""
    for act in road.of(Assignation):
        period = other_limits.lodging_period(road, act)
        if period is None:
            continue
        lodged = road.known(act.lodged_on)
        judged = any(e.act == "jugement" and e.date >= act.date for e in road.events)
        over = any(e.act in _JUDGED and e.date >= act.date for e in road.events)
        done = lodged <= period.limit.last if lodged else judged
        state: DeadlineState = "void" if over and not done else state_of(road, period.limit.last, done)
        why = f"{period.value.integer} jours avant l’audience du {short_day(act.hearing_on)}, à peine de caducité"
        if state == "missed" and lodged is None:
            why += " ; aucune remise au journal"
        yield timed_deadline(road, "saisine_au_fond", "Remise de l’assignation au greffe", period, state, why)


def suspensions(road: Road) -> Iterator[Deadline]:
    """The two years for which an admission to surendettement suspends enforcement at most (C. conso. L722-2, L722-3)."""
    for admitted in (e for e in road.events if e.act == "surendettement_recevable"):
        period = road.period(names.DUREE_SUSPENSION_SURENDETTEMENT, admitted.date, admitted)
        if period:
            why = f"Recevabilité du {short_day(admitted.date)} : deux ans au plus, moins si des mesures sont arrêtées avant"
            state = wait_of(road, period.limit.wait_until, False)
            title = "Suspension des exécutions"
            yield timed_deadline(road, "suspension_execution", title, period, state, why, ours=False)
