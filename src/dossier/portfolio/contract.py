"""The JSON of the portfolio, `dossier/portefeuille/1`, and of the doubtful debts, `dossier/creances_douteuses/1`.

Amounts and percents are text, days in ISO form, what is not known is null with its reason.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dossier.ground.money import Money
from dossier.portfolio.ageing import Ageing
from dossier.portfolio.definitions import DEFINITIONS
from dossier.portfolio.doubtful import Doubtful, totals_of
from dossier.portfolio.dso import Dso
from dossier.portfolio.portfolio import Group, Portfolio
from dossier.portfolio.receivable import BUCKETS, Receivable
from dossier.portfolio.recovery import Rate, Recovery


def portfolio_json(portfolio: Portfolio) -> dict[str, Any]:
    """All figures with their definitions."""
    return {
        "schema": "dossier/portefeuille/1",
        "date": portfolio.today.isoformat(),
        "currency": "EUR",
        "ageing": _ageing(portfolio.ageing),
        "recovery": _recovery(portfolio.recovery),
        "dso": {"accounting": _dso(portfolio.dso), "count_back": _dso(portfolio.dso_count_back)},
        "debtors": [_group(group) for group in portfolio.by_debtor],
        "cases": [_group(group) for group in portfolio.by_case],
        "invoices": [_row(row) for row in portfolio.rows],
        "unread": list(portfolio.unread),
        "definitions": {name: f"{d.title} : {d.formula}. {d.text}" for name, d in DEFINITIONS.items() if name != "doubtful"},
    }


def doubtful_json(portfolio: Portfolio) -> dict[str, Any]:
    """The list of doubtful debts; those that were written off have their place in it, with `written_off` true."""
    totals = totals_of(portfolio.doubtful)
    definition = DEFINITIONS["doubtful"]
    return {
        "schema": "dossier/creances_douteuses/1",
        "date": portfolio.today.isoformat(),
        "currency": "EUR",
        "debts": [_doubtful(item) for item in portfolio.doubtful],
        "totals": {"net": _amount(totals.net), "vat": _amount(totals.vat), "gross": _amount(totals.gross)},
        "unread": list(portfolio.unread),
        "definition": f"{definition.title} : {definition.formula}. {definition.text}",
    }


def _amount(money: Money | None) -> str | None:
    return None if money is None else str(money)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _ageing(ageing: Ageing) -> dict[str, Any]:
    return {
        **{bucket: str(amount) for bucket, amount in zip(BUCKETS, ageing.amounts, strict=True)},
        "total": _amount(ageing.total),
        "unknown": list(ageing.unknown),
        "written_off": str(ageing.written_off),
        "given_up": str(ageing.given_up),
        "assigned": str(ageing.assigned),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"paid": _amount(rate.paid), "due": _amount(rate.due), "percent": _decimal(rate.percent), "reason": rate.reason}


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {"all_sums": _rate(recovery.all_sums), "principal": _rate(recovery.principal)}


def _dso(dso: Dso) -> dict[str, Any]:
    return {
        "days": _decimal(dso.days),
        "reason": dso.reason,
        "receivables": _amount(dso.receivables),
        "sales": _amount(dso.sales),
        "period_days": dso.period,
        "from": _day(dso.first),
        "to": _day(dso.last),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "cases": list(group.cases),
        "ageing": _ageing(group.ageing),
        "recovery": _recovery(group.recovery),
    }


def _row(row: Receivable) -> dict[str, Any]:
    return {
        "case": row.case,
        "debtor": row.debtor_name,
        "number": row.number,
        "kind": row.kind,
        "date": row.date.isoformat(),
        "due": row.due.isoformat(),
        "days_late": row.days,
        "state": row.state,
        "fate": row.fate,
        "gross": str(row.gross),
        "credited": str(row.credited),
        "outstanding": _amount(row.outstanding),
        "net": _amount(row.parts.net),
        "vat": _amount(row.parts.vat),
        "reason": row.parts.reason,
    }


def _doubtful(item: Doubtful) -> dict[str, Any]:
    limit = item.vat_limit
    return {
        **_row(item.receivable),
        "stage": item.stage,
        "since": item.since.isoformat(),
        "written_off": item.is_written_off,
        "facts": [{"id": d.id, "words": d.words, "since": d.since.isoformat(), "fact": d.place.at_line} for d in item.doubts],
        "vat_limit": limit and {"last_day": limit.last_day.isoformat(), "rule": limit.rule, "certainty": str(limit.certainty)},
    }
