"""Small cases with evidence, written as people write them and read by the real loader."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau
from dossier.pieces.inspect import inspect_jobs
from dossier.pieces.number import number_pieces

BASE = Path(__file__).parents[1] / "diagnostics" / "base"
TODAY = date(2026, 11, 21)
FOLDER = "cases/x"


def world_of(files: Mapping[str, str | bytes], today: date = TODAY) -> MemoryWorld:
    """The base workspace of the samples with the files of one case, named from its folder."""
    base: dict[str, str | bytes] = {
        path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()
    }
    return MemoryWorld({**base, **{f"{FOLDER}/{name}": data for name, data in files.items()}}, today)


def case_of(world: MemoryWorld) -> Case:
    """The case of such a world, which must be readable."""
    workspace = load_workspace(world)
    assert not workspace.broken, workspace.broken
    (case,) = workspace.cases
    return case


def stage_of(world: MemoryWorld) -> Any:
    """What numbering asks of a stage: its day."""
    return SimpleNamespace(date=world.today)


def bordereau_of(files: Mapping[str, str | bytes], today: date = TODAY, inspect: bool = True) -> Bordereau:
    """The bordereau of a case, its files opened unless *inspect* is False."""
    world = world_of(files, today)
    case = case_of(world)
    if not inspect:
        return number_pieces(case, stage_of(world), ())
    jobs = inspect_jobs(case, world)
    return number_pieces(case, stage_of(world), InProcess().run(jobs), jobs)


def titles(bordereau: Bordereau) -> list[str]:
    """The titles by number."""
    return [piece.title for piece in bordereau.pieces]


def codes(bordereau: Bordereau) -> list[str]:
    """The codes of its diagnostics, sorted."""
    return sorted(diagnostic.code for diagnostic in bordereau.diagnostics)


def lock_row(number: int, file: str, data: bytes, title: str, withdrawn: bool = False) -> str:
    """A row of `bordereau.lock`."""
    digest = hashlib.sha256(data).hexdigest()
    end = ", retiree: oui" if withdrawn else ""
    return f"- {{numero: {number}, fichier: {file}, sha256: {digest}, titre: {title}{end}}}\n"


def text_file(word: str) -> bytes:
    """Evidence that is quick to open and differs by a word."""
    return f"{word}\n".encode()


def invoice(number: str, day: str, *pieces: str) -> str:
    """An invoice that cites files."""
    listed = ", ".join(pieces)
    return f"- {{numero: {number}, date: {day}, echeance: 2026-12-31, montant_ttc: 100.00, pieces: [{listed}]}}\n"
