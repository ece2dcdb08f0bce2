"""A decision that grants interest of its own: from its day on it stands in the place of the invoices that it covers.

An order that states only what was asked has no `interets` and changes nothing in the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dossier.claim.account import Account
from dossier.claim.contract_rate import rate_schedule
from dossier.claim.due_dates import DueDate
from dossier.claim.facts import Facts
from dossier.claim.insolvency import Opening
from dossier.claim.periods import Step
from dossier.claim.rates import Schedule, increased, interrupted, legal
from dossier.claim.regime import Regime
from dossier.claim.setting import Setting
from dossier.claim.standing import stands
from dossier.ground.days import add_months, next_day
from dossier.ground.french import long_day
from dossier.ground.money import ZERO, Money, total
from dossier.law.law import Law
from dossier.law.names import DELAI_MAJORATION_APRES_JUGEMENT
from dossier.model.contract import ContractRate
from dossier.model.journal import (
    Assignation,
    Jugement,
    OrdonnanceInjonction,
    RequeteInjonction,
    Signification,
    TitreExecutoire,
)
from dossier.model.ledger import Invoice

Decision = OrdonnanceInjonction | Jugement

NO_FORCE, NO_SERVICE = "le jour exécutoire", "la signification"
MISSING_OF_INCREASE = {
    NO_FORCE: "le jour depuis lequel la décision est exécutoire n’est pas saisi",
    NO_SERVICE: "la signification de la décision n’est pas saisie",
}
"""Why the five points are not added, by the fact that is not written."""


@dataclass(frozen=True, slots=True)
class Title:
    """A decision as the ledger uses it. `granted` None: what was open that day. `start` None: no interest runs yet.

    `asked_on` is the day of the request: invoices due before it are covered. `missing` says which fact is not written.
    `capitalises` names the decision when it grants the capitalisation of its interest, '' otherwise.
    """

    event: Decision
    name: str
    granted: Money | None
    accessories: Money
    start: date | None
    words: str
    schedule: Schedule
    asked_on: date
    missing: str = ""
    capitalises: str = ""

    @property
    def day(self) -> date:
        """The day of the decision: payments up to it were made on the invoices."""
        return self.event.date

    def covers(self, account: Account) -> bool:
        """Whether an invoice was due when the decision was asked for."""
        return account.due.day < self.asked_on


def decision_of(facts: Facts, law: Law) -> Decision | None:
    """The last known decision that grants interest and still stands: an order gives way to an opposition (CPC 1420)."""
    found: list[Decision] = [*facts.events(OrdonnanceInjonction), *facts.events(Jugement)]
    standing = [event for event in found if event.interest and stands(event, facts, law)]
    return max(standing, key=lambda event: event.date, default=None)


def halt_of(stop: Opening | None, invoice: Invoice, setting: Setting) -> date | None:
    """The first day on which an earlier debt bears no interest any more: the day of the opening, or the one after it."""
    if stop is None or not stop.stops(invoice):
        return None
    return next_day(stop.day) if setting.opening_day_bears else stop.day


def title_of(facts: Facts, regime: Regime, law: Law, setting: Setting) -> Title | None:
    """The title that governs the figures, or None."""
    event = decision_of(facts, law)
    if event is None or event.interest is None:
        return None
    served = _served(facts, event)
    first, words = event.interest.start, ""
    if first:
        words = f"à compter du {long_day(first)}, selon la décision"
    elif served:
        first, words = served, f"à compter de la signification du {long_day(served)}"
    schedule, missing = _schedule(facts, event, regime, law, served)
    for pause in setting.pauses:
        schedule = interrupted(schedule, pause.start, pause.end, pause.instead)
    is_order = isinstance(event, OrdonnanceInjonction)
    granted = event.granted if isinstance(event, OrdonnanceInjonction) else event.awarded
    accessories = event.accessories if isinstance(event, OrdonnanceInjonction) else None
    return Title(
        event,
        "ordonnance_injonction" if is_order else "jugement",
        granted,
        accessories or ZERO,
        next_day(first) if first else None,
        words or "point de départ inconnu : aucun intérêt ne court",
        schedule,
        _asked_on(facts, event),
        missing if first else "le point de départ des intérêts",
        f"décision du {long_day(event.date)}" if event.interest.capitalisation and setting.capitalises else "",
    )


def _asked_on(facts: Facts, event: Decision) -> date:
    kinds = RequeteInjonction if isinstance(event, OrdonnanceInjonction) else Assignation
    return max((e.date for e in facts.events(kinds) if e.date <= event.date), default=event.date)


def _served(facts: Facts, event: Decision) -> date | None:
    """The day of service on the principal debtor."""
    stem = "ordonnance" if isinstance(event, OrdonnanceInjonction) else "jugement"
    return min(
        (e.date for e in facts.events(Signification) if e.date >= event.date and e.of.startswith((stem, "titre"))), default=None
    )


def _schedule(facts: Facts, event: Decision, regime: Regime, law: Law, served: date | None) -> tuple[Schedule, str]:
    """The rate of the decision; the legal one rises two months after the decision is enforceable and served.

    Law: C. mon. fin. L313-3, lu le 2026-11-21 (« deux mois à compter du jour où la décision de justice est devenue exécutoire »);
    that they wait for the service is second-hand. A stated rate never rises.
    """
    assert event.interest is not None
    rate = event.interest.rate
    if isinstance(rate, ContractRate):
        return rate_schedule(rate, law, regime.column, rule="décision"), ""
    schedule = legal(law, regime.column)
    enforceable = _enforceable(facts, event)
    months = law.value(DELAI_MAJORATION_APRES_JUGEMENT, event.date)
    if enforceable is None or served is None or months is None:
        return schedule, NO_FORCE if enforceable is None else NO_SERVICE
    return increased(schedule, law, next_day(add_months(max(enforceable, served), months.integer))), ""


def _enforceable(facts: Facts, event: Decision) -> date | None:
    if isinstance(event, Jugement) and event.enforceable_on:
        return event.enforceable_on
    titles = [e.enforceable_on or e.date for e in facts.events(TitreExecutoire) if e.date >= event.date]
    return min(titles, default=None)


def convert(title: Title, accounts: Sequence[Account], stop: Opening | None, setting: Setting) -> Account | None:
    """Close the accounts that a title covers at the end of its day, and open its own; None when it covers none."""
    covered = [account for account in accounts if title.covers(account)]
    if not covered:
        return None
    amount = title.granted if title.granted is not None else total(account.open for account in covered)
    for account in covered:
        account.titled = True
        account.close(next_day(title.day))
    first = min(covered, key=lambda account: (account.due.day, account.invoice.date, account.number))
    halt = halt_of(stop, first.invoice, setting)
    due = DueDate(first.due.day, "décision de justice")
    opened = Account(first.invoice, due, title.schedule, title.start, halt, title.words, amount, exact_year=setting.exact_year)
    opened.title, opened.capitalises = title.name, title.capitalises
    opened.steps.append(Step(date.min, amount))
    return opened
