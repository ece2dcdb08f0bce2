"""What a file of evidence is read within: its name, its place in a piece, and what is left of the limits of that piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dossier.pdf.clean import Cleaned
from dossier.pdf.limits import MAX_ANNEXES, MAX_PAGES, MAX_PRINTED


@dataclass(slots=True)
class Budget:
    """What the files inside one piece may still use: how many are shown, how many printed (messages, texts, invoices), and pages."""

    shown: int = MAX_ANNEXES
    printed: int = MAX_PRINTED
    pages: int = MAX_PAGES


@dataclass(frozen=True, slots=True)
class Room:
    """The name of a file, its place among the files of its piece ('' for the piece itself, '2', '2.1'), and how deep that is.

    `number` is the planned number of the piece, '' when pages need not print it. `read` opens a file inside this one; it gives
    its form and what is shown of it.
    """

    name: str
    read: Callable[[bytes, Room], tuple[str, Cleaned]]
    number: str = ""
    label: str = ""
    budget: Budget = field(default_factory=Budget)

    @property
    def depth(self) -> int:
        """0 for the piece itself."""
        return len(self.label.split(".")) if self.label else 0

    def inside(self, name: str, place: int) -> Room:
        """The room of the file that is number *place*, from 1, inside this one."""
        return replace(self, name=name, label=f"{self.label}.{place}" if self.label else str(place))

    def printed(self, label: str) -> str:
        """A place as pages print it: with the number of the piece, where it is known."""
        return f"{self.number}.{label}" if self.number else label
