"""The référé-provision: an obligation that is not seriously contestable, no urgency needed (CPC 835, 873)."""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.overlays import dispute
from dossier.procedure.routes import claimed, instances, persons, phases, proofs, standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "assignation_refere"
DOCUMENT = "assignation_refere"
"""The project of a summons: where a dispute stands, only for an avocat who was given the case."""


def is_open(outlook: Outlook) -> bool:
    """Whether a court can be seized by a summons: no other is, or its order grants a part and was not served (CPC 1409)."""
    position = outlook.position
    partial = position.stage == "ordonnance_rendue" and position.order is not None and bool(position.order.refused)
    return outlook.road.first_due is not None and (position.stage in phases.UNTITLED or partial)


def rule_of(outlook: Outlook) -> str:
    """The article of the court that would be seized."""
    return "CPC 873" if instances.kind_of(outlook) in (*instances.COMMERCIAL, "TJ_CHAMBRE_COMMERCIALE") else "CPC 835"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date; a dispute makes it doubtful and closes nothing."""
    road = outlook.road
    if outlook.position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if not is_open(outlook) or road.first_due is None:
        return []
    step = Step(
        ACTION, "Assignation en référé-provision", next_day(road.first_due), claimed.prescription_day(outlook),
        DOCUMENT if instances.is_drafted(outlook) and (dispute(road) is None or instances.is_entrusted(road)) else "",
        rule_of(outlook), weigh(outlook, CONDITIONS), debtor=road.debtor.id,
    )  # fmt: skip
    return opened(step)


def _uncontested(outlook: Outlook) -> Condition:
    """That nothing shows a serious contest: the judge weighs it, the journal only tells what was said."""
    label, rule, said = "Obligation non sérieusement contestable", rule_of(outlook), dispute(outlook.road)
    if said is None:
        return Condition("met", label, "aucune contestation au journal", rule, Certainty.INFERRED, blocking=False)
    reason = f" : {said.reason}" if said.reason else ""
    proof = f"contestation du {short_day(said.date)}{reason} ; son sérieux est apprécié par le juge"
    remedy = "`acte: transaction` ou `acte: jugement` dans journal.yaml, quand la contestation est réglée"
    return Condition("missing", label, proof, rule, Certainty.UNSETTLED, remedy, said.place, blocking=False)


CONDITIONS: tuple[Check, ...] = (
    claimed.due_today,
    claimed.sum_known,
    _uncontested,
    instances.forum,
    instances.clause,
    instances.avocat,
    instances.doubtful_attempt,
    lambda o: persons.applicant(o.road),
    standing.private,
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    instances.contribution,
    instances.economic,
    lambda o: proofs.consent(o.road),
    lambda o: proofs.performance(o.road),
)
"""Of the obligation, of the court, of the parties, then the proofs."""
