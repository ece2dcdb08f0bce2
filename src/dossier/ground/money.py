"""Euros in whole cents, and the one place where a fraction of a cent is rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

_CONTEXT = Context(prec=40)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of euros, kept as whole cents; negative amounts are allowed."""

    cents: int

    @classmethod
    def of(cls, amount: str | Decimal | int) -> Money:
        """From euros written as text ('1234.56'), Decimal or int; raises ValueError beyond two decimals."""
        cents = Decimal(amount) * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"more than two decimals: {amount}")
        return cls(int(cents))

    @property
    def euros(self) -> Decimal:
        """The amount in euros, exact, with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, times: int) -> Money:
        return Money(self.cents * times)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        """`4800.00`, the form of the JSON contract."""
        return f"{self.euros:.2f}"


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of amounts, zero for none."""
    return Money(sum(amount.cents for amount in amounts))


def round_to_cent(euros: Decimal) -> Money:
    """Round euros to the cent, half away from zero: once per printed line, never on a total.

    No text of law settles the rounding; the official worked examples round each line and add the rounded lines.
    """
    return Money(int(euros.quantize(_CENT, ROUND_HALF_UP, _CONTEXT).scaleb(2)))
