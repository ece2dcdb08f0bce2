"""Running a program of the machine on a stranger's file: its own folder and home, no network where that can be had, an end."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import cache, partial
from pathlib import Path

from dossier.importing.converter import NotConverted
from dossier.importing.fence import enclose, fence

SECONDS = 300
_LARGEST = 1 << 30
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""Settings of the user that a program needs to find its parts; nothing else of the environment is passed on."""


def found(*names: str) -> str:
    """The path of the first of several programs that is installed, '' when none is."""
    return next((path for name in names if (path := shutil.which(name))), "")


def asked(arguments: Sequence[str]) -> str:
    """What a program says when it is asked for its version, on one line; '' when it says nothing."""
    try:
        done = subprocess.run(  # noqa: S603  # a program found on the path, arguments of ours
            arguments, capture_output=True, timeout=30, stdin=subprocess.DEVNULL, check=False, env=_environment(Path.home(), {})
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(done.stdout.decode("utf-8", "replace").split())[:200]


def run(
    arguments: Sequence[str],
    folder: Path,
    more: Mapping[str, str] | None = None,
    seconds: int = SECONDS,
    *,
    fenced: bool = False,
) -> tuple[int, str]:
    """Run a program in *folder*, which is also its home; its exit code and the last words of its complaints.

    Its whole group of processes ends with it, or after *seconds*, or when we are interrupted. *fenced* keeps it from the files of
    the user (`fence`). Raises `NotConverted` when it cannot be started or does not end.
    """
    with fence(Path(arguments[0]), folder) if fenced else nullcontext() as rules:
        try:
            started = subprocess.Popen(  # noqa: S603  # a program found on the path, arguments of ours and names in a private folder
                [*_apart(), *arguments], cwd=folder, env=_environment(folder, more or {}), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=partial(_limit, rules),  # noqa: PLW1509
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            why = error.strerror if isinstance(error, OSError) else "le système refuse ses limites"
            raise NotConverted(f"{Path(arguments[0]).name} ne peut pas être lancé ({why})") from None
    try:
        _, complaints = started.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise NotConverted(f"{Path(arguments[0]).name} n’a pas fini en {seconds} secondes") from None
    finally:
        _end(started)
    lines = complaints.decode("utf-8", "replace").split("\n")
    return started.returncode, " ".join(" ".join(line for line in lines if line.strip())[-300:].split())


def _end(started: subprocess.Popen[bytes]) -> None:
    """End what is left of a program's group of processes."""
    try:
        os.killpg(started.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    started.wait()


def _environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name in _KEPT if (value := os.environ.get(name))}
    own = {"HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return {**kept, **own, **more}


def _limit(rules: int | None) -> None:
    """No file beyond a gigabyte, no core, and behind its fence: run in the child before the program."""
    if rules is not None:
        enclose(rules)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def _apart() -> tuple[str, ...]:
    """The words that give a program a network of its own, in which there is nobody; () where the system does not allow it."""
    unshare = shutil.which("unshare")
    if not unshare:
        return ()
    words = (unshare, "--user", "--map-current-user", "--net", "--")
    try:
        done = subprocess.run([*words, "true"], capture_output=True, timeout=10, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if done.returncode == 0 else ()
