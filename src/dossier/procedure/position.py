"""Where one debtor stands while the facts are replayed: layers of the road, the acts that count, the trace so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dossier.ground.french import typo_fr
from dossier.ground.spans import Span
from dossier.law.law import Certainty, least_sure
from dossier.model.journal import Accord, Event, MiseEnDemeure, OrdonnanceInjonction, RequeteInjonction, Signification
from dossier.procedure.stage import StageName, Trace


@dataclass(frozen=True, slots=True)
class Position:
    """The layers, lowest first: the amicable ladder, the course of a procedure, an accord that suspends both, the end.

    The highest layer that is set is the stage. The acts kept are those that later rules need; None before they happen.
    `broken` is an accord that was not kept, `fallback` the course that a road beside left and to which it falls back.
    `courses` are the courses entered so far, each with its day and fact, even where a higher layer hid them.
    """

    debtor: str
    amicable: StageName
    amicable_since: date
    course: StageName | None = None
    course_since: date | None = None
    accord: Accord | None = None
    accord_since: date | None = None
    closed: StageName | None = None
    closed_since: date | None = None
    mise_en_demeure: MiseEnDemeure | None = None
    invitation: Event | None = None
    requete: RequeteInjonction | None = None
    order: OrdonnanceInjonction | None = None
    service: Signification | None = None
    opposition: Event | None = None
    judgment: Event | None = None
    judgment_served: bool = False
    title_from: date | None = None
    title_event: Event | None = None
    european: Event | None = None
    european_service: Signification | None = None
    broken: Accord | None = None
    fallback: StageName | None = None
    courses: tuple[tuple[date, StageName, Span], ...] = ()
    trace: tuple[Trace, ...] = ()

    @property
    def stage(self) -> StageName:
        """The highest layer."""
        if self.closed is not None:
            return self.closed
        if self.accord is not None:
            return "accord"
        return self.course or self.amicable

    @property
    def title_certainty(self) -> Certainty:
        """How sure it is that the title can be enforced: as the line of trace that brought it; sure without one."""
        found = [(day, fact) for day, course, fact in self.courses if course == "titre_executoire"]
        lines = [line.certainty for line in self.trace if found and (line.date, line.fact) == found[-1]]
        return least_sure(lines or (Certainty.TEXT,))

    @property
    def since(self) -> date:
        """The day the stage began."""
        if self.closed is not None and self.closed_since is not None:
            return self.closed_since
        if self.accord is not None and self.accord_since is not None:
            return self.accord_since
        return self.course_since if self.course is not None and self.course_since is not None else self.amicable_since


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a position changes: the day, the fact, the rule, the effect in French and how sure it is."""

    day: date
    fact: Span
    rule: str
    effect: str
    certainty: Certainty = Certainty.TEXT


def moved(position: Position, reason: Reason, **changes: Any) -> Position:
    """The position with *changes*; `course`, `amicable`, `accord` and `closed` begin on the day of the reason."""
    for layer in ("course", "amicable", "accord", "closed"):
        if changes.get(layer) is not None and f"{layer}_since" not in changes and changes[layer] != getattr(position, layer):
            changes[f"{layer}_since"] = reason.day
    after = replace(position, **changes)
    if after.course is not None and after.course != position.course:
        after = replace(after, courses=(*position.courses, (reason.day, after.course, reason.fact)))
    line = Trace(reason.day, reason.fact, reason.rule, typo_fr(reason.effect), reason.certainty, position.debtor, after.stage)
    return replace(after, trace=(*position.trace, line))


def noted(position: Position, reason: Reason) -> Position:
    """The same position with a line of trace: a fact that counts and moves nothing."""
    return moved(position, reason)
