"""What the builder tells the server after each round: outputs that changed, findings, and what is going on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.ground.blobs import Blob


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as the banner shows it: where (`cases/x/journal.yaml:3:5`), which page explains it, what it says."""

    severity: str
    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class News:
    """The outputs that changed, by path, and those that went; all of them are kept when both are empty.

    `findings` are those that were not there when serving began, the most urgent first; `more` counts those left out. `busy` says
    in French what is being made, '' for nothing; `failure` why the last round came to nothing, '' when it went well.
    """

    changed: Mapping[str, Blob] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    more: int = 0
    busy: str = ""
    failure: str = ""
