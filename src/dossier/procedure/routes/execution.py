"""Enforcement of a title: open once it is enforceable and was notified (CPC 503; CPCE L111-2, L111-4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dossier.ground.days import next_day
from dossier.ground.french import short_day
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import DelaiDeGrace, Jugement, Signification
from dossier.procedure import limits
from dossier.procedure.calendars import prescription_safe_day
from dossier.procedure.outlook import Check, Outlook, files_of, opened, weigh
from dossier.procedure.prescription import title_end
from dossier.procedure.routes import standing
from dossier.procedure.stage import Blocker, Condition, Step

ACTION = "execution"
_OPEN = ("ordonnance_signifiee", "attente_force_executoire", "jugement_rendu", "titre_executoire", "execution")


def route(outlook: Outlook) -> list[Step | Blocker]:
    """Nearly open from service of the order, open from the title."""
    position, road = outlook.position, outlook.road
    if position.stage not in _OPEN:
        return []
    start, enforceable = _enforceable(outlook)
    end = title_end(road, position)
    conditions = (enforceable, _notified(outlook), *_suspended(outlook), *weigh(outlook, CONDITIONS))
    step = Step(
        ACTION,
        "Exécution forcée",
        start,
        prescription_safe_day(end[0]) if end else None,
        "instruction_execution",
        "CPCE L111-2",
        conditions,
        debtor=road.debtor.id,
    )
    found = opened(step)
    if enforceable.state == "waiting":
        found.append(Blocker(ACTION, enforceable.rule, enforceable.proof, enforceable.certainty))
    return found


def _enforceable(outlook: Outlook) -> tuple[date | None, Condition]:
    """That the title can be enforced, and from which day."""
    position, road, label = outlook.position, outlook.road, "Titre exécutoire"
    if position.course in ("titre_executoire", "execution") and position.title_from:
        event = position.title_event
        files = files_of(position.order.evidence) if position.order else files_of(event.evidence) if event else ()
        proof = f"depuis le {short_day(position.title_from)}"
        return position.title_from, Condition(
            "met", label, proof, "CPCE L111-3", position.title_certainty, span=event.place if event else None, evidence=files
        )
    if position.order and position.service and position.course != "jugement_rendu":
        opposition = limits.opposition_period(road, position.service)
        force = limits.force_period(road, position.order, position.service)
        if opposition and force:
            end = max(opposition.limit.wait_until, force.limit.wait_until)
            proof = f"délais suspensifs jusqu’au {short_day(end)}, s’il ne vient pas d’opposition"
            sure = least_sure((opposition.certainty, force.certainty))
            return next_day(end), Condition("waiting", label, proof, force.rule, sure, span=position.service.place)
    remedy = "`executoire_le` sur l’acte jugement, journal.yaml"
    span = position.judgment.place if position.judgment else None
    return position.title_from, Condition(
        "missing", label, "force exécutoire non enregistrée", "CPCE L111-3", remedy=remedy, span=span
    )


def _notified(outlook: Outlook) -> Condition:
    """That the title was notified to the debtor."""
    position, label, rule = outlook.position, "Titre signifié au débiteur", "CPC 503"
    if position.service and not isinstance(position.title_event, Jugement):
        proof = f"signifié le {short_day(position.service.date)}"
        return Condition("met", label, proof, rule, span=position.service.place, evidence=files_of(position.service.evidence))
    served = _title_served(outlook)
    if served:
        proof = f"signifié le {short_day(served.date)}"
        return Condition("met", label, proof, rule, span=served.place, evidence=files_of(served.evidence))
    return Condition(
        "missing", label, "aucune signification au journal", rule, remedy="`acte: signification, de: jugement` dans journal.yaml"
    )


def _title_served(outlook: Outlook) -> Signification | None:
    """The service of the title itself: of a judgment, of an order in référé, of another title, named by what `de` says."""
    title = outlook.position.title_event
    if title is None:
        return None
    served = [s for s in outlook.road.of(Signification) if s.date >= title.date]
    if isinstance(title, Jugement):
        return next((s for s in served if s.of.startswith("jugement")), None)
    return next((s for s in served if s.of in (title.act, "titre", "titre_executoire", "ordonnance_refere")), None)


def _suspended(outlook: Outlook) -> list[Condition]:
    """What suspends or forbids enforcement: surendettement, a period of grace."""
    found = []
    for grace in outlook.road.of(DelaiDeGrace):
        if grace.until and outlook.road.today <= grace.until:
            proof = f"délai de grâce jusqu’au {short_day(grace.until)}"
            found.append(Condition("waiting", "Exécution permise", proof, "C. civ. 1343-5", Certainty.TEXT, span=grace.place))
    return found


def _in_time(outlook: Outlook) -> Condition | None:
    """That the ten years of the title are not over (CPCE L111-4); None without a title."""
    found = title_end(outlook.road, outlook.position)
    if found is None:
        return None
    last, value, event = found
    label, proof = "Titre dans son délai d’exécution", f"jusqu’au {short_day(last)}"
    state: Literal["met", "impossible"] = "met" if outlook.road.today <= last else "impossible"
    sure = least_sure((value.certainty, outlook.position.title_certainty))
    return Condition(state, label, proof, value.reference.title, sure, span=event.place)


def _heirs(outlook: Outlook) -> Condition | None:
    """A title against a dead debtor is enforced against his heirs, eight days after it was served on them (C. civ. 877)."""
    found = standing.alive(outlook)
    if found.state == "met" or not outlook.road.debtor.is_natural:
        return None
    proof = f"{found.proof} ; le titre se signifie aux héritiers huit jours avant l’exécution"
    return Condition("missing", "Débiteur en vie", proof, "C. civ. 877", Certainty.MEMORY, standing.HEIRS, found.span)


def _registered(outlook: Outlook) -> Condition | None:
    """For a company: that it is not struck off, or who stands for it."""
    return None if outlook.road.debtor.is_natural else standing.alive(outlook)


CONDITIONS: tuple[Check, ...] = (
    _in_time,
    standing.seizable,
    standing.private,
    standing.solvent,
    _heirs,
    _registered,
    standing.absorbed,
)
"""Beside the title and its notice: the ten years, and what became of the debtor."""
