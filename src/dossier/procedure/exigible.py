"""What may be asked for today, of what is due."""

from __future__ import annotations

from dossier.ground.money import ZERO, Money
from dossier.model.journal import Accord, DelaiDeGrace
from dossier.procedure.position import Position
from dossier.procedure.road import Road
from dossier.procedure.stages.accord import instalments_with_need, paid_between


def due_now(road: Road, position: Position) -> Money | None:
    """What is exigible today: the instalments that fell due under an accord, what an order grants once served, nothing
    during a period of grace, else all that is due. None where the total is unknown.

    A broken accord without a clause de déchéance leaves the later instalments their term (C. civ. 1305-4).
    """
    due = road.claim.totals.due
    if due is None:
        return None
    if position.closed == "soldee" or any(g.until and road.today <= g.until for g in road.of(DelaiDeGrace)):
        return ZERO
    accord = position.accord or position.broken
    if accord is not None and _has_terms(accord, road, position):
        fallen = [need for i, need in instalments_with_need(accord) if i.due <= road.today]
        owed = (fallen[-1] if fallen else ZERO) - paid_between(road, accord.date, road.today)
        return min(max(owed, ZERO), due)
    order = position.order
    if order and position.service and not road.claim.titles:  # a title in the décompte holds only what was granted
        return max(due - order.refused, ZERO)
    return due


def _has_terms(accord: Accord, road: Road, position: Position) -> bool:
    """Whether an accord still bounds what may be asked: to its last instalment, and a transaction that is kept for good."""
    if not accord.instalments:
        return False
    kept = position.accord is not None
    if kept and accord.act == "transaction":
        return True
    return (kept or not accord.acceleration) and road.today <= max(i.due for i in accord.instalments)
