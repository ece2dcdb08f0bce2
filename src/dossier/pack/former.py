"""What stands where a new pack is to go: an older pack of the same case for the same reader may be replaced, unless it is dated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from dossier.pack.pack import ANSWER, MANIFEST, SCHEMA, SUMS, Pack, Title
from dossier.pack.reading import Chunks, Damaged, Found, whole
from dossier.pack.zipped import read_zip

_LARGEST = 64 << 20


def former(place: Path, pack: Pack) -> Literal["former", "dated", "other"]:
    """What the file at *place* is for a new pack: an older one, one that a time stamp dates (inside or beside), or anything else.

    One whose sums are those of the new pack loses nothing when a time stamp lies beside it.
    """
    try:
        with place.open("rb") as file:
            found = read_zip(file)
            if found.faults or not _is_of(found, pack.title):
                return "other"
            same = SUMS in found.files and _read(found.files[SUMS][1]) == _sums(pack)
    except (Damaged, OSError, ValueError, RecursionError):
        return "other"
    beside = any(answer.exists() for answer in answers(place))
    return "dated" if ANSWER in found.files or (beside and not same) else "former"


def answers(place: Path) -> tuple[Path, Path]:
    """Where the answer of an authority may lie beside a ZIP: under its name with `.tsr` in place of its ending, or behind it."""
    return place.with_suffix(".tsr"), place.with_name(f"{place.name}.tsr")


def _read(chunks: Chunks) -> bytes:
    return whole(chunks(), _LARGEST)


def _sums(pack: Pack) -> bytes:
    return next(item.blob.read() for item in pack.items if item.path == SUMS)


def _is_of(found: Found, title: Title) -> bool:
    """Whether its manifest names this case, this audience and this debtor."""
    if MANIFEST not in found.files:
        return False
    data = json.loads(_read(found.files[MANIFEST][1]))
    same = (SCHEMA, title.case, title.audience.id, title.debtor)
    return isinstance(data, dict) and same == (data.get("schema"), data.get("case"), data.get("for"), data.get("debtor", ""))
