"""The portfolio by stage: how many cases stand where in law, and what they owe; a chart of bars with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from dossier.ground.money import Money, total
from dossier.procedure.stage import STAGE_FR

_FRIENDLY = ("avant_echeance", "echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree", "accord")
_TITLED = ("titre_executoire", "execution")
ENDED = ("soldee", "irrecouvrable")

PHASE_FR: Mapping[str, str] = MappingProxyType(
    {"friendly": "amiable", "court": "procédure", "titled": "titre exécutoire", "ended": "terminé"}
)


@dataclass(frozen=True, slots=True)
class StageShare:
    """The cases of a stage. `due` is the sum of what is known, `unknown` how many amounts are not; `width` in percent of the
    greatest sum, for the bar; `phase` is a key of `PHASE_FR`."""

    title: str
    phase: str
    cases: int
    due: Money
    unknown: int
    width: str


def phase_of(stage: str) -> str:
    """The phase of a stage; what is neither before court, nor titled, nor ended is a procedure."""
    if stage in ENDED:
        return "ended"
    return "friendly" if stage in _FRIENDLY else "titled" if stage in _TITLED else "court"


def by_stage(rows: Iterable[tuple[str, Money | None]]) -> tuple[StageShare, ...]:
    """The stages in which a case stands, in the order of the procedure, from (stage, amount due) of each case."""
    held: dict[str, list[Money | None]] = {}
    for stage, due in rows:
        held.setdefault(stage, []).append(due)
    sums = {stage: total(due for due in dues if due is not None) for stage, dues in held.items()}
    most = max((due.cents for due in sums.values()), default=0) or 1
    return tuple(
        StageShare(
            STAGE_FR[stage], phase_of(stage), len(held[stage]), sums[stage], held[stage].count(None),
            f"{Decimal(max(sums[stage].cents, 0)) * 100 / Decimal(most):.2f}",
        )
        for stage in sorted(held, key=list(STAGE_FR).index)
    )  # fmt: skip
