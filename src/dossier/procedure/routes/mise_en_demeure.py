"""The mise en demeure: free in form, but it must demand a sum that is due (C. civ. 1344)."""

from __future__ import annotations

from datetime import date, timedelta

from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.law.law import Certainty
from dossier.procedure.outlook import Outlook, address_gaps, fresh, opened
from dossier.procedure.road import Road
from dossier.procedure.routes.relance import next_level, title_of
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "mise_en_demeure"
_OPEN = ("echue", "relance")


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day after the due date, until one reached the debtor."""
    road, position = outlook.road, outlook.position
    if position.stage not in _OPEN or road.first_due is None:
        return []
    start = calendar_day(road, road.first_due)
    conditions = (
        exigible(road), counted(road), _address(road), _reminded(road, road.first_due), alive(outlook),
        fresh(outlook, ("kbis", "adresse"), "Siège vérifié depuis moins de 3 mois", "verifications: kbis ou adresse, avec sa date"),
        outlook.insolvent, *prescribed(outlook),
    )  # fmt: skip
    return opened(
        Step(ACTION, "Mise en demeure", start, None, "mise_en_demeure", "C. civ. 1344", conditions, debtor=road.debtor.id)
    )


def prescribed(outlook: Outlook) -> list[Condition]:
    """That something of the debt may still be sued for: a debtor may pay a prescribed debt, but no court is to be announced."""
    if "prescrite" not in outlook.overlays or not outlook.prescribed:
        return []
    last = max(outlook.prescribed, key=lambda p: (p.latest, p.invoice.number))
    proof = f"prescrite depuis le {short_day(last.latest)} : la lettre n’annonce aucune procédure"
    remedy = "un acte interruptif à enregistrer, s’il existe"
    rule = last.value.reference.title
    return [
        Condition("missing", "Créance non prescrite", proof, rule, last.certainty, remedy, last.invoice.place, blocking=False)
    ]


def calendar_day(road: Road, due: date) -> date:
    """The day on which the firm's calendar has the mise en demeure, the day after the due date at the earliest."""
    days = [r.days for r in road.case.settings.calendar if r.level == "mise_en_demeure"]
    return due + timedelta(days=max(days[0] if days else 1, 1))


def exigible(road: Road) -> Condition:
    """That something is due today."""
    late = [i for i in road.claim.invoices if i.state in ("due", "titled", "paid") and i.due < road.today]
    label, rule = "Créance exigible", "C. civ. 1344"
    if not late:
        day = short_day(road.first_due)
        return Condition("waiting", label, f"échéance du {day}", "C. civ. 1305-2", Certainty.MEMORY)
    unpaid = [i for i in late if i.state != "paid"] or late
    listed = enumerate_fr([f"{i.number} échue le {short_day(i.due)}" for i in unpaid[:3]])
    more = f" et {len(unpaid) - 3} autres" if len(unpaid) > 3 else ""
    return Condition("met", label, listed + more, rule, span=unpaid[0].place, evidence=unpaid[0].evidence)


def counted(road: Road) -> Condition:
    """That the décompte is complete: no figure waits for a value of the law."""
    due = road.claim.totals.due
    if due is None:
        remedy = "la valeur de droit manquante, dans law/"
        return Condition("missing", "Décompte complet", "un taux manque, le total est inconnu", "CPC 1407", remedy=remedy)
    lines = sum(len(i.periods) + 1 for i in road.claim.invoices if i.state != "not_due")
    return Condition("met", "Décompte par élément", f"{lines} lignes, {euros(due)}", "CPC 1407")


def _address(road: Road) -> Condition:
    gaps = address_gaps(road.debtor)
    label, span = "Adresse du débiteur", road.debtor.place
    if gaps:
        remedy = "adresse: dans debiteurs, affaire.yaml"
        return Condition("missing", label, f"manque : {enumerate_fr(gaps)}", "C. civ. 1344", remedy=remedy, span=span)
    address = road.debtor.address
    assert address is not None
    return Condition(
        "met", label, f"{address.street or address.extra}, {address.postcode} {address.commune}", "C. civ. 1344", span=span
    )


def _reminded(road: Road, due: date) -> Condition:
    """That the calendar's reminders were sent: a policy, never a condition of law."""
    level = next_level(road, due)
    label, rule = "Relances du calendrier envoyées", "réglage : relances"
    if level is None:
        return Condition("met", label, "toutes les relances", rule, blocking=False)
    return Condition(
        "missing", label, f"pas encore : {title_of(level)}", rule, remedy=f"relance, niveau: {level.level}", blocking=False
    )


def alive(outlook: Outlook) -> Condition:
    """That the debtor can still be sued in his own name: a company struck off keeps its personality, someone stands for it."""
    natural = outlook.road.debtor.is_natural
    label = "Débiteur en vie" if natural else "Débiteur non radié"
    rule, sure = ("CPC 57", Certainty.TEXT) if natural else ("Com., 20 sept. 2023, n° 21-14.252", Certainty.CASE_LAW)
    gone = [o for o in outlook.overlays if o in ("debiteur_radie", "debiteur_decede")]
    if not gone:
        return Condition("met", label, "rien au journal", rule, sure, blocking=False)
    proof = "débiteur radié" if gone[0] == "debiteur_radie" else "débiteur décédé"
    remedy = "le nom de qui le représente : mandataire ad hoc ou héritiers"
    return Condition("missing", label, proof, rule, sure, remedy=remedy, blocking=False)
