"""From an entry that is made to one that stands on the disk: it is weighed first, then written whole, then told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from dossier.cli.exits import ExitCode, Failure
from dossier.ground.diagnostics import Diagnostic, Severity
from dossier.ground.nearest import nearest, visible
from dossier.ground.world import Unreadable, World

if TYPE_CHECKING:
    from dossier.cli.adding.evidence import Brought
    from dossier.cli.adding.weighing import New, Weighed
    from dossier.cli.session import Session

PATIENCE = 30.0
"""Seconds that a command waits for another one that writes."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What is about to be written: a file with its whole text, what of it is new, and the pieces that come with it.

    `new` is where the entry stands in the file; None for what no pass reads.
    """

    kind: str
    case: str
    path: str
    text: bytes
    added: str
    new: New | None
    pieces: tuple[Brought, ...] = ()
    copies: Mapping[str, bytes] = field(default_factory=dict)


def case_names(world: World) -> list[str]:
    """The folders that are cases."""
    from dossier.load.workspace import CASE_NAME

    return [item.name for item in world.list("cases") if item.kind == "folder" and CASE_NAME.fullmatch(item.name)]


def case_of(world: World, name: str) -> str:
    """The case that was named; the only one where none was. Raises `Failure` for no case, or for one of several not named."""
    known = case_names(world)
    if name in known:
        return name
    if name:
        begins = [one for one in known if one.startswith(name)]
        guess = begins[0] if len(begins) == 1 else nearest(name, known, 0.4)
        hint = (
            f"vouliez-vous dire « {guess} » ?"
            if guess
            else "créez-la : dossier add case"
            if not known
            else "dossier status donne la liste"
        )
        raise Failure(f"l’affaire « {visible(name)} » n’existe pas", hint)
    if len(known) == 1:
        return known[0]
    if not known:
        raise Failure("ce classeur n’a pas encore d’affaire", "créez-la : dossier add case")
    raise Failure("de quelle affaire s’agit-il ?", f"nommez-la : {', '.join(known[:6])}{'…' if len(known) > 6 else ''}")


def settle(
    session: Session, make: Callable[[World], Addition], *, dry_run: bool, force: bool, form: str, day: str = ""
) -> ExitCode:
    """Make an addition of the workspace as it is now, weigh it, write it unless its own fields are wrong, and tell.

    Errors about the entry itself stop it, those that keep it from being read always, the others unless *force*; what it means
    for the rest of the case is told and stops nothing. *day* is that of the entry, '' for none.
    """
    from dossier.cli.adding.weighing import New, weigh
    from dossier.cli.findings import print_findings
    from dossier.pack.world import CaseWorld
    from dossier.publish.entries import finish_or_undo
    from dossier.publish.lock import locked

    with nullcontext() if dry_run else locked(session.root, PATIENCE):
        for path in () if dry_run else finish_or_undo(session.root):
            session.say(f"achevé, une commande ayant été interrompue\u00a0: {visible(path, 200)}")
        world = session.world()
        addition = make(world)
        files = {addition.path: addition.text, **addition.copies}
        weighed = weigh(world, addition.case, files, addition.new or New(""))
        if weighed.faults and (weighed.unread or not force):
            print_findings(weighed.faults, "full", CaseWorld(world, addition.case, files), err=True)
            session.say("rien n’est écrit" + ("" if weighed.unread else "\u202f; --force l’écrit malgré cela"))
            return ExitCode.FOUND
        if not dry_run:
            _write(session, world, addition)
    if form == "json":
        _print_json(session, addition, weighed, dry_run)
    else:
        _print(session, addition, weighed, dry_run, day)
    return ExitCode.FINE


def _write(session: Session, world: World, addition: Addition) -> None:
    """All files or none; a file of which the middle changes is put in its place last, in one step."""
    from dossier.publish.durable import put
    from dossier.publish.entries import write_entries

    former = _former(world, addition.path)
    if former is None:
        write_entries(session.root, {**addition.copies, addition.path: addition.text})
    elif addition.text.startswith(former):
        files = {**addition.copies, addition.path: addition.text}
        write_entries(session.root, files, {addition.path: sha256(former).hexdigest()})
    else:
        if addition.copies:
            write_entries(session.root, addition.copies)
        put(session.root, addition.path, addition.text)


def _former(world: World, path: str) -> bytes | None:
    try:
        return world.read(path)
    except Unreadable:
        return None


def _print(session: Session, addition: Addition, weighed: Weighed, dry_run: bool, day: str) -> None:
    from dossier.cli.findings import echo
    from dossier.report.added import change_lines
    from dossier.report.diagnostics import concise
    from dossier.report.text import shown

    for piece in addition.pieces:
        state = "déjà dans l’affaire" if piece.data is None else "serait copiée" if dry_run else "copiée"
        echo(f"pièce {state}\u00a0: {shown(piece.path)}  (SHA-256 {piece.sha256[:12]}…)")
    echo(f"{'serait écrit' if dry_run else 'écrit'}\u00a0: {shown(addition.path)}")
    if dry_run:
        echo("\n".join(f"  {shown(line)}" for line in addition.added.split("\n") if line))
    for line in change_lines(weighed.change, weighed.met, _names(weighed)) or _unchanged(weighed):
        echo(f"  {line}")
    if day > session.today.isoformat():
        session.say(
            f"cette entrée est datée du {day}, après le jour du calcul ({session.today.isoformat()})\u00a0: elle comptera ce jour-là"
        )
    grave = [d for d in weighed.news if d.severity is not Severity.ADVICE]
    if grave:
        echo(concise(grave), err=True)
    if not dry_run:
        session.say(f"à garder dans git\u00a0: git add {' '.join(_paths(addition))}")
        for command in next_commands(addition, weighed):
            echo(f"ensuite\u00a0: {command}")


def _unchanged(weighed: Weighed) -> list[str]:
    """Where the case stands when the addition moved nothing."""
    from dossier.procedure.stage import STAGE_FR

    stage = weighed.after.stage if weighed.after else None
    return [f"étape inchangée\u00a0: {STAGE_FR[stage.stage].lower()}"] if stage else []


def _print_json(session: Session, addition: Addition, weighed: Weighed, dry_run: bool) -> None:
    from dossier.cli.findings import echo
    from dossier.ground.catalogue import row
    from dossier.report.added import change_json
    from dossier.report.diagnostics import dumps

    stage = weighed.after.stage.stage if weighed.after and weighed.after.stage else None
    data: dict[str, Any] = {
        "schema": "dossier/add/1", "kind": addition.kind, "case": addition.case, "date": session.today.isoformat(), "dry_run": dry_run,
        "path": addition.path, "text": addition.added,
        "pieces": [{"path": p.path, "sha256": p.sha256, "copied": p.data is not None} for p in addition.pieces],
        "stage": stage, **change_json(weighed.change, weighed.met), "diagnostics": [row(d) for d in weighed.news],
        "next": list(next_commands(addition, weighed)),
    }  # fmt: skip
    echo(dumps(data))


def _paths(addition: Addition) -> list[str]:
    from shlex import quote

    return [quote(path) for path in (*addition.copies, addition.path)]


def _names(weighed: Weighed) -> dict[str, str]:
    """The debtors by id, as the appraisal has them."""
    stage = (weighed.after or weighed.before) and (weighed.after or weighed.before).stage  # type: ignore[union-attr]
    return {debtor.id: debtor.id for debtor in stage.debtors} if stage else {}


def next_commands(addition: Addition, weighed: Weighed) -> Sequence[str]:
    """What a person would type next."""
    case = addition.case
    if any(d.severity is Severity.ERROR for d in weighed.news):
        return (f"dossier check {case}",)
    if weighed.after is None or weighed.after.stage is None:
        return (f"dossier check {case}",)
    if addition.kind == "case" or (weighed.after.claim is not None and not weighed.after.claim.invoices):
        return (f"dossier add facture {case}",)
    if _opened(weighed):
        return (f"dossier build --case {case}",)
    return (f"dossier show {case} --section manque",)


def _opened(weighed: Weighed) -> bool:
    """Whether an action that has a document became open with this entry."""
    before = weighed.before.stage if weighed.before else None
    after = weighed.after.stage if weighed.after else None
    was = {(s.action, s.debtor, s.level) for s in before.next if s.readiness == "ready"} if before else set()
    return any(
        s.document and s.readiness == "ready" and (s.action, s.debtor, s.level) not in was for s in (after.next if after else ())
    )


def faults_of_options(faults: Sequence[Diagnostic], flags: Callable[[str], str]) -> Failure:
    """The first words of a person about options that hold no value: each named, with what can be done."""
    lines = []
    for fault in faults:
        flag = flags(fault.span.file)
        lines.append(f"{flag} : {fault.message}" if flag else fault.message)
    hints = [hint for fault in faults for hint in fault.hints]
    return Failure("\n".join(lines), *dict.fromkeys(hints))
