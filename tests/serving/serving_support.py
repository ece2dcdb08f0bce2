"""`dossier serve` in a process of its own, and what it says."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DOSSIER = (sys.executable, "-m", "dossier", "--date", "2026-11-21")


class Served:
    """A running server: its process, its port, and what it printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.lines = process, list[str]()
        threading.Thread(target=self._listen, daemon=True).start()
        (address,) = self.until(r"(http://\S+/) ").groups()
        self.address, self.port = address, int(address.rstrip("/").rpartition(":")[2])

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)

    def until(self, pattern: str, seconds: float = 120) -> re.Match[str]:
        """The first line that matches, once it was printed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in list(self.lines):
                if match := re.search(pattern, line):
                    return match
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} not in {self.lines}")

    def ready(self) -> Served:
        """Once the first build is shown."""
        self.until(r"fichiers changés \(")
        return self

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def raw(self, data: bytes) -> bytes:
        """What comes back for some bytes, until the server hangs up or is silent for two seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as made:
            made.sendall(data)
            got = b""
            try:
                while part := made.recv(65536):
                    got += part
            except TimeoutError:
                pass
            return got

    def children(self) -> list[int]:
        """The processes that the server has started, and theirs."""
        found, pending = [], [self.process.pid]
        parents = _parents()
        while pending:
            mother = pending.pop()
            own = [pid for pid, parent in parents.items() if parent == mother]
            found += own
            pending += own
        return found


def _parents() -> dict[int, int]:
    rows = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = place.read_text()
        except OSError:
            continue
        rows[int(place.parent.name)] = int(text.rpartition(")")[2].split()[1])
    return rows


def alive(pid: int) -> bool:
    """Whether a process runs, a zombie not counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def served(root: Path, *arguments: str, **environment: str) -> Iterator[Served]:
    """The command for a workspace, on a free port; killed with all its children afterwards."""
    command = [*DOSSIER, "-C", str(root), "serve", *(arguments or ("--port", "0"))]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        yield Served(process)
    finally:
        for pid in (process.pid,):
            if process.poll() is None:
                os.kill(pid, signal.SIGKILL)
        process.wait()


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)
