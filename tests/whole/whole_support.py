"""Running the whole program as a person does, and looking at what it made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

DAY = "2026-11-21"


def dossier(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `dossier --date 2026-11-21 …` in a workspace, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dossier", "--date", DAY, *arguments],
        cwd=root, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by path."""
    files = (place for place in sorted(folder.rglob("*")) if place.is_file())
    return {place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest() for place in files}
