"""The order of days inside an entry, between acts, and against today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import short_day
from dossier.ground.nearest import nearest, visible
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.journal import ACTS, Event, Signification
from dossier.model.ledger import Cost, Invoice, Payment

_ORDER: tuple[tuple[str, str], ...] = (
    ("date", "poste_le"), ("date", "presente_le"), ("poste_le", "presente_le"), ("date", "delai_jusqu_au"),
    ("date", "pour_le"), ("date", "audience_le"), ("date", "denonce_le"), ("date", "executoire_le"),
    ("date", "jusqu_au"), ("date", "rejete_le"), ("date", "signifie_le"), ("poste_le", "recu_le"), ("date", "avant_le"),
    ("date", "liberable_le"), ("conclu_le", "execute_le"), ("conclu_le", "premier_incident_le"), ("date", "recue_le"),
)  # fmt: skip
"""Pairs of keys of one entry, the first never later than the second."""

_POSTED_BEFORE = ("opposition",)
"""Acts whose `date` may be that of reception: their posting comes first."""

_AFTER: Mapping[str, tuple[str, ...]] = {
    "acceptation_l125": ("invitation_l125",),
    "refus_l125": ("invitation_l125",),
    "contestation_l126": ("commandement_l126",),
    "pv_non_contestation": ("commandement_l126",),
    "certificat_non_paiement": ("cheque_presente",),
    "mediation_fin": ("mediation_accord",),
    "ordonnance_injonction": ("requete_injonction",),
    "rejet_requete": ("requete_injonction",),
    "opposition": ("ordonnance_injonction", "injonction_europeenne"),
    "ordonnance_refere": ("assignation_refere",),
    "declaration_creance": ("procedure_collective",),
}
"""Acts that answer another one: an act dated before the act that it answers has a wrong date."""


def inside_entries(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC220: two days of one entry in an impossible order."""
    entries: list[Entry] = [case.contract, *case.invoices, *case.payments, *case.journal]
    for entry in entries:
        days = _days(entry)
        for earlier, later in _ORDER:
            if isinstance(entry, Event) and entry.act in _POSTED_BEFORE and earlier == "date":
                continue
            if earlier in days and later in days and days[later] < days[earlier]:
                message = f"{later} ({short_day(days[later])}) précède {earlier} ({short_day(days[earlier])})"
                yield found("DC220", message, entry.place_of(_written(entry, later)))


def _days(entry: Entry) -> dict[str, date]:
    """The days of an entry by key, those of its invoice's retention and discount among them."""
    days: dict[str, date] = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if isinstance(value, date):
            days[field.alias or name] = value
        elif name in ("retention", "discount") and isinstance(value, Entry):
            days |= _days(value)
    return days


def _written(entry: Entry, key: str) -> str:
    """The dotted key under which a day of the entry is written."""
    return next((place for place in entry.places if place.rpartition(".")[2] == key), key)


def answers(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC221: an act dated before the one that it answers; nothing is said when that one is not in the journal at all."""
    acts = [event for event in case.journal if event.act]
    for event in acts:
        asked = [other for other in acts if other.act in _AFTER[event.act]] if event.act in _AFTER else []
        if asked and all(other.date > event.date for other in asked):
            yield _too_early(event, asked[0])


def _too_early(event: Event, other: Event) -> Diagnostic:
    message = f"{event.act} ({short_day(event.date)}) précède {other.act} ({short_day(other.date)})"
    return found("DC221", message, event.place_of("date"), related=((other.place_of("date"), "l’acte auquel il répond"),))


def served_acts(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC221 and DC222: service of an act that comes later, or that the journal does not hold."""
    for event in case.journal:
        if not isinstance(event, Signification):
            continue
        name = {"": "ordonnance_injonction", "ordonnance": "ordonnance_injonction"}.get(event.of, event.of)
        acts = [other for other in case.journal if other.act == name]
        if acts and all(other.date > event.date for other in acts):
            yield _too_early(event, acts[0])
        elif not acts:
            guess = nearest(name, sorted({other.act for other in case.journal if other.act}) if name not in ACTS else ())
            hints = (f"vouliez-vous dire {guess} ?",) if guess else ("ajoutez l’acte au journal, avec sa date",)
            message = f"l’acte signifié, {visible(name)}, n’est pas au journal"
            yield found("DC222", message, event.place_of("de"), hints=hints)


def future(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC223: an entry dated after the day of computing, which counts only from its day on."""
    entries: list[Invoice | Payment | Cost | Event] = [*case.invoices, *case.payments, *case.costs, *case.journal]
    for entry in entries:
        if entry.date > today:
            message = f"entrée du {short_day(entry.date)}, à venir : elle ne compte pas encore au {short_day(today)}"
            yield found("DC223", message, entry.place_of("date"))


def contract(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC219: a contract concluded after its first invoice."""
    concluded = case.contract.concluded_on
    first = min((invoice for invoice in case.invoices if invoice.type == "facture"), key=lambda i: i.date, default=None)
    if concluded and first and concluded > first.date:
        message = f"contrat conclu le {short_day(concluded)}, après la première facture ({short_day(first.date)})"
        yield found("DC219", message, case.contract.place_of("conclu_le"), related=((first.place_of("date"), "la facture"),))


CHECKS = (inside_entries, answers, served_acts, contract, future)
