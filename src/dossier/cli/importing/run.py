"""The work of `dossier import`: the workspace is held, the files become proposals, they are told, and those that may be are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from dossier.cli.exits import ExitCode, Failure
from dossier.cli.findings import chosen
from dossier.cli.importing.gather import Aside, Gathered, gather
from dossier.cli.importing.telling import confirmed, tell, tell_json
from dossier.cli.progress import Bar
from dossier.cli.session import Session
from dossier.cli.workshop import cores, runner
from dossier.ground.catalogue import found
from dossier.ground.spans import Span
from dossier.intake.desk import Desk
from dossier.intake.movements import ACCEPTED
from dossier.intake.proposal import Proposal
from dossier.intake.propose import propose
from dossier.intake.source import NEW_CASE, Asked
from dossier.load.workspace import load_workspace
from dossier.publish.entries import Content, write_entries, writing

_TOGETHER, _HEAVY = 100, 64 * 1024 * 1024
"""Files and bytes that are written in one go: each goes to the disk whole, and all of a go or none."""


def import_files(session: Session, names: Sequence[str], asked: Asked, dry_run: bool, form: str) -> ExitCode:
    """Import the files that are named, and those of named folders; 1 when something could not be placed."""
    gathered = gather(names, session.start)
    with ExitStack() as stack:
        handles = [] if dry_run else [stack.enter_context(writing(session.root))]
        world = session.world()
        workspace = load_workspace(world)
        if workspace.settings is None:
            raise Failure("dossier.yaml ne se lit pas", "dossier check dit pourquoi")
        if asked.case and asked.case != NEW_CASE:
            broken = [case.id for case in workspace.broken]
            chosen([*(case.id for case in workspace.cases), *broken], [asked.case])
            if asked.case in broken:
                raise Failure(f"l’affaire « {asked.case} » est illisible", f"dossier check {asked.case} dit pourquoi")
        asked = replace(asked, tables=tuple(table.titles for table in workspace.settings.bank_tables))
        bar = stack.enter_context(Bar(not session.quiet and form == "text"))
        workers = min(cores(), max(1, len(gathered.sources) // 4))
        pool = stack.enter_context(runner(session, workers=workers, inherited=handles, bar=bar))
        found_all = propose(gathered.sources, Desk(world, workspace, asked), pool)
        accepted = [] if dry_run or form == "json" else confirmed(session, found_all)
        if accepted:
            # What a person accepts changes what comes after it: the whole is proposed again, with the answers.
            more = {**asked.more, ACCEPTED: "\n".join(accepted)}
            found_all = propose(gathered.sources, Desk(world, workspace, replace(asked, more=more)), pool)
        proposals = (*found_all, *map(_refused, _grave(gathered)))
        if not dry_run:
            for files, replacing in _goes(proposals):
                write_entries(session.root, files, replacing)
    (tell_json if form == "json" else tell)(session, proposals, [a for a in gathered.aside if not a.grave], dry_run)
    return ExitCode.FOUND if any(proposal.counts for proposal in proposals) else ExitCode.FINE


def _grave(gathered: Gathered) -> list[Aside]:
    return [aside for aside in gathered.aside if aside.grave]


def _refused(aside: Aside) -> Proposal:
    return Proposal(aside.path, "refused", ("fichier",), aside.why, findings=(found("DC811", aside.why, Span(aside.path)),))


def _goes(proposals: Sequence[Proposal]) -> Iterator[tuple[dict[str, Content], dict[str, str]]]:
    """The files of whole proposals, a hundred or so at a time; a list that grows twice is written once, as it is in the end."""
    files: dict[str, Content] = {}
    replacing: dict[str, str] = {}
    weight = 0
    for proposal in proposals:
        if proposal.standing != "new":
            continue
        size = sum(len(c) if isinstance(c, bytes) else c.size for c in proposal.files.values())
        if files and (len(files) + len(proposal.files) > _TOGETHER or weight + size > _HEAVY):
            yield files, replacing
            files, replacing, weight = {}, {}, 0
        for path, content in proposal.files.items():
            if path in proposal.replacing and path not in files:
                replacing[path] = proposal.replacing[path]
            files[path] = content
        weight += size
    if files:
        yield files, replacing
