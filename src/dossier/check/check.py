"""All checks of one case. A check is a function of a family module, listed here; nothing is found by scanning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from dossier.check import (
    addresses,
    agreements,
    chronology,
    collectors,
    confidences,
    costs,
    credit_notes,
    evidence,
    firm,
    invoices,
    journal,
    nature,
    parties,
    payments,
    undertakings,
)
from dossier.ground.diagnostics import Diagnostic, in_order
from dossier.law.law import Law
from dossier.model.case import Case

Check = Callable[[Case, Law, date], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    *firm.CHECKS,
    *parties.CHECKS,
    *addresses.CHECKS,
    *nature.CHECKS,
    *invoices.CHECKS,
    *credit_notes.CHECKS,
    *payments.CHECKS,
    *journal.CHECKS,
    *agreements.CHECKS,
    *chronology.CHECKS,
    *undertakings.CHECKS,
    *collectors.CHECKS,
    *costs.CHECKS,
    *evidence.CHECKS,
    *confidences.CHECKS,
)


def check(case: Case, law: Law, today: date) -> tuple[Diagnostic, ...]:
    """What is unsound in the facts of a case, as known on *today* (DC2xx), by file and line.

    Only facts that could be read are looked at; what load said of the others is not said again. What concerns
    `dossier.yaml` bears no case, so that all cases together say it once.
    """
    return in_order(_placed(d, case) for one in CHECKS for d in one(case, law, today))


def _placed(diagnostic: Diagnostic, case: Case) -> Diagnostic:
    return replace(diagnostic, case=case.id if diagnostic.span.file.startswith(f"{case.folder}/") else "")
