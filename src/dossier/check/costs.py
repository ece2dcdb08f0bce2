"""Costs that are asked of the debtor: what only a judge grants, and what no clause can put on him (CPCE L111-8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Diagnostic
from dossier.law.law import Law
from dossier.model.case import Case

_GRANTED = re.compile(r"\b700\b|irr[ée]p[ée]tible|dommages|pr[ée]judice|\b1240\b|\b1231[-‑–]1\b", re.IGNORECASE)
_CLAUSE = re.compile(r"contrat|conditions\s+g[ée]n|\bcgv\b|clause|\bdevis\b", re.IGNORECASE)
_FEE = re.compile(r"441[-‑–]10")
_DECISIONS = ("ordonnance_injonction", "ordonnance_refere", "jugement", "titre_executoire")


def without_text(case: Case, law: Law, today: date) -> Iterator[Diagnostic]:
    """DC274: a cost whose basis is a clause, which is void, or what a judge alone grants, asked before any decision.

    A cost without basis is not asked of the debtor, which the décompte says.
    """
    decided = any(e.act in _DECISIONS and e.date <= today for e in case.journal)
    for cost in case.costs:
        if not cost.basis or cost.date > today:
            continue
        hint = "frais.yaml : retirez `fondement`, le frais restera au créancier"
        if _GRANTED.search(f"{cost.basis} {cost.label}") and not decided:
            message = "somme que seul un juge accorde, demandée avant toute décision"
            yield found("DC274", message, cost.place_of("fondement"), hints=(hint,), rule="CPC 700, 1405")
        elif _CLAUSE.search(cost.basis) and not _FEE.search(cost.basis):
            message = "frais fondé sur le contrat : la clause est réputée non écrite"
            yield found("DC274", message, cost.place_of("fondement"), hints=(hint,))


CHECKS = (without_text,)
