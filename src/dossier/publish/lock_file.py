"""Writing `bordereau.lock` whole or not at all, and never one that forgets a number."""

from __future__ import annotations

import re
from pathlib import Path

from dossier.ground.nearest import visible
from dossier.publish.durable import Step, put, read_plain
from dossier.publish.places import Refused

NAME = "bordereau.lock"
_NUMBER = re.compile(r"numero[\"']?[ \t]*:[ \t]*[\"']?([0-9]+)")


def write_lock(root: Path, case: str, text: str, step: Step = lambda name: None) -> bool:
    """Put a text in the place of the lock of a case (the name of its folder); False when it was that already.

    Killed at any moment, the former lock or the new one is there. To be called by who holds the workspace (`publish.lock`),
    with a text made from what was read since. Raises `Refused` for a place that is no ordinary file of an ordinary folder,
    and for a text without a number that the lock on the disk has.
    """
    path = f"cases/{case}/{NAME}"
    former = read_plain(root, path)
    if former == text.encode():
        return False
    lost = sorted(_numbers((former or b"").decode("utf-8", "replace")) - _numbers(text), key=lambda digits: (len(digits), digits))
    if lost:
        numbers = ", ".join(visible(number, 20) for number in lost)
        raise Refused(f"le nouveau {NAME} oublierait des numéros communiqués ({numbers}) : rien n’est écrit")
    put(root, path, text.encode(), step)
    return True


def _numbers(text: str) -> set[str]:
    """The numbers as digits: one of thousands of them, in a comment, is none that Python would count."""
    return {number.lstrip("0") for number in _NUMBER.findall(text)}
