"""Every time limit of a debtor, running or past, each with its two days, its calendar and why.

For what the creditor must do the safe day is the earliest defensible, for what he must wait for the latest. A wait is
`met` when it is over without the event it waits for, `void` when that event came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dossier.procedure.deadlines import amicable, claim, court, enforcement, insolvency, loss, side
from dossier.procedure.position import Position
from dossier.procedure.prescription import Prescription
from dossier.procedure.road import Road
from dossier.procedure.stage import Deadline


def deadlines(road: Road, position: Position, prescribed: Sequence[Prescription]) -> tuple[Deadline, ...]:
    """All deadlines of a debtor by last day, then id; what still ran when the case was settled has no object any more."""
    found = [
        *claim.prescription(road, position, prescribed),
        *claim.title(road, position),
        *amicable.mises_en_demeure(road),
        *amicable.promises(road),
        *amicable.accords(road),
        *amicable.graces(road),
        *side.small_claims(road),
        *side.commercial_claims(road),
        *side.cheques(road),
        *court.requetes(road),
        *court.orders(road),
        *court.after_opposition(road),
        *court.judgments(road),
        *court.european(road),
        *enforcement.seizures(road),
        *enforcement.measures(road),
        *enforcement.summons(road),
        *enforcement.suspensions(road),
        *insolvency.declarations(road),
        *loss.dissolutions(road),
        *loss.recovery_of_tax(road),
    ]
    if position.closed == "soldee":
        found = [replace(d, state="void") if d.state in ("running", "unknown") else d for d in found]
    return tuple(sorted(found, key=lambda d: (d.last_day, d.id, d.invoice, d.act)))
