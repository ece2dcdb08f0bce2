"""The helpers of this folder are imported by name; the three builds of the planted workspace, made once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace full of secrets, in a folder whose name is one, with its three outputs: `build`, `build-debiteur`, `build-masque`."""
    from planted import FOLDER, plant

    root = tmp_path_factory.mktemp("leaks") / FOLDER
    plant(root)
    for options in ((), ("--audience", "debiteur"), ("--mask",)):
        command = [sys.executable, "-m", "dossier", "--date", "2026-11-21", "-q", "build", *options]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=dict(os.environ), timeout=300)
        assert done.returncode == 0, done.stderr
    return root
