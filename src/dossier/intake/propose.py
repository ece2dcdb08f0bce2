"""From files to proposals: each reader in turn is asked for its own, and what nobody reads is told."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.ground.catalogue import found
from dossier.ground.jobs import Outcome, Runner
from dossier.ground.spans import Span
from dossier.intake.desk import Desk
from dossier.intake.proposal import Proposal
from dossier.intake.registry import READERS, Reader
from dossier.intake.source import Source

AT_ONCE = 64
"""Files whose jobs are given to the runner together."""


def propose(sources: Sequence[Source], desk: Desk, runner: Runner) -> tuple[Proposal, ...]:
    """A proposal or several for each file, in the order in which they are to be written."""
    left = list(sources)
    made: list[Proposal] = []
    for reader in READERS.values():
        mine = [source for source in left if reader.takes(source)]
        taken: set[str] = set()
        for source, outcome in _read(reader, mine, desk, runner):
            rows = _died(source, outcome) or reader.proposals(source, outcome, desk)
            if rows is not None:
                made += rows
                taken.add(source.path)
        left = [source for source in left if source.path not in taken]
    return (*made, *(_unknown(source) for source in left))


def _read(reader: Reader, sources: Sequence[Source], desk: Desk, runner: Runner) -> list[tuple[Source, Outcome]]:
    """The files with what their jobs found, in the order of the reader."""
    rows: list[tuple[Source, Outcome]] = []
    for some in _batches(sources):
        rows += zip(some, runner.run([reader.job(source, desk.asked) for source in some]), strict=True)
    return sorted(rows, key=lambda row: (reader.rank(row[1]), row[0].path))


def _batches(sources: Sequence[Source]) -> list[Sequence[Source]]:
    return [sources[at : at + AT_ONCE] for at in range(0, len(sources), AT_ONCE)]


def _died(source: Source, outcome: Outcome) -> list[Proposal] | None:
    """A job that ran into a limit, or whose process died."""
    problem = next((p for p in outcome.problems if p.code == "DC801"), None)
    if problem is None:
        return None
    fault = found("DC811", f"la lecture de ce fichier a été arrêtée : {problem.message.partition(' : ')[2]}", Span(source.path))
    return [Proposal(source.path, "refused", ("fichier",), fault.message, findings=(fault,))]


def _unknown(source: Source) -> Proposal:
    fault = found("DC810", "format inconnu : ni facture électronique, ni courriel, ni pièce qui se montre", Span(source.path))
    return Proposal(source.path, "unplaced", ("fichier",), fault.message, findings=(fault,))
