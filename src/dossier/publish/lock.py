"""One build of a workspace at a time, by a lock that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.publish.places import own_folder

_PAUSE = 0.02


class Locked(Exception):
    """Another build holds the lock and did not let go in time."""


@contextmanager
def locked(root: Path, patience: float) -> Iterator[int]:
    """Hold `.dossier/lock` of a workspace, waiting *patience* seconds for it; gives the descriptor. Raises `Locked`."""
    handle = os.open(own_folder(root) / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    with _lock(handle, patience):
        yield handle


@contextmanager
def held(folder: Path, patience: float) -> Iterator[None]:
    """Hold a folder itself: publications beside each other, of whatever workspaces, go one by one. Raises `Locked`."""
    with _lock(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC), patience):
        yield


@contextmanager
def _lock(handle: int, patience: float) -> Iterator[None]:
    try:
        for _ in range(int(patience / _PAUSE) + 1):
            if _taken(handle):
                break
            time.sleep(_PAUSE)
        else:
            raise Locked
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
