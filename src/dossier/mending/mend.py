"""All files of a workspace that an edit is sure to mend, in rounds: what one edit makes readable, the next may mend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dossier.check.check import check
from dossier.ground.diagnostics import Diagnostic, Fix
from dossier.ground.overlay import Overlay
from dossier.ground.world import Unreadable, World
from dossier.law.parameters import shipped_law
from dossier.load.accepted import accepted_writings
from dossier.load.workspace import load_workspace
from dossier.mending.edit import edited

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Mended:
    """The files that change, by path, as they were and as they become; and the edits made, round by round."""

    former: Mapping[str, bytes]
    files: Mapping[str, bytes]
    made: tuple[Fix, ...]


def mend(world: World, names: Collection[str] = ()) -> Mended:
    """Make every edit that is certain in the files of the cases *names*, of all for none, and of the workspace.

    A second call on the result finds nothing to do. Nothing is written.
    """
    former: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    made: list[Fix] = []
    mended = Overlay(world)
    for _ in range(_ROUNDS):
        wanted = _by_file(_offered(mended, names))
        before = len(made)
        for path, fixes in wanted.items():
            try:
                data = mended.read(path)
            except Unreadable:
                continue
            done = edited(data, fixes, path)
            if done.made:
                former.setdefault(path, data)
                files[path] = done.data
                mended.put({path: done.data})
                made += done.made
        if len(made) == before:
            break
    changed = {path for path, data in files.items() if data != former[path]}
    return Mended({p: former[p] for p in sorted(changed)}, {p: files[p] for p in sorted(changed)}, tuple(made))


def _offered(world: World, names: Collection[str]) -> Iterator[Fix]:
    """The edits that findings offer, and those of what is accepted but written otherwise than the house does."""
    workspace = load_workspace(world)
    law = shipped_law().extended(workspace.law_values)
    rows: list[Diagnostic] = [*workspace.diagnostics]
    for broken in workspace.broken:
        rows += broken.diagnostics if not names or broken.id in names else ()
    for case in workspace.cases:
        if not names or case.id in names:
            rows += [*case.diagnostics, *check(case, law, world.today)]
    yield from (fix for row in rows for fix in row.fixes)
    folders = [(case.id, case.folder) for case in workspace.cases] + [(case.id, case.folder) for case in workspace.broken]
    yield from accepted_writings(world, [folder for id, folder in folders if not names or id in names])


def _by_file(fixes: Iterator[Fix]) -> dict[str, list[Fix]]:
    """The edits by the file that they change: files of entries alone, never a list of numbers that were communicated."""
    wanted: dict[str, list[Fix]] = {}
    for fix in fixes:
        if fix.span.file.endswith(".yaml"):
            wanted.setdefault(fix.span.file, []).append(fix)
    return dict(sorted(wanted.items()))
