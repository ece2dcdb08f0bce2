"""The rate that a contract sets, as a schedule, and how it stands to the floor between professionals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dossier.claim.claim import Period, RateBasis
from dossier.claim.rates import Gap, Schedule, fixed, legal
from dossier.ground.days import half_year_start, next_half_year
from dossier.ground.french import percent
from dossier.law.law import Law
from dossier.law.names import TAUX_LEGAL_AUTRES
from dossier.model.contract import Contract, ContractRate


def contract_schedule(contract: Contract, law: Law, column: str = TAUX_LEGAL_AUTRES) -> Schedule | None:
    """The contract's rate: a fixed percent, or a multiple of the legal rate that changes each half-year; None without clause."""
    if contract.penalties is None:
        return None
    return rate_schedule(contract.penalties.rate, law, column, contract.penalties.article)


def rate_schedule(rate: ContractRate, law: Law, column: str, article: str = "", rule: str = "contrat") -> Schedule:
    """A written rate as a schedule; *article* names the clause in the words."""
    where = f", {article}" if article else ""
    if rate.legal_multiple is not None:
        return legal(law, column, rate.legal_multiple, rule)
    known = rate.percent or Decimal(0)
    label = "taux du contrat" if rule == "contrat" else "taux fixé par la décision"
    return fixed(known, f"{percent(known)} ({label}{where})", rule)


def below_floor(periods: tuple[Period, ...], least: Schedule) -> tuple[tuple[date, ...], tuple[Gap, ...]]:
    """The half-years whose lines lie below the floor, and the gaps that left some unchecked."""
    low: dict[date, None] = {}
    gaps: dict[Gap, None] = {}
    for period in periods:
        half = half_year_start(period.start)
        while half < period.end:
            limit = least.on(half)
            if isinstance(limit, Gap):
                gaps[limit] = None
            elif isinstance(limit, RateBasis) and period.rate.percent < limit.percent:
                low[half] = None
            half = next_half_year(half)
    return tuple(sorted(low)), tuple(sorted(gaps, key=lambda gap: (gap.day, gap.name)))
