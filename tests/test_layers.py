"""The map of who may import whom, held against the code."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src/dossier"
MAP = tomllib.loads((HERE / "layers.toml").read_text())
ROOMS: dict[str, list[str]] = MAP["rooms"]
FILES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))


def module(file: Path) -> str:
    parts = [*file.parent.parts, file.stem] if file.stem != "__init__" else list(file.parent.parts)
    return ".".join(["dossier", *parts])


def imports(file: Path, top_only: bool = False) -> Iterator[tuple[int, str]]:
    """Line and name of every module that a file imports, in functions too unless *top_only*, but not for types alone."""
    tree = ast.parse((SOURCE / file).read_text())
    typing_only = {id(n) for block in ast.walk(tree) if _is_type_checking(block) for n in ast.walk(block)}
    nodes = tree.body if top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: names are given in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        if not (top_only and id(node) in typing_only):
            yield from ((node.lineno, name) for name in names)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def room(name: str) -> str:
    """The room of a module of ours, '' for the package itself."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else ""


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_module_imports_only_what_its_room_leans_on(file: Path) -> None:
    """Imports run against the flow and down to the ground, inside functions too."""
    mine = room(module(file))
    allowed = {mine, "", *ROOMS.get(mine, [])}
    wrong = [
        f"{file}:{line} imports {name}"
        for line, name in imports(file)
        if name.split(".")[0] == "dossier" and room(name) not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_library_is_imported_in_its_rooms_alone(file: Path) -> None:
    """What parses foreign bytes stays in the jobs, what speaks to a terminal in the command line."""
    mine = room(module(file))
    wrong = [
        f"{file}:{line} imports {name}"
        for line, name in imports(file)
        if mine not in MAP["libraries"].get(name.split(".")[0], [mine])
    ]
    assert wrong == []


def test_the_map_names_the_rooms_that_there_are() -> None:
    """A new package must be placed on the map before anything may import it."""
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    assert packages | modules == set(ROOMS)


@pytest.mark.parametrize("name", ROOMS)
def test_the_map_says_nothing_that_is_not_so(name: str) -> None:
    """A way between two rooms that no import takes any more is closed."""
    taken = {room(target) for file in FILES if room(module(file)) == name for _, target in imports(file)}
    assert set(ROOMS[name]) - taken == set()


def test_the_map_has_no_circle() -> None:
    """Every room leans only on rooms above it in the file."""
    seen: set[str] = set()
    for name, leans_on in ROOMS.items():
        assert set(leans_on) <= seen, name
        seen.add(name)


def test_modules_have_no_circle() -> None:
    """Also inside a room no two modules import each other when they are loaded."""
    names = {module(file): file for file in FILES}
    graph = {
        name: {
            target for _, found in imports(file, top_only=True) for target in (found, found.rpartition(".")[0]) if target in names
        }
        - {name}
        for name, file in names.items()
    }
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            path.append(name)
            for target in sorted(graph[name]):
                # `from package import module` names the package too, which is loaded by then.
                if not (names[target].stem == "__init__" and name.startswith(target + ".")):
                    visit(target)
            path.pop()
            done.add(name)

    for name in sorted(graph):
        visit(name)


WORLDS = {Path("ground/world.py"), Path("history/git.py"), Path("ground/shipped.py"), Path("pdf/fonts.py")}
"""The readers of what lies outside: the workspace, its history, what ships with the program."""


def test_the_clock_and_the_disk_are_touched_in_few_places() -> None:
    """Passes read neither clock nor environment, and write nothing: cli, publish, the world and `import --convert` do."""
    outside = {"cli", "publish", "importing", "__main__"}
    wrong = []
    for file in FILES:
        if room(module(file)) in outside or file in WORLDS:
            continue
        for node in ast.walk(ast.parse((SOURCE / file).read_text())):
            if isinstance(node, ast.Attribute):
                text = ast.unparse(node)
                if text.startswith(("os.environ", "os.getenv", "time.time", "sys.argv")) or text.endswith(
                    (".write_text", ".write_bytes", ".unlink", ".mkdir", "datetime.now", "date.today", ".cwd", ".home")
                ):
                    wrong.append(f"{file}:{node.lineno} {text}")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"}:
                wrong.append(f"{file}:{node.lineno} {node.func.id}")
    assert wrong == []
