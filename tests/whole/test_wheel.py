"""The wheel carries all that the program needs: templates, fonts, law."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROBE = """
import pathlib, sys
from dossier.ground import shipped
from dossier.law.parameters import shipped_law
here = pathlib.Path(shipped.__file__).parents[1]
assert here.is_relative_to(sys.argv[1]), here
assert shipped.folder('templates') == here / 'templates'
assert shipped.listing('templates/letters') and shipped.listing('fonts', '.ttf')
assert shipped_law().parameters
print('complete')
"""


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    """Installed from the wheel alone, the program finds its templates, fonts and law inside its package."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert wheel.name.startswith("dossier_recouvrement-")
    probe = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r})\n{PROBE}", str(installed)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert probe.stdout == "complete\n", probe.stderr
