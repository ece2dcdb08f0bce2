"""Pages of the guide as programs: the files that they show are written, the commands that they show are run, in their order.

A page says in its first lines where it plays: `<!-- classeur: exemples -->` (a copy of this repository's cases), `entreprise` (its
settings alone) or `vide` (a folder that holds `recus/`, what reached the firm, and nothing else). Then:

- a block of YAML, Markdown or text whose first line is `# fichier : PATH` is written there; `# ajouter à : PATH` adds it at the end;
- a block `console` holds commands after `$ `, each followed by what it prints. A line `…` stands for any lines; `# code 1` after a
  command says how it ends, when it is not 0.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
DAY = "2026-11-21"
COMMANDS = frozenset({"dossier", "git", "ls", "cat", "cd", "cp", "sha256sum", "head", "mkdir"})
"""What a page may run: nothing that the reader would not type."""

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"<!-- classeur: (exemples|entreprise|vide) -->")
_FILE = re.compile(r"# (fichier|ajouter à) : (\S+)\n")
_CODE = re.compile(r"\s+# code (\d)$")


@dataclass(frozen=True)
class Step:
    """A file to write (`path`, and whether at its end) or a command with what it prints and how it ends."""

    path: str = ""
    text: str = ""
    continued: bool = False
    command: str = ""
    printed: tuple[str, ...] = ()
    code: int = 0
    line: int = 0


def pages() -> list[Path]:
    """Every page of the guide, in order."""
    return sorted(GUIDE.rglob("*.md"))


def place(page: Path) -> str:
    """Where a page plays; '' when it has nothing to run."""
    found = _PLACE.search(page.read_text(encoding="utf-8"))
    return found[1] if found else ""


def steps(page: Path) -> Iterator[Step]:
    """The files and commands of a page."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(2)) + 1
        language, body = block[1], block[2]
        if language == "console":
            yield from _commands(body, line)
        elif found := _FILE.match(body):
            yield Step(path=found[2], text=body[found.end() :], continued=found[1] != "fichier", line=line)


def _commands(body: str, line: int) -> Iterator[Step]:
    command, code, printed, start = "", 0, [], line
    for offset, row in enumerate([*body.splitlines(), "$ "]):
        if not row.startswith("$ "):
            printed.append(row)
            continue
        if command:
            while printed and not printed[-1]:
                printed.pop()
            yield Step(command=command, printed=tuple(printed), code=code, line=start)
        ended = _CODE.search(row)
        command = _CODE.sub("", row.removeprefix("$ ")).strip()
        code, printed, start = int(ended[1]) if ended else 0, [], line + offset


def prepare(name: str, folder: Path) -> None:
    """The workspace that a page begins with."""
    if name == "vide":
        shutil.copytree(GUIDE / "recus", folder / "recus")
        return
    shutil.copy(ROOT / "dossier.yaml", folder)
    if name == "exemples":
        shutil.copytree(ROOT / "cases", folder / "cases", ignore=shutil.ignore_patterns("__pycache__"))
    else:
        (folder / "cases").mkdir()


def write(step: Step, folder: Path) -> None:
    """The file of a step, below the workspace."""
    target = (folder / step.path).resolve()
    assert target.is_relative_to(folder.resolve()), step.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if step.continued:
        target.write_text(target.read_text(encoding="utf-8") + step.text, encoding="utf-8")
    else:
        assert not target.exists(), f"{step.path} est déjà là"
        target.write_text(step.text, encoding="utf-8")


def run(step: Step, folder: Path, home: Path) -> tuple[Path, int, list[str]]:
    """The folder after a command, its exit code, and the lines that it printed, without their ends."""
    words = shlex.split(step.command)
    assert words[0] in COMMANDS, f"ligne {step.line} : {words[0]} n’est pas une commande du guide"
    if words[0] == "cd":
        return (folder / words[1]).resolve(), 0, []
    if words[0] == "dossier":
        words = [sys.executable, "-m", "dossier", *words[1:]]
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "DOSSIER_DATE": DAY, "COLUMNS": "100", "NO_COLOR": "1",
        "XDG_CACHE_HOME": str(home / "cache"), "GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    done = subprocess.run(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    text = done.stdout.decode().replace(str(folder), "…")
    return folder, done.returncode, [row.rstrip() for row in text.splitlines()]


def agrees(printed: list[str], shown: tuple[str, ...]) -> bool:
    """Whether what was printed is what the page shows; `…` alone on a line stands for any lines, at the end of one for its rest.

    Fixed spaces count as spaces: nobody can see which one a page holds.
    """
    if not shown:
        return True
    pattern = "".join(_line(row) for row in _plain("\n".join(shown)).split("\n"))
    return re.fullmatch(pattern, _plain("\n".join(printed)).rstrip("\n") + "\n") is not None


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _line(row: str) -> str:
    if row.strip() == "…":
        return "(?:[^\n]*\n)*?"
    if row.endswith("…"):
        return re.escape(row.removesuffix("…").rstrip()) + "[^\n]*\n"
    return re.escape(row.rstrip()) + "\n"
