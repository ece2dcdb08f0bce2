"""Declaring the claim after an opening judgment (C. com. R622-24, L622-26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import Decision, ProcedureCollective
from dossier.procedure.calendars import departement_of, is_overseas, procedure_limit
from dossier.procedure.deadlines.form import state_of, timed_deadline
from dossier.procedure.road import Road, Timed
from dossier.procedure.stage import Deadline, DeadlineState


def declarations(road: Road) -> Iterator[Deadline]:
    """Declaring the claim within two months of the BODACC, then the petition to be relieved (C. com. R622-24, L622-26)."""
    for judgment in road.of(ProcedureCollective):
        published = road.known(judgment.bodacc_on)
        start = published or judgment.date
        declare = road.period(names.DELAI_DECLARATION_CREANCE, start, judgment)
        relief = road.period(names.DELAI_RELEVE_FORCLUSION, start, judgment)
        if declare is None:
            continue
        declare, other = _far(road, declare, start, judgment)
        declared = [e for e in road.events if e.act == "declaration_creance" and e.date >= judgment.date]
        done = any(e.date <= declare.limit.last for e in declared)
        why = f"Publication au BODACC du {short_day(published)}" if published else "Date de publication au BODACC inconnue"
        state: DeadlineState = state_of(road, declare.limit.last, done) if published or done else "unknown"
        found = timed_deadline(road, "declaration_creance", "Déclaration de la créance", declare, state, why)
        yield replace(
            found, other_day=other, certainty=least_sure((found.certainty, Certainty.UNSETTLED)) if other else found.certainty
        )
        if relief and published and state == "missed":
            asked = any(e.act == "releve_de_forclusion" for e in road.events)
            yield timed_deadline(
                road, "releve_de_forclusion", "Demande en relevé de forclusion", relief,
                state_of(road, relief.limit.last, asked), why,
            )  # fmt: skip
    yield from _relieved(road)


def _far(road: Road, declare: Timed, start: date, judgment: ProcedureCollective) -> tuple[Timed, date | None]:
    """Two more months for a creditor abroad; for one overseas that they are due is only possible (C. com. R622-24)."""
    address = road.case.creditor.address
    if address is None:
        return declare, None
    abroad = address.country.upper() != "FR"
    if not abroad and not is_overseas(departement_of(address.insee, address.postcode)):
        return declare, None
    more = road.ask(names.DELAI_DECLARATION_HORS_TERRITOIRE, start, judgment.place)
    limit = procedure_limit(start, declare.value.integer + (more.integer if more else 0))
    return (replace(declare, limit=limit), None) if abroad else (declare, limit.last)


def _relieved(road: Road) -> Iterator[Deadline]:
    """Once relieved, the creditor declares within half the period (C. com. L622-26)."""
    for decision in road.of(Decision, "releve_de_forclusion"):
        period = road.period(names.DELAI_DECLARATION_APRES_RELEVE, decision.date, decision)
        if period:
            done = any(e.act == "declaration_creance" and decision.date <= e.date <= period.limit.last for e in road.events)
            why = f"Relevé de forclusion du {short_day(decision.date)} : le délai est réduit de moitié"
            state = state_of(road, period.limit.last, done)
            title = "Déclaration de la créance après relevé"
            yield timed_deadline(road, "declaration_creance", title, period, state, why)
