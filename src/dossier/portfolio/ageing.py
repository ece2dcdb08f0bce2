"""The aged balance: outstanding principal by days late, and what left the accounts beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.ground.money import ZERO, Money, total
from dossier.portfolio.holding import Fate
from dossier.portfolio.receivable import BUCKETS, Receivable


@dataclass(frozen=True, slots=True)
class Ageing:
    """Outstanding principal TTC by class of age, in the order of `BUCKETS`; `unknown` names the invoices that are in none.

    `written_off`, `given_up` and `assigned` left the accounts: they are in no class.
    """

    amounts: tuple[Money, ...]
    unknown: tuple[str, ...]
    written_off: Money
    given_up: Money
    assigned: Money

    @property
    def known(self) -> Money:
        """The sum of the classes."""
        return total(self.amounts)

    @property
    def total(self) -> Money | None:
        """The receivables TTC; None as soon as one is unknown, never a part of them."""
        return None if self.unknown else self.known

    @property
    def owes(self) -> bool:
        """Whether something stands in a class, or may."""
        return bool(self.known) or bool(self.unknown)

    def of(self, bucket: str) -> Money:
        """The amount of a class."""
        return self.amounts[tuple(BUCKETS).index(bucket)]


def ageing(rows: Iterable[Receivable]) -> Ageing:
    """Add up the rows by class of age."""
    sums = dict.fromkeys(BUCKETS, ZERO)
    out: dict[Fate, Money] = {"written_off": ZERO, "given_up": ZERO, "assigned": ZERO}
    unknown: list[str] = []
    for row in rows:
        if row.fate != "held":
            out[row.fate] += row.outstanding or ZERO
        elif row.outstanding is None:
            unknown.append(f"{row.case} {row.number}")
        else:
            sums[row.bucket] += row.outstanding
    return Ageing(tuple(sums.values()), tuple(unknown), out["written_off"], out["given_up"], out["assigned"])
