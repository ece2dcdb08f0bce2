"""An échéancier or a transaction: a contract that both sign; only some forms of it are a title (C. civ. 1103; CPCE L111-3)."""

from __future__ import annotations

from dossier.ground.french import euros, short_day
from dossier.law.law import Certainty
from dossier.model.journal import Promesse, ReconnaissanceDeDette
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.routes import claimed, persons, phases, standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "echeancier"
_OPEN = (
    *phases.UNTITLED, "requete_deposee", "ordonnance_rendue", "ordonnance_signifiee", "attente_force_executoire", "opposition",
    "instance_refere", "instance_fond", "jugement_rendu", "titre_executoire", "execution",
)  # fmt: skip


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, at whatever stage, unless an accord is kept or the law forbids payment."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in _OPEN or road.first_due is None:
        return []
    conditions = weigh(outlook, CONDITIONS)
    return opened(
        Step(ACTION, "Échéancier ou transaction", None, None, ACTION, "C. civ. 1103", conditions, debtor=road.debtor.id)
    )


def _willing(outlook: Outlook) -> Condition:
    """That the debtor said he would pay: a promise, an acknowledgement. A fact, not a condition of law."""
    label = "Engagement du débiteur au journal"
    said = [e for e in outlook.road.events if isinstance(e, (Promesse, ReconnaissanceDeDette))]
    if not said:
        remedy = "`acte: promesse` ou `acte: reconnaissance_de_dette` dans journal.yaml"
        return Condition("missing", label, "ni promesse ni reconnaissance", "C. civ. 1103", remedy=remedy, blocking=False)
    last = said[-1]
    amount = f" de {euros(last.amount)}" if last.amount else ""
    name = "promesse" if isinstance(last, Promesse) else "reconnaissance de dette"
    proof = f"{name}{amount}, {short_day(last.date)}"
    return Condition("met", label, proof, "C. civ. 1103", span=last.place, blocking=False)


def _signer(outlook: Outlook) -> Condition:
    """Who signs for the debtor: himself, or the organ that represents a legal person."""
    debtor, label = outlook.road.debtor, "Signataire du débiteur connu"
    if debtor.is_natural:
        return Condition("met", label, debtor.name, "C. civ. 1103", span=debtor.place, blocking=False)
    if debtor.representative:
        who = debtor.representative
        proof = f"{who.name}{', ' + who.role if who.role else ''}"
        return Condition("met", label, proof, "C. civ. 1103", span=who.place, blocking=False)
    remedy = "`representant` du débiteur, affaire.yaml"
    return Condition("missing", label, "représentant absent", "C. civ. 1103", remedy=remedy, span=debtor.place, blocking=False)


def _waived(outlook: Outlook) -> Condition | None:
    """To sign for a prescribed debt is to waive prescription (C. civ. 2250, 2251)."""
    if not {"prescrite", "prescription_possible"} & set(outlook.overlays):
        return None
    found = claimed.not_prescribed(outlook)
    proof = f"{found.proof} ; signer vaudrait renonciation du débiteur à la prescription acquise"
    return Condition(
        "missing",
        "Prescription non acquise",
        proof,
        "C. civ. 2250, 2251",
        Certainty.MEMORY,
        found.remedy,
        found.span,
        blocking=False,
    )


CONDITIONS: tuple[Check, ...] = (
    claimed.due_today,
    claimed.sum_known,
    standing.may_pay,
    _willing,
    _signer,
    lambda o: persons.signatory(o.road, "C. civ. 1103"),
    standing.alive,
    standing.absorbed,
    _waived,
)
"""A sum, the right to pay it, who signs on both sides, and what a signature would change."""
