"""One job in a worker process: its limits, its guard, and its files into the store."""

from __future__ import annotations

import errno
import faulthandler
import json
import locale
import os
import resource
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType

from dossier.ground.blobs import Changed
from dossier.ground.jobs import Job, Problem, call, wants_paths
from dossier.publish.cache import Stored, adopt, store
from dossier.publish.guard import Forbidden, guarded

_MIB = 1024 * 1024
_GRACE = 5
"""Seconds after which a job that did not heed its alarm is ended together with its worker."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: seconds by the clock, bytes of address space (of the whole worker) and of a file, open files."""

    seconds: int = 120
    memory: int = 2048 * _MIB
    file: int = 1024 * _MIB
    handles: int = 256


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker says of a job: its files in the store, facts as JSON, problems; or why there are none.

    `cause` is '' for a job that went well, else a few French words; `changed` the digest of an input that is not any
    more what was hashed; `trace` the whole story for whoever asks.
    """

    files: Mapping[str, Stored] = field(default_factory=dict)
    facts: str = "{}"
    problems: tuple[Problem, ...] = ()
    cause: str = ""
    changed: str = ""
    trace: str = ""


class TooLong(BaseException):
    """The alarm of a job; no `Exception`, so that a task which catches those does not swallow it."""


def preload(modules: Sequence[str]) -> None:
    """Import the modules of tasks and let them warm up (`preload()`), in a locale that is the same everywhere."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
    for name in modules:
        warm_up = getattr(import_module(name), "preload", None)
        if warm_up is not None:
            warm_up()


def begin(modules: Sequence[str], limits: Limits, inherited: Sequence[int], parent: int) -> None:
    """What a fresh worker does first: let go of the build's lock, die with the build, set its limits, warm up.

    *inherited* are descriptors that only the parent may hold: a lock lives as long as anyone holds its file.
    """
    for handle in inherited:
        with suppress(OSError):
            os.close(handle)
    faulthandler.disable()
    _be_silent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its workers
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)  # what the parent does on these is not for a worker
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_FSIZE, limits.file)
    _limit(resource.RLIMIT_NOFILE, limits.handles)
    preload(modules)


def _be_silent() -> None:
    """Let what libraries in C print go nowhere: it would stand among findings, or in the middle of JSON."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for handle in (1, 2):
        os.dup2(nowhere, handle)
    os.close(nowhere)


def execute(job: Job, key: str, root: Path, scratch: Path, limits: Limits) -> Report:
    """Run a job; what it raises becomes a cause. *scratch* holds a file named *key* as long as the job runs."""
    mark = scratch / key
    mark.touch()
    folder = tempfile.mkdtemp(prefix="job-", dir=scratch)
    former, tempfile.tempdir = tempfile.tempdir, folder
    try:
        return _execute(job, root, folder, limits)
    finally:
        tempfile.tempdir = former
        with suppress(OSError):
            _clear(Path(folder))
        mark.unlink(missing_ok=True)


def _execute(job: Job, root: Path, folder: str, limits: Limits) -> Report:
    try:
        preload([job.task.partition(":")[0]])
        inputs = _inputs(job, limits)
        with _in_time(limits.seconds), guarded(folder, (place for place in inputs.values() if isinstance(place, Path))):
            result = call(job.task, dict(job.options), inputs)
        files = {name: _stored(root, Path(folder), data) for name, data in result.files.items()}
        facts = json.dumps(dict(result.facts), ensure_ascii=False, sort_keys=True)
        return Report(files, facts, tuple(result.problems))
    except Changed as error:
        return Report(changed=str(error))
    except TooLong:
        return Report(cause=f"délai de {limits.seconds} secondes dépassé", trace=traceback.format_exc())
    except MemoryError:
        return Report(cause="mémoire insuffisante", trace=traceback.format_exc())
    except RecursionError:
        return Report(cause="imbrication trop profonde", trace=traceback.format_exc())
    except OSError as error:
        cause = "résultat trop volumineux" if error.errno == errno.EFBIG else f"erreur du système ({type(error).__name__})"
        return Report(cause=cause, trace=traceback.format_exc())
    except BaseException as error:  # noqa: BLE001  # whatever a library does on foreign bytes is about one job; a panic is no Exception
        return Report(cause=f"erreur interne ({type(error).__name__})", trace=traceback.format_exc())


def _inputs(job: Job, limits: Limits) -> dict[str, bytes | Path]:
    """What a job reads, compared with its digests: bytes, and for a task that asks for them the paths of the largest.

    A task holds these files open, so they are fewer than the files that it may open. Libraries in C take no path that is not
    UTF-8, as below a folder that an old system named.
    """
    large: set[str] = set()
    if wants_paths(job.task) and os.fsencode(tempfile.gettempdir()).decode("utf-8", "ignore") == tempfile.gettempdir():
        large = {name for name, _ in sorted(job.inputs, key=lambda row: -row[1].size)[: limits.handles // 2]}
    return {name: (blob.checked_place() if name in large else None) or blob.read() for name, blob in job.inputs}


def _stored(root: Path, folder: Path, data: bytes | Path) -> Stored:
    """Put a file of a result into the store."""
    if not isinstance(data, Path):
        return store(root, bytes(data))
    if data.parent != folder or data.is_symlink():
        raise Forbidden(f"un résultat hors du dossier de travail : {data}")
    return adopt(root, data)


def _clear(folder: Path) -> None:
    for place in folder.iterdir():
        if place.is_dir() and not place.is_symlink():
            _clear(place)
        else:
            place.unlink()
    folder.rmdir()


@contextmanager
def _in_time(seconds: int) -> Iterator[None]:
    """Raise `TooLong` after some seconds; end the process when that does not help (a library that never returns).

    Elsewhere than in a main thread, as in a Dask worker, there is no alarm: the scheduler has its own means.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    former = signal.signal(signal.SIGALRM, ring)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + _GRACE)
    signal.alarm(seconds)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            signal.alarm(0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, former)


def _limit(what: int, value: int) -> None:
    """Set a soft limit, within the hard one; systems that do not know a limit do without."""
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _die_with(parent: int) -> None:
    """On Linux: be killed when the build is killed, so that no worker outlives it."""
    if sys.platform != "linux":
        return
    import ctypes

    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
