"""The rate that a contract sets, as a schedule, and how it stands to the floor between professionals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from dossier.claim.claim import Period, RateBasis
from dossier.claim.rates import Gap, Schedule, fixed, legal, multiple_words
from dossier.ground.days import half_year_start, next_half_year
from dossier.ground.french import percent
from dossier.ground.nearest import visible
from dossier.law.law import Law
from dossier.law.names import TAUX_LEGAL_AUTRES
from dossier.model.contract import Contract, ContractRate, Penalties


def contract_schedule(contract: Contract, law: Law, column: str = TAUX_LEGAL_AUTRES) -> Schedule | None:
    """The contract's rate: a fixed percent, or a multiple of the legal rate that changes each half-year; None without clause.

    Of several clauses the first one is computed.
    """
    return clause_schedule(contract.penalties, law, column) if contract.penalties else None


def clause_schedule(clause: Penalties, law: Law, column: str = TAUX_LEGAL_AUTRES) -> Schedule:
    """The rate of one clause."""
    return rate_schedule(clause.rate, law, column, clause.article)


def contrary_clauses(contract: Contract) -> tuple[Penalties, ...]:
    """The clauses that set another rate than the first one, in the order in which they are written."""
    rates = {_key(clause): clause for clause in reversed(contract.penalty_rates)}
    first = contract.penalties
    return tuple(c for c in contract.penalty_rates if first and rates[_key(c)] is c and _key(c) != _key(first))


def clause_words(clause: Penalties) -> str:
    """« 12,00 % (article 8 des conditions générales) »: the rate as written and where it is read."""
    rate = clause.rate
    written = f"{multiple_words(rate.legal_multiple)} × l’intérêt légal" if rate.legal_multiple else percent(rate.percent)
    return f"{written} ({clause_place(clause.article)})" if clause.article else written


def clause_place(article: str) -> str:
    """« article 8 des CGV » for `8 des CGV`; what begins with no number (« mentions de la facture ») stays as it is written."""
    shown = visible(article)
    return f"article {shown}" if re.match(r"(?:[A-Z]{1,3}[.\- ]?)?\d", shown) else shown


def _key(clause: Penalties) -> tuple[Decimal | None, Decimal | None]:
    return clause.rate.percent, clause.rate.legal_multiple


def rate_schedule(rate: ContractRate, law: Law, column: str, article: str = "", rule: str = "contrat") -> Schedule:
    """A written rate as a schedule; *article* names the clause in the words."""
    where = f", {clause_place(article)}" if article else ""
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
