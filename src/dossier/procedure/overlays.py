"""What lies over a stage and may block it: dispute, insolvency, prescription, what became of the debtor."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.ground.days import add_months
from dossier.model.journal import Contestation, Event, Mediation, ProcedureCollective, ProcedureL126
from dossier.model.ledger import Payment
from dossier.procedure.position import Position
from dossier.procedure.prescription import ALARM_MONTHS, Prescription, title_end
from dossier.procedure.road import Road

_BY_ACT = {
    "surendettement_recevable": "surendettement",
    "radiation_debiteur": "debiteur_radie",
    "deces_debiteur": "debiteur_decede",
}


def overlays(road: Road, position: Position, prescribed: Sequence[Prescription]) -> tuple[str, ...]:
    """The overlays of a debtor, in the order of the contract's list; none on a settled case but what concerns payments."""
    found = [_BY_ACT[e.act] for e in road.events if e.act in _BY_ACT]
    if dispute(road) or contested_commandement(road):
        found.append("litige")
    if opening(road):
        found.append("procedure_collective")
    if in_mediation(road):
        found.append("mediation")
    if annulable(road) or annulable_in_surendettement(road):
        found.append("paiement_annulable")
    if not position.closed:
        found += _prescription(road, position, prescribed)
        if _only_accessories(road):
            found.append("accessoires_restants")
    order = (
        "litige", "procedure_collective", "surendettement", "prescription_proche", "prescription_possible", "prescrite",
        "mediation", "debiteur_radie", "debiteur_decede", "paiement_annulable", "accessoires_restants",
    )  # fmt: skip
    return tuple(name for name in order if name in found)


def dispute(road: Road) -> Contestation | None:
    """The dispute that stands: the latest that no judgment or transaction settled since."""
    ends = [e.date for e in road.events if e.act in ("jugement", "transaction")]
    standing = [c for c in road.of(Contestation) if not any(end >= c.date for end in ends)]
    return standing[-1] if standing else None


def contested_commandement(road: Road) -> Event | None:
    """The contest of a commandement between commerçants that nothing settled since: a dispute, whatever its reason."""
    ends = [e.date for e in road.events if e.act in ("jugement", "transaction")]
    found = [e for e in road.of(ProcedureL126, "contestation_l126") if not any(end >= e.date for end in ends)]
    return found[-1] if found else None


def opening(road: Road) -> ProcedureCollective | None:
    """The opening judgment of insolvency proceedings, the first known, or None."""
    return next(road.of(ProcedureCollective), None)


def in_mediation(road: Road) -> Event | None:
    """The agreement to mediate that no end followed."""
    running: Event | None = None
    for event in road.of(Mediation):
        running = event if event.act == "mediation_accord" else None
    return running


def annulable(road: Road) -> Payment | None:
    """The first payment by the debtor on or after the day of an opening judgment (C. com. L622-7)."""
    judgment = opening(road)
    if judgment is None:
        return None
    late = (p for p in road.case.payments if judgment.date <= p.date <= road.today and p.payer == "debiteur")
    return next((p for p in late if not road.known(p.returned_on)), None)


def annulable_in_surendettement(road: Road) -> Payment | None:
    """The first payment by the debtor after his admission to surendettement, annulable for a year (C. conso. L722-5, L761-2)."""
    admitted = next((e.date for e in road.events if e.act == "surendettement_recevable"), None)
    if admitted is None:
        return None
    late = (p for p in road.case.payments if admitted < p.date <= road.today and p.payer == "debiteur")
    return next((p for p in late if not road.known(p.returned_on)), None)


def _prescription(road: Road, position: Position, prescribed: Sequence[Prescription]) -> list[str]:
    title = title_end(road, position)
    if title:
        if road.today > title[0]:
            return ["prescrite"]
        return ["prescription_proche"] if title[0] <= add_months(road.today, ALARM_MONTHS) else []
    if pending(road, position):
        return []
    found = []
    if prescribed and all(road.today > p.latest for p in prescribed):
        return ["prescrite"]
    if any(road.today > p.last for p in prescribed):
        found.append("prescription_possible")
    if any(p.is_near(road.today) for p in prescribed):
        found.append("prescription_proche")
    return found


def pending(road: Road, position: Position) -> bool:
    """Whether an instance keeps prescription interrupted until it ends (C. civ. 2242; C. com. L622-25-1)."""
    declared = any(e.act == "declaration_creance" for e in road.events)
    return position.course in ("opposition", "instance_fond", "instance_refere") or declared


def _only_accessories(road: Road) -> bool:
    totals = road.claim.totals
    left = totals.outstanding
    return left is not None and left.cents == 0 and totals.due is not None and totals.due.cents > 0
