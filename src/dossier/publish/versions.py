"""What a result depends on beside its inputs: the program, its libraries, the libraries of the system.

Found by names of files, without importing anything: this is asked before every cached answer.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import dossier
from dossier.ground import shipped

LIBRARIES = (
    "jinja2", "lxml", "markdown-it-py", "olefile", "pi-heif", "pikepdf", "pillow", "pydantic", "pydyf", "pypdfium2", "python-docx",
    "python-oxmsg", "pyyaml", "weasyprint",
)  # fmt: skip
"""The Python packages that can change the bytes of an output."""

SYSTEM = ("libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1")
_SYSTEM_FOLDERS = ("/usr/lib", "/usr/local/lib", "/usr/lib64", "/opt/homebrew/lib", "/lib")


@cache
def library_versions() -> Mapping[str, str]:
    """Package to version, from the names of the `.dist-info` folders on the path; '' for one that is not found."""
    known = dict.fromkeys(LIBRARIES, "")
    for folder in sys.path:
        try:
            places = list(Path(folder or ".").glob("*.dist-info"))
        except OSError:
            continue
        for place in places:
            package, _, version = place.stem.partition("-")
            package = package.lower().replace("_", "-")
            known[package] = known.get(package, "?") or version
    return {name: known[name] for name in LIBRARIES}


@cache
def system_versions() -> Mapping[str, str]:
    """Library of the system to the name of the file that it really is (`libpango-1.0.so.0.5000.12`); '' when not found."""
    found = dict.fromkeys(SYSTEM, "")
    for base in _SYSTEM_FOLDERS:
        for folder in [Path(base), *sorted(Path(base).glob("*-linux-gnu*"))]:
            for name in SYSTEM:
                if not found[name] and (folder / name).exists():
                    found[name] = (folder / name).resolve().name
    return found


@cache
def program_state() -> str:
    """SHA-256 over path, size and modification time of every file of the program: also a developer's edit changes it."""
    digest = hashlib.sha256(dossier.__version__.encode())
    for top in (Path(dossier.__file__).parent, shipped.folder("templates")):
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                place = Path(folder, name)
                state = place.stat()
                digest.update(f"{place.relative_to(top)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@cache
def everything() -> str:
    """SHA-256 of all of the above and of the Python that runs: part of the key of every cached result."""
    parts = [program_state(), str(sorted(library_versions().items())), str(sorted(system_versions().items())), sys.version]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
