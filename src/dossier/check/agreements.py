"""Schedules, orders and rates: sums and orders of magnitude."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.french import euros, percent, short_day
from dossier.ground.money import total
from dossier.law.law import Law
from dossier.model.case import Case
from dossier.model.entry import Entry
from dossier.model.journal import Accord, OrdonnanceInjonction

_UNLIKELY = Decimal(50)


def instalments(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC229: instalments that do not make the agreed amount. DC220: instalments out of order or before the agreement."""
    for event in case.journal:
        if not isinstance(event, Accord) or not event.instalments:
            continue
        made = total(one.amount for one in event.instalments)
        if event.amount is not None and made != event.amount:
            message = f"les échéances font {euros(made)} pour un accord de {euros(event.amount)}"
            yield found("DC229", message, event.place_of("echeances"))
        for one in event.instalments:
            if one.amount.cents <= 0:
                yield found("DC208", f"montant nul ou négatif : {euros(one.amount)}", one.place_of("montant"))
        if event.instalments[0].due < event.date:
            message = f"échéance du {short_day(event.instalments[0].due)} antérieure à l’accord du {short_day(event.date)}"
            yield found("DC220", message, event.instalments[0].place_of("le"))
        for before, after in pairwise(event.instalments):
            if after.due <= before.due:
                message = f"échéance du {short_day(after.due)} après celle du {short_day(before.due)} dans la liste"
                yield found("DC220", message, after.place_of("le"))


def granted(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC230: an order that grants more than was asked."""
    for event in case.journal:
        if isinstance(event, OrdonnanceInjonction) and event.asked and event.granted and event.granted > event.asked:
            message = f"l’ordonnance accorde {euros(event.granted)} pour {euros(event.asked)} demandés"
            yield found("DC230", message, event.place_of("accorde"))


def rates(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC232: a contract rate or a penalty of zero or above fifty percent: a decimal separator out of place, most often."""
    contract = case.contract
    written: list[tuple[Entry, Decimal]] = []
    for stated in contract.penalty_rates:
        if stated.rate.percent is not None:
            written.append((stated, stated.rate.percent))
    if contract.penalty_clause:
        written.append((contract.penalty_clause, contract.penalty_clause.rate))
    for clause, rate in written:
        if rate <= 0 or rate > _UNLIKELY:
            yield found("DC232", f"taux de {percent(rate)}", clause.place_of("taux"))


CHECKS = (instalments, granted, rates)
