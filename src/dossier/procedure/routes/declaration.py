"""Declaring the claim once insolvency proceedings are open (C. com. L622-24, R622-24)."""

from __future__ import annotations

from dossier.ground.french import short_day
from dossier.law import names
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import ProcedureCollective
from dossier.procedure.outlook import Outlook, opened
from dossier.procedure.overlays import opening
from dossier.procedure.road import Timed
from dossier.procedure.routes import claimed, persons
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "declaration_creance"


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Open from the opening judgment until declared; late, only with a relevé de forclusion."""
    road, judgment = outlook.road, opening(outlook.road)
    if judgment is None or outlook.position.closed == "soldee" or any(e.act == "declaration_creance" for e in road.events):
        return []
    published = road.known(judgment.bodacc_on)
    period = road.period(names.DELAI_DECLARATION_CREANCE, published or judgment.date, judgment)
    late = period is not None and published is not None and road.today > period.limit.last
    conditions = [
        _published(outlook),
        _mandataire(outlook),
        claimed.counted(road, "C. com. L622-25", Certainty.SECONDARY),
        persons.signatory(road, "C. com. L622-25", Certainty.SECONDARY),
    ]
    if late and period and not any(e.act == "releve_de_forclusion" for e in road.events):
        conditions.append(_late(outlook, judgment, period))
    end = period.limit.act_by if period and published else None
    return opened(
        Step(
            ACTION,
            "Déclaration de la créance",
            judgment.date,
            end,
            ACTION,
            "C. com. L622-24",
            tuple(conditions),
            debtor=road.debtor.id,
            certainty=Certainty.SECONDARY,
        )
    )


def _late(outlook: Outlook, judgment: ProcedureCollective, period: Timed) -> Condition:
    """A late declaration: with a relevé de forclusion asked for in time, closed once that time is over too (C. com. L622-26)."""
    road, label, rule = outlook.road, "Délai de déclaration", "C. com. L622-26"
    proof = f"délai expiré le {short_day(period.limit.last)}"
    published = road.known(judgment.bodacc_on)
    relief = road.period(names.DELAI_RELEVE_FORCLUSION, published, judgment) if published else None
    if relief and road.today > relief.limit.wait_until:
        proof += f", celui du relevé de forclusion le {short_day(relief.limit.last)}"
        return Condition("impossible", label, proof, rule, least_sure((period.certainty, relief.certainty)), span=judgment.place)
    remedy = "`acte: releve_de_forclusion` dans journal.yaml"
    until = f", relevé de forclusion jusqu’au {short_day(relief.limit.act_by)}" if relief else ""
    return Condition("missing", label, f"{proof}{until}", rule, Certainty.SECONDARY, remedy, judgment.place)


def _published(outlook: Outlook) -> Condition:
    judgment = opening(outlook.road)
    assert judgment is not None
    label, rule = "Publication au BODACC", "C. com. R622-24"
    if outlook.road.known(judgment.bodacc_on):
        return Condition(
            "met", label, f"le {short_day(judgment.bodacc_on)}", rule, Certainty.SECONDARY, span=judgment.place, blocking=False
        )
    return Condition(
        "missing",
        label,
        "date inconnue",
        rule,
        Certainty.SECONDARY,
        "`bodacc_le` sur l’acte procedure_collective, journal.yaml",
        judgment.place,
        blocking=False,
    )


def _mandataire(outlook: Outlook) -> Condition:
    judgment = opening(outlook.road)
    assert judgment is not None
    label, rule = "Mandataire ou liquidateur connu", "C. com. L622-24"
    if judgment.mandataire:
        return Condition("met", label, judgment.mandataire, rule, Certainty.SECONDARY, span=judgment.place, blocking=False)
    return Condition(
        "missing",
        label,
        "nom absent",
        rule,
        Certainty.SECONDARY,
        "`mandataire` sur l’acte procedure_collective, journal.yaml",
        judgment.place,
        blocking=False,
    )
