"""An answer kept with the state of all that it was made from, so that asking again costs one look at the folders.

Imports little and reads no YAML: this is what makes `dossier status` quick when nothing changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dossier.publish.places import write_whole


class Snapshot:
    """The answer of one verb in the cache folder. *key* stands for all that is no file: version, day, options."""

    def __init__(self, cache: Path, root: Path, verb: str, key: tuple[str, ...]) -> None:
        self._place, self._cache, self._root = cache / f"{verb}.json", cache, root
        self._key = hashlib.sha256("\0".join(key).encode("utf-8", "surrogateescape")).hexdigest()
        self._begun = 0

    def answer(self) -> Any | None:
        """What was saved, when nothing that it was made from has another state now; else None."""
        try:
            saved = json.loads(self._place.read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(saved, dict) or saved.get("key") != self._key:
            return None
        state = saved["state"]
        if _state(self._root, state["folders"], state["files"]) != state:
            return None
        return saved["answer"]

    def begin(self) -> None:
        """To be called before the inputs are read: what changes from now on makes the answer not worth saving."""
        probe = self._cache / f"heure.{os.getpid()}"
        probe.write_bytes(b"")
        self._begun = probe.stat().st_mtime_ns  # the clock of the file system, which is the one that dates the inputs
        probe.unlink()

    def save(self, folders: Iterable[str], files: Iterable[str], answer: Any) -> None:
        """Keep an answer that was made from these folders and files, unless one of them is as new as the answer."""
        state = _state(self._root, sorted(folders), sorted(files))
        times = [row[-2] for rows in state["folders"].values() for row in rows or ()]
        times += [row[-2] for row in state["files"].values() if row]
        if self._begun and max(times, default=0) < self._begun:
            write_whole(self._place, json.dumps({"key": self._key, "state": state, "answer": answer}).encode())


def _state(root: Path, folders: Iterable[str], files: Iterable[str]) -> dict[str, Any]:
    """Folder to its entries [name, kind, size, modified, inode], file to [size, modified, inode]; None for what is absent."""
    return {
        "folders": {folder: _entries(f"{root}/{folder}" if folder else str(root)) for folder in folders},
        "files": {file: _file(f"{root}/{file}") for file in files},
    }


def _entries(folder: str) -> list[list[Any]] | None:
    """What a folder holds, hidden names left out: nothing of theirs is read, and some change with every run."""
    rows = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] != ".":
                    found = entry.stat(follow_symlinks=False)
                    # Of a folder its name counts: what is read in it is listed by itself, and the output is no input.
                    own = [0, 0, 0] if entry.is_dir(follow_symlinks=False) else [found.st_size, found.st_mtime_ns, found.st_ino]
                    rows.append([entry.name, found.st_mode, *own])
    except OSError:
        return None
    return sorted(rows)


def _file(path: str) -> list[int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino]
