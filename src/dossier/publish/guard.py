"""What a worker may do while a job runs: read the program's files and its inputs, use its scratch folder, and nothing else.

A second net: tasks take what they are given and give bytes, and the first net is that they open nothing. Python's audit events see
what Python code opens; libraries in C that open files by themselves are not seen and are given bytes only.
"""

from __future__ import annotations

import mimetypes
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_here = threading.local()

_NEVER = (
    "socket.connect", "socket.bind", "socket.get", "socket.send", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
    "os.spawn", "os.fork", "os.kill", "pty.", "webbrowser.", "urllib.Request", "http.client.", "ftplib.", "smtplib.",
)  # fmt: skip
_CHANGES = frozenset({
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
    "os.utime", "shutil.rmtree", "shutil.move", "shutil.copyfile",
})  # fmt: skip
_PAIRS = frozenset({"os.rename", "os.link", "os.symlink", "shutil.move", "shutil.copyfile"})
"""Changes that name two places: neither may be outside."""
_LISTS = frozenset({"os.listdir", "os.scandir"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(PermissionError):
    """A job tried what no job needs: the network, another program, a file that is not the program's."""


@contextmanager
def guarded(scratch: str, inputs: Iterable[str | os.PathLike[str]] = ()) -> Iterator[None]:
    """Refuse, in this thread and until the end of the block, all but reading the program and *inputs* and using *scratch*."""
    _watch()
    _here.inputs = frozenset(os.path.realpath(place) for place in inputs)
    _here.scratch = os.path.realpath(scratch)
    try:
        yield
    finally:
        _here.scratch = None
        _here.inputs = frozenset()


@cache
def _watch() -> None:
    """An audit hook cannot be taken back: one for the life of the process."""
    _readable()
    sys.addaudithook(_judge)


def _judge(event: str, arguments: tuple[Any, ...]) -> None:
    scratch = getattr(_here, "scratch", None)
    if scratch is None:
        return
    if event == "open":
        path, _, flags = arguments
        _judge_path(path, scratch, writes=bool(flags & _WRITING))
    elif event in _CHANGES:
        for path in arguments[: 2 if event in _PAIRS else 1]:
            _judge_path(path, scratch, writes=True)
    elif event in _LISTS:
        _judge_path(arguments[0], scratch, writes=False)
    elif event.startswith(_NEVER):
        raise Forbidden(f"action refusée à un travail : {event}")


def _judge_path(path: Any, scratch: str, writes: bool) -> None:
    if path is None or isinstance(path, int):
        return  # a descriptor that is open already, or the current folder's listing
    place = os.path.realpath(os.fsdecode(path))
    if place == os.devnull or _is_below(place, scratch):
        return
    if writes or not (place in _here.inputs or any(_is_below(place, top) for top in _readable())):
        raise Forbidden(f"accès refusé à un travail : {place}")


def _is_below(place: str, top: str) -> bool:
    return place == top or place.startswith(top + "/")


@cache
def _readable() -> tuple[str, ...]:
    """The program, Python, the fonts and libraries of the system, and the few files that these read on their way."""
    from dossier.ground import shipped

    tops = [sys.prefix, sys.base_prefix, str(shipped.folder("templates")), str(shipped.folder("ground").parent)]
    tops += [path for path in sys.path if path.endswith(("-packages", ".zip"))]
    tops += ["/usr/lib", "/usr/share", "/usr/local/lib", "/usr/local/share", "/lib", "/lib64", "/etc/fonts", "/dev/urandom"]
    tops += ["/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", *map(os.fsdecode, mimetypes.knownfiles)]
    return tuple(sorted({os.path.realpath(top) for top in tops}))
