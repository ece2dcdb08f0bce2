"""What is claimed: due, counted, not prescribed (C. civ. 1344, 2224; CPC 1407)."""

from __future__ import annotations

from datetime import date

from dossier.ground.french import enumerate_fr, euros, plural, short_day
from dossier.ground.money import ZERO, Money
from dossier.law.law import Certainty
from dossier.procedure.calendars import prescription_safe_day
from dossier.procedure.outlook import Outlook
from dossier.procedure.road import Road
from dossier.procedure.stage import Condition


def exigible(road: Road) -> Condition:
    """That something is due today."""
    late = [i for i in road.claim.invoices if i.state in ("due", "titled", "paid") and i.due < road.today]
    label, rule = "Créance exigible", "C. civ. 1344"
    if not late:
        day = short_day(road.first_due)
        return Condition("waiting", label, f"échéance du {day}", "C. civ. 1305-2", Certainty.MEMORY)
    unpaid = [i for i in late if i.state != "paid"] or late
    listed = enumerate_fr([f"{i.number} échue le {short_day(i.due)}" for i in unpaid[:3]])
    more = f" et {plural(len(unpaid) - 3, 'autre')}" if len(unpaid) > 3 else ""
    return Condition("met", label, listed + more, rule, span=unpaid[0].place, evidence=unpaid[0].evidence)


def due_today(outlook: Outlook) -> Condition:
    """`exigible`, as a check."""
    return exigible(outlook.road)


def counted(road: Road, rule: str = "CPC 1407", sure: Certainty = Certainty.TEXT) -> Condition:
    """That the décompte is complete: no figure waits for a value of the law. For a requête CPC 1407 asks for it."""
    due = road.claim.totals.due
    if due is None:
        remedy = "la valeur de droit manquante, dans law/"
        return Condition("missing", "Décompte complet", "un taux manque, le total est inconnu", rule, sure, remedy)
    lines = sum(len(i.periods) + 1 for i in road.claim.invoices if i.state != "not_due")
    return Condition("met", "Décompte par élément", f"{lines} {'lignes' if lines > 1 else 'ligne'}, {euros(due)}", rule, sure)


def sum_known(outlook: Outlook) -> Condition:
    """`counted`, as a check of roads for which no article asks for a décompte."""
    return counted(outlook.road, "réglage : décompte")


def principal_and_interest(road: Road) -> Money | None:
    """What is still owed in principal and interest of what is due; None where a rate is missing."""
    totals = road.claim.totals
    if totals.outstanding is None or totals.interest is None:
        return None
    return max(totals.outstanding + totals.interest - totals.interest_paid - totals.interest_waived, ZERO)


def prescription_day(outlook: Outlook) -> date | None:
    """The safe day of the invoice that prescribes first; None when none is known."""
    return min((prescription_safe_day(p.last) for p in outlook.prescribed), default=None)


def not_prescribed(outlook: Outlook) -> Condition:
    """That the claim is not prescribed; the judge may raise it himself in consumer law only (C. civ. 2247; C. conso. R632-1)."""
    label, rule = "Créance non prescrite", "C. civ. 2224"
    if not outlook.prescribed:
        return Condition("missing", label, "délai inconnu", rule, remedy="la durée, dans law/", blocking=False)
    first = min(outlook.prescribed, key=lambda p: p.last)
    rule = first.value.reference.title
    day, today = short_day(first.last), outlook.road.today
    remedy = "un acte interruptif à enregistrer dans journal.yaml, s’il existe"
    if all(today > p.latest for p in outlook.prescribed):
        proof = f"prescrite depuis le {short_day(first.latest)}"
        return Condition("missing", label, proof, rule, first.certainty, remedy, first.invoice.place)
    if today > first.last:
        proof = f"{first.invoice.number} : prescription possible depuis le {day}"
        return Condition("missing", label, proof, rule, Certainty.UNSETTLED, remedy, first.invoice.place, blocking=False)
    proof = f"prescription au plus tôt le {day} ({first.invoice.number})"
    return Condition("met", label, proof, rule, first.certainty, span=first.invoice.place)
