"""Which state of a workspace something was made from: its commit, and its files by their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dossier.ground.blobs import Blob


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit by its shortened name; `modified` when files of the workspace are no longer what it holds."""

    short: str
    modified: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a compilation read: how many, and one SHA-256 over all of them.

    The digest is that of lines `sha256  path` in path order, as `sha256sum` prints them.
    """

    count: int
    digest: str


def sources_of(world: Any) -> Sources | None:
    """What a world that keeps a record has read so far; None for one that keeps none."""
    inputs: Mapping[str, Blob] | None = getattr(world, "inputs", None)
    if not inputs:
        return None
    lines = "".join(f"{blob.sha256}  {path}\n" for path, blob in sorted(inputs.items()))
    return Sources(len(inputs), hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest())
