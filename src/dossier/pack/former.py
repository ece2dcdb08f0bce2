"""Whether a file is an older pack of the same case for the same reader, which a new one may replace."""

from __future__ import annotations

import json
from pathlib import Path

from dossier.pack.pack import MANIFEST, SCHEMA, Title
from dossier.pack.reading import Damaged, whole
from dossier.pack.zipped import read_zip

_LARGEST = 64 << 20


def is_former(place: Path, title: Title) -> bool:
    """Whether its manifest names this case, this audience and this debtor; False for anything that is no sound archive."""
    try:
        with place.open("rb") as file:
            found = read_zip(file)
            if found.faults or MANIFEST not in found.files:
                return False
            data = json.loads(whole(found.files[MANIFEST][1](), _LARGEST))
    except (Damaged, OSError, ValueError, RecursionError):
        return False
    same = (SCHEMA, title.case, title.audience.id, title.debtor)
    return isinstance(data, dict) and same == (data.get("schema"), data.get("case"), data.get("for"), data.get("debtor", ""))
