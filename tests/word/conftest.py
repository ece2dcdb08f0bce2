"""One document of every kind, as the documents' tests make them, serves here too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
