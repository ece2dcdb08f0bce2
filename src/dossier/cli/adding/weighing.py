"""What an addition changes, before it is written: the case is appraised without it and with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.appraise import appraise, law_of
from dossier.compare import CaseChange, Standing, compare
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.spans import Span
from dossier.ground.world import World
from dossier.load.workspace import load_workspace
from dossier.pack.world import CaseWorld
from dossier.procedure.stage import Condition, Stage


@dataclass(frozen=True, slots=True)
class New:
    """Where what is new stands: a file, from a line on, to a line (0: to its end)."""

    path: str
    first: int = 1
    last: int = 0

    def holds(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is about what is new, there or where it says that something else does not fit it."""
        return any(self._has(span) for span in (diagnostic.span, *(span for span, _ in diagnostic.related)))

    def _has(self, span: Span) -> bool:
        if span.file != self.path or not self.path:
            return False
        # Without a line it is about the whole file, which was sound before.
        return not span.line or (span.line >= self.first and (not self.last or span.line <= self.last))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The case before and after. `met` are conditions that were not met before, with the title of their action.

    `faults` are errors of the new entry itself; `unread` says that one of them keeps it from being read at all.
    `news` are all findings that the addition brings, `gone` those that it ends.
    """

    before: Standing | None
    after: Standing | None
    change: CaseChange | None
    met: tuple[tuple[str, Condition], ...]
    news: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def unread(self) -> bool:
        """Whether the new entry cannot be read: its own fields are wrong."""
        return any(fault.code.startswith("DC1") for fault in self.faults)


def weigh(world: World, case: str, files: Mapping[str, bytes], new: New) -> Weighed:
    """Compare a case as it is with what it is with *files* written, on the world's day. No evidence is opened."""
    before, after = _standing(CaseWorld(world, case), case), _standing(CaseWorld(world, case, files), case)
    changes = compare({case: before} if before else {}, {case: after} if after else {})
    findings = changes[0].findings if changes else ()
    news = tuple(d for kind, d in findings if kind == "added")
    faults = tuple(d for d in news if d.severity is Severity.ERROR and new.holds(d))
    met = _met(before.stage if before else None, after.stage if after else None)
    gone = tuple(d for kind, d in findings if kind == "removed")
    return Weighed(before, after, changes[0] if changes else None, met, news, gone, faults)


def _standing(world: World, case: str) -> Standing | None:
    """The case up to its stage, None when there is none; what the pieces are is not looked at."""
    workspace = load_workspace(world)
    broken = next((one for one in workspace.broken if one.id == case), None)
    if broken is not None:
        return Standing(None, None, (), broken.diagnostics)
    found = next((one for one in workspace.cases if one.id == case), None)
    if found is None:
        return None
    done = appraise(found, law_of(workspace), world)
    return Standing(done.claim, done.stage, (), done.diagnostics)


def _met(before: Stage | None, after: Stage | None) -> tuple[tuple[str, Condition], ...]:
    """The conditions that were missing or waited for, and are met now, each once, in the order of the actions."""
    if before is None or after is None:
        return ()
    lacked = {(s.action, s.debtor, c.label) for s in before.next for c in s.conditions if c.state != "met"}
    rows: dict[str, tuple[str, Condition]] = {}
    for step in after.next:
        for condition in step.conditions:
            if condition.state == "met" and (step.action, step.debtor, condition.label) in lacked:
                rows.setdefault(condition.label, (step.title, condition))
    return tuple(rows.values())
