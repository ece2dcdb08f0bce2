"""One page of each kind of a built site: what is looked at in every browser, width and light."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_NUMBER = re.compile(r"\d+")


def kinds(folder: Path) -> tuple[str, ...]:
    """Paths of a site, one a kind of page: the heaviest of each, for it holds most; sorted.

    General pages are each of their own kind; a document is of the kind of its name without numbers, a piece of the kind of its file.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.html")):
        kind = _kind(path.relative_to(folder).as_posix(), path)
        if kind not in found or path.stat().st_size > found[kind].stat().st_size:
            found[kind] = path
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found.values()))


def _kind(name: str, path: Path) -> str:
    parts = name.split("/")
    if parts[0] in ("regles", "debiteurs") and len(parts) > 1:
        return parts[0]
    if parts[0] != "cases":
        return name
    if parts[2] == "documents":
        return f"documents/{_NUMBER.sub('', parts[3])}"
    if parts[2] == "pieces" and parts[3] != "index.html":
        text = path.read_text(encoding="utf-8")
        signs = (mark for mark in ("<img", "<pre", "<audio", "originaux/", "<dl") if mark in text)
        return f"pieces/{' '.join(signs)}"
    return "/".join(parts[2:])


def uris(folder: Path, names: Iterable[str]) -> list[tuple[str, str]]:
    """Names with the addresses that a double-click would open."""
    return [(name, (folder / name).as_uri()) for name in names]
