"""Why a case stands where it does: a stage with its facts, a time limit, an action with its conditions; text and data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dossier.ground.french import plural, short_day
from dossier.law.law import CERTAINTY_FR, Certainty, LawValue, least_sure
from dossier.model.case import Case
from dossier.procedure.stage import (
    ACTION_FR,
    OVERLAY_FR,
    STAGE_FR,
    Blocker,
    Condition,
    Deadline,
    DebtorStage,
    Stage,
    Step,
    Trace,
)
from dossier.report.text import shown, wrapped

_CALENDAR_FR = {
    "procedure": "délai de procédure, CPC 640 à 642\u00a0: reporté au premier jour ouvrable",
    "prescription": "prescription\u00a0: jamais reportée",
    "libre": "délai convenu",
}
_CONDITION_FR = {"met": "réunie", "missing": "manquante", "waiting": "en attente", "impossible": "impossible"}
_MARK = {"met": "✓", "missing": "✗", "waiting": "…", "impossible": "⊘"}


def traces_of(stage: Stage, debtor: str) -> tuple[Trace, ...]:
    """The facts that moved one debtor, or the whole case, by day."""
    return tuple(trace for trace in stage.trace if trace.debtor in ("", debtor))


def stage_text(case: Case, stage: Stage, name: str, columns: int = 79) -> str:
    """A stage: who stands there since when and by which facts; or when it was passed, or that it never was."""
    return "\n".join(line.rstrip() for line in _stage(case, stage, name, columns))


def _stage(case: Case, stage: Stage, name: str, columns: int) -> Iterator[str]:
    standing = [d for d in stage.debtors if d.stage == name]
    traces = [t for d in standing for t in traces_of(stage, d.id)] or [t for t in stage.trace if t.stage == name]
    yield STAGE_FR[name]
    sure = f"\u00a0; certitude la plus faible\u00a0: {CERTAINTY_FR[least_sure(t.certainty for t in traces)]}" if traces else ""
    yield from wrapped(f"{stage.case}, au {short_day(stage.date)}{sure}", columns)
    names = {debtor.id: debtor.name for debtor in case.debtors}
    for debtor in standing:
        yield ""
        yield from _standing(case, stage, debtor, names.get(debtor.id, debtor.id), columns)
    if not standing:
        yield ""
        yield from _passed(case, stage, traces, columns)
        return
    limits = [d for d in stage.deadlines if d.state in ("running", "unknown")]
    if limits:
        yield from ("", "Délais ouverts")
        for limit in limits:
            yield from _indented(f"{_day(limit)}  {limit.title} ({limit.rule}, {CERTAINTY_FR[limit.certainty]})", columns)
    if stage.next:
        yield from ("", "Actes ouverts ou presque")
        for step in stage.next:
            yield from _indented(f"{step.title}\u00a0: {readiness(step)} (dossier explain {stage.case}:{step.action})", columns)
    if stage.law_used:
        yield from ("", "Valeurs de la loi")
        for value in stage.law_used:
            yield from _indented(value_words(value), columns)


def readiness(step: Step) -> str:
    """`conditions réunies`, or what is missing, waited for or impossible among those that stop the act."""
    states = [c.state for c in step.missing if c.blocking]
    if "impossible" in states:
        return "impossible en l’état"
    if "missing" in states:
        return plural(states.count("missing"), "condition manquante", "conditions manquantes")
    if states:
        return "en attente d’un délai"
    doubts = plural(len(step.missing), "point à vérifier", "points à vérifier")
    return f"possible, {doubts}" if step.missing else "conditions réunies"


def _standing(case: Case, stage: Stage, debtor: DebtorStage, name: str, columns: int) -> Iterator[str]:
    yield from wrapped(f"{shown(name)}, depuis le {short_day(debtor.since)}", columns)
    for trace in traces_of(stage, debtor.id):
        yield from _trace(case, trace, columns)
    for overlay in debtor.overlays:
        yield from _indented(f"s’y ajoute\u00a0: {OVERLAY_FR[overlay].lower()}", columns)


def _passed(case: Case, stage: Stage, traces: Sequence[Trace], columns: int) -> Iterator[str]:
    now = ", ".join(dict.fromkeys(STAGE_FR[d.stage].lower() for d in stage.debtors))
    if not traces:
        yield from wrapped(f"L’affaire n’a pas atteint cette étape\u00a0: elle est à l’étape « {now} ».", columns)
        return
    yield from wrapped(f"L’affaire est passée par cette étape\u00a0; elle est à l’étape « {now} ».", columns)
    for trace in traces:
        yield from _trace(case, trace, columns)


def _trace(case: Case, trace: Trace, columns: int) -> Iterator[str]:
    yield from _indented(f"{short_day(trace.date)}  {shown(trace.effect)}{_rule(trace.rule, trace.certainty)}", columns)
    yield f"              {_place(case, trace.fact.at_line)}"


def _place(case: Case, place: str) -> str:
    return shown(place).removeprefix(f"{case.folder}/")


def _rule(rule: str, certainty: Certainty) -> str:
    """` (CPC 1411, texte lu)`; a rule of the firm's own settings is not more or less sure, and no rule says nothing."""
    if not rule:
        return ""
    return f" ({rule})" if rule.startswith("réglage") else f" ({rule}, {CERTAINTY_FR[certainty]})"


def _day(limit: Deadline) -> str:
    return short_day(limit.safe_day if limit.ours else limit.last_day) if limit.state != "unknown" else "?"


