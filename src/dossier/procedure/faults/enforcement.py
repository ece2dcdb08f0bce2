"""Enforcement that a judge suspended, of a decision that was not served, or on a day when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dossier.ground.days import add_months
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day, weekday
from dossier.ground.working_days import holidays_of
from dossier.law import names
from dossier.model.journal import DelaiDeGrace, Execution, Signification
from dossier.procedure.faults.words import act_fr, say
from dossier.procedure.outlook import Outlook

_SUNDAY = 6
_SERVED_AS = ("titre", "titre_executoire")


def suspended(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC453: a seizure during a period of grace, from the day after the decision to the last day granted (C. civ. 1343-5).

    Whether a commandement alone is stopped is not said: no text was read. Over-indebtedness is DC439.
    """
    road = outlook.road
    for grace in road.of(DelaiDeGrace):
        for seizure in road.of(Execution, "saisie"):
            if grace.until and grace.date < seizure.date <= grace.until:
                message = (
                    f"saisie du {short_day(seizure.date)} pendant le délai de grâce, qui court jusqu’au {short_day(grace.until)}"
                )
                hint = "journal.yaml : vérifiez `date` sur l’acte et `jusqu_au` sur la décision"
                yield say(outlook, "DC453", message, seizure.place, hint, fact=grace.place, what="la décision")


def not_served(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC458: a commandement or a seizure on a decision that was not served before (CPC 503); service the same day is in time."""
    road, title = outlook.road, outlook.position.title_event
    if title is None or title.act not in ("jugement", "ordonnance_refere"):
        return
    served = [
        s.date for s in road.of(Signification) if s.date >= title.date and (s.of.startswith(title.act) or s.of in _SERVED_AS)
    ]
    for act in road.of(Execution):
        if act.date >= title.date and not any(day <= act.date for day in served):
            message = (
                f"{act_fr(act)} du {short_day(act.date)} sans signification antérieure de la décision du {short_day(title.date)}"
            )
            hint = f"journal.yaml : ajoutez `acte: signification, de: {title.act}` à sa date, si elle a eu lieu"
            yield say(outlook, "DC458", message, act.place, hint, fact=title.place, what="la décision")


def wages_too_early(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC458: a seizure of wages less than a month after a commandement, or without one, since 1 July 2025 (CPCE L212-2).

    Before that day a judge was asked, and nothing is said. A month less a day is too early; how the last day is counted is not.
    """
    road = outlook.road
    for seizure in road.of(Execution, "saisie"):
        months = (
            road.ask.law.value(names.DELAI_COMMANDEMENT_REMUNERATIONS, seizure.date)
            if seizure.nature == "remunerations"
            else None
        )
        if months is None:
            continue
        orders = [e for e in road.of(Execution, "commandement") if e.date <= seizure.date]
        if any(seizure.date >= add_months(order.date, months.integer) for order in orders):
            continue
        what = (
            f"moins d’un mois après le commandement du {short_day(orders[-1].date)}" if orders else "sans commandement au journal"
        )
        message = f"saisie des rémunérations du {short_day(seizure.date)} {what}"
        hint = "journal.yaml : ajoutez `acte: commandement` à sa date, s’il a été signifié un mois avant"
        yield replace(say(outlook, "DC458", message, seizure.place, hint), rule=months.reference.title)


def forbidden_day(outlook: Outlook) -> Iterator[Diagnostic]:
    """DC459: a seizure on a Sunday or a public holiday, which takes leave of the judge (CPCE L141-1); local holidays are not counted."""
    for seizure in outlook.road.of(Execution, "saisie"):
        if _is_forbidden(seizure.date):
            name = "un dimanche" if seizure.date.weekday() == _SUNDAY else f"un {weekday(seizure.date)} férié"
            message = f"saisie du {short_day(seizure.date)}, {name}"
            hint = "journal.yaml : vérifiez `date` sur l’acte ; une autorisation du juge se garde sous `pieces`"
            yield say(outlook, "DC459", message, seizure.place_of("date"), hint)


def _is_forbidden(day: date) -> bool:
    return day.weekday() == _SUNDAY or day in holidays_of(day.year)
