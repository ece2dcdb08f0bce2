"""What changed from one bordereau to another: pieces that came, went, were withdrawn, changed name, bytes or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.ground.french import typo_fr
from dossier.model.case import Case
from dossier.pieces.plan import Planned, plan_numbers

Kind = Literal["removed", "added", "withdrawn", "changed"]
_ORDER: tuple[Kind, ...] = ("removed", "added", "withdrawn", "changed")


@dataclass(frozen=True, slots=True)
class Listed:
    """A piece as a bordereau lists it; `path` is from the workspace, `sha256` '' when the file is not there."""

    number: int
    path: str
    title: str
    sha256: str
    communicated: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PieceChange:
    """A piece that changed; `before` is None for one that came, `after` for one that went."""

    kind: Kind
    before: Listed | None
    after: Listed | None

    @property
    def piece(self) -> Listed:
        """The piece as it is, or was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def only_number(self) -> bool:
        """Whether nothing but its number changed: one that was not communicated gave way to another."""
        a, b = self.before, self.after
        return self.kind == "changed" and a is not None and b is not None and _same_but_number(a, b)


def listed(case: Case, today: date, digests: Mapping[str, str]) -> tuple[Listed, ...]:
    """The pieces of a case by number; *digests* are SHA-256 by path from the case's folder, '' or absent for what is not there."""
    known = {path: digest for path, digest in digests.items() if digest}
    return tuple(_listed(case, today, piece, known) for piece in plan_numbers(case, today, known).pieces)


def _listed(case: Case, today: date, piece: Planned, digests: Mapping[str, str]) -> Listed:
    frozen = piece.frozen
    title = frozen.title if frozen and frozen.title else piece.citations[0].title if piece.citations else piece.path
    digest = frozen.sha256 if frozen and piece.withdrawn else digests.get(piece.path, "")
    given = frozen is not None and (frozen.communicated_on is None or frozen.communicated_on <= today)
    return Listed(piece.number, f"{case.folder}/{piece.path}", typo_fr(title), digest, given, piece.withdrawn)


def changes(old: Sequence[Listed], new: Sequence[Listed]) -> tuple[PieceChange, ...]:
    """What changed, by number.

    A piece is the same one when its path is, else its content, else the number under which it was communicated.
    """
    pairs = _pairs(old, new)
    rows = [PieceChange(_kind(a, b), a, b) for a, b in pairs if a != b]
    return tuple(sorted(rows, key=lambda row: (row.piece.number, _ORDER.index(row.kind), row.piece.path)))


def _kind(a: Listed | None, b: Listed | None) -> Kind:
    if a is None or b is None:
        return "added" if a is None else "removed"
    return "withdrawn" if b.withdrawn and not a.withdrawn else "changed"


def _pairs(old: Sequence[Listed], new: Sequence[Listed]) -> list[tuple[Listed | None, Listed | None]]:
    before, after = list(old), list(new)
    pairs: list[tuple[Listed | None, Listed | None]] = []
    for same in (_same_communicated, _same_path, _same_content):
        for a in tuple(before):
            b = next((b for b in after if same(a, b)), None)
            if b is not None:
                pairs.append((a, b))
                before.remove(a)
                after.remove(b)
    return [*pairs, *((a, None) for a in before), *((None, b) for b in after)]


def _same_communicated(a: Listed, b: Listed) -> bool:
    return a.communicated and b.communicated and a.number == b.number


def _same_path(a: Listed, b: Listed) -> bool:
    return a.path == b.path


def _same_content(a: Listed, b: Listed) -> bool:
    return bool(a.sha256) and a.sha256 == b.sha256


def _same_but_number(a: Listed, b: Listed) -> bool:
    return (a.path, a.title, a.sha256, a.communicated, a.withdrawn) == (b.path, b.title, b.sha256, b.communicated, b.withdrawn)
