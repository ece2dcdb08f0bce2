"""What `add` tells of an entry: the condition it met, the stage that moved, the time limits that came, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.compare import CaseChange, LimitChange, Move
from dossier.ground.french import euros, long_day, lower_first
from dossier.law.law import CERTAINTY_FR
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Condition, Deadline
from dossier.report.differences import differences_json
from dossier.report.text import shown

MOST = 6
"""Rows of a kind that a person is shown; `diff` and `status` tell the rest."""
Met = Sequence[tuple[str, Condition]]
"""Conditions with the title of the action that wanted them."""


def change_lines(change: CaseChange | None, met: Met, names: Mapping[str, str]) -> list[str]:
    """The lines about a case that an entry changed, the stage first; () where nothing but its findings did.

    *names* are the debtors by id, told where there are several.
    """
    moved = change is not None and change.kind == "changed"
    lines = [_moved(move, names) for move in change.moves] if change and moved else []
    # A condition may be met by an entry that moves nothing else: a check of the register, a signed order.
    lines += _at_most([_condition(title, condition) for title, condition in met])
    if change and moved:
        lines += _at_most(list(_limits(change, names)))
        lines += [f"{f.title}\u00a0: {euros(f.before)} → {euros(f.after)}" for f in change.money if f.name in ("due", "not_due")]
    return [shown(line) for line in lines]


def _at_most(lines: list[str]) -> list[str]:
    rest = len(lines) - MOST
    return lines if rest <= 1 else [*lines[:MOST], f"… et {rest} autres"]


def _moved(move: Move, names: Mapping[str, str]) -> str:
    who = f" de {names.get(move.debtor, move.debtor)}" if len(names) > 1 else ""
    return f"étape{who}\u00a0: {_where(move.before, move.overlays_before)} → {_where(move.after, move.overlays_after)}"


def _where(stage: str, overlays: Sequence[str]) -> str:
    words = [STAGE_FR[stage].lower() if stage else "—", *(OVERLAY_FR[overlay].lower() for overlay in overlays)]
    return ", ".join(words)


def _condition(title: str, condition: Condition) -> str:
    proof = f", {condition.proof}" if condition.proof else ""
    rule = f"{condition.rule}, {CERTAINTY_FR[condition.certainty]}" if condition.rule else title.lower()
    return f"condition remplie\u00a0: {lower_first(condition.label)}{proof} ({rule})"


def _limits(change: CaseChange, names: Mapping[str, str]) -> Iterator[str]:
    """The limits that run now, then those that ended or moved."""
    running = [row for row in change.limits if row.after and row.after.state == "running" and row.kind == "added"]
    for row in running:
        yield f"nouvelle échéance\u00a0: {_limit(row.limit, names)}, {_day(row.limit)} ({_source(row.limit)})"
    for row in change.limits:
        if row not in running and (words := _other(row)):
            day = "" if row.limit.state == "unknown" else f", {_day(row.limit)}"
            yield f"délai {words}\u00a0: {_limit(row.limit, names)}{day} ({_source(row.limit)})"


def _other(row: LimitChange) -> str:
    """What became of a limit in a word; '' for one that is not worth a line."""
    if row.after is None:
        return "levé"
    if row.after.state == "unknown" and row.kind == "added":
        return "dont le jour n’est pas connu"
    if row.before is None or row.before.state != row.after.state:
        return row.after.state_words if row.after.state != "running" else "rouvert"
    return "déplacé"


def _limit(limit: Deadline, names: Mapping[str, str]) -> str:
    about = f", {limit.invoice}" if limit.invoice and limit.invoice not in limit.title else ""
    who = f", {names[limit.debtor]}" if len(names) > 1 and limit.debtor in names else ""
    return f"{lower_first(limit.title)}{about}{who}"


def _day(limit: Deadline) -> str:
    if limit.state == "unknown":
        return "jour inconnu"
    return f"le {long_day(limit.safe_day if limit.ours else limit.last_day)}"


def _source(limit: Deadline) -> str:
    return f"{limit.rule}, {CERTAINTY_FR[limit.certainty]}" if limit.rule else CERTAINTY_FR[limit.certainty]


def change_json(change: CaseChange | None, met: Met) -> dict[str, Any]:
    """The keys `conditions` and `change` of `dossier/add/1`; `change` is a row of `dossier/diff/1`, null for no change."""
    return {
        "conditions": [
            {"action": title, "label": c.label, "proof": c.proof, "rule": c.rule, "certainty": str(c.certainty)}
            for title, c in met
        ],
        "change": differences_json([change])[0] if change else None,
    }
