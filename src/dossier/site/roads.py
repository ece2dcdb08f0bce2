"""The stages of a case as its pages show them: the strip, every road with its conditions, and each time limit step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.ground.french import long_day, plural, weekday
from dossier.procedure.stage import Condition, Deadline, RouteView, Stage, Step
from dossier.site.anchors import closed_anchors, condition_anchors, limit_anchors, step_anchors
from dossier.site.words import CALENDAR_FR

_ACTIONS = {
    "Relances": "relance",
    "Mise en demeure": "mise_en_demeure",
    "Requête": "requete_injonction",
    "Titre exécutoire": "execution",
}
"""The act that each step of the strip waits for."""


@dataclass(frozen=True, slots=True)
class Mile:
    """A step of the strip: `state` is done, current, coming, missing or impossible, and `words` say it; `anchor` leads to the road."""

    title: str
    state: str
    words: str
    detail: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """An act that is open or nearly so, with its fragment, and each condition with its own."""

    step: Step
    anchor: str
    conditions: tuple[tuple[Condition, str], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit with its fragment and its calculation: rows of what, the value, and why."""

    deadline: Deadline
    anchor: str
    steps: tuple[tuple[str, str, str], ...]


def roads_of(stage: Stage) -> tuple[Road, ...]:
    """The acts that are open or nearly so, in the order of the stage."""
    return tuple(
        Road(step, anchor, tuple(zip(step.conditions, condition_anchors(anchor, step), strict=True)))
        for step, anchor in zip(stage.next, step_anchors(stage), strict=True)
    )


def closed_of(stage: Stage) -> tuple[tuple[RouteView, str], ...]:
    """The roads that are closed, each with its fragment."""
    closed = [route for route in stage.routes if route.step is None]
    return tuple(zip(closed, closed_anchors(stage), strict=True))


def track_of(stage: Stage) -> tuple[Mile, ...]:
    """The strip of a case. A step to come says what it still misses, or that its act is closed today."""
    words = {"done": "Fait", "current": "En cours", "coming": "À venir"}
    miles, reached = [], False
    for title, state, detail in stage.track:
        mile = Mile(title, state, words[state], detail)
        miles.append(_waiting(mile, stage) if state == "coming" and not reached else mile)
        reached = reached or (state == "coming")
    return tuple(miles)


def _waiting(mile: Mile, stage: Stage) -> Mile:
    """The first step to come with the state of its act: what misses, or what closes it."""
    action = _ACTIONS.get(mile.title, "")
    road = next((road for road in roads_of(stage) if road.step.action == action), None)
    if road is None:
        closed = next((anchor for route, anchor in closed_of(stage) if route.action == action), "")
        return Mile(mile.title, "impossible", "Fermée aujourd’hui", mile.detail, closed) if closed else mile
    missing = [c for c in road.step.missing if c.blocking]
    never = any(c.state == "impossible" for c in missing)
    if road.step.readiness == "incomplete":
        words = f"{plural(len(missing), 'condition manque', 'conditions manquent')}" if not never else "Impossible en l’état"
        return Mile(mile.title, "impossible" if never else "missing", words, mile.detail, road.anchor)
    return Mile(mile.title, mile.state, mile.words, mile.detail, road.anchor)


def limits_of(stage: Stage) -> tuple[Limit, ...]:
    """The time limits in their order, with their fragments and calculations."""
    return tuple(Limit(d, anchor, _steps(d)) for d, anchor in zip(stage.deadlines, limit_anchors(stage), strict=True))


def _steps(limit: Deadline) -> tuple[tuple[str, str, str], ...]:
    """How a time limit is reckoned: its delay, its last day, the day that is held, the other reading."""
    if limit.state == "unknown":
        return (("Délai", "", limit.why),)
    rows: list[tuple[str, str, str]] = [("Délai", "", limit.why), ("Calendrier", "", CALENDAR_FR[limit.calendar])]
    rows.append(("Dernier jour", _day(limit.last_day), "jour compris"))
    rows.append(("Jour sûr", _day(limit.safe_day), _safe_words(limit)))
    if limit.other_day:
        rows.append(("Autre lecture", _day(limit.other_day), "aussi défendable ; le jour sûr tient compte des deux"))
    return tuple(rows)


def _day(day: date) -> str:
    return f"{weekday(day)} {long_day(day)}"


def _safe_words(limit: Deadline) -> str:
    """Why the day to hold is not the last one."""
    if limit.safe_day == limit.last_day:
        return "le dernier jour lui-même"
    if not limit.ours:
        return "le plus tardif des jours défendables, puisqu’il s’agit d’attendre"
    if limit.calendar == "prescription":
        return "la veille : la prescription ne se reporte pas"
    return "le plus tôt des jours défendables, puisqu’il s’agit d’agir"
