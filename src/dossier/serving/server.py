"""The process that answers the browser. It opens no file but those that the table names, and it ends with its parent."""

from __future__ import annotations

import hmac
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from urllib.parse import parse_qs

from dossier.serving.answers import EVENTS, SAFE, Answer, Asked, Shop, answer, plain, refusal
from dossier.serving.board import Board

MOST_CONNECTIONS = 64
_PATIENCE = 15
"""Seconds for a client to send its request, or to take a part of an answer."""
_BEAT = 10.0
"""Seconds after which a listener is told that we are still here: the system then says when he is gone."""


def hosts_of(port: int) -> frozenset[str]:
    """The names under which a browser may call this machine itself."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on one of this machine's own addresses; raises OSError when the port is taken."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(MOST_CONNECTIONS)
    except BaseException:
        made.close()
        raise
    return made


def run(listener: socket.socket, news: Connection, parents: Connection, key: str) -> None:
    """Answer until the other end of *news* is closed, whatever closes it. *parents* is that other end, which is none of ours.

    What cannot be read any more is named to the other end, one path a message.
    """
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and closes its end
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    board = Board()
    server = _Server(listener, board, news, key)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            board.hang(news.recv())
    board.close()
    listener.close()
    os._exit(0)  # nobody waits for who is still being answered


class _Server(ThreadingHTTPServer):
    """A thread for each connection, a few dozen at most."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, board: Board, news: Connection, key: str) -> None:
        self.address_family = listener.family
        super().__init__(
            listener.getsockname()[:2],
            partial(_Handler, board, self.lost, key, hosts_of(listener.getsockname()[1])),
            bind_and_activate=False,
        )
        self.socket.close()
        self.socket = listener
        self.server_port = listener.getsockname()[1]
        self._news, self._telling = news, threading.Lock()
        self._room = threading.BoundedSemaphore(MOST_CONNECTIONS)

    def lost(self, path: str) -> None:
        """Tell the builder of an output that is not there any more."""
        with self._telling, suppress(OSError):
            self._news.send(path)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Begin a thread, or hang up when there are too many."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """One connection, and its room given back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no event."""


class _Handler(BaseHTTPRequestHandler):
    """One connection. All that it decides is `answer`."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "dossier", ""
    timeout = _PATIENCE

    def __init__(self, board: Board, lost: Callable[[str], None], key: str, hosts: frozenset[str], *arguments: object) -> None:
        self._board, self._lost, self._key, self._hosts = board, lost, key, hosts
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer, or tell of changes until the other side goes."""
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        if self.headers.get_all("host") and len(self.headers.get_all("host") or ()) > 1:
            self._send(plain(400, "Requête refusée."), close=True)
            return
        if self.path.partition("?")[0] == EVENTS:
            self._events(asked)
            return
        made = answer(asked, Shop(self._board.table, self._board.ready, self._key, self._hosts))
        self._send(made, close=made.status in (400, 403, 405))
        if made.lost:
            self._lost(made.lost)

    do_HEAD = do_GET

    def _events(self, asked: Asked) -> None:
        """Server-sent events: the news of every round for one page. The key shows that it is a page of ours that asks."""
        words = parse_qs(asked.target.partition("?")[2], max_num_fields=4)
        refused = refusal(asked, self._hosts)
        given = words.get("key", [""])[0].encode("utf-8", "replace")
        if refused is None and (asked.method != "GET" or not hmac.compare_digest(given, self._key.encode())):
            refused = plain(403, "Cette adresse est aux pages de dossier serve.")
        if refused is not None:
            self._send(refused, close=True)
            return
        self.close_connection = True
        self._head(200, (("Content-Type", "text/event-stream; charset=utf-8"), ("Connection", "close")))
        page, number = words.get("page", [""])[0], -1
        with suppress(OSError):
            while not self._board.closed:
                round_ = self._board.wait(number, _BEAT)
                text = ": là\n\n" if round_ == number else f"event: news\ndata: {self._board.told(page)}\n\n"
                number = round_
                self.wfile.write(text.encode())
                self.wfile.flush()

    def _send(self, made: Answer, close: bool) -> None:
        self.close_connection = self.close_connection or close
        self._head(made.status, (*made.headers, *((("Connection", "close"),) if close else ())))
        if self.command != "HEAD":
            self.wfile.write(made.body)

    def _head(self, status: int, headers: tuple[tuple[str, str], ...]) -> None:
        self.request_version = self.protocol_version  # to who spoke no HTTP, or that of long ago, headers are written too
        known = {name for name, _ in headers}
        self.send_response_only(status)
        for name, value in (*headers, *(row for row in SAFE if row[0] not in known)):
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What `http.server` refuses by itself: a method it does not know, a line too long, no HTTP at all."""
        made = plain(405, "Ici on ne peut que lire.", ("Allow", "GET, HEAD")) if code == 501 else plain(400, "Requête refusée.")
        self.command = self.command or "GET"
        self._send(made, close=True)

    def log_message(self, *_: object) -> None:
        """Nothing is logged: addresses of pages name cases."""
