"""A second computation, day by day with fractions and rates from the tables beside the worked examples, agrees with the décompte.

The program rounds half-up to the cent once for each printed line, and gives payments out in whole cents; the second computation
never rounds. So the two may differ by half a cent for each printed line and each part of a payment, and by nothing more.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from claim_cases import case
from day_by_day import Life
from generated import LAST, days, parts
from generated_lives import PROFESSIONALS, lives, numbered
from hypothesis import HealthCheck, assume, given, settings

from dossier.claim.claim import Claim
from dossier.claim.compute import compute_claim
from dossier.law.parameters import shipped_law

LAW = shipped_law()
HALF_A_CENT = Fraction(1, 200)
KNOWN_TO = date(2026, 12, 31)


def bound(claim: Claim) -> Fraction:
    """Half a cent for each printed line and each part of a payment, and for the whole."""
    lines = sum(len(row.periods) for row in (*claim.invoices, *claim.titles))
    return HALF_A_CENT * (lines + sum(len(payment.allocated) for payment in claim.payments) + 1)


def compared(given_parts: dict[str, Any], today: date) -> bool:
    """Whether a case can be compared; fails where the two computations part by more than the rounding."""
    second = Life(given_parts, today)
    exact = second.run()
    claim = compute_claim(case(**given_parts), LAW, today)
    if second.close or second.lost:
        return False
    assert claim.totals.due is not None
    allowed = bound(claim)
    assert abs(Fraction(str(claim.totals.due)) - exact) <= allowed, (str(claim.totals.due), float(exact), float(allowed))
    if today < KNOWN_TO:
        assert claim.per_day is not None
        more = second.per_day()  # its rounding, and a day of interest on what the rounding of the lines left
        assert abs(Fraction(str(claim.per_day)) - more) <= HALF_A_CENT + allowed / 100, (str(claim.per_day), float(more))
    return True


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(given_parts=parts(), today=days(last=LAST))
def test_day_by_day_gives_the_same_total(given_parts: dict[str, Any], today: date) -> None:
    """Summing each day's interest gives what the lines give: invoices, credit notes and payments between professionals."""
    assume(compared({**PROFESSIONALS, "costs": [], "journal": [], **given_parts}, today))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(life=lives())
def test_day_by_day_gives_the_same_total_in_every_regime(life: tuple[dict[str, Any], date]) -> None:
    """The same with every regime, rate, waiver, retention, pause, decision and opening judgment, in cases that can shrink."""
    assume(compared(*life))


def test_day_by_day_gives_the_same_total_in_crowded_cases() -> None:
    """Three hundred cases in which the rules meet; nearly all can be compared."""
    assert sum(compared(*numbered(seed)) for seed in range(300)) > 290


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(10))
def test_day_by_day_gives_the_same_total_ten_thousand_times(thousand: int) -> None:
    """Ten thousand cases; nearly all can be compared."""
    assert sum(compared(*numbered(1000 * (thousand + 1) + n)) for n in range(1000)) > 980
