"""A file that came in, before anybody knows what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.ground.blobs import Blob

HEAD = 4096
"""Bytes of the beginning of a file by which a reader knows its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """`path` is the file as the person named it, `name` its last part, `head` its first bytes; `blob` reads it again when needed."""

    path: str
    name: str
    head: bytes
    blob: Blob

    @property
    def ending(self) -> str:
        """`pdf`: what stands behind the last point of the name, in small letters, '' for none."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person said beside the files: a case's id or `new`, '' for none; and what only some readers look at, by name.

    `tables` are the columns of tables by what they hold, one for each bank that `dossier.yaml` names.
    """

    case: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Mapping[str, str], ...] = ()


NEW_CASE = "new"
