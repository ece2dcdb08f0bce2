"""The summons on the merits (CPC 54, 56, 750-1)."""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import euros
from dossier.law.law import Certainty
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.overlays import dispute
from dossier.procedure.routes import claimed, instances, notice, persons, phases, proofs, refere, standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "assignation_fond"
DOCUMENT = "assignation_fond"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, and again after a request that failed or granted a part only."""
    road = outlook.road
    if outlook.position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if not refere.is_open(outlook) or road.first_due is None:
        return []
    step = Step(
        ACTION, "Assignation au fond", next_day(road.first_due), claimed.prescription_day(outlook),
        DOCUMENT if instances.is_drafted(outlook) and _is_needed(outlook) else "", "CPC 54, 56",
        weigh(outlook, CONDITIONS), debtor=road.debtor.id,
    )  # fmt: skip
    return opened(step)


def _is_needed(outlook: Outlook) -> bool:
    """Whether the merits are the road: a dispute stands, an earlier request failed or was granted in part, an avocat has the case."""
    ended = outlook.position.stage in phases.FAILED or outlook.position.stage == "ordonnance_rendue"
    return ended or dispute(outlook.road) is not None or instances.is_entrusted(outlook.road)


def _after_order(outlook: Outlook) -> Condition | None:
    """What an earlier request leaves: its rejection opens the ordinary road, a partial order does while it is not served."""
    position = outlook.position
    label, span = "Voies de droit commun ouvertes", position.courses[-1][2] if position.courses else None
    if position.course == "requete_rejetee":
        return Condition("met", label, "requête rejetée", "CPC 1409", span=span, blocking=False)
    if position.course == "ordonnance_rendue" and position.order:
        proof = f"ordonnance non signifiée, {euros(position.order.refused)} refusés : la signifier fermerait cette voie"
        return Condition("met", label, proof, "CPC 1409", span=position.order.place, blocking=False)
    if position.course in phases.FAILED:
        proof = "procédure antérieure sans titre ; aucun texte lu ne ferme cette voie"
        return Condition("met", label, proof, "C. civ. 2243", Certainty.INFERRED, span=span, blocking=False)
    return None


CONDITIONS: tuple[Check, ...] = (
    claimed.due_today,
    claimed.sum_known,
    instances.attempt,
    instances.forum,
    instances.clause,
    instances.avocat,
    lambda o: persons.applicant(o.road),
    standing.private,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    instances.contribution,
    instances.economic,
    notice.sent,
    _after_order,
    lambda o: proofs.consent(o.road),
    lambda o: proofs.performance(o.road),
)
"""Of the claim, of the court, of the parties, then the proofs."""
