"""How many sets a filing on paper takes, and for whom: the court, each debtor, the firm's own file.

No text that was read says a number; it is the custom, and the sheet of the set says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier.documents.document import Printed
from dossier.documents.parties import called
from dossier.model.case import Case
from dossier.procedure.stage import Stage

FILED = frozenset({"requete"})
"""The kinds of acts that a court receives from the creditor; an officer brings a summons."""
MOST = 99
"""Copies that anybody prints of a set."""


def filed_act(papers: Sequence[Printed]) -> Printed | None:
    """The first printed act that goes to a court; None when the set only holds pieces."""
    return next((p for p in papers if p.document.kind in FILED and p.document.in_bundle and p.pages), None)


def recipients(case: Case, stage: Stage, papers: Sequence[Printed], asked: int) -> tuple[str, ...]:
    """For whom each copy is: the court when an act goes to it, each debtor, the firm; *asked* copies when it is not 0."""
    if asked:
        return tuple(f"exemplaire {n}" for n in range(1, min(asked, MOST) + 1))
    court = [stage.court.name if stage.court else "la juridiction saisie"] if filed_act(papers) else []
    return (*court, *(called(debtor) for debtor in case.debtors), "votre dossier")[:MOST]
