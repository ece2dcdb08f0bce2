"""Bytes by their SHA-256, wherever they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field


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


class Changed(Exception):
    """The bytes behind a blob changed after they were hashed."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Returns the bytes that it holds; a class and not a lambda, so that blobs travel to worker processes."""

    data: bytes = field(repr=False)

    def __call__(self) -> bytes:
        return self.data
