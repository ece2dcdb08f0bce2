"""The life of `dossier serve`: a process that answers, and this one, which watches, builds and tells.

The server is forked first, while this process has one thread and little in memory. It ends when the pipe between them closes,
whatever closes it; workers of builds die with this process.
"""

from __future__ import annotations

import multiprocessing
import secrets
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dossier.cli.exits import ExitCode, Failure, explained, fit_for_terminal
from dossier.cli.session import Session
from dossier.wanted import Wanted

if TYPE_CHECKING:
    import socket
    from multiprocessing.connection import Connection

    from dossier.ground.world import DiskWorld
    from dossier.publish.runner import PoolRunner
    from dossier.serving.news import News
    from dossier.serving.rounds import Site

_FIRST = "Première production en cours"
_REST = "Pages d’ensemble en cours"


def serve(session: Session, listener: socket.socket, host: str, wanted: Wanted, jobs: int, opens: bool) -> ExitCode:
    """Serve and follow the workspace until Ctrl-C, SIGTERM or the end of the terminal."""
    port = listener.getsockname()[1]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    with suppress(KeyboardInterrupt), _server(listener) as news:
        for name in ("SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), _interrupted)
        session.say(f"{address} (Ctrl-C pour finir)")
        if opens:
            import click

            click.launch(address)
        _follow(session, news, wanted, jobs)
    session.say("")
    return ExitCode.FINE


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _server(listener: socket.socket) -> Iterator[Connection]:
    """The process that answers, and the pipe on which it hears of rounds."""
    from dossier.serving.server import run

    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    process = context.Process(target=run, args=(listener, theirs, ours, secrets.token_urlsafe(24)), name="dossier-serve")  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    listener.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(0.5)
        if process.is_alive():
            process.kill()
            process.join()


def _follow(session: Session, news: Connection, wanted: Wanted, jobs: int) -> None:
    """Build, tell the server, wait for a change; what goes wrong in one round is told, and the next change is awaited."""
    from dossier.cli.workshop import runner
    from dossier.serving import watch
    from dossier.serving.narrow import touched
    from dossier.serving.news import News

    root = session.root
    known = watch.inputs(root)
    news.send(News(busy=_FIRST))
    with runner(session, jobs, inherited=(news.fileno(),), prints=True) as pool:
        desk = _Desk(session, news, pool, wanted)
        desk.whole()
        desk.tidy()
        for moved in watch.changes(root, known):
            if moved:
                desk.change(touched(moved))
            elif desk.pending or _lost(news, pool):
                desk.whole()


def _lost(news: Connection, pool: PoolRunner) -> bool:
    """Whether the server could not read an output any more: what this process knows of the store is then forgotten."""
    lost = False
    while news.poll():
        news.recv()
        lost = True
    if lost:
        pool.forget()
    return lost


class _Desk:
    """The site as the server shows it, and what makes the next one."""

    def __init__(self, session: Session, news: Connection, pool: PoolRunner, wanted: Wanted) -> None:
        from dossier.serving.rounds import Site

        self._session, self._news, self._pool, self._wanted = session, news, pool, wanted
        self._site, self._root = Site(), session.root
        self.pending = False
        """Whether the last round left something to do as soon as the files rest."""

    def change(self, ids: frozenset[str] | None) -> None:
        """Show what a change did: the cases that it touches at once, then the rest, unless files changed again meanwhile."""
        from dossier.serving import watch
        from dossier.serving.rounds import part

        if ids and all(f"cases/{id}/index.html" in self._site.outputs for id in ids):
            before = watch.inputs(self._root)
            world, pool, wanted = self._world(), self._pool, self._wanted
            self._round(lambda site: part(site, world, pool, wanted, ids), ", ".join(sorted(ids)), _REST)
            if watch.inputs(self._root) != before:
                self.pending = True
                return
        self.whole()

    def whole(self) -> None:
        """Build all of it."""
        from dossier.serving.rounds import whole

        world, pool, wanted = self._world(), self._pool, self._wanted
        self.pending = not self._round(lambda site: whole(site, world, pool, wanted), "", "")

    def _world(self) -> DiskWorld:
        """The workspace as it stands, on the day that it is now; its `dossier.yaml` may be missing for a moment."""
        from dossier.ground.world import DiskWorld

        return DiskWorld(self._root, self._session.today)

    def tidy(self) -> None:
        """Drop from the cache what no build has used for long, unless another command builds right now."""
        from dossier.publish.lock import Locked, locked

        with suppress(Locked), locked(self._root, 0):
            self._pool.cache.prune()

    def _round(self, make: Callable[[Site], Site], what: str, busy: str) -> bool:
        """One round: told to the server and on the terminal. False when files changed under our feet: then it is to be done again.

        Whatever else goes wrong leaves the former pages, with a word on them.
        """
        from dossier.ground.blobs import Changed
        from dossier.serving.rounds import news_of

        start, before = time.perf_counter(), self._site
        try:
            after = make(before)
        except Exception as error:  # noqa: BLE001  # the next save may cure it; Ctrl-C is no Exception
            told = explained(error, self._session.verbose)
            self._session.say(told)
            self._send(news_of(before, before, failure=told.splitlines()[0]))
            return not isinstance(error, Changed)
        news = news_of(before, after, busy)
        self._site = after
        self._send(news)
        self._tell(before, after, len(news.changed) + len(news.removed), what, time.perf_counter() - start)
        return True

    def _send(self, news: News) -> None:
        try:
            self._news.send(news)
        except OSError:
            raise Failure("le serveur s’est arrêté", "relancez dossier serve") from None

    def _tell(self, before: Site, after: Site, files: int, what: str, seconds: float) -> None:
        """One line for the round, the findings that came with it and those that went, and their sum when they changed."""
        from dossier.report.diagnostics import concise, summary

        took = f"{seconds:.2f} s".replace(".", ",")
        changed = f"{files} fichier{'s' if files > 1 else ''} changé{'s' if files > 1 else ''}"
        self._session.say(f"{what + ' : ' if what else ''}{changed if files else 'rien ne change'} ({took})")
        shown = {d.message for d in before.fresh}
        if new := [d for d in after.fresh if d.message not in shown]:
            self._session.say(fit_for_terminal(concise(new)))
        if before.diagnostics != after.diagnostics or before.old is None:
            self._session.say(summary(after.diagnostics, sum(i.kind == "folder" for i in self._world().list("cases"))))
