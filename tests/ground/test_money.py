"""Money is whole cents, and a fraction of a cent is rounded in one place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.ground.money import ZERO, Money, round_to_cent, total

cents = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("exact", "printed"),
    [
        ("0.005", "0.01"),
        ("0.0049999", "0.00"),
        ("23.671232", "23.67"),
        ("-0.005", "-0.01"),
        ("334.6855", "334.69"),
        ("2.675", "2.68"),
    ],
)
def test_half_a_cent_goes_up(exact: str, printed: str) -> None:
    """Half a cent is rounded away from zero, as the official worked examples do."""
    assert str(round_to_cent(Decimal(exact))) == printed


@given(st.lists(cents))
def test_a_sum_loses_no_cent(parts: list[int]) -> None:
    """The total of amounts is the sum of their cents."""
    assert total(Money(part) for part in parts).cents == sum(parts)


@given(cents)
def test_written_and_read_again(value: int) -> None:
    """An amount printed for a machine reads back as itself."""
    assert Money.of(str(Money(value))) == Money(value)


def test_three_decimals_are_refused() -> None:
    """An amount with a fraction of a cent is no amount."""
    with pytest.raises(ValueError, match="two decimals"):
        Money.of("1.234")


def test_zero_is_false() -> None:
    """Zero is false, everything else true."""
    assert not ZERO
    assert Money(1)
    assert Money(-1)
