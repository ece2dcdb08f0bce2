"""The commit that a workspace stands on, and whether its files are still what that commit holds.

Everything but two names and a list is read here and not by git: comparing files itself, git would run the filters that the
configuration of a received folder names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dossier.ground.revision import Revision
from dossier.ground.world import DiskWorld, Unreadable, World
from dossier.history.git import Commit, Entry, NoHistory, content, run, tree_of

SHORT = 7
"""Digits of a commit's name that are shown, whatever a repository asks for: the same commit is told the same way everywhere."""

READ = ("dossier.yaml", "cases", "templates", "law")
"""What a compilation reads of a workspace."""

_HASHED = 1_000_000
"""Bytes: a larger file of the same size is not read to be compared; pieces are never edited in place."""

_FILE = "100"
"""How the mode of a regular file begins."""


def name_of(root: Path) -> str:
    """The full name of the commit, '' without git, without a repository, or before the first commit."""
    commit = _commit(root)
    return commit.name if commit else ""


def revision(root: Path) -> Revision | None:
    """The commit of the workspace at *root*; None without git, repository or commit, and where the commit has nothing of it."""
    commit = _commit(root)
    if commit is None:
        return None
    try:
        held = {path: entry for path, entry in tree_of(root, commit).items() if path.split("/")[0] in READ}
        if not held:
            return None
        return Revision(commit.name[:SHORT], _differs(root, held))
    except (NoHistory, OSError, ValueError):
        return None


def _commit(root: Path) -> Commit | None:
    """By one call of git; the day and the title, which nobody asks for here, are left out."""
    try:
        told = run(root, "rev-parse", "--show-prefix", "--verify", "--quiet", "HEAD^{commit}").decode("utf-8", "surrogateescape")
    except (NoHistory, OSError):
        return None
    prefix, _, name = told.rstrip("\n").rpartition("\n")
    return Commit(name, date.min, "", prefix) if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name) else None


def _differs(root: Path, held: dict[str, Entry]) -> bool:
    """Whether a file was added, removed or changed since the commit; what is hidden or no regular file does not count."""
    world = DiskWorld(root, date.min)
    there = dict(_files(world, ""))
    kept = {path: entry for path, entry in held.items() if entry.mode.startswith(_FILE) and not _hidden(path)}
    if there.keys() != kept.keys():
        return True
    return any(_changed(root, world, path, size, kept[path]) for path, size in sorted(there.items()))


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _files(world: World, folder: str) -> Iterator[tuple[str, int]]:
    for item in world.list(folder):
        path = f"{folder}/{item.name}" if folder else item.name
        if not folder and item.name not in READ:
            continue
        if item.kind == "folder":
            yield from _files(world, path)
        elif item.kind == "file":
            yield path, item.size


def _changed(root: Path, world: World, path: str, size: int, entry: Entry) -> bool:
    """Whether a file is not the blob of its entry; ends of lines, and a file kept apart by Git LFS, make no difference."""
    if size > _HASHED:
        return size != entry.size and size != _stored_apart(root, entry)
    try:
        data = world.read(path)
    except Unreadable:
        return True
    texts = (data, data.replace(b"\r\n", b"\n"))
    return all(_blob_name(text, entry.blob) != entry.blob for text in texts) and size != _stored_apart(root, entry)


def _blob_name(data: bytes, like: str) -> str:
    """What git calls some bytes: SHA-1, or SHA-256 in a repository that uses it."""
    digest = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return digest(b"blob %d\x00" % len(data) + data).hexdigest()


_POINTER = re.compile(rb"\Aversion https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?size (\d{1,15})\n")


def _stored_apart(root: Path, entry: Entry) -> int | None:
    """The size of the file that an entry points to, None for one that is the file itself."""
    if entry.size > 1024:
        return None
    found = _POINTER.match(content(root, entry.blob))
    return int(found[1]) if found else None
