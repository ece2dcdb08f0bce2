"""The readers of what comes in, in the order in which they are asked; a new one is a module of `intake/readers/` and a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from dossier.ground.jobs import Job, Outcome
from dossier.intake.desk import Desk
from dossier.intake.proposal import Proposal
from dossier.intake.readers import bank, einvoice, fec, mail, scan
from dossier.intake.source import Asked, Source


class Reader(Protocol):
    """A module that reads one kind of file. All files of one reader become proposals before the next reader is asked."""

    def takes(self, source: Source) -> bool:
        """Whether a file may be of this kind, by its name and its first bytes."""
        ...

    def job(self, source: Source, asked: Asked) -> Job:
        """The job that reads it: foreign bytes are opened in a worker only."""
        ...

    def rank(self, outcome: Outcome) -> str:
        """Where a file stands among those of this reader: they become proposals in this order, whatever order they came in."""
        ...

    def proposals(self, source: Source, outcome: Outcome, desk: Desk) -> Sequence[Proposal] | None:
        """What it holds; None when it is not of this kind after all, and the next reader is asked.

        A proposal to be written is made on a `desk.draft(…)` and given to `desk.accept`, so that the next ones know of it.
        """
        ...


READERS: Mapping[str, Reader] = {"einvoice": einvoice, "mail": mail, "fec": fec, "bank": bank, "scan": scan}
"""Invoices before messages and money: a message may name an invoice that came in with it, and money pays it. A scan is what nobody else takes."""
