"""The acknowledgement of debt to be signed: who owes, to whom, why, how much, with room for the debtor's own hand.

It proves only with his signature and the sum written by himself in letters and in figures; the letters prevail (C. civ. 1376,
read 2026-11-21). It interrupts prescription (C. civ. 2240) and is no title.
"""

from __future__ import annotations

from dossier.documents import contract
from dossier.documents.document import Document
from dossier.documents.matter import Matter
from dossier.documents.occasions import events, may_be_asked
from dossier.model.journal import Accord, MiseEnDemeure, ReconnaissanceDeDette

ID = "reconnaissance"
TITLE = "Reconnaissance de dette"


def wanted(matter: Matter) -> bool:
    """Once the debtor acknowledged the debt in a way that leaves its proof open, and as long as nothing else answered it.

    A later mise en demeure or agreement has taken its place.
    """
    told = events(matter)
    said = [e for e in told if isinstance(e, ReconnaissanceDeDette)]
    if not said or any(e.handwritten or e.weight == "certaine" for e in said):
        return False
    overtaken = any(isinstance(e, MiseEnDemeure | Accord) and e.date >= said[-1].date for e in told)
    return not overtaken and may_be_asked(matter)


def draft(matter: Matter) -> tuple[Document, ...]:
    """The text for one debtor, for all that is due."""
    return (contract.signed_text(matter, contract.blank(matter, ID, TITLE), contract.reasons(matter), ID, {}),)
