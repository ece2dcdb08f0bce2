"""Runs `dossier` and kills itself at the n-th change that it makes to the disk; the first argument is n, -1 for never.

The changes are what the operating system is asked for, not steps of the program: nothing in the program knows of this.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

FATAL, ME = int(sys.argv[1]), os.getpid()
count = 0


def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
    """The call, but for the fatal one: the process dies before it."""

    def counted(*arguments: Any, **more: Any) -> Any:
        global count
        if os.getpid() == ME:
            if count == FATAL:
                os.kill(ME, signal.SIGKILL)
            count += 1
        return call(*arguments, **more)

    return counted


for name in ("fsync", "link", "replace", "mkdir", "rmdir", "unlink"):
    setattr(os, name, deadly(getattr(os, name)))

if __name__ == "__main__":
    from dossier.cli.root import run

    code = run(sys.argv[2:])
    print(f"changes: {count}", file=sys.stderr)
    sys.exit(code)
