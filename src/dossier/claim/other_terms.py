"""The other readings of what was agreed: another rate clause, another due date, a debtor who is no professional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.claim.contract_rate import clause_schedule, clause_words, contrary_clauses
from dossier.claim.costs import with_lawful_costs
from dossier.claim.due_dates import agreed_day, lawful_limit
from dossier.claim.rates import Schedule
from dossier.claim.readings import Printed, Reading
from dossier.claim.regime import civil
from dossier.claim.setting import Variant
from dossier.law.law import Certainty


def other_clause(printed: Printed) -> Iterator[Reading]:
    """The clauses that set another rate than the one that is computed."""
    contract = printed.facts.case.contract
    if printed.regime.name == "acheteur_public":
        return
    for clause in contrary_clauses(contract):
        schedule = clause_schedule(clause, printed.law, printed.regime.column)
        why = f"autre clause du contrat : {clause_words(clause)}"
        yield Reading(f"taux: {clause_words(clause)}", why, replace(printed.setting, variant=_always(schedule)))


def _always(schedule: Schedule) -> Variant:
    return lambda _: schedule


def other_due_dates(printed: Printed) -> Iterator[Reading]:
    """Where the due date that was followed is not the contract's, or is later than the law lets agree."""
    facts, regime, law, setting = printed.facts, printed.regime, printed.law, printed.setting
    contract, accounts = facts.case.contract, printed.figures.books.accounts
    agreed = ((account.invoice.due, agreed_day(account.invoice, contract, regime, law)) for account in accounts)
    if setting.due_dates != "contrat" and any(due and day and day.day != due for due, day in agreed):
        term = "terme du contrat" if contract.term else "délai de paiement public"
        why = f"échéances comptées selon le {term}, avant ce que disent les factures"
        yield Reading("échéances: contrat", why, replace(setting, due_dates="contrat"))
    limits = [(account.due.day, lawful_limit(account.invoice, contract, regime, law)) for account in accounts]
    if setting.due_dates != "maximum_legal" and any(limit and limit.day < day for day, limit in limits):
        why = "échéances ramenées au délai maximal que la loi admet (C. com. L441-10, I) : lecture non vérifiée"
        yield Reading("échéances: maximum légal", why, replace(setting, due_dates="maximum_legal"))
    if setting.due_dates != "ecrites":
        yield Reading("échéances: écrites", "échéances portées sur les factures", replace(setting, due_dates="ecrites"))


def other_regime(printed: Printed) -> Iterator[Reading]:
    """Where the debtor is a professional by a reading of the text only: the legal rate from the mise en demeure."""
    regime = printed.regime
    if regime.name == "professionnels" and regime.certainty is Certainty.INFERRED:
        why = "débiteur ou créancier tenu pour non professionnel : intérêt légal depuis la mise en demeure, sans indemnité"
        other = civil("qualité de professionnel écartée", regime.column)
        yield Reading("régime: civil", why, printed.setting, with_lawful_costs(printed.facts, other.name), other)
