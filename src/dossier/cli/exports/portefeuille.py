"""The figures of all cases, or of those that were asked for."""

from __future__ import annotations

from dossier.cli.exports import Asked
from dossier.portfolio.holding import Holding
from dossier.portfolio.portfolio import Portfolio, gather


def write(asked: Asked, form: str) -> bytes:
    """The portfolio as a workbook, as CSV or as `dossier/portefeuille/1`."""
    portfolio = portfolio_of(asked)
    if form == "xlsx":
        from dossier.sheets.book import written
        from dossier.sheets.portfolio_book import portfolio_job

        return written(portfolio_job(portfolio, firm(asked)))
    if form == "csv":
        from dossier.sheets.portfolio_rows import portfolio_csv

        return portfolio_csv(portfolio)
    from dossier.ground.plain import json_text
    from dossier.portfolio.contract import portfolio_json

    return f"{json_text(portfolio_json(portfolio))}\n".encode()


def portfolio_of(asked: Asked) -> Portfolio:
    """The portfolio of the cases that were asked for."""
    holdings = [Holding(a.case, a.claim, a.stage, a.diagnostics) for a in asked.cases]
    complete = len(asked.cases) == len(asked.workspace.cases)
    unread = [case.id for case in asked.workspace.broken] if complete else []
    return gather(holdings, asked.workspace.settings, asked.today, unread, complete)


def firm(asked: Asked) -> str:
    """The firm's name, '' when `dossier.yaml` cannot be read."""
    return asked.workspace.settings.creditor.name if asked.workspace.settings else ""
