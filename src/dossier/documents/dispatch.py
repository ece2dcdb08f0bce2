"""How a letter leaves: its channel, whom it goes to, and what an e-mail says in its place. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dossier.documents.address import Block

Way = Literal["courriel", "courrier", "lrar", "lre"]

POSTED: frozenset[Way] = frozenset({"courrier", "lrar"})
"""The ways that need an envelope; a recommandé électronique goes through its operator, an e-mail as a draft."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Something that a letter says it encloses: its words, and where it is found: pieces by number, documents by id.

    None of both means that nobody but a person can add it.
    """

    words: str
    pieces: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A letter on its way: `text` is what an e-mail says, the same words as the page; '' e-mail addresses are unknown."""

    way: Way
    subject: str
    text: str
    to_name: str
    to_email: str
    block: Block
    from_name: str
    from_email: str
    enclosures: tuple[Enclosure, ...] = ()


def way_of(channel: str, email: str) -> Way:
    """The way of a channel of the calendar; a level by telephone is followed by an e-mail, by post where none is known."""
    if channel == "telephone":
        return "courriel" if email else "courrier"
    return channel if channel in ("courriel", "lrar", "lre") else "courrier"  # type: ignore[return-value]


def enclosed(rows: Iterable[str | Enclosure]) -> tuple[Enclosure, ...]:
    """The enclosures of a letter, of which some are words alone."""
    return tuple(row if isinstance(row, Enclosure) else Enclosure(row) for row in rows)
