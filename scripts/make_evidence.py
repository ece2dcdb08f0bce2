"""Write the evidence of the example workspace below `cases/`; the same bytes at every run.

    .venv/bin/python scripts/make_evidence.py [PART-OF-A-PATH]

Run it after a change in `scripts/evidence/`, look at the result, commit both.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from evidence.cases import files  # noqa: E402  (the folder of this script comes first on the path)


def main(wanted: str = "") -> None:
    """Write every file whose path holds *wanted*, and say what was made."""
    cases = HERE.parent / "cases"
    for path, make in files().items():
        if wanted in path:
            data = make()
            (cases / path).parent.mkdir(parents=True, exist_ok=True)
            (cases / path).write_bytes(data)
            print(f"{len(data):>9,}  {path}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
