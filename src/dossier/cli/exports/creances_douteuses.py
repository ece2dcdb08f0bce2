"""The accountant's list of doubtful debts."""

from __future__ import annotations

from dossier.cli.exports import Asked
from dossier.cli.exports.portefeuille import firm, portfolio_of


def write(asked: Asked, form: str) -> bytes:
    """The list as a workbook, as CSV or as `dossier/creances_douteuses/1`."""
    portfolio = portfolio_of(asked)
    if form == "xlsx":
        from dossier.sheets.book import written
        from dossier.sheets.portfolio_book import doubtful_job

        return written(doubtful_job(portfolio, firm(asked)))
    if form == "csv":
        from dossier.sheets.portfolio_rows import doubtful_csv

        return doubtful_csv(portfolio)
    from dossier.ground.plain import json_text
    from dossier.portfolio.contract import doubtful_json

    return f"{json_text(doubtful_json(portfolio))}\n".encode()
