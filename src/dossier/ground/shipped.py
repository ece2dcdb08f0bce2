"""The files that come with the program (templates, fonts, law): found once, in a checkout or in the wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent


@cache
def folder(name: str) -> Path:
    """A folder of the program: in the package, or for `templates` in a checkout at its top level."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent.parent / name


@cache
def read(path: str) -> bytes:
    """The bytes of a shipped file, `templates/letters/relance.html.j2`; raises FileNotFoundError: a fault of the install."""
    top, _, rest = path.partition("/")
    return (folder(top) / rest).read_bytes()


@cache
def listing(path: str, suffix: str = "") -> tuple[str, ...]:
    """The shipped files below a folder, as paths that `read` takes, in name order."""
    top, _, rest = path.partition("/")
    start = folder(top)
    found = (start / rest).rglob(f"*{suffix}") if rest else start.rglob(f"*{suffix}")
    return tuple(sorted(f"{top}/{file.relative_to(start).as_posix()}" for file in found if file.is_file()))
