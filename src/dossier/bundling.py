"""The volumes of all cases: planned, printed and bound until they hold under what a profile lets them weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.appraise import Appraised
from dossier.bundle.bind import bind_jobs, bound, overweight
from dossier.bundle.front import front_documents
from dossier.bundle.plan import plan_cuts, room_of
from dossier.bundle.volume import Volume
from dossier.documents.document import Printed
from dossier.ground.jobs import Runner
from dossier.model.case import Workspace
from dossier.model.profile import Profile
from dossier.pieces.bordereau import Bordereau
from dossier.steps import print_all, spread

PLANS = 7
"""How often the volumes of a bundle are planned; the last plan gives each piece a volume of its own."""


def rows_of(
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    papers: Sequence[tuple[Printed, ...]],
    fronts: Sequence[tuple[Printed, ...]],
) -> Iterator[tuple[Appraised, Bordereau, tuple[Printed, ...], tuple[Printed, ...]]]:
    """The four columns that the bundle is made of, case by case."""
    return zip(cases, bordereaux, papers, fronts, strict=True)


def bind_cases(
    workspace: Workspace,
    runner: Runner,
    cases: Sequence[Appraised],
    bordereaux: Sequence[Bordereau],
    papers: Sequence[tuple[Printed, ...]],
    profile: Profile,
) -> tuple[list[tuple[Printed, ...]], list[tuple[Volume, ...]]]:
    """The printed fronts and the volumes of each case. A volume is weighed once it is bound; one that is larger than the
    profile lets it be is planned anew with less room, until only pieces that stand alone are too large.
    """
    rooms = [room_of(profile) for _ in cases]
    for left in reversed(range(PLANS)):
        cuts = [plan_cuts(b, p, room) for b, p, room in zip(bordereaux, papers, rooms, strict=True)]
        fronts = _print_fronts(workspace, runner, list(zip(cases, bordereaux, papers, cuts, strict=True)))
        rows = list(zip(rows_of(cases, bordereaux, papers, fronts), cuts, strict=True))
        bindings = spread(runner, [bind_jobs(*row, cut, profile) for row, cut in rows])
        volumes = [bound(*row, done, cut, profile) for (row, cut), done in zip(rows, bindings, strict=True)]
        over = [overweight(group, room_of(profile)) for group in volumes]
        if not any(weight.bytes or weight.pages for weight in over):
            break
        rooms = [room.less(weight) if left > 1 else room.least() for room, weight in zip(rooms, over, strict=True)]
    return fronts, volumes


def _print_fronts(
    workspace: Workspace, runner: Runner, rows: Sequence[tuple[Appraised, Bordereau, tuple[Printed, ...], tuple[int, ...]]]
) -> list[tuple[Printed, ...]]:
    """Covers and list of each case, printed again until the pages that they name no longer move."""
    fronts: list[tuple[Printed, ...]] = [() for _ in rows]
    for _ in range(5):  # the bordereau names pages of the bundle, hence depends on its own length
        lengths = [[paper.pages for paper in group] for group in fronts]
        sheets = [front_documents(workspace, c, b, p, f, cut) for (c, b, p, cut), f in zip(rows, fronts, strict=True)]
        fronts = print_all(runner, sheets)
        if lengths == [[paper.pages for paper in group] for group in fronts]:
            return fronts
    raise RuntimeError("the page numbers of a bordereau do not settle")
