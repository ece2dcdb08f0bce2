"""What `dossier.yaml` says once for all cases: signatories and their powers, the calendar of relances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.ground.nearest import visible
from dossier.ground.spans import Span
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.journal import RequeteInjonction


def signatories(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC257: two signatories with one id, or one called as the adviser is. DC220: a power that ends before it begins."""
    seen: dict[str, Span] = {}
    for signatory in case.settings.signatories:
        where = signatory.place_of("id")
        if signatory.id in ("avocat", "commissaire"):
            yield found("DC257", f"l’identifiant {signatory.id} désigne le conseil", where)
        elif signatory.id in seen:
            related = ((seen[signatory.id], "première fois ici"),)
            yield found("DC257", f"deux signataires portent l’identifiant {visible(signatory.id)}", where, related=related)
        seen.setdefault(signatory.id, where)
        power = signatory.power
        if power and power.end and power.end < power.start:
            message = f"au ({short_day(power.end)}) précède du ({short_day(power.start)})"
            yield found("DC220", message, power.place_of("au"))


def powers(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC258: a requête signed on a day that the signatory's written power does not cover, first and last day included."""
    given = {signatory.id: signatory.power for signatory in case.settings.signatories}
    for event in case.journal:
        power = given.get(event.signatory) if isinstance(event, RequeteInjonction) else None
        if power and not power.start <= event.date <= (power.end or event.date):
            until = f" au {short_day(power.end)}" if power.end else ""
            message = f"requête du {short_day(event.date)} signée hors du pouvoir ({short_day(power.start)}{until})"
            yield found("DC258", message, event.place_of("date"), related=((power.place, "le pouvoir"),))


def mandated(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC272: a requête signed by an agent who is no avocat, and no special power on that day (CPC 853; a practice here).

    The power of an employee is DC443 and, when it does not cover the day, DC258.
    """
    for event in case.journal:
        if isinstance(event, RequeteInjonction) and event.signatory == "commissaire" and not _is_mandated(case, event.date):
            message = f"requête du {short_day(event.date)} signée par un commissaire de justice, sans mandat au journal"
            hint = "journal.yaml : ajoutez `acte: mandat`, avec le pouvoir spécial sous `pieces`, à sa date"
            yield found("DC272", message, event.place_of("signataire"), hints=(hint,))


def _is_mandated(case: Case, day: date) -> bool:
    """Whether the journal holds a mandate with its piece on *day* or before."""
    return any(e.act == "mandat" and e.evidence and e.date <= day for e in case.journal)


def calendar(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC233: a level of relance that the calendar has twice."""
    seen: dict[str, Span] = {}
    for reminder in case.settings.calendar:
        where = reminder.place_of("niveau")
        if reminder.level in seen:
            related = ((seen[reminder.level], "première fois ici"),)
            yield found("DC233", f"le niveau {visible(reminder.level)} figure deux fois", where, related=related)
        seen.setdefault(reminder.level, where)


CHECKS = (signatories, powers, mandated, calendar)
