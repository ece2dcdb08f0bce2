"""What `diff` prints: the changes of cases as text and as `dossier/diff/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dossier.compare import CaseChange, Figure, Kind, LimitChange, Move
from dossier.ground.french import euros, long_day, short_day
from dossier.ground.money import Money
from dossier.law.law import CERTAINTY_FR
from dossier.procedure.stage import OVERLAY_FR, STAGE_FR, Deadline
from dossier.report.piece_changes import pieces_json, pieces_text
from dossier.report.text import padded, shown

SIGNS: dict[Kind, str] = {"added": "+", "removed": "−", "changed": "~"}
_CASE_FR: dict[Kind, str] = {"added": "nouvelle affaire", "removed": "affaire retirée", "changed": ""}


def differences_text(changes: Sequence[CaseChange]) -> str:
    """One block a case; ends without a line feed, '' without changes."""
    return "\n\n".join("\n".join(_block(change)) for change in changes)


def _block(change: CaseChange) -> Iterator[str]:
    yield change.case + (f"  ({_CASE_FR[change.kind]})" if _CASE_FR[change.kind] else "")
    for move in change.moves:
        yield from _move(move)
    if change.money:
        wide = max(len(figure.title) for figure in change.money)
        yield "  Montants"
        for figure in change.money:
            yield f"    {padded(figure.title, wide)}  {_amounts(figure)}"
    if change.limits:
        yield "  Échéances"
        yield from (f"    {_limit(row)}" for row in change.limits)
    if change.pieces:
        yield "  Pièces"
        yield from (f"    {line}" for line in pieces_text(change.pieces))
    if change.findings:
        yield "  Constats"
        for kind, finding in change.findings:
            yield f"    {SIGNS[kind]} {finding.code} {shown(finding.message)}  {shown(finding.span.at_line)}"


def _move(move: Move) -> Iterator[str]:
    before, after = _where(move.before, move.overlays_before), _where(move.after, move.overlays_after)
    yield f"  Étape de {shown(move.debtor)}\u00a0: {before} → {after}"
    for trace in move.reasons:
        yield f"    {short_day(trace.date)}  {shown(trace.effect)} ({trace.rule}, {CERTAINTY_FR[trace.certainty]})  {shown(trace.fact.at_line)}"


def _where(stage: str, overlays: Sequence[str]) -> str:
    if not stage:
        return "—"
    over = ", ".join(OVERLAY_FR[overlay].lower() for overlay in overlays)
    return STAGE_FR[stage].lower() + (f" ({over})" if over else "")


def _amounts(figure: Figure) -> str:
    text = f"{_money(figure.before)} → {_money(figure.after)}"
    if figure.before is None or figure.after is None:
        return text
    gap = figure.after - figure.before
    return f"{text}  ({'+' if gap.cents > 0 else '−'}{euros(Money(abs(gap.cents)))})"


def _money(amount: Money | None) -> str:
    return "—" if amount is None else euros(amount)


def _limit(row: LimitChange) -> str:
    limit = row.limit
    about = f", {shown(limit.invoice)}" if limit.invoice and limit.invoice not in limit.title else ""
    words = f"{SIGNS[row.kind]} {shown(limit.title)}{about}\u00a0: "
    if row.before is None or row.after is None:
        return f"{words}{_day(limit)} ({limit.state_words}, {limit.rule}, {CERTAINTY_FR[limit.certainty]})"
    return f"{words}{_day(row.before)} {row.before.state_words} → {_day(row.after)} {row.after.state_words} ({limit.rule}, {CERTAINTY_FR[limit.certainty]})"


def _day(limit: Deadline) -> str:
    return long_day(limit.safe_day if limit.ours else limit.last_day)


def differences_json(changes: Sequence[CaseChange]) -> list[dict[str, Any]]:
    """The rows `cases` of `dossier/diff/1`."""
    return [
        {
            "case": change.case,
            "kind": change.kind,
            "stages": [
                {
                    "debtor": m.debtor, "before": m.before or None, "after": m.after or None,
                    "overlays_before": list(m.overlays_before), "overlays_after": list(m.overlays_after),
                    "reasons": [
                        {"date": t.date.isoformat(), "fact": t.fact.at_line, "rule": t.rule, "effect": t.effect,
                         "certainty": str(t.certainty)} for t in m.reasons
                    ],
                }
                for m in change.moves
            ],
            "money": {f.name: {"before": _plain(f.before), "after": _plain(f.after)} for f in change.money},
            "deadlines": [
                {
                    "kind": row.kind, "id": row.limit.id, "debtor": row.limit.debtor, "invoice": row.limit.invoice,
                    "before": _limit_json(row.before), "after": _limit_json(row.after), "rule": row.limit.rule,
                }
                for row in change.limits
            ],
            "pieces": pieces_json(change.pieces),
            "diagnostics": [
                {"kind": kind, "code": d.code, "severity": str(d.severity), "file": d.span.file, "line": d.span.line,
                 "message": d.message} for kind, d in change.findings
            ],
        }
        for change in changes
    ]  # fmt: skip


def _plain(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _limit_json(limit: Deadline | None) -> dict[str, str] | None:
    if limit is None:
        return None
    return {"last_day": limit.last_day.isoformat(), "safe_day": limit.safe_day.isoformat(), "state": limit.state}
