"""The workspace as a commit holds it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dossier.ground.blobs import Blob
from dossier.ground.world import LARGEST_FILE, Item, Unreadable, checked_parts
from dossier.history.git import Commit, Entry, content, tree_of

_FILES = ("100644", "100755")


@dataclass(frozen=True)
class CommitWorld:
    """A `World` whose files are those of a commit. Links and submodules are of kind 'other', as on the disk."""

    root: Path
    commit: Commit
    today: date

    @cached_property
    def _files(self) -> dict[str, Entry]:
        return {unicodedata.normalize("NFC", path): entry for path, entry in tree_of(self.root, self.commit).items()}

    def list(self, folder: str) -> tuple[Item, ...]:
        """As `World.list`; hidden names are left out."""
        start = f"{folder}/" if folder else ""
        items: dict[str, Item] = {}
        for path, entry in self._files.items():
            if not path.startswith(start):
                continue
            name, _, rest = path[len(start) :].partition("/")
            if name.startswith("."):
                continue
            kind = "folder" if rest else "file" if entry.mode in _FILES else "other"
            items[name] = Item(name, kind, entry.size if kind == "file" else 0)
        return tuple(items[name] for name in sorted(items))

    def read(self, path: str) -> bytes:
        """As `World.read`."""
        entry = self._files.get("/".join(checked_parts(path)))
        reason = (
            "absent" if entry is None
            else "link" if entry.mode not in _FILES
            else "large" if entry.size > LARGEST_FILE
            else ""
        )  # fmt: skip
        if entry is None or reason:
            raise Unreadable(path, reason)
        return content(self.root, entry.blob)

    def blob(self, path: str) -> Blob:
        """As `World.blob`."""
        return Blob.of(self.read(path))
