"""What a kind of document is: a module that satisfies this protocol, with its line in `registry.py`."""

from __future__ import annotations

from typing import Protocol

from dossier.documents.document import Document
from dossier.documents.matter import Matter


class Kind(Protocol):
    """A letter or an act.

    `ID` is what `Step.document` names; `TITLE` is French. `draft` returns its documents, one or more, withheld ones included.
    """

    ID: str
    TITLE: str

    def draft(self, matter: Matter) -> tuple[Document, ...]:
        """The documents of this kind for one step and one debtor."""
        ...


class OccasionalKind(Kind, Protocol):
    """A document that no step asks for: a statement of account, a receipt, the notice of a broken promise."""

    def wanted(self, matter: Matter) -> bool:
        """Whether the facts of the case call for it today, for the debtor of *matter*; its own gate may still withhold it."""
        ...
