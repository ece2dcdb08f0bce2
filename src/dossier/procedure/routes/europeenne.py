"""The European order for payment, for claims across a border (Regulation 1896/2006; CPC 1424-1 to 1424-15).

Of the regulation itself nothing was read: what rests on it is marked as such.
"""

from __future__ import annotations

from dossier.ground.days import next_day
from dossier.law.law import Certainty
from dossier.procedure.outlook import Check, Outlook, opened, weigh
from dossier.procedure.routes import claimed, persons, phases, proofs, standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "injonction_europeenne"
RULE = "Règlement 1896/2006"
MEMBERS = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""The member states that the regulation binds; Denmark is not among them."""


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open when debtor and creditor live in different member states."""
    road, position = outlook.road, outlook.position
    if position.stage == "accord":
        return [*phases.under_accord(outlook, ACTION)]
    if position.stage not in phases.UNTITLED or road.first_due is None:
        return []
    step = Step(
        ACTION, "Injonction de payer européenne", next_day(road.first_due), claimed.prescription_day(outlook), "formulaire_a", RULE,
        weigh(outlook, CONDITIONS), debtor=road.debtor.id, certainty=Certainty.MEMORY,
    )  # fmt: skip
    return opened(step)


def _countries(outlook: Outlook) -> tuple[str, str]:
    creditor, debtor = outlook.road.case.creditor.address, outlook.road.debtor.address
    return (creditor.country.upper() if creditor else "", debtor.country.upper() if debtor else "")


def _across_a_border(outlook: Outlook) -> Condition:
    """That creditor and debtor live in different member states."""
    label, span = "Litige transfrontalier dans l’Union", outlook.road.debtor.place
    mine, theirs = _countries(outlook)
    if not mine or not theirs:
        who = "dossier.yaml" if not mine else "affaire.yaml"
        return Condition("missing", label, "pays inconnu", RULE, Certainty.MEMORY, f"`adresse` et `pays` dans {who}", span)
    if mine == theirs:
        proof = f"créancier et débiteur au même pays ({mine})"
        return Condition("impossible", label, proof, RULE, Certainty.MEMORY, span=span)
    out = [c for c in (mine, theirs) if c not in MEMBERS]
    if out:
        proof = f"pays hors du champ du règlement : {', '.join(out)}"
        return Condition("impossible", label, proof, RULE, Certainty.MEMORY, span=span)
    return Condition("met", label, f"créancier : {mine}, débiteur : {theirs}", RULE, Certainty.MEMORY, span=span)


def _civil(outlook: Outlook) -> Condition:
    """A civil or commercial claim: no public debtor acting as such."""
    found = standing.private(outlook)
    if found:
        return found
    return Condition("met", "Matière civile ou commerciale", outlook.road.case.nature.replace("_", " "), RULE, Certainty.MEMORY)


def _forum(outlook: Outlook) -> Condition:
    """The court: by the rules between member states, which the program does not compute."""
    remedy = "la juridiction, à établir hors du programme"
    proof = "les règles de compétence entre États membres ne sont pas calculées"
    return Condition("missing", "Juridiction compétente", proof, RULE, Certainty.MEMORY, remedy, blocking=False)


CONDITIONS: tuple[Check, ...] = (
    _across_a_border,
    _civil,
    claimed.due_today,
    claimed.sum_known,
    _forum,
    lambda o: persons.applicant(o.road),
    standing.solvent,
    standing.suable,
    standing.absorbed,
    claimed.not_prescribed,
    lambda o: proofs.consent(o.road),
)
"""The border first, then the claim, the court and the parties."""
