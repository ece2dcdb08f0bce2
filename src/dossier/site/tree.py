"""The finished output: path to bytes, with the inputs each came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.ground.blobs import Blob
from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked


@dataclass(frozen=True, slots=True)
class Leaf:
    """An output file: its path from `build/`, its bytes, who made it, and the input paths it was made from."""

    path: str
    blob: Blob
    origin: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """All outputs, by path order, each path once."""

    leaves: tuple[Leaf, ...]


def grow(leaves: Iterable[Leaf]) -> Checked[Tree]:
    """A tree of leaves. DC701: two producers of one path (compared without case); the first by origin is kept."""
    kept: dict[str, Leaf] = {}
    diagnostics = []
    for leaf in sorted(leaves, key=lambda leaf: (leaf.path, leaf.origin)):
        known = kept.setdefault(leaf.path.casefold(), leaf)
        if known is not leaf and known.blob != leaf.blob:
            diagnostics.append(
                found("DC701", f"deux sorties veulent le même chemin « {leaf.path} » : {known.origin} et {leaf.origin}")
            )
    return Checked(Tree(tuple(sorted(kept.values(), key=lambda leaf: leaf.path))), tuple(diagnostics))
