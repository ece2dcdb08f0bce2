"""The other totals: computed again where the law leaves open what a clause or a choice settles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.claim.claim import Alternative
from dossier.claim.contract_rate import below_floor
from dossier.claim.facts import Facts
from dossier.claim.rates import at_least, floor, legal, refinancing
from dossier.claim.regime import Regime
from dossier.claim.statement import Figures, Setting, reckon
from dossier.law.law import Law

DEFAULT_ALLOCATION = "interets_puis_principal"


def alternatives(facts: Facts, regime: Regime, law: Law, setting: Setting, figures: Figures) -> tuple[Alternative, ...]:
    """The other totals that differ from the one that is printed; none when a figure is not known."""
    if figures.totals.due is None:
        return ()
    found = []
    for choice, other, reason in _others(facts, regime, law, setting, figures):
        due = reckon(facts, regime, law, other).totals.due
        if due is not None and due != figures.totals.due:
            found.append(Alternative(choice, due, reason))
    return tuple(found)


def _others(facts: Facts, regime: Regime, law: Law, setting: Setting, figures: Figures) -> Iterator[tuple[str, Setting, str]]:
    if setting.imputation != DEFAULT_ALLOCATION:
        why = "imputation sur les intérêts, puis sur le principal (C. civ. 1343-1)"
        yield f"imputation: {DEFAULT_ALLOCATION}", replace(setting, imputation=DEFAULT_ALLOCATION), why
    clause = facts.case.contract.penalties is not None
    if clause and regime.name == "professionnels":
        least = floor(law)
        if any(below_floor(invoice.periods, least)[0] for invoice in figures.invoices):
            why = "taux porté au plancher de trois fois l’intérêt légal là où la clause est au-dessous (C. com. L441-10 II)"
            yield "taux: plancher", replace(setting, variant=lambda schedule: at_least(schedule, least)), why
            why = "clause écartée : taux de la BCE majoré (C. com. L441-10 II)"
            yield "taux: supplétif", replace(setting, variant=lambda schedule: refinancing(law)), why
    if clause and regime.name == "consommation":
        why = "clause écartée : intérêt légal (C. civ. 1231-6)"
        yield "taux: légal", replace(setting, variant=lambda schedule: legal(law, regime.column)), why
    grace = tuple(pause for pause in setting.pauses if pause.rule != "C. civ. 1343-5")
    if len(grace) != len(setting.pauses) and regime.name == "professionnels":
        why = "pénalités de retard maintenues pendant le délai de grâce : point non tranché"
        yield "délai de grâce: sans effet", replace(setting, pauses=grace), why
