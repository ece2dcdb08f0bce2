"""What one process does in the measure of G5; apart, so that the measure's own imports are not counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def run(place: str) -> None:
    """Read the copies of a folder, bind them as its `options.json` says, write the bundle."""
    from dossier.pdf.bind import bind

    folder = Path(place)
    options = json.loads((folder / "options.json").read_text())
    inputs = {part["input"]: (folder / part["input"]).read_bytes() for part in options["parts"]}
    result = bind(options, inputs)
    if result.problems:
        sys.exit(f"not bound: {result.problems}")
    (folder / "bundle.pdf").write_bytes(result.files["bundle.pdf"])
