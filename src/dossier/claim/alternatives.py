"""The other totals: computed again where the law leaves open what a clause, a choice or a cautious reading settles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dossier.claim.claim import Alternative
from dossier.claim.contract_rate import below_floor
from dossier.claim.facts import Facts
from dossier.claim.other_terms import other_clause, other_due_dates, other_regime
from dossier.claim.rates import at_least, floor, legal, refinancing
from dossier.claim.readings import Point, Printed, Reading
from dossier.claim.regime import Regime
from dossier.claim.setting import Setting
from dossier.claim.statement import Figures, reckon
from dossier.law.law import Certainty, Law

DEFAULT_ALLOCATION = "interets_puis_principal"


def alternatives(facts: Facts, regime: Regime, law: Law, setting: Setting, figures: Figures) -> tuple[Alternative, ...]:
    """The other totals that differ from the one that is printed, by open point; none when a figure is not known."""
    if figures.totals.due is None:
        return ()
    printed = Printed(facts, regime, law, setting, figures)
    found = []
    for point in POINTS:
        for reading in point(printed):
            due = reckon(reading.facts or facts, reading.regime or regime, law, reading.setting).totals.due
            if due is not None and due != figures.totals.due:
                found.append(Alternative(reading.choice, due, reading.reason, reading.certainty))
    return tuple(found)


def _allocation(printed: Printed) -> Iterator[Reading]:
    """The firm's order of the heads, against that of the Code."""
    if printed.setting.imputation != DEFAULT_ALLOCATION:
        why = "imputation sur les intérêts, puis sur le principal (C. civ. 1343-1)"
        yield Reading(f"imputation: {DEFAULT_ALLOCATION}", why, replace(printed.setting, imputation=DEFAULT_ALLOCATION))


def _year(printed: Printed) -> Iterator[Reading]:
    """The divisor: official examples divide by 365 in every year."""
    if printed.setting.exact_year:
        why = "année de 365 jours, bissextile ou non, comme dans les exemples officiels"
        yield Reading("annee: 365", why, replace(printed.setting, exact_year=False), certainty=Certainty.INFERRED)


def _capitalisation(printed: Printed) -> Iterator[Reading]:
    """Interest on interest may be refused, and its years counted otherwise: the total without it."""
    figures = printed.figures
    if any(i.capitalisations for i in figures.invoices) or any(t.capitalisations for t in figures.titles):
        why = "intérêts simples, sans capitalisation (C. civ. 1343-2)"
        yield Reading("capitalisation: non", why, replace(printed.setting, capitalises=False), certainty=Certainty.INFERRED)


def _credit_notes(printed: Printed) -> Iterator[Reading]:
    """Whether a credit note lowers the price from the invoice on or from its own date: no text says."""
    notes = [note for given in printed.facts.credits.values() for note in given]
    for effect, other, why in (
        ("depuis_facture", "a_sa_date", "avoirs déduits à leur date : le prix était dû jusque-là (point non tranché)"),
        ("a_sa_date", "depuis_facture", "avoirs déduits dès la facture : le prix n’a jamais été dû (point non tranché)"),
    ):
        if any(note.effect == effect for note in notes):
            credits = {
                number: tuple(note.model_copy(update={"effect": other}) for note in given)
                for number, given in printed.facts.credits.items()
            }
            yield Reading(f"avoirs: {other}", why, printed.setting, replace(printed.facts, credits=credits))


def _deposits(printed: Printed) -> Iterator[Reading]:
    """Whether money that waits is a deposit on an invoice that came later: the debtor who did not name it may say so."""
    last = max((invoice.date for invoice in printed.facts.invoices), default=date.min)
    if any(payment.unallocated and payment.date < last for payment in printed.figures.ledger.payments):
        why = "sommes sans emploi reçues avant une facture, tenues pour des acomptes sur elle"
        yield Reading("versements antérieurs à la facture: déduits", why, replace(printed.setting, deposits=True))


def _opening_day(printed: Printed) -> Iterator[Reading]:
    """Whether the day of the opening judgment bears interest: the reading that asks less is printed."""
    if any(account.stop for account in printed.figures.books.accounts):
        why = "intérêts du jour de l’ouverture de la procédure collective comptés (C. com. L622-28) : point non tranché"
        yield Reading("jour de l’ouverture: compté", why, replace(printed.setting, opening_day_bears=True))


def _grace(printed: Printed) -> Iterator[Reading]:
    """Whether a period of grace stops the penalties between professionals: the words say so, no ruling does."""
    kept = tuple(pause for pause in printed.setting.pauses if pause.rule != "C. civ. 1343-5")
    if len(kept) != len(printed.setting.pauses) and printed.regime.name == "professionnels":
        why = "pénalités de retard maintenues pendant le délai de grâce : point non tranché"
        yield Reading("délai de grâce: sans effet", why, replace(printed.setting, pauses=kept))


def _clause(printed: Printed) -> Iterator[Reading]:
    """What replaces a clause below the floor, or one that does not bind a consumer."""
    if printed.facts.case.contract.penalties is None:
        return
    law, regime, setting = printed.law, printed.regime, printed.setting
    if regime.name == "professionnels":
        least = floor(law)
        if any(below_floor(invoice.periods, least)[0] for invoice in printed.figures.invoices):
            why = "taux porté au plancher de trois fois l’intérêt légal là où la clause est au-dessous (C. com. L441-10 II)"
            yield Reading("taux: plancher", why, replace(setting, variant=lambda schedule: at_least(schedule, least)))
            why = "clause écartée : taux de la BCE majoré (C. com. L441-10 II)"
            yield Reading("taux: supplétif", why, replace(setting, variant=lambda schedule: refinancing(law)))
    if regime.name == "consommation":
        why = "clause écartée : intérêt légal (C. civ. 1231-6)"
        yield Reading("taux: légal", why, replace(setting, variant=lambda schedule: legal(law, regime.column)))


POINTS: tuple[Point, ...] = (
    _allocation, _year, _capitalisation, _credit_notes, _deposits, _opening_day, _grace, _clause, other_clause, other_due_dates, other_regime,
)  # fmt: skip
"""The open points, in the order in which a décompte prints their other totals: a new one is a function and its name here."""
