"""From an entry that is made to one that stands on the disk: it is weighed first, then written whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from hashlib import sha256
from typing import TYPE_CHECKING

from dossier.cli.exits import ExitCode, Failure
from dossier.ground.nearest import nearest, visible
from dossier.ground.world import Unreadable, World

if TYPE_CHECKING:
    from dossier.cli.adding.addition import Addition
    from dossier.cli.session import Session

PATIENCE = 30.0
"""Seconds that a command waits for another one that writes."""


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
    from dossier.cli.adding.telling import tell, tell_json
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
            if form == "json":
                tell_json(session, addition, weighed, dry_run, written=False)
            else:
                print_findings(weighed.faults, "full", CaseWorld(world, addition.case, files), err=True)
            session.say("rien n’est écrit" + ("" if weighed.unread else "\u202f; --force l’écrit malgré cela"))
            return ExitCode.FOUND
        if not dry_run:
            _write(session, world, addition)
    if form == "json":
        tell_json(session, addition, weighed, dry_run, written=not dry_run)
    else:
        tell(session, addition, weighed, dry_run, day)
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
