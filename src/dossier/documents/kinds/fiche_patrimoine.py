"""What is known of the debtors' estate, for the commissaire de justice alone: made for his pack, in no build and no bundle.

It states what was seen, where and when; nothing in it is a proof. In no registry: no step and no fact calls for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.documents.document import Document
from dossier.documents.matter import Matter, Press
from dossier.documents.page import Content, finished, running_heads
from dossier.documents.parties import called, identity
from dossier.documents.transmission import ROLES
from dossier.ground.french import long_day, short_day, upper_first
from dossier.model.party import Debtor

ID = "fiche_patrimoine"
TITLE = "Fiche de patrimoine"


def wanted(matter: Matter) -> bool:
    """Whether anything is known of the estate of a debtor of the case."""
    return any(debtor.assets for debtor in matter.case.debtors)


def draft(matter: Matter) -> tuple[Document, ...]:
    """One sheet for all debtors of whom something is known."""
    blank = Document(matter.case.id, "fiche-patrimoine", ID, TITLE, "withheld", matter.today, "", "", "table")
    press = Press(matter)
    values = {
        "date": long_day(matter.today),
        "debiteurs": [_debtor(debtor) for debtor in matter.case.debtors if debtor.assets],
    }
    body = press.fill("acts/fiche-patrimoine.html.j2", values)
    return (finished(matter, press, blank, Content(running_heads(matter, TITLE) + body, body), ()),)


def _debtor(debtor: Debtor) -> Mapping[str, Any]:
    return {
        "nom": upper_first(called(debtor)),
        "qualite": ROLES[debtor.role],
        "lignes": identity(debtor),
        "elements": [
            {
                "nature": upper_first(asset.nature),
                "detail": asset.detail,
                "source": asset.source or "non indiquée",
                "date": short_day(asset.date) if asset.date else "",
            }
            for asset in debtor.assets
        ],
    }
