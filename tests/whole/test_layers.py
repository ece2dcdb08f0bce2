"""The map of who may import whom is data, and the program keeps to it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dossier"
ROOMS: Mapping[str, list[str]] = tomllib.loads((ROOT / "tests" / "layers.toml").read_text(encoding="utf-8"))["rooms"]


def room_of(path: Path) -> str:
    """The room of a source file: its package, or its own name for a module at the top."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that a file imports from, each with its line; imports inside functions count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."] if node.module != "dossier" else [f"dossier.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("dossier."):
                yield node.lineno, name.split(".")[1]


@cache
def edges() -> dict[tuple[str, str], list[str]]:
    """Each pair of rooms, with the places where one imports from the other."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for line, target in imported(path):
            if target in ROOMS and target != room_of(path):
                found.setdefault((room_of(path), target), []).append(f"{path.relative_to(ROOT)}:{line}")
    return found


def test_every_room_is_on_the_map() -> None:
    """A new package says what it may use."""
    assert {room_of(path) for path in SOURCE.rglob("*.py")} - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_what_the_map_allows(room: str) -> None:
    """An import that the map does not allow usually means that a name stands in the wrong room."""
    wrong = {places[0]: target for (source, target), places in edges().items() if source == room and target not in ROOMS[room]}
    assert wrong == {}


def test_the_map_allows_nothing_that_is_not_used() -> None:
    """An edge that nobody needs any more is struck out of the map."""
    used = {source: {target for (other, target) in edges() if other == source} for source in ROOMS}
    assert {room: sorted(set(allowed) - used[room]) for room, allowed in ROOMS.items() if set(allowed) - used[room]} == {}


def test_the_rooms_stand_in_an_order() -> None:
    """The map has no circle: rooms can be put in an order in which each uses only earlier ones."""
    left = {room: set(allowed) for room, allowed in ROOMS.items()}
    while left:
        free = {room for room, allowed in left.items() if not allowed & set(left)}
        assert free, f"a circle among {sorted(left)}"
        left = {room: allowed for room, allowed in left.items() if room not in free}


def test_the_ground_stands_on_nothing_of_the_passes() -> None:
    """Money, days, places and diagnostics know neither cases nor law."""
    assert ROOMS["ground"] == []
