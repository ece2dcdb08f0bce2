"""One build of a workspace at a time, by a lock that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.publish.places import own_folder

_PAUSE = 0.05


class Locked(Exception):
    """Another build holds the lock and did not let go in time."""


@contextmanager
def locked(root: Path, patience: float) -> Iterator[int]:
    """Hold `.dossier/lock` of a workspace, waiting *patience* seconds for it; gives the descriptor. Raises `Locked`."""
    handle = os.open(own_folder(root) / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        for _ in range(int(patience / _PAUSE) + 1):
            if try_lock(handle):
                break
            time.sleep(_PAUSE)
        else:
            raise Locked
        yield handle
    finally:
        os.close(handle)


def try_lock(handle: int) -> bool:
    """Take the lock on an open file if nobody has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
