"""The one form in which a ZIP is written: stored, sorted as given, one date, one mode; a pure function of names and bytes.

Nothing is compressed: what weighs in a pack is compressed already, and another zlib would give other bytes. Everything in
such a file follows from its members, so that a reader can write it again and compare: no byte is left unproven.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dossier.ground.blobs import Blob

MOST_MEMBERS = 65_000
LARGEST = 0xFFFF_0000
"""Bytes of a whole archive: beyond 4 GiB a ZIP needs another form, which not every reader knows."""

_VERSION, _UNIX = 20, 3
_DAY = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980, the first day that a ZIP knows."""
_UTF8 = 0x0800
_MODE = 0o100644 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

Write = Callable[[bytes], object]


class TooLarge(Exception):
    """More than a ZIP of the old form can hold."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a pack: its path, its bytes."""

    path: str
    blob: Blob


@dataclass(frozen=True, slots=True)
class Placed:
    """What the archive says of a member: its path, the CRC-32 and the size of its bytes, and where its header begins."""

    path: str
    crc: int
    size: int
    offset: int


def write_archive(members: Iterable[Member], write: Write) -> None:
    """Write the archive, one member in memory at a time. Raises `TooLarge`, and `Changed` for a blob that is not what it was."""
    placed: list[Placed] = []
    offset = 0
    for member in members:
        data = member.blob.read()
        row = Placed(member.path, zlib.crc32(data), len(data), offset)
        head = local_header(row)
        offset += len(head) + len(data)
        if offset > LARGEST or len(placed) >= MOST_MEMBERS:
            raise TooLarge
        placed.append(row)
        write(head)
        write(data)
    write(directory(placed, offset))


def local_header(row: Placed) -> bytes:
    """What stands before the bytes of a member."""
    name = row.path.encode()
    return _LOCAL.pack(b"PK\3\4", _VERSION, _UTF8, 0, 0, _DAY, row.crc, row.size, row.size, len(name), 0) + name


def directory(placed: Iterable[Placed], offset: int) -> bytes:
    """What stands after the last member, which ends at *offset*: the list of all, and the end."""
    rows = list(placed)
    listing = b"".join(map(_central, rows))
    if offset + len(listing) > LARGEST:
        raise TooLarge
    return listing + _END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), len(listing), offset, 0)


def _central(row: Placed) -> bytes:
    name = row.path.encode()
    made_by = _UNIX << 8 | _VERSION
    head = _CENTRAL.pack(
        b"PK\1\2", made_by, _VERSION, _UTF8, 0, 0, _DAY, row.crc, row.size, row.size, len(name), 0, 0, 0, 0, _MODE, row.offset
    )  # fmt: skip
    return head + name
