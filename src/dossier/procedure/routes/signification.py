"""Service of the order by a commissaire de justice on each debtor (CPC 1411)."""

from __future__ import annotations

from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.law.law import Certainty
from dossier.procedure import limits
from dossier.procedure.outlook import Outlook, address_gaps, files_of, fresh, opened
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "signification"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day of the order to the last safe day of its service; closed for ever the day after the last one."""
    road, order = outlook.road, outlook.position.order
    if order is None or outlook.position.closed:
        return []
    period = limits.service_period(road, order)
    if outlook.position.course == "ordonnance_non_avenue" and period:
        why = f"ordonnance du {short_day(order.date)} non signifiée au {short_day(period.limit.last)} : elle est non avenue"
        return [Blocker(ACTION, period.rule, why, period.certainty)]
    if outlook.position.course != "ordonnance_rendue":
        return []
    checked = fresh(outlook, ("kbis", "adresse"), "Adresse vérifiée depuis moins de 3 mois", "verifications: kbis ou adresse")
    conditions = (_copy(outlook), _partial(outlook), _address(outlook), _officer(outlook), checked, outlook.insolvent)
    rule = period.rule if period else "CPC 1411"
    end = period.limit.act_by if period else None
    return opened(Step(ACTION, "Signification de l’ordonnance", order.date, end, "", rule, conditions, debtor=road.debtor.id))


def _copy(outlook: Outlook) -> Condition:
    """The certified copy of requête and order, with the formule exécutoire (CPC 1410)."""
    order = outlook.position.order
    assert order is not None
    files, label = files_of(order.evidence), "Copie de l’ordonnance revêtue de la formule exécutoire"
    if files:
        return Condition("met", label, f"ordonnance du {short_day(order.date)}", "CPC 1410", span=order.place, evidence=files)
    return Condition(
        "missing", label, "aucune pièce", "CPC 1410", remedy="pieces: sur l’acte ordonnance_injonction", span=order.place
    )


def _partial(outlook: Outlook) -> Condition:
    """Serving an order that grants a part is accepting the loss of the rest (CPC 1409 al. 3)."""
    order = outlook.position.order
    assert order is not None
    label = "Ordonnance conforme à la demande"
    if order.refused and order.asked is not None:
        proof = f"{euros(order.asked - order.refused)} accordés sur {euros(order.asked)} : signifier vaut renoncer au reste"
        remedy = "ne pas signifier et agir par les voies de droit commun, ou accepter"
        return Condition("missing", label, proof, "CPC 1409", remedy=remedy, span=order.place, blocking=False)
    return Condition(
        "met",
        label,
        euros(order.granted) if order.granted else "montant non relevé",
        "CPC 1409",
        span=order.place,
        blocking=False,
    )


def _address(outlook: Outlook) -> Condition:
    gaps, span = address_gaps(outlook.road.debtor), outlook.road.debtor.place
    if gaps:
        return Condition(
            "missing", "Adresse du débiteur", f"manque : {enumerate_fr(gaps)}", "CPC 1411", remedy="adresse:", span=span
        )
    return Condition("met", "Adresse du débiteur", "adresse complète", "CPC 1411", span=span)


def _officer(outlook: Outlook) -> Condition:
    """Who serves; the instruction can go to any, so that a missing name does not block."""
    adviser, label = outlook.road.case.settings.adviser, "Commissaire de justice désigné"
    mandate = next((e for e in outlook.road.events if e.act == "mandat"), None)
    if adviser and adviser.type == "commissaire":
        return Condition("met", label, adviser.name, "CPC 1411", span=adviser.place, blocking=False)
    if mandate:
        return Condition("met", label, f"mandat du {short_day(mandate.date)}", "CPC 1411", span=mandate.place, blocking=False)
    return Condition("missing", label, "aucun nom", "CPC 1411", Certainty.TEXT, "conseil: dans dossier.yaml", blocking=False)
