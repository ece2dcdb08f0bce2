"""The value that a kind makes and `settling` writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.cli.adding.evidence import Brought
    from dossier.cli.adding.weighing import New


@dataclass(frozen=True, slots=True)
class Addition:
    """What is about to be written: a file with its whole text, what of it is new, and the pieces that come with it.

    `new` is where the entry stands in the file; None for what no pass reads.
    """

    kind: str
    case: str
    path: str
    text: bytes
    added: str
    new: New | None
    pieces: tuple[Brought, ...] = ()
    copies: Mapping[str, bytes] = field(default_factory=dict)
