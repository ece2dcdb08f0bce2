"""The décompte of one case."""

from __future__ import annotations

from dossier.cli.exports import Asked
from dossier.sheets.decompte_files import decompte_csv, decompte_json_bytes


def write(asked: Asked, form: str) -> bytes:
    """The décompte as `xlsx`, `csv` or `json`."""
    from dossier.ground.catalogue import row

    appraised = asked.cases[0]
    if form == "xlsx":
        from dossier.sheets.book import written
        from dossier.sheets.decompte_book import decompte_job

        return written(decompte_job(appraised.case, appraised.claim))
    if form == "csv":
        return decompte_csv(appraised.case, appraised.claim)
    return decompte_json_bytes(appraised.claim, [row(d) for d in appraised.diagnostics])
