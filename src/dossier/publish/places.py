"""The program's own folder in a workspace, and what counts as one of its own."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

OWN = ".dossier"


class Refused(Exception):
    """A place where the program will not write; the message is a French sentence."""


def own_folder(root: Path, *parts: str, private: bool = False) -> Path:
    """A folder below `.dossier/`, made when absent; raises `Refused` when a part is a link or no folder.

    `.dossier/` is readable by its owner alone: what lies in it was made from the papers of the cases. *private* says the same
    of the last folder.
    """
    place = root
    names = (OWN, *parts)
    for depth, name in enumerate(names):
        place = place / name
        closed = not depth or (private and depth == len(names) - 1)
        with suppress(FileExistsError):
            place.mkdir(mode=0o700 if closed else 0o777)
        state = place.lstat()
        if not stat.S_ISDIR(state.st_mode):
            raise Refused(f"« {place} » n’est pas un dossier ordinaire : supprimez-le, il sera refait")
        if closed and state.st_mode & 0o077 and state.st_uid == os.getuid():
            place.chmod(0o700)
    return place


def cache_folder(root: Path) -> Path:
    """`.dossier/cache/`, private, and emptied unless this program made it where it stands.

    A workspace received from elsewhere could bring a cache full of forged results. The folder therefore names its own
    inode, which whoever made an archive or a repository cannot know.
    """
    place = own_folder(root, "cache", private=True)
    mark = place / "ici"
    proof = f"{place.stat().st_ino}:{os.getuid()}\n"
    if mark.is_symlink() or not mark.is_file() or mark.read_text(encoding="utf-8", errors="replace") != proof:
        for entry in place.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        place.chmod(0o700)
        mark.write_text(proof, encoding="utf-8")
    return place


def write_whole(place: Path, data: bytes) -> os.stat_result:
    """Write a file so that it is there whole or not at all, also when two processes write it; its state afterwards."""
    spare = place.with_name(f"{place.name}.{os.getpid()}~")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            state = os.fstat(file.fileno())
        spare.replace(place)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise
    return state


def scratch_folder(cache: Path) -> Path:
    """A folder for what workers write while they run, below the cache; those of builds that were killed are removed."""
    top = cache / "travail"
    top.mkdir(exist_ok=True)
    for entry in top.iterdir():
        if not (entry.name.isdigit() and is_alive(int(entry.name))):
            shutil.rmtree(entry, ignore_errors=True)
    place = top / str(os.getpid())
    place.mkdir(exist_ok=True)
    return place


def is_alive(process: int) -> bool:
    """Whether another process of this number runs; this process itself does not count."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()
