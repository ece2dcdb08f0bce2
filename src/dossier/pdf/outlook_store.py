"""What an Outlook file holds: its storages, through python-oxmsg, and their properties, read so that nothing raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dossier.pdf.headers import characters
from dossier.pdf.limits import MAX_MAIL
from dossier.pdf.message import Unfit

CODEPAGES = (0x3FDE, 0x3FFD)
"""The code page of the text on the net, and that of the other texts."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What one storage of a message says, by property number. Built for messages that a stranger wrote: nothing here raises.

    `fixed` are the eight bytes of numbers and moments, `streams` bytes by number and type.
    """

    fixed: Mapping[int, bytes]
    streams: Mapping[tuple[int, int], bytes]
    charset: str

    def text(self, number: int) -> str:
        """A text, Unicode before eight bits, '' when there is none."""
        wide = self.streams.get((number, 0x1F))
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.streams.get((number, 0x1E))
        return characters(narrow, self.charset).rstrip("\0") if narrow is not None else ""

    def binary(self, number: int) -> bytes:
        """Some bytes, b'' when there are none."""
        return self.streams.get((number, 0x102), b"")

    def count(self, number: int) -> int:
        """A number of 32 bits, 0 when there is none."""
        return int.from_bytes(self.fixed.get(number, b"")[:4], "little")

    def moment(self, number: int) -> datetime | None:
        """A moment in UTC, None when there is none or when it is no date of our age."""
        ticks = int.from_bytes(self.fixed.get(number, b""), "little")
        try:
            found = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
        except OverflowError:
            return None
        return found if 1990 <= found.year <= 2199 else None


def open_storage(data: bytes) -> Any:
    """The tree of storages and streams of a compound file; raises `Unfit` for one that is broken or goes in circles."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(data) as file:
            if sum(entry.size for entry in file.direntries if entry is not None) > 4 * MAX_MAIL:
                raise Unfit("le courriel Outlook annonce plus qu’il ne contient")
            return Storage.from_ole(file)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError):
        raise Unfit("le courriel Outlook est abîmé ou incomplet") from None


def properties_of(storage: Any, head: int, charset: str = "") -> Properties:
    """The properties of a storage whose table begins after *head* bytes; *charset* is that of the message around it."""
    streams: dict[tuple[int, int], bytes] = {}
    table = b""
    for stream in storage.streams:
        if stream.name == "__properties_version1.0":
            table = stream.bytes_
        elif stream.name.startswith("__substg1.0_") and len(stream.name) == 20:
            try:
                code = int(stream.name[12:], 16)
            except ValueError:
                continue
            streams[code >> 16, code & 0xFFFF] = stream.bytes_
    fixed = {
        int.from_bytes(table[at + 2 : at + 4], "little"): table[at + 8 : at + 16]
        for at in range(head, len(table) - 15, 16)
    }  # fmt: skip
    pages = [int.from_bytes(fixed[n][:4], "little") for n in CODEPAGES[::-1] if n in fixed]
    return Properties(fixed, streams, charset or next((name for page in pages if (name := charset_of(page))), ""))


def charset_of(page: int) -> str:
    """The name of a Windows code page, '' for none that Python knows."""
    return {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 28605: "iso-8859-15"}.get(
        page, f"cp{page}" if 100 < page < 10_000 else ""
    )
