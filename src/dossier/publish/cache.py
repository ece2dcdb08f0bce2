"""Results of jobs, kept by what they were made from: a store of blobs and a small file per outcome.

Two builds may use it at once: every file appears whole, and equal keys hold equal results.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.ground.blobs import Blob
from dossier.ground.jobs import Job, Outcome, Problem
from dossier.publish.places import write_whole

_BUILDS_REMEMBERED = 8
"""What none of the last builds used is dropped."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Reads a blob of the store; its blob then compares the hash."""

    place: Path

    def __call__(self) -> bytes:
        return self.place.read_bytes()


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a result in the store: its digest, size, and modification time, by which it is known again unread."""

    sha256: str
    size: int
    modified: int


def blob_place(root: Path, sha256: str) -> Path:
    """Where the store keeps a blob."""
    return root / "blobs" / sha256[:2] / sha256


def store(root: Path, data: bytes) -> Stored:
    """Put bytes into the store, unless they are there."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = blob_place(root, sha256)
    try:
        state = place.stat()
    except FileNotFoundError:
        state = None
    if state is None or state.st_size != len(data):
        place.parent.mkdir(parents=True, exist_ok=True)
        state = write_whole(place, data)
    return Stored(sha256, len(data), state.st_mtime_ns)


def adopt(root: Path, file: Path) -> Stored:
    """Move a file into the store, unless its bytes are there; it must lie on the same disk."""
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        made = os.fstat(opened.fileno())
    place = blob_place(root, sha256)
    with suppress(FileNotFoundError):
        known = place.stat()
        if known.st_size == made.st_size:
            file.unlink()
            return Stored(sha256, known.st_size, known.st_mtime_ns)
    place.parent.mkdir(parents=True, exist_ok=True)
    file.chmod(0o600)
    file.replace(place)
    return Stored(sha256, made.st_size, made.st_mtime_ns)


class Cache:
    """The cache in a folder. *versions* is part of every key, so that another program never reads these results."""

    def __init__(self, root: Path, versions: str) -> None:
        self.root = root
        self._versions = versions
        self._used: set[str] = set()

    def key(self, job: Job) -> str:
        """The key of a job's outcome."""
        return hashlib.sha256(f"{job.digest}\0{self._versions}".encode()).hexdigest()

    def load(self, key: str) -> Outcome | None:
        """The outcome of a key; None when it is not known, or when its entry or a file of it is damaged."""
        body = self._sound_body(self._entry(key))
        if body is None:
            return None
        entry = json.loads(body)
        if not all(self._is_sound(Stored(*row)) for row in entry["files"].values()):
            return None
        self._used.add(key)
        return self._outcome(entry)

    def keep(self, key: str, files: Mapping[str, Stored], facts: str, problems: Sequence[Problem]) -> Outcome:
        """Write the entry of a result whose files are in the store; *facts* is JSON."""
        rows = {name: [row.sha256, row.size, row.modified] for name, row in sorted(files.items())}
        entry = {"files": rows, "facts": json.loads(facts), "problems": [[p.code, p.message, list(p.hints)] for p in problems]}
        body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        place = self._entry(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        self._used.add(key)
        return self._outcome(entry)

    def discard(self, sha256: str) -> None:
        """Forget a blob whose bytes turned out to be wrong; what needs it is made again."""
        blob_place(self.root, sha256).unlink(missing_ok=True)

    def prune(self) -> None:
        """Drop what none of the last builds used; to be called after a whole build."""
        rounds = self._rounds()
        rounds.append(sorted(self._used))
        rounds = rounds[-_BUILDS_REMEMBERED:]
        write_whole((self.root / "uses.json"), json.dumps(rounds).encode())
        wanted = {key for keys in rounds for key in keys}
        blobs: set[str] = set()
        for entry in (self.root / "outcomes").glob("*/*"):
            if entry.name in wanted:
                body = self._sound_body(entry)
                if body is not None:
                    blobs.update(row[0] for row in json.loads(body)["files"].values())
                    continue
            entry.unlink(missing_ok=True)
        for blob in (self.root / "blobs").glob("*/*"):
            if blob.name not in blobs:
                blob.unlink(missing_ok=True)

    @staticmethod
    def _sound_body(place: Path) -> bytes | None:
        """What an entry says, None when it is absent or not what was written."""
        try:
            head, _, body = place.read_bytes().partition(b"\n")
        except OSError:
            return None
        return body if hashlib.sha256(body).hexdigest().encode() == head else None

    def _rounds(self) -> list[list[str]]:
        try:
            rounds = json.loads((self.root / "uses.json").read_bytes())
        except (OSError, ValueError):
            return []
        if not isinstance(rounds, list):
            return []
        return [[key for key in keys if isinstance(key, str)] for keys in rounds if isinstance(keys, list)]

    def _entry(self, key: str) -> Path:
        return self.root / "outcomes" / key[:2] / key

    def _is_sound(self, row: Stored) -> bool:
        """Whether the store still holds a file: by its state where that did not change, else by its bytes."""
        place = blob_place(self.root, row.sha256)
        try:
            state = place.stat()
            if (state.st_size, state.st_mtime_ns) == (row.size, row.modified):
                return True
            with place.open("rb") as file:
                sound = hashlib.file_digest(file, "sha256").hexdigest() == row.sha256
        except OSError:
            return False
        if not sound:
            self.discard(row.sha256)
        return sound

    def _outcome(self, entry: dict[str, Any]) -> Outcome:
        files = {
            name: Blob(sha256, size, Kept(blob_place(self.root, sha256))) for name, (sha256, size, _) in entry["files"].items()
        }
        return Outcome(files, entry["facts"], tuple(Problem(code, text, tuple(hints)) for code, text, hints in entry["problems"]))
