"""Declaring the claim after an opening judgment (C. com. R622-24, L622-26)."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.ground.french import short_day
from dossier.law import names
from dossier.model.journal import ProcedureCollective
from dossier.procedure.calendars import procedure_limit
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
        address = road.case.creditor.address
        if address and address.country.upper() != "FR":
            more = road.ask(names.DELAI_DECLARATION_HORS_TERRITOIRE, start, judgment.place)
            months = declare.value.integer + (more.integer if more else 0)
            declare = Timed(procedure_limit(start, months), declare.value, judgment)
        declared = [e for e in road.events if e.act == "declaration_creance" and e.date >= judgment.date]
        done = any(e.date <= declare.limit.last for e in declared)
        why = f"Publication au BODACC du {short_day(published)}" if published else "Date de publication au BODACC inconnue"
        state: DeadlineState = state_of(road, declare.limit.last, done) if published or done else "unknown"
        yield timed_deadline(road, "declaration_creance", "Déclaration de la créance", declare, state, why)
        if relief and published and state == "missed":
            asked = any(e.act == "releve_de_forclusion" for e in road.events)
            yield timed_deadline(
                road, "releve_de_forclusion", "Demande en relevé de forclusion", relief,
                state_of(road, relief.limit.last, asked), why,
            )  # fmt: skip
