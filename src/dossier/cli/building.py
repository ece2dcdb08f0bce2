"""One build as commands ask for it: all passes with workers and cache, one publication, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier.cli.exits import ExitCode, fit_for_terminal
from dossier.cli.session import Session
from dossier.wanted import Wanted

if TYPE_CHECKING:
    from dossier.compile import Compiled
    from dossier.publish.cache import Cache
    from dossier.publish.publish import Published
    from dossier.publish.recording import RecordingWorld
    from dossier.publish.runner import PoolRunner
    from dossier.publish.snapshot import Snapshot


def make(session: Session, wanted: Wanted, target: Path, *, jobs: int = 0, dask: str = "", wait: float = 30.0) -> dict[str, Any]:
    """Build what is wanted into *target* (from `check_target`), unless nothing changed since; what there is to tell, for `tell`.

    *jobs* workers, 0 for one per processor; *wait* seconds for another build of the workspace. Raises as `publish` does.
    """
    from dossier.publish.lock import locked
    from dossier.publish.places import cache_folder

    root = session.root
    with locked(root, wait) as lock:
        snapshot = _snapshot(session, cache_folder(root), target, wanted)
        told = _nothing_new(snapshot, root, target)
        if told is None:
            return _build(session, snapshot, target, wanted, jobs, dask, lock)
    session.say("rien à refaire : rien n’a changé depuis la dernière production")
    return told


def _snapshot(session: Session, cache: Path, target: Path, wanted: Wanted) -> Snapshot:
    from dossier.history.head import name_of
    from dossier.publish.snapshot import Snapshot
    from dossier.publish.versions import everything

    # Whether files differ from the commit follows from the commit and from the files, which the snapshot compares.
    key = (everything(), session.today.isoformat(), str(target), *wanted.key, name_of(session.root) if _told(wanted) else "")
    return Snapshot(cache, session.root, "build", key)


def _told(wanted: Wanted) -> bool:
    """Whether pages tell the commit: those of the site, never those that a debtor is given."""
    return "site" in wanted.parts and not wanted.audience


def record_place(root: Path, target: Path) -> Path:
    """Where the state of an output is remembered: a workspace may have several."""
    import hashlib
    import os

    from dossier.publish.places import own_folder

    name = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return own_folder(root, "cache", private=True) / f"sortie-{name}.json"


def _nothing_new(snapshot: Snapshot, root: Path, target: Path) -> dict[str, Any] | None:
    """What the last build told, when its inputs and its output are as it left them."""
    from dossier.publish.record import is_untouched

    told: dict[str, Any] | None = snapshot.answer()
    return told if told is not None and is_untouched(record_place(root, target), target) else None


def _build(
    session: Session,
    snapshot: Snapshot,
    target: Path,
    wanted: Wanted,
    jobs: int,
    dask: str,
    lock: int,
) -> dict[str, Any]:
    """Compile and publish; once more from the start when something changed under our feet."""
    from dossier.cli.progress import Bar
    from dossier.cli.workshop import runner
    from dossier.compile import compile_workspace
    from dossier.ground.blobs import Changed
    from dossier.history.head import revision
    from dossier.publish.recording import RecordingWorld

    wanted = replace(wanted, revision=revision(session.root)) if _told(wanted) else wanted
    for again in (True, False):
        snapshot.begin()
        world = RecordingWorld(session.world())
        bar = Bar(enabled=not session.quiet)
        try:
            with bar, runner(session, jobs, dask, (lock,), bar, prints=True, words=wanted.docx) as pool:
                compiled = compile_workspace(world, pool, wanted)
            published = publish_tree(session, compiled, world, target, wanted)
        except Changed as error:
            if not again:
                raise
            pool.cache.discard(str(error))
            continue
        _after(session, pool, published)
        told = told_of(compiled)
        if not pool.failures:
            snapshot.save(world.folders, world.files, told)
        return told
    raise AssertionError("the second attempt returns or raises")


def publish_tree(session: Session, compiled: Compiled, world: RecordingWorld, target: Path, wanted: Wanted) -> Published:
    """Put the tree of a compilation in its place, with the inputs that *world* saw."""
    from dossier.publish.publish import publish

    root = session.root
    # The names of files are names, and a digest tells who has the file.
    inputs = {} if wanted.masked or wanted.audience else world.inputs
    return publish(compiled.tree, target, root=root, record=record_place(root, target), inputs=inputs, day=world.today)


def _after(session: Session, pool: PoolRunner, published: Published) -> None:
    """Tidy the cache, and say what was done."""
    from dossier.ground.french import plural

    cache: Cache = pool.cache
    cache.prune()
    if session.verbose:
        for label, trace in pool.failures:
            session.say(fit_for_terminal(f"— {label}\n{trace}"))
    made = work_done(pool)
    files = (
        f"{plural(published.written, 'fichier écrit', 'fichiers écrits')}, {plural(published.kept, 'inchangé')}, "
        f"{plural(published.removed, 'retiré')}"
    )
    session.say(f"sortie inchangée ({made})" if published.unchanged else f"{files} ({made})")


def work_done(pool: PoolRunner) -> str:
    """« 12 travaux faits, 3 repris du cache »."""
    from dossier.ground.french import plural

    return f"{plural(pool.executed, 'travail fait', 'travaux faits')}, {plural(pool.hits, 'repris', 'repris')} du cache"


def told_of(compiled: Compiled) -> dict[str, Any]:
    """What a build tells, as data that a snapshot keeps."""
    from dossier.cli.findings import exit_code
    from dossier.cli.held import held_lines
    from dossier.report.diagnostics import concise, summary

    loud = [d for d in compiled.diagnostics if d.severity != "advice"]
    cases = len(compiled.workspace.cases) + len(compiled.workspace.broken)
    index = any(leaf.path == "index.html" for leaf in compiled.tree.leaves)
    return {
        "findings": concise(loud),
        "withheld": held_lines(compiled.views, index),
        "summary": summary(compiled.diagnostics, cases),
        "code": int(exit_code(compiled.diagnostics)),
        "index": index,
        "pages": [leaf.path for leaf in compiled.tree.leaves if leaf.origin == "site:statement" and leaf.path.endswith(".html")],
    }


def tell(session: Session, told: dict[str, Any], target: Path) -> ExitCode:
    """Findings and their sum for a person on stderr; the place of the result on stdout."""
    from dossier.cli.findings import echo

    if told["findings"]:
        session.say(told["findings"])
    for line in told["withheld"]:
        session.say(fit_for_terminal(line))
    session.say(told["summary"])
    places = [target / page for page in told["pages"]] or [target / "index.html" if told["index"] else target]
    echo("\n".join(str(place) for place in places))
    return ExitCode(told["code"])
