"""The helpers of this folder and the cases of the claim's tests are imported by name."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "claim"):
    sys.path.insert(0, str(folder))
