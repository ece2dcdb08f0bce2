"""The case object of `dossier/status/1`: the JSON form of a stage (docs: the JSON contract)."""

from __future__ import annotations

from typing import Any

from dossier.claim.claim import Claim
from dossier.ground.spans import Span
from dossier.procedure.stage import ACTION_FR, Blocker, Condition, Court, Deadline, Stage, Step


def case_json(case_id: str, claim: Claim, stage: Stage, errors: int, warnings: int) -> dict[str, Any]:
    """One case of `dossier status --format json`: amounts with two decimals, ISO days, None where unknown."""
    return {
        "case": case_id,
        "stage": stage.stage,
        "due": None if claim.totals.due is None else str(claim.totals.due),
        "due_now": None if stage.due_now is None else str(stage.due_now),
        "court": _court(stage.court),
        "debtors": [
            {"id": d.id, "stage": d.stage, "since": d.since.isoformat(), "overlays": list(d.overlays)} for d in stage.debtors
        ],
        "deadlines": [_deadline(d) for d in stage.deadlines],
        "blockers": [_blocker(b) for b in stage.blockers],
        "next": [_step(s) for s in stage.next],
        "trace": [
            {
                "date": t.date.isoformat(), "fact": t.fact.at_line, "rule": t.rule, "effect": t.effect,
                "certainty": str(t.certainty), "debtor": t.debtor, "stage": t.stage,
            }
            for t in stage.trace
        ],
        "errors": errors,
        "warnings": warnings,
    }  # fmt: skip


def _court(court: Court | None) -> dict[str, str] | None:
    if court is None:
        return None
    return {
        "id": court.id, "name": court.name, "address": court.address, "kind": court.kind, "rule": court.rule,
        "certainty": str(court.certainty),
    }  # fmt: skip


def _deadline(deadline: Deadline) -> dict[str, str | None]:
    """A deadline whose state is unknown has no day yet: what starts it has not happened, or is not written."""
    known = deadline.state != "unknown"
    row: dict[str, str | None] = {
        "id": deadline.id,
        "title": deadline.title,
        "debtor": deadline.debtor,
        "last_day": deadline.last_day.isoformat() if known else None,
        "safe_day": deadline.safe_day.isoformat() if known else None,
        "calendar": deadline.calendar,
        "certainty": str(deadline.certainty),
        "rule": deadline.rule,
        "state": deadline.state,
        "why": deadline.why,
    }
    if deadline.other_day is not None and known:
        row["other_day"] = deadline.other_day.isoformat()
    if deadline.invoice:
        row["invoice"] = deadline.invoice
    if deadline.act:
        row["act"] = deadline.act
    return row


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {
        "action": blocker.action, "title": ACTION_FR.get(blocker.action, blocker.action), "rule": blocker.rule, "why": blocker.why,
        "certainty": str(blocker.certainty), "debtor": blocker.debtor or None, "fact": _fact(blocker.span),
    }  # fmt: skip


def _fact(span: Span | None) -> str | None:
    return span.at_line if span and span.file else None


def _step(step: Step) -> dict[str, Any]:
    """An action; its `certainty` is that of the weakest reason on which its being open depends."""
    return {
        "action": step.action,
        "title": step.title,
        "from": step.start.isoformat() if step.start else None,
        "by": step.end.isoformat() if step.end else None,
        "document": step.document or None,
        "rule": step.rule,
        "certainty": str(step.sure),
        "readiness": step.readiness,
        "level": step.level or None,
        "debtor": step.debtor or None,
        "missing": [_condition(c) for c in step.missing],
        "met": [_condition(c) for c in step.conditions if c.state == "met"],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "state": condition.state, "what": condition.label, "why": condition.proof, "remedy": condition.remedy,
        "rule": condition.rule, "certainty": str(condition.certainty), "blocking": condition.blocking,
        "fact": _fact(condition.span), "pieces": list(condition.evidence),
    }  # fmt: skip
