"""The pass: from a case, the law and a day to the claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dossier.claim.alternatives import alternatives
from dossier.claim.claim import Claim, PenaltyClaim
from dossier.claim.costs import with_lawful_costs
from dossier.claim.facts import known_facts
from dossier.claim.pauses import pauses
from dossier.claim.regime import choose_regime
from dossier.claim.remarks import remarks
from dossier.claim.setting import Setting
from dossier.claim.statement import Figures, reckon
from dossier.claim.unclaimed import unclaimed
from dossier.ground.diagnostics import in_order
from dossier.ground.french import typo_fr
from dossier.law.law import Law, LawValue
from dossier.model.case import Case


def compute_claim(case: Case, law: Law, today: date) -> Claim:
    """What is owed at the end of *today*, with the derivation of each figure.

    Facts dated later are as if unknown. A figure that needs a value of law that is not known is None, never a part of it.
    Diagnostics: DC301 to DC331.
    """
    regime = choose_regime(case)
    facts = with_lawful_costs(known_facts(case, today), regime.name)
    rests = pauses(facts, regime, law)
    chosen = case.settings.choices
    setting = Setting(chosen.allocation, chosen.year == "exacte", rests, due_dates=chosen.due_dates)
    figures = reckon(facts, regime, law, setting)
    used = law_used(figures)
    choices: dict[str, str] = {"annee": chosen.year, "imputation": chosen.allocation}
    if chosen.capitalisation == "oui":
        choices["capitalisation"] = "oui"
    if chosen.due_dates != "ecrites":
        choices["echeances"] = chosen.due_dates
    return Claim(
        case=case.id,
        date=today,
        regime=regime.name,
        regime_reason=typo_fr(regime.reason),
        invoices=figures.invoices,
        payments=tuple(figures.ledger.payments),
        titles=figures.titles,
        totals=figures.totals,
        not_claimed=unclaimed(facts, regime, figures, rests),
        alternatives=alternatives(facts, regime, law, setting, figures),
        per_day=None if figures.ledger.lost else figures.per_day,
        choices=choices,
        law_used=used,
        penalties=tuple(PenaltyClaim(p.day, p.base, p.percent, p.amount, p.paid) for p in figures.ledger.penalties if p.amount),
        daily=() if figures.ledger.lost else figures.daily,
        diagnostics=in_order(remarks(facts, regime, law, figures, used)),
    )


def law_used(figures: Figures) -> tuple[LawValue, ...]:
    """Every value of law that a printed figure rests on, by name and day."""
    values: list[LawValue] = [value for account in figures.books.accounts for value in account.due.values]
    values += _of_rates(period.rate.values for invoice in figures.invoices for period in invoice.periods)
    values += _of_rates(period.rate.values for title in figures.titles for period in title.periods)
    values += _of_rates(line.rate.values for line in figures.daily)
    for invoice in figures.invoices:
        fee = figures.books.fees[invoice.number].value
        if invoice.indemnity and fee:
            values.append(fee)
    return tuple(sorted(dict.fromkeys(values), key=lambda value: (value.name, value.start or date.min)))


def _of_rates(groups: Iterable[tuple[LawValue, ...]]) -> list[LawValue]:
    return [value for group in groups for value in group]
