"""What is given from outside: the files of the workspace and the day.

`DiskWorld` is the only reader of the workspace's disk. Every path is relative, in NFC, with '/' between parts.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from dossier.ground.blobs import Blob

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes: a piece of evidence above this is refused by name (docs/decisions.md)."""


class Unreadable(Exception):
    """A path that cannot be read, with the reason as one of the words below; load turns it into a diagnostic.

    absent, outside (leaves the workspace), link (a symbolic link on the way), special (no regular file), large, denied.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A name in a folder. `kind` is 'file', 'folder' or 'other' (links and special files, which nobody reads)."""

    name: str
    kind: str
    size: int = 0


class World(Protocol):
    """The files and the day. Reading the same path twice gives the same bytes."""

    @property
    def today(self) -> date:
        """The day of computing, in Europe/Paris."""
        ...

    def list(self, folder: str) -> tuple[Item, ...]:
        """The content of a folder by name order ('' is the workspace), empty when there is no such folder."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `Unreadable`."""
        ...

    def blob(self, path: str) -> Blob:
        """The bytes of a file as a blob, which may read them again later and then checks them; raises `Unreadable`."""
        ...


def checked_parts(path: str) -> tuple[str, ...]:
    """The parts of a workspace path; raises `Unreadable` ('outside') for anything but plain relative names.

    Refused: absolute paths, '..', '.', empty and hidden parts, backslashes, colons, control characters, '~'.
    """
    parts = tuple(unicodedata.normalize("NFC", path).split("/"))
    for part in parts:
        plain = part and part[0] not in ".~" and not any(c in '\\:"' or ord(c) < 32 or ord(c) == 127 for c in part)
        if not plain or len(part.encode("utf-8", "surrogatepass")) > 255:
            raise Unreadable(path, "outside")
    return parts


class MemoryWorld:
    """A world made of a dict from path to bytes or text, for tests."""

    def __init__(self, files: Mapping[str, bytes | str], today: date) -> None:
        self.today = today
        self._files = {
            "/".join(checked_parts(path)): data.encode() if isinstance(data, str) else data for path, data in files.items()
        }

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`."""
        start = f"{folder}/" if folder else ""
        items: dict[str, Item] = {}
        for path, data in self._files.items():
            if path.startswith(start):
                name, _, rest = path[len(start) :].partition("/")
                items[name] = Item(name, "folder") if rest else Item(name, "file", len(data))
        return tuple(items[name] for name in sorted(items))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        try:
            return self._files["/".join(checked_parts(path))]
        except KeyError:
            raise Unreadable(path, "absent") from None

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return Blob.of(self.read(path))


class DiskWorld:
    """The workspace in a folder of the disk. No link is followed, no special file opened, nothing outside read.

    Each component is opened in its parent's descriptor with O_NOFOLLOW, so that no swap between check and use helps.
    """

    def __init__(self, root: Path, today: date) -> None:
        self.root, self.today = root, today

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`; hidden names are left out.

        A name that would deceive a reader, or that is not UTF-8, is given with its odd characters spelt out (`\\u202e`) as
        one of kind 'other': it can be told, and `read` refuses it.
        """
        try:
            handle = self._open(checked_parts(folder) if folder else (), os.O_RDONLY | os.O_DIRECTORY)
        except Unreadable:
            return ()
        items = []
        try:
            with os.scandir(handle) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    name = _plain_name(entry.name)
                    kind = (
                        "other" if name != entry.name
                        else "folder" if entry.is_dir(follow_symlinks=False)
                        else "file" if entry.is_file(follow_symlinks=False)
                        else "other"
                    )  # fmt: skip
                    size = entry.stat(follow_symlinks=False).st_size if kind == "file" else 0
                    items.append(Item(unicodedata.normalize("NFC", name), kind, size))
        finally:
            os.close(handle)
        return tuple(sorted(items))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        handle = self._open(checked_parts(path), os.O_RDONLY | os.O_NONBLOCK)
        state = os.fstat(handle)
        reason = "special" if not stat.S_ISREG(state.st_mode) else "large" if state.st_size > LARGEST_FILE else ""
        if reason:
            os.close(handle)
            raise Unreadable(path, reason)
        with os.fdopen(handle, "rb") as file:
            return file.read(LARGEST_FILE + 1)

    def blob(self, path: str) -> Blob:
        """As `World.blob`: the bytes are hashed now and not kept."""
        data = self.read(path)
        return Blob(hashlib.sha256(data).hexdigest(), len(data), _OnDisk(self.root, path))

    def _open(self, parts: tuple[str, ...], flags: int) -> int:
        """Open a path below the root component by component; the name on disk may be written in NFC or NFD."""
        path = "/".join(parts)
        handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for depth, part in enumerate(parts):
                last = depth == len(parts) - 1
                way = flags if last else os.O_RDONLY | os.O_DIRECTORY
                inner = self._open_part(handle, part, way | os.O_NOFOLLOW | os.O_CLOEXEC, path)
                os.close(handle)
                handle = inner
        except BaseException:
            os.close(handle)
            raise
        return handle

    @staticmethod
    def _open_part(parent: int, part: str, flags: int, path: str) -> int:
        reasons = {
            errno.ENOENT: "absent", errno.ENOTDIR: "absent", errno.ELOOP: "link",
            errno.EACCES: "denied", errno.EPERM: "denied", errno.ENXIO: "special", errno.EISDIR: "special",
        }  # fmt: skip
        for form in ("NFC", "NFD"):
            try:
                return os.open(unicodedata.normalize(form, part), flags, dir_fd=parent)
            except OSError as error:
                # O_NOFOLLOW on a folder that is a link says ENOTDIR; the link's own state tells them apart.
                reason = reasons.get(error.errno or 0, "denied")
                if error.errno == errno.ENOTDIR and _is_link(part, parent):
                    reason = "link"
                if reason != "absent":
                    raise Unreadable(path, reason) from None
        raise Unreadable(path, "absent")


def _plain_name(name: str) -> str:
    """A name with what does not print spelt out; the no-break spaces that French and screenshots bring are plain."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() or c in "\u00a0\u202f\u2009" else f"\\u{ord(c):04x}" for c in name)


def _is_link(name: str, parent: int) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Reads an input file again, with the same care; its blob then compares the hash."""

    root: Path
    path: str

    def __call__(self) -> bytes:
        return DiskWorld(self.root, date.min).read(self.path)
