"""Where a build may be put, and what builds that were killed left beside it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from dossier.publish.places import Refused

MARKER = ".dossier-build"
"""The file by which a folder is known as an output of this program: nothing without it is ever replaced or removed."""

_INPUTS = ("cases", "templates", "law", "profils", "schemas", ".git", ".dossier")


def check_target(target: Path, root: Path) -> Path:
    """The place of the output with its parent's links resolved; raises `Refused` where a build could harm something."""
    if not target.parent.is_dir():
        raise Refused(f"le dossier « {target.parent} » n’existe pas")
    place, home = target.parent.resolve() / target.name, root.resolve()
    if place == home or place in home.parents:
        raise Refused(f"« {target} » contient l’espace de travail : une sortie le remplacerait")
    for name in _INPUTS:
        if place == home / name or home / name in place.parents:
            raise Refused(f"« {target} » est dans « {name} », qui contient des sources : choisissez un autre dossier")
    try:
        state = place.lstat()
    except FileNotFoundError:
        return place
    if not stat.S_ISDIR(state.st_mode):
        raise Refused(f"« {target} » est un lien ou un fichier, pas un dossier de sortie")
    if not (place / MARKER).is_file() and any(place.iterdir()):
        raise Refused(f"« {target} » contient des fichiers que dossier n’a pas faits : videz-le ou choisissez un autre dossier")
    return place


def spare_place(target: Path) -> Path:
    """Where a build of this process grows: a hidden sibling of the target, on the same file system."""
    return target.with_name(f".{target.name}.dossier-{os.getpid()}")


def former_place(target: Path) -> Path:
    """Where the former output waits for a moment on systems that cannot swap two folders."""
    return target.with_name(f".{target.name}.dossier-ancien-{os.getpid()}")


def clear_left_overs(target: Path) -> None:
    """Remove what killed builds left, and put the former output back if one was killed between two renames.

    To be called by who holds the parent folder: then no such folder belongs to a build that runs.
    """
    for place in sorted(target.parent.glob(f".{_literal(target.name)}.dossier-*")):
        if not target.exists() and ".dossier-ancien-" in place.name and (place / MARKER).is_file():
            place.rename(target)
        else:
            remove_output(place)


def remove_output(place: Path) -> None:
    """Remove a folder that this program made, or an empty one; leave all else."""
    if place.is_symlink() or not place.is_dir():
        return
    if (place / MARKER).is_file():
        # The marker goes last: killed half-way, the rest is still known as ours.
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name == MARKER):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    if not any(place.iterdir()):
        place.rmdir()


def _literal(name: str) -> str:
    """A name in which `*`, `?` and `[` stand for themselves."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
