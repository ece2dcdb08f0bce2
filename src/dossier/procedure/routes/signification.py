"""Service by a commissaire de justice on each debtor: of the order (CPC 1411), of a judgment (CPC 503, 478)."""

from __future__ import annotations

from dossier.ground.french import enumerate_fr, euros, short_day
from dossier.law.law import Certainty
from dossier.model.journal import Jugement
from dossier.procedure import limits
from dossier.procedure.outlook import Check, Outlook, address_gaps, files_of, fresh, opened, weigh
from dossier.procedure.routes import standing
from dossier.procedure.routes.petites_creances import officer
from dossier.procedure.stage import Blocker, Condition, Step
from dossier.procedure.stages.instance import MAY_BE_VOID

ACTION = "signification"
DOCUMENT = "instruction_signification"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the day of the order to the last safe day of its service; closed for ever the day after the last one."""
    road, order = outlook.road, outlook.position.order
    if outlook.position.closed:
        return []
    if judgment := _unserved(outlook):
        return _of_judgment(outlook, judgment)
    if order is None:
        return _of_european_order(outlook)
    period = limits.service_period(road, order)
    if outlook.position.course == "ordonnance_non_avenue" and period:
        why = f"ordonnance du {short_day(order.date)} non signifiée au {short_day(period.limit.last)} : elle est non avenue"
        return [Blocker(ACTION, period.rule, why, period.certainty)]
    if outlook.position.course != "ordonnance_rendue" or outlook.position.accord is not None:
        return []
    conditions = weigh(outlook, CONDITIONS)
    rule = period.rule if period else "CPC 1411"
    end = period.limit.act_by if period else None
    sure = period.certainty if period else Certainty.TEXT
    return opened(
        Step(
            ACTION,
            "Signification de l’ordonnance",
            order.date,
            end,
            DOCUMENT,
            rule,
            conditions,
            debtor=road.debtor.id,
            certainty=sure,
        )
    )


def _unserved(outlook: Outlook) -> Jugement | None:
    """The judgment on which the case stands, as long as it was not served."""
    position = outlook.position
    if position.stage not in ("jugement_rendu", "titre_executoire") or position.judgment_served:
        return None
    return position.judgment if isinstance(position.judgment, Jugement) else None


def _of_judgment(outlook: Outlook, judgment: Jugement) -> list[Step | Blocker]:
    """Notice of a judgment, without which it is not enforced (CPC 503); within six months where it may be void (CPC 478)."""
    road = outlook.road
    period = limits.judgment_period(road, judgment) if judgment.kind in MAY_BE_VOID else None
    rule, end = (period.rule, period.limit.act_by) if period else ("CPC 503", None)
    sure = period.certainty if period else Certainty.TEXT
    conditions = weigh(outlook, _JUDGMENT)
    return opened(
        Step(
            ACTION,
            "Signification du jugement",
            judgment.date,
            end,
            DOCUMENT,
            rule,
            conditions,
            debtor=road.debtor.id,
            certainty=sure,
        )
    )


def _of_european_order(outlook: Outlook) -> list[Step | Blocker]:
    """Service of a European order (CPC 1424-5)."""
    if outlook.position.stage != "ordonnance_rendue":
        return []
    made = [e for e in outlook.road.events if e.act == "injonction_europeenne"]
    start = made[-1].date if made else None
    conditions = weigh(outlook, _FOREIGN)
    title, debtor = "Signification de l’injonction européenne", outlook.road.debtor.id
    return opened(Step(ACTION, title, start, None, "", "CPC 1424-5", conditions, debtor=debtor))


def _copy(outlook: Outlook) -> Condition:
    """The certified copy of requête and order, with the formule exécutoire (CPC 1410)."""
    order = outlook.position.order
    assert order is not None
    files, label = files_of(order.evidence), "Copie de l’ordonnance revêtue de la formule exécutoire"
    if files:
        return Condition("met", label, f"ordonnance du {short_day(order.date)}", "CPC 1410", span=order.place, evidence=files)
    return Condition(
        "missing",
        label,
        "aucune pièce",
        "CPC 1410",
        remedy="`pieces` sur l’acte ordonnance_injonction, journal.yaml",
        span=order.place,
    )


def _partial(outlook: Outlook) -> Condition:
    """Serving an order that grants a part is accepting the loss of the rest (CPC 1409 al. 3)."""
    order = outlook.position.order
    assert order is not None
    label = "Ordonnance conforme à la demande"
    if order.refused and order.asked is not None:
        proof = (
            f"{euros(order.asked - order.refused)} accordés sur {euros(order.asked)} : la signifier vaut renoncer au reste ; "
            "non signifiée, elle laisse ouvertes les voies de droit commun pour le tout"
        )
        return Condition("missing", label, proof, "CPC 1409", span=order.place, blocking=False)
    return Condition(
        "met",
        label,
        euros(order.granted) if order.granted else "montant non relevé",
        "CPC 1409",
        span=order.place,
        blocking=False,
    )


def _address(outlook: Outlook, rule: str = "CPC 1411") -> Condition:
    gaps, span = address_gaps(outlook.road.debtor), outlook.road.debtor.place
    if gaps:
        return Condition(
            "missing",
            "Adresse du débiteur",
            f"manque : {enumerate_fr(gaps)}",
            "CPC 1411",
            remedy="`adresse` dans debiteurs, affaire.yaml",
            span=span,
        )
    return Condition("met", "Adresse du débiteur", "adresse complète", rule, span=span)


CONDITIONS: tuple[Check, ...] = (
    _copy,
    _partial,
    _address,
    lambda o: officer(o, "CPC 1411"),
    lambda o: fresh(
        o,
        ("kbis", "adresse"),
        "Adresse vérifiée",
        "`verifications` du débiteur, affaire.yaml : kbis ou adresse",
    ),
    standing.solvent,
    standing.suable,
    standing.absorbed,
)
"""What is served, where, by whom, and on whom."""
_FOREIGN: tuple[Check, ...] = (
    lambda o: _address(o, "CPC 1424-5"),
    lambda o: officer(o, "CPC 1424-5"),
    standing.solvent,
    standing.suable,
    standing.absorbed,
)
"""For a European order."""
_JUDGMENT: tuple[Check, ...] = (
    lambda o: _address(o, "CPC 503"),
    lambda o: officer(o, "CPC 503"),
    standing.suable,
    standing.absorbed,
)
"""For a judgment: notice of it executes nothing."""
