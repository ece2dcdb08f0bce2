"""The décompte of a case for other programs: a workbook made by a job, CSV and JSON beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.ground.blobs import Blob
from dossier.ground.catalogue import row
from dossier.ground.jobs import Job, Outcome
from dossier.sheets.decompte_book import decompte_job
from dossier.sheets.decompte_files import decompte_csv, decompte_json_bytes
from dossier.site.papers import sources_of
from dossier.site.tree import Leaf
from dossier.site.view import CaseView


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file of the décompte: its form, what it is for in words, where it goes."""

    form: str
    words: str
    path: str
    blob: Blob


def ledger_jobs(view: CaseView) -> tuple[Job, ...]:
    """The one job that writes the workbook."""
    return (decompte_job(view.case, view.claim),)


def ledgers_of(view: CaseView, outcomes: Sequence[Outcome]) -> tuple[Ledger, ...]:
    """The files from the outcomes of `ledger_jobs`; a workbook that could not be written is left out."""
    home = f"cases/{view.case.id}/decompte"
    books = [outcome.files["xlsx"] for outcome in outcomes if "xlsx" in outcome.files]
    return (
        *(Ledger("XLSX", "tableur, avec les formules", f"{home}.xlsx", blob) for blob in books),
        Ledger("CSV", "les mêmes lignes, pour un autre logiciel", f"{home}.csv", Blob.of(decompte_csv(view.case, view.claim))),
        Ledger(
            "JSON",
            "pour un programme",
            f"{home}.json",
            Blob.of(decompte_json_bytes(view.claim, [row(d) for d in view.diagnostics])),
        ),
    )


def ledger_leaves(view: CaseView, ledgers: Sequence[Ledger]) -> list[Leaf]:
    """Their places in the output."""
    sources = tuple(sorted({*sources_of(view), "dossier.yaml"}))
    return [Leaf(ledger.path, ledger.blob, "sheets:decompte", sources) for ledger in ledgers]
