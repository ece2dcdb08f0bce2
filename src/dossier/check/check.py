"""All checks of one case, in a fixed order."""

from __future__ import annotations

from datetime import date

from dossier.ground.diagnostics import Diagnostic
from dossier.law.law import Law
from dossier.model.case import Case


def check(case: Case, law: Law, today: date) -> tuple[Diagnostic, ...]:
    """What is unsound in the facts of a case, as known on *today*."""
    return ()
