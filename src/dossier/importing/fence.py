"""A fence around a program that reads a stranger's file: it reads the files of the system and of one folder of ours, none of the user's.

A document may name a picture of the disk, and the program would print it. Linux (Landlock) refuses the opening; where it
cannot, the settings of the program are all there is.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Numbers of the system calls, the same on all processors."""
_NO_NEW_RIGHTS = 38
_BENEATH = 1
_READ = 1 << 2
"""Of the bytes of files. Listing folders stays free: LibreOffice looks into all those above its own on its way."""
_SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/opt", "/etc", "/sys", "/proc", "/dev", "/nix/store", "/gnu/store", "/var/cache/fontconfig",
    "/var/lib/libreoffice", "/var/spool/libreoffice",
)  # fmt: skip


@contextmanager
def fence(program: Path, folder: Path) -> Iterator[int | None]:
    """A descriptor that `enclose` puts around the child process; None where the system has no such means.

    The program may read the files of the system, its own, Python's, and those of *folder*.
    """
    rules = _ruleset()
    if rules is None:
        yield None
        return
    try:
        for place in (*map(Path, _SYSTEM), *_own(program), Path(sys.prefix), Path(sys.base_prefix), folder):
            _allow(rules, place)
        yield rules
    finally:
        os.close(rules)


def _own(program: Path) -> Iterator[Path]:
    """The folder of a program, and the one around it unless the user's home lies there."""
    folder = program.resolve().parent
    for place in (folder, folder.parent):
        if not Path.home().is_relative_to(place):
            yield place


def enclose(rules: int) -> None:
    """Put this process and its children behind the fence, for good: run in the child before the program."""
    system = ctypes.CDLL(None)
    if system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) or system.syscall(_RESTRICT, rules, 0):
        raise OSError("fence")


def _ruleset() -> int | None:
    if sys.platform != "linux":
        return None
    handled = ctypes.create_string_buffer(struct.pack("=Q", _READ), 8)
    rules = int(ctypes.CDLL(None).syscall(_CREATE, handled, 8, 0))
    return rules if rules >= 0 else None


def _allow(rules: int, place: Path) -> None:
    with suppress(OSError):
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC | os.O_DIRECTORY)
        try:
            row = ctypes.create_string_buffer(struct.pack("=Qi", _READ, handle), 12)
            ctypes.CDLL(None).syscall(_ADD, rules, _BENEATH, row, 0)
        finally:
            os.close(handle)
