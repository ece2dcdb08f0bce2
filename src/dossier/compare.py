"""What changed in law and money between two states of a workspace: stages, amounts, time limits, pieces, findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.appraise import appraise, law_of
from dossier.claim.claim import Claim, Totals
from dossier.ground.diagnostics import Diagnostic
from dossier.ground.money import Money
from dossier.ground.world import Unreadable, World
from dossier.load.workspace import load_workspace
from dossier.pieces.changes import Listed, PieceChange, changes, listed
from dossier.pieces.plan import candidates, closed_files
from dossier.procedure.stage import Deadline, Stage, Trace

Kind = Literal["added", "removed", "changed"]

FIGURES: tuple[tuple[str, str], ...] = (
    ("principal", "principal"), ("interest", "intérêts"), ("indemnity", "indemnités"), ("penalty", "clause pénale"),
    ("costs", "frais"), ("paid", "versements"), ("not_due", "à échoir"), ("due", "reste dû"),
)  # fmt: skip
"""The totals that are compared, by their name in the JSON contract, with the French word."""

_POINTER = re.compile(rb"\Aversion https://git-lfs\.github\.com/spec/v1\n(?:[^\n]*\n)*?oid sha256:([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as one state of the workspace has it; claim and stage are None when it could not be read."""

    claim: Claim | None
    stage: Stage | None
    pieces: tuple[Listed, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A debtor whose stage or overlays changed; `reasons` are the facts that the later state has and the earlier has not."""

    debtor: str
    before: str
    after: str
    overlays_before: tuple[str, ...]
    overlays_after: tuple[str, ...]
    reasons: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A total that changed; None where it is not known."""

    name: str
    title: str
    before: Money | None
    after: Money | None


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A time limit that came, went, or changed its days or its state."""

    kind: Kind
    before: Deadline | None
    after: Deadline | None

    @property
    def limit(self) -> Deadline:
        """The limit as it is, or was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What changed in one case. `kind` says whether the case itself came, went or stayed."""

    case: str
    kind: Kind
    moves: tuple[Move, ...] = ()
    money: tuple[Figure, ...] = ()
    limits: tuple[LimitChange, ...] = ()
    pieces: tuple[PieceChange, ...] = ()
    findings: tuple[tuple[Kind, Diagnostic], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return self.kind == "changed" and not (self.moves or self.money or self.limits or self.pieces or self.findings)


def standings(world: World, names: Sequence[str] = ()) -> dict[str, Standing]:
    """Every case of a world, or those of *names*, up to its stage, with its bordereau."""
    workspace = load_workspace(world)
    law = law_of(workspace)
    found = {broken.id: Standing(None, None, (), broken.diagnostics) for broken in workspace.broken}
    for case in workspace.cases:
        if names and case.id not in names:
            continue
        done = appraise(case, law, world)
        digests = {path: _digest(world, f"{case.folder}/{path}") for path in candidates(case, world.today)}
        digests |= {path: _digest(world, f"{case.folder}/{path}") for path in closed_files(case, world.today, digests)}
        found[case.id] = Standing(done.claim, done.stage, listed(case, world.today, digests), done.diagnostics)
    return {name: found[name] for name in sorted(found) if not names or name in names}


def _digest(world: World, path: str) -> str:
    """The SHA-256 of a piece; of a pointer to large-file storage, that of the file that it points to."""
    try:
        blob = world.blob(path)
        pointer = _POINTER.match(blob.read()) if blob.size < 1024 else None
    except Unreadable:
        return ""
    return pointer[1].decode() if pointer else blob.sha256


def compare(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[CaseChange, ...]:
    """What changed from one state to another, by case; cases in which nothing did are left out."""
    changes = (_case(name, before.get(name), after.get(name)) for name in sorted({*before, *after}))
    return tuple(change for change in changes if not change.empty)


def _case(name: str, old: Standing | None, new: Standing | None) -> CaseChange:
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    nothing = Standing(None, None, (), ())
    first, last = old or nothing, new or nothing
    return CaseChange(
        name, kind, _moves(first.stage, last.stage), _money(first.claim, last.claim), _limits(first.stage, last.stage),
        changes(first.pieces, last.pieces), _findings(first.diagnostics, last.diagnostics),
    )  # fmt: skip


def _moves(old: Stage | None, new: Stage | None) -> tuple[Move, ...]:
    was = {d.id: d for d in old.debtors} if old else {}
    now = {d.id: d for d in new.debtors} if new else {}
    known = {(t.date, t.fact.file, t.effect, t.debtor) for t in old.trace} if old else set()
    moves = []
    for debtor in (*now, *(d for d in was if d not in now)):
        a, b = was.get(debtor), now.get(debtor)
        if a and b and (a.stage, a.overlays) == (b.stage, b.overlays):
            continue
        fresh = [t for t in new.trace if t.debtor in ("", debtor) and _key(t) not in known] if new else []
        moves.append(
            Move(
                debtor, a.stage if a else "", b.stage if b else "", a.overlays if a else (), b.overlays if b else (), tuple(fresh)
            )
        )
    return tuple(moves)


def _key(trace: Trace) -> tuple[date, str, str, str]:
    return (trace.date, trace.fact.file, trace.effect, trace.debtor)


def _money(old: Claim | None, new: Claim | None) -> tuple[Figure, ...]:
    rows = []
    for name, title in FIGURES:
        a, b = _total(old.totals if old else None, name), _total(new.totals if new else None, name)
        known = (old is None or a is not None) and (new is None or b is not None)
        gone = (a is None or not a.cents) and (b is None or not b.cents) and known
        if a != b and not gone:
            rows.append(Figure(name, title, a, b))
    a, b = old.per_day if old else None, new.per_day if new else None
    if a != b:
        rows.append(Figure("per_day", "par jour", a, b))
    return tuple(rows)


def _total(totals: Totals | None, name: str) -> Money | None:
    amount: Money | None = getattr(totals, name) if totals else None
    return amount


def _limits(old: Stage | None, new: Stage | None) -> tuple[LimitChange, ...]:
    was, now = _by_name(old.deadlines if old else ()), _by_name(new.deadlines if new else ())
    rows: list[LimitChange] = []
    for name in sorted({*was, *now}):
        a, b = was.get(name), now.get(name)
        if a is None or b is None:
            rows.append(LimitChange("added" if a is None else "removed", a, b))
        elif (a.last_day, a.safe_day, a.state) != (b.last_day, b.safe_day, b.state):
            rows.append(LimitChange("changed", a, b))
    return tuple(sorted(rows, key=lambda row: (row.limit.safe_day, row.limit.id, row.limit.debtor, row.limit.invoice)))


def _by_name(limits: Iterable[Deadline]) -> dict[tuple[str, str, str, str, int], Deadline]:
    """The limits by what names them; of several with one name, by their order."""
    found: dict[tuple[str, str, str, str, int], Deadline] = {}
    for limit in limits:
        number = 0
        while (limit.id, limit.debtor, limit.invoice, limit.act, number) in found:
            number += 1
        found[limit.id, limit.debtor, limit.invoice, limit.act, number] = limit
    return found


def _findings(old: Iterable[Diagnostic], new: Iterable[Diagnostic]) -> tuple[tuple[Kind, Diagnostic], ...]:
    """Findings that came or went; one that only moved to another line did neither."""
    was = {(d.code, d.span.file, d.message): d for d in old}
    now = {(d.code, d.span.file, d.message): d for d in new}
    rows: list[tuple[Kind, Diagnostic]] = [("added", now[name]) for name in sorted(set(now) - set(was))]
    return (*rows, *(("removed", was[name]) for name in sorted(set(was) - set(now))))
