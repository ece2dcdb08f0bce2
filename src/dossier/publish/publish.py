"""From a Tree to its folder: built beside it, flushed to the disk, then put in its place in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.ground.blobs import Blob
from dossier.ground.world import checked_parts
from dossier.publish import manifest as manifests
from dossier.publish.lock import held
from dossier.publish.record import known_files, remember
from dossier.publish.swap import exchange, flush
from dossier.publish.target import MARKER, check_target, clear_left_overs, former_place, remove_output, spare_place
from dossier.site.tree import Tree

_MARK = "Sortie de dossier : ce dossier est remplacé à chaque production, n’y modifiez rien.\n".encode()

Step = Callable[[str], None]
"""Told the name of every step before it is done: how tests stop a publication anywhere."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: files written, taken over unchanged from the former output, and gone since.

    `unchanged` is True when the output was already this one and nothing was touched.
    """

    target: Path
    written: int
    kept: int
    removed: int
    unchanged: bool = False


def publish(
    tree: Tree,
    target: Path,
    *,
    root: Path,
    record: Path,
    inputs: Mapping[str, Blob],
    day: date,
    patience: float = 30,
    step: Step = lambda name: None,
) -> Published:
    """Make *target* hold exactly *tree*, its manifest and the marker, all or nothing.

    Killed at any moment, it leaves the former output or the new one, and the next call clears the rest. *record* is
    where the state of the output is remembered; *patience* the seconds to wait for another publication beside this one.
    Raises `Locked` when that is not over by then, `Refused` for a target that may not be replaced, `Changed` for a
    blob whose bytes are not what was hashed, `OSError` for the disk; the former output then stands untouched.
    """
    place = check_target(target, root)
    listing = manifests.as_bytes(manifests.manifest(tree, inputs, day))
    blobs = {"/".join(checked_parts(leaf.path)): leaf.blob for leaf in tree.leaves}
    own = {manifests.NAME: Blob.of(listing), MARKER: Blob.of(_MARK)}
    digests = {path: blob.sha256 for path, blob in {**blobs, **own}.items()}
    with held(place.parent, patience):
        clear_left_overs(place)
        former = known_files(record, place)
        if former == digests:
            remember(record, place, digests)
            return Published(place, 0, len(blobs), 0, unchanged=True)
        kept = _replace(place, blobs, own, former, step)
        step("record")
        remember(record, place, digests)
    return Published(place, len(blobs) - len(kept), len(kept), len(former.keys() - digests.keys()))


def _replace(place: Path, blobs: Mapping[str, Blob], own: Mapping[str, Blob], former: Mapping[str, str], step: Step) -> set[str]:
    """Build beside the target and put it in its place; the paths taken over from the former output."""
    spare = spare_place(place)
    step("folder")
    spare.mkdir()
    try:
        (spare / MARKER).write_bytes(own[MARKER].read())
        kept = _fill(spare, place, blobs, former, step)
        step("manifest")
        (spare / manifests.NAME).write_bytes(own[manifests.NAME].read())
        _settle(spare, [path for path in (*blobs, *own) if path not in kept], step)
        _put_in_place(spare, place, step)
    finally:
        with suppress(OSError):
            remove_output(spare)  # the unfinished one, or after the swap the former one
    return kept


def _fill(spare: Path, place: Path, blobs: Mapping[str, Blob], former: Mapping[str, str], step: Step) -> set[str]:
    """Write the files; those that the former output holds with the same bytes are linked from it and returned.

    A link costs nothing and is safe: the former output goes away right after, and nobody writes into either meanwhile.
    """
    kept = set()
    for path, blob in blobs.items():
        step(f"file {path}")
        new = spare / path
        new.parent.mkdir(parents=True, exist_ok=True)
        if former.get(path) == blob.sha256:
            with suppress(OSError):
                os.link(place / path, new, follow_symlinks=False)
                kept.add(path)
                continue
        new.write_bytes(blob.read())
    return kept


def _settle(spare: Path, written: list[str], step: Step) -> None:
    """Wait until the new files, then their folders from the deepest up, are on the disk."""
    for path in written:
        step(f"flush {path}")
        flush(spare / path)
    for folder, _, _ in os.walk(spare, topdown=False):
        step("flush folder")
        flush(Path(folder))


def _put_in_place(spare: Path, place: Path, step: Step) -> None:
    step("swap")
    if not place.exists():
        spare.rename(place)
    elif not exchange(spare, place):
        former = former_place(place)
        place.rename(former)
        step("swap, second half")
        spare.rename(place)
        remove_output(former)
    step("flush parent")
    flush(place.parent)
    step("former output")
