"""What one process does in the measure of G5; apart, so that the measure's own imports are not counted.

    python benchmarks/bind_once.py FOLDER

binds the copies of FOLDER as its `options.json` says, in the way of a worker, into `bundle.pdf`, and writes to `job.json` how many
seconds of CPU the job itself took: a build's workers have the interpreter and the libraries loaded before.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import pikepdf  # noqa: F401  # before the clock of the job starts
import pypdfium2  # noqa: F401

from dossier.pdf.bind import bind


def run(place: str) -> None:
    """Read, bind, read back, write."""
    folder = Path(place)
    tempfile.tempdir = place
    start = time.process_time()
    options = json.loads((folder / "options.json").read_text())
    result = bind(options, {part["input"]: folder / part["input"] for part in options["parts"]})
    if result.problems:
        sys.exit(f"not bound: {result.problems}")
    made = result.files["bundle.pdf"]
    if isinstance(made, bytes):
        (folder / "bundle.pdf").write_bytes(made)
    else:
        made.rename(folder / "bundle.pdf")
    (folder / "job.json").write_text(json.dumps(time.process_time() - start))


if __name__ == "__main__":
    run(sys.argv[1])