def _indented(text: str, columns: int, indent: str = "  ") -> Iterator[str]:
    lines = wrapped(shown(text), columns - len(indent) - 2)
    for index, line in enumerate(lines):
        yield indent + ("  " if index else "") + line


def value_words(value: LawValue) -> str:
    """`delai_opposition : 1 mois depuis le 01/04/2026, CPC, art. 1416 (texte lu)`."""
    since = f" depuis le {short_day(value.start)}" if value.start else ""
    until = f" jusqu’au {short_day(value.end)}" if value.end else ""
    own = "" if value.origin == "fourni" else ", donnée par l’entreprise"
    return f"{value.name}\u00a0: {value.words}{since}{until}, {value.reference.title} ({CERTAINTY_FR[value.certainty]}{own})"


def limits_text(case: Case, limits: Sequence[Deadline], columns: int = 79) -> str:
    """Time limits of one id: both days, the calendar, the state, the reason and the fact that each starts from."""
    blocks = []
    names = {debtor.id: debtor.name for debtor in case.debtors}
    for limit in limits:
        lines = [shown(limit.title) + (f", {shown(names.get(limit.debtor, limit.debtor))}" if limit.debtor else "")]
        known = limit.state != "unknown"
        if known:
            lines.append(f"  dernier jour selon la règle\u00a0: {short_day(limit.last_day)}")
            safe = "jour prudent (à faire au plus tard)" if limit.ours else "jour prudent (à attendre au moins)"
            lines.append(f"  {safe}\u00a0: {short_day(limit.safe_day)}")
        if known and limit.other_day:
            lines.append(f"  autre date discutable\u00a0: {short_day(limit.other_day)}")
        lines.append(f"  état\u00a0: {limit.state_words}")
        lines += _indented(
            f"règle\u00a0: {limit.rule}, {CERTAINTY_FR[limit.certainty]}\u00a0; {_CALENDAR_FR[limit.calendar]}", columns
        )
        lines += _indented(f"motif\u00a0: {limit.why}", columns)
        lines.append(f"  fait\u00a0: {_place(case, limit.fact.at_line)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def action_text(case: Case, steps: Sequence[Step], blockers: Sequence[Blocker], columns: int = 79) -> str:
    """An action: from when, until when, its conditions met, missing and impossible, or what closes it."""
    names = {debtor.id: debtor.name for debtor in case.debtors}
    blocks = ["\n".join(_step(case, step, columns)) for step in steps]
    for blocker in blockers:
        about = f", {shown(names.get(blocker.debtor, blocker.debtor))}" if blocker.debtor else ""
        lines = [f"{ACTION_FR.get(blocker.action, blocker.action)}{about}\u00a0: fermée"]
        lines += _indented(f"{blocker.why}{_rule(blocker.rule, blocker.certainty)}", columns)
        if blocker.span:
            lines.append(f"  fait\u00a0: {_place(case, blocker.span.at_line)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _step(case: Case, step: Step, columns: int) -> Iterator[str]:
    days = "".join(f", {word} {short_day(day)}" for word, day in (("à partir du", step.start), ("jusqu’au", step.end)) if day)
    name = next((d.name for d in case.debtors if d.id == step.debtor), step.debtor) if len(case.debtors) > 1 else ""
    about = f", {name}" if name else ""
    yield from wrapped(f"{shown(step.title + about)}{days}{_rule(step.rule, step.sure)}", columns)
    for condition in step.conditions:
        yield from _condition(case, condition, columns)
    if not step.conditions:
        yield "  aucune condition particulière"


def _condition(case: Case, condition: Condition, columns: int) -> Iterator[str]:
    light = "" if condition.blocking else ", n’empêche pas l’acte"
    head = f"{_MARK[condition.state]} {condition.label}\u00a0: {_CONDITION_FR[condition.state]}{light}"
    if condition.proof:
        head += f"\u00a0; {condition.proof}"
    yield from _indented(f"{head}{_rule(condition.rule, condition.certainty)}", columns)
    if condition.remedy and condition.state != "met":
        yield from _indented(f"→ {condition.remedy}", columns, "    ")
    if condition.span:
        yield f"      {_place(case, condition.span.at_line)}"


def stage_json(stage: Stage, name: str) -> dict[str, Any]:
    """`dossier/etape/1`: the debtors that stand there and the facts that led there."""
    standing = [d for d in stage.debtors if d.stage == name]
    traces = [t for d in standing for t in traces_of(stage, d.id)] or [t for t in stage.trace if t.stage == name]
    return {
        "schema": "dossier/etape/1", "case": stage.case, "date": stage.date.isoformat(), "stage": name,
        "debtors": [{"id": d.id, "since": d.since.isoformat(), "overlays": list(d.overlays)} for d in standing],
        "reached": bool(traces or standing),
        "trace": [
            {"date": t.date.isoformat(), "fact": t.fact.at_line, "rule": t.rule, "effect": t.effect,
             "certainty": str(t.certainty), "debtor": t.debtor, "stage": t.stage} for t in dict.fromkeys(traces)
        ],
        "law": values_json(stage.law_used),
    }  # fmt: skip


def values_json(values: Iterable[LawValue]) -> list[dict[str, Any]]:
    """Values of law with their days, reference and certainty."""
    return [
        {
            "name": v.name, "value": v.text, "unit": v.unit, "from": v.start.isoformat() if v.start else None,
            "to": v.end.isoformat() if v.end else None, "reference": v.reference.title, "certainty": str(v.certainty),
            "origin": v.origin,
        }
        for v in values
    ]  # fmt: skip
