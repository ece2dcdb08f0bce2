"""Reading a repository with git's plumbing, so that no program that a received folder names is run."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.attributesFile=/dev/null",
    "-c", "core.pager=cat", "-c", "protocol.allow=never", "--no-pager", "--literal-pathspecs",
)  # fmt: skip
_SECONDS = 60


class NoHistory(Exception):
    """There is no such history: `reason` is a French sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its name, its day, its first line, and the folder of the workspace in it ('' for the root)."""

    name: str
    day: date
    title: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: the mode tells a regular file from a link."""

    mode: str
    blob: str
    size: int


def commit_of(root: Path, revision: str) -> Commit:
    """The commit of a revision (a name, a tag, `HEAD~3`) of the repository around *root*; raises `NoHistory`."""
    inside = run(root, "rev-parse", "--show-prefix", missing="ce classeur n’est pas dans un dépôt git")
    name = run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        missing=f"« {revision} » n’est ni un commit de ce dépôt, ni un jour AAAA-MM-JJ",
    ).decode().strip()  # fmt: skip
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name):
        raise NoHistory(f"« {revision} » n’est pas un commit de ce dépôt")
    told = run(root, "log", "-1", "--no-show-signature", "--format=%cs%x00%s", name).decode("utf-8", "replace")
    day, _, title = told.rstrip("\n").partition("\x00")
    return Commit(name, date.fromisoformat(day), title, inside.decode("utf-8", "surrogateescape").strip("\n"))


def tree_of(root: Path, commit: Commit) -> dict[str, Entry]:
    """The files of a commit below the workspace, by path from the workspace."""
    listed = run(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit.name)
    found = {}
    for line in listed.split(b"\x00"):
        head, _, raw = line.partition(b"\t")
        path = raw.decode("utf-8", "surrogateescape")
        if line and path.startswith(commit.prefix):
            mode, _kind, blob, size = head.decode("ascii").split()
            found[path.removeprefix(commit.prefix)] = Entry(mode, blob, int(size) if size.isdigit() else 0)
    return found


def content(root: Path, blob: str) -> bytes:
    """The bytes of a blob."""
    return run(root, "cat-file", "blob", blob)


def run(root: Path, *arguments: str, missing: str = "") -> bytes:
    """Run git and return what it prints; raises `NoHistory`, with *missing* as the reason when git answers no."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    clean |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    # No transport, whatever protocol the repository's own configuration allows by its name: `ext::` would run a program.
    clean |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program, arguments that are never options
            ["git", "-C", str(root), *_SAFE, *arguments],  # noqa: S607
            capture_output=True, timeout=_SECONDS, env=clean, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoHistory("git n’est pas installé : l’historique ne peut pas être lu") from None
    except subprocess.TimeoutExpired:
        raise NoHistory("git ne répond pas") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if any("dubious ownership" in line for line in said):
            raise NoHistory("git refuse de lire un dépôt qui appartient à un autre utilisateur")
        raise NoHistory(missing or f"git : {said[0] if said else 'échec'}")
    return done.stdout
