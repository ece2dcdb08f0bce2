"""The décompte as a workbook whose formulas give the figures of the claim: change a base or a rate, and the total follows.

Rows refer to invoices and decisions by rank, a whole number: a number that a stranger chose never stands in a formula.
What is not known is an empty, hatched cell with its reason beside it, and the formulas that would need it are left out.
"""

from __future__ import annotations

from dossier.claim.claim import Claim
from dossier.ground.french import long_day
from dossier.ground.jobs import Job
from dossier.model.case import Case
from dossier.sheets.book import Book, book_job
from dossier.sheets.decompte_invoices import invoices_sheet
from dossier.sheets.decompte_rows import accessories, debts, ranks
from dossier.sheets.decompte_sources import choices_sheet, unclaimed_sheet
from dossier.sheets.decompte_summary import summary_sheet
from dossier.sheets.decompte_tables import accessories_sheet, credits_sheet, lines_sheet, payments_sheet

TITLE = "Décompte de créance"


def decompte_job(case: Case, claim: Claim) -> Job:
    """The job that writes `decompte.xlsx`; its file is `xlsx`."""
    return book_job(decompte_book(case, claim), f"{case.id} : décompte pour un tableur")


def decompte_book(case: Case, claim: Claim) -> Book:
    """The sheets of a décompte, the summary first."""
    rows = debts(claim)
    lines, credits = lines_sheet(rows), credits_sheet(rows)
    payments, extra = payments_sheet(claim, ranks(rows)), accessories_sheet(accessories(case, claim))
    invoices = invoices_sheet(rows, lines, credits, payments)
    summary = summary_sheet(case, claim, invoices, payments, extra)
    sheets = (summary, lines, invoices, credits, payments, extra, unclaimed_sheet(claim), choices_sheet(claim))
    return Book(TITLE, f"{case.title}, arrêté au {long_day(claim.date)}", case.creditor.name, claim.date, sheets)
