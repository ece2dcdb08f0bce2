"""What one thing that came in is held to be: the files that it would make, where, and why; or why it makes none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic

Standing = Literal["new", "known", "unsure", "unplaced", "refused", "other"]
STANDING_FR: Mapping[Standing, str] = {
    "new": "nouveau", "known": "déjà là", "unsure": "à confirmer", "unplaced": "non placé", "refused": "refusé",
    "other": "sans rapport",
}  # fmt: skip
"""new: its files are to be written; known: it is there already, nothing to do; unsure: it fits, but by too little (`files`, if there
are any, are written once a person confirms); unplaced: no case fits; refused: it may not be written at all; other: part of a list, such as
a movement of a bank, in which nothing speaks for any case: it is told, and nobody has to look at it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that came in. `source` is the file that it came from, as the person named it.

    `words` are French lines: what it is, then what would be written of it. `origin` is what it is known by, whatever its file is
    called (`facture:123456782:F-2026-014`, `message:<…>`, `releve:…`), '' when nothing tells it from another. `case` is the id
    of the case, '' when it has none. `files` are new files by their paths from the workspace, `replacing` the SHA-256 that those
    must still have which take the place of a former version. `findings` are what is wrong or worth a look.
    """

    source: str
    standing: Standing
    words: tuple[str, ...]
    why: str = ""
    origin: str = ""
    case: str = ""
    files: Mapping[str, bytes | Blob] = field(default_factory=dict)
    replacing: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether somebody has to look at it: it was neither written nor there already."""
        return self.standing in ("unsure", "unplaced", "refused")
