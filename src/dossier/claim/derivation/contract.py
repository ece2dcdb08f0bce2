"""The JSON of a derivation, `dossier/derivation/1`: amounts and rates as text, days in ISO form, unknown as null."""

from __future__ import annotations

from typing import Any

from dossier.claim.claim import Claim, Period
from dossier.claim.contract import rate_text
from dossier.claim.derivation.tree import Derivation, Reason
from dossier.law.law import LawValue


def derivation_json(claim: Claim, node: Derivation) -> dict[str, Any]:
    """A figure of a claim with all that it comes from."""
    head = {"schema": "dossier/derivation/1", "case": claim.case, "date": claim.date.isoformat(), "figure": node.name}
    return {**head, "derivation": _node(node)}


def _node(node: Derivation) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": node.name,
        "title": node.title,
        "amount": None if node.amount is None else str(node.amount),
        "words": node.words,
        "rule": node.rule,
        "certainty": str(node.sure),
        "place": node.place.at_line if node.place else "",
    }
    if node.value:
        row["value"] = node.value
    if node.exact is not None:
        row["exact"] = f"{node.exact:f}"
    if node.period is not None:
        row["period"] = _period(node.period)
    return {**row, "reasons": [_reason(r) for r in node.reasons], "children": [_node(child) for child in node.children]}


def _period(period: Period) -> dict[str, Any]:
    return {
        "start": period.start.isoformat(),
        "end": period.last.isoformat(),
        "days": period.days,
        "base": str(period.base),
        "rate": rate_text(period.rate.percent),
        "divisor": period.divisor,
        "rule": period.rate.rule,
        "amount": str(period.amount),
        "rounding": "half_up_per_line",
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "label": reason.label,
        "value": reason.value,
        "words": reason.words,
        "rule": reason.rule,
        "certainty": str(reason.certainty),
        "place": reason.place.at_line if reason.place else "",
        "values": [_value(value) for value in reason.values],
    }


def _value(value: LawValue) -> dict[str, Any]:
    return {
        "name": value.name,
        "value": value.text,
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "certainty": str(value.certainty),
        "reference": value.reference.title,
        "href": value.reference.href,
        "origin": value.origin,
    }
