"""The rounds of a build that goes on: first the cases that a change touches, for themselves; then all of it.

One case costs what its own pages and letters cost, however many others there are. What is made of it alone may differ from
what the whole build makes of it by what is counted over all cases (the navigation); the second round puts that right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dossier.compile import Compiled, compile_workspace
from dossier.ground.blobs import Blob
from dossier.ground.diagnostics import Diagnostic, Severity, in_order
from dossier.ground.jobs import Runner
from dossier.ground.world import World
from dossier.serving.narrow import Narrowed
from dossier.serving.news import Finding, News
from dossier.wanted import Wanted

MOST_FINDINGS = 12
"""Findings that a banner lists; the terminal has all."""


@dataclass(frozen=True, slots=True)
class Site:
    """The outputs and the findings as they stand, and the findings that were there when serving began."""

    outputs: Mapping[str, Blob] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    old: frozenset[tuple[str, str, str]] | None = None
    """None before the first whole build."""

    @property
    def fresh(self) -> tuple[Diagnostic, ...]:
        """The errors and warnings that are new since serving began, errors first."""
        loud = [d for d in self.diagnostics if d.severity is not Severity.ADVICE and _name(d) not in (self.old or ())]
        return tuple(sorted(loud, key=lambda d: list(Severity).index(d.severity)))


def whole(site: Site, world: World, runner: Runner, wanted: Wanted) -> Site:
    """The site after a build of all cases."""
    compiled = compile_workspace(world, runner, wanted)
    return _with(site, _outputs(compiled), compiled.diagnostics)


def part(site: Site, world: World, runner: Runner, wanted: Wanted, ids: Collection[str]) -> Site:
    """The site after a build of these cases, the others as they were; pages that count over all cases are left as they were."""
    compiled = compile_workspace(Narrowed(world, ids), runner, replace(wanted, alone=True))
    homes = tuple(f"cases/{id}/" for id in sorted(ids))
    made = _outputs(compiled).items()
    own = {path: _counting_as(site.outputs.get(path), blob, path) for path, blob in made if path.startswith(homes)}
    others = {path: blob for path, blob in site.outputs.items() if not path.startswith(homes)}
    found = [d for d in compiled.diagnostics if _is_of(d, ids)]
    rest = [d for d in site.diagnostics if not _is_of(d, ids)]
    return _with(site, {**others, **own}, (*rest, *found))


_COUNTS = re.compile(r'<nav id="nav".*?</nav>', re.DOTALL)


def _counting_as(former: Blob | None, blob: Blob, path: str) -> Blob:
    """A page with the navigation of the former one, which counted all cases; the whole build will count anew."""
    if former is None or former == blob or not path.endswith(".html"):
        return blob
    html = blob.read().decode("utf-8")
    counts = _COUNTS.search(former.read().decode("utf-8"))
    return Blob.of(_COUNTS.sub(lambda _: counts[0], html, count=1).encode()) if counts else blob


def _is_of(diagnostic: Diagnostic, ids: Collection[str]) -> bool:
    return diagnostic.case in ids or diagnostic.span.file.startswith(tuple(f"cases/{id}/" for id in ids))


def _outputs(compiled: Compiled) -> dict[str, Blob]:
    return {leaf.path: leaf.blob for leaf in compiled.tree.leaves}


def _with(site: Site, outputs: Mapping[str, Blob], diagnostics: Iterable[Diagnostic]) -> Site:
    """What was cured is not old any more: should it come back, it is new."""
    found = in_order(diagnostics)
    names = frozenset(_name(d) for d in found)
    return Site(outputs, found, names if site.old is None else site.old & names)


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """By what a finding is known again when lines above it come and go."""
    return diagnostic.code, diagnostic.span.file, diagnostic.message


def news_of(before: Site, after: Site, busy: str = "", failure: str = "") -> News:
    """What the server must be told to show *after* where it shows *before*."""
    changed = {path: blob for path, blob in after.outputs.items() if before.outputs.get(path) != blob}
    removed = tuple(sorted(before.outputs.keys() - after.outputs.keys()))
    fresh = after.fresh
    shown = tuple(Finding(d.severity.value, d.code, str(d.span) or "dossier", d.message) for d in fresh[:MOST_FINDINGS])
    return News(changed, removed, shown, max(len(fresh) - len(shown), 0), busy, failure)
