"""Bytes by their SHA-256, wherever they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Blob:
    """Some bytes: their SHA-256 in hexadecimal, their size, and how to get them (in memory, a cache, an input file).

    Two blobs are equal when their bytes are. `fetch` must return exactly these bytes; `read` checks that it does.
    """

    sha256: str
    size: int
    fetch: Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, data: bytes) -> Blob:
        """A blob that holds its bytes in memory."""
        return cls(hashlib.sha256(data).hexdigest(), len(data), _Held(data))

    def read(self) -> bytes:
        """The bytes; raises `Changed` when they are no longer those that were hashed (a file edited during the build)."""
        data = self.fetch()
        if len(data) != self.size or hashlib.sha256(data).hexdigest() != self.sha256:
            raise Changed(self.sha256)
        return data

    @property
    def place(self) -> Path | None:
        """The file of the program's own store that holds the bytes; None when they lie elsewhere."""
        place = getattr(self.fetch, "place", None)
        return place if isinstance(place, Path) else None

    def checked_place(self) -> Path | None:
        """As `place`; the file is read through and raises `Changed` like `read`, but never lies in memory as a whole."""
        place = self.place
        if place is not None:
            with place.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                if file.tell() != self.size or digest != self.sha256:
                    raise Changed(self.sha256)
        return place


class Changed(Exception):
    """The bytes behind a blob changed after they were hashed."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Returns the bytes that it holds; a class and not a lambda, so that blobs travel to worker processes."""

    data: bytes = field(repr=False)

    def __call__(self) -> bytes:
        return self.data
