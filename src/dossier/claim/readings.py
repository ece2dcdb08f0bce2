"""Another reading of a point that the law leaves open, as the alternatives of a claim compute it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dossier.claim.facts import Facts
from dossier.claim.regime import Regime
from dossier.claim.setting import Setting
from dossier.claim.statement import Figures
from dossier.law.law import Certainty, Law


@dataclass(frozen=True, slots=True)
class Printed:
    """The computation that is printed, and what it was made from."""

    facts: Facts
    regime: Regime
    law: Law
    setting: Setting
    figures: Figures


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of an open point: its name, why it may be preferred, and what it computes from.

    `certainty` is how sure the figure that is printed can be while this reading stands beside it.
    """

    choice: str
    reason: str
    setting: Setting
    facts: Facts | None = None
    regime: Regime | None = None
    certainty: Certainty = Certainty.UNSETTLED


Point = Callable[[Printed], Iterator[Reading]]
"""An open point: the other readings of it that concern a case."""
