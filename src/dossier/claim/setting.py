"""What a computation depends on beside the facts and the law: how the points that the law leaves open are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.claim.pauses import Pause
from dossier.claim.rates import Schedule

Variant = Callable[[Schedule], Schedule]
"""A change of the schedules, to compute another total."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One reading of the open points: that of the firm and the cautious ones, or another one to compute the other total.

    `capitalises` False leaves all interest simple. `opening_day_bears` True lets interest run on the day of the opening
    judgment of a procédure collective. `due_dates` says which due date goes first: as written, the contract's, at most the law's.
    `deposits` True takes money received before an invoice off it, though the debtor did not name it.
    """

    imputation: str
    exact_year: bool
    pauses: tuple[Pause, ...] = ()
    variant: Variant | None = None
    capitalises: bool = True
    opening_day_bears: bool = False
    due_dates: str = "ecrites"
    deposits: bool = False
