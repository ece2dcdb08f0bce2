"""Write the files that reach the firm in the guide's first case, below `docs/guide/recus/`.

    .venv/bin/python scripts/make_received.py

Run it after a change in `scripts/evidence/received.py`, look at the result, commit both.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from evidence.received import FILES  # noqa: E402  (the folder of this script comes first on the path)


def main() -> None:
    """Write every file, and say what was made."""
    folder = HERE.parent / "docs" / "guide" / "recus"
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        data = make()
        (folder / name).write_bytes(data)
        print(f"{len(data):>9,}  {name}")


if __name__ == "__main__":
    main()
