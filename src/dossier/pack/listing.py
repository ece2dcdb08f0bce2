"""What tells of the files of a pack: `manifeste.json` and `SHA256SUMS`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from dossier.ground.blobs import Blob
from dossier.pack.pack import MANIFEST, READ_ME, REQUEST, SCHEMA, SUMS, Item, Title
from dossier.pack.stamp import request
from dossier.pieces.bordereau import Bordereau


def manifest(title: Title, items: Sequence[Item], bordereau: Bordereau | None) -> bytes:
    """The manifest: what the pack is, the pieces by number, every file with its SHA-256, size, role and, where it has one, its source.

    Neither the manifest nor what is made from it is in its list. A pack without pieces (*bordereau* None) names no source.
    """
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "case": title.case,
        "reference": title.reference,
        "for": title.audience.id,
        "date": title.day.isoformat(),
        "program": {"name": "dossier", "version": title.version},
    }
    if title.debtor:
        data["debtor"] = title.debtor
    if title.commit:
        data["commit"] = title.commit
    if bordereau is not None:
        data["pieces"] = _pieces(bordereau, items)
    data["files"] = [_row(item) for item in sorted(items, key=lambda item: item.path)]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _row(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {"path": item.path, "sha256": item.blob.sha256, "size": item.blob.size, "role": item.role}
    return row | ({"source": item.source} if item.source else {})


def _pieces(bordereau: Bordereau, items: Sequence[Item]) -> list[dict[str, Any]]:
    """The rows of the bordereau; `original` and `sha256` are of the file as it came."""
    received = {item.blob.sha256: item.path for item in items if item.role == "original"}
    rows = []
    for piece in sorted(bordereau.pieces, key=lambda piece: piece.number):
        row: dict[str, Any] = {"number": piece.number, "title": piece.title, "nature": piece.nature, "pages": piece.pages}
        row["date"] = piece.date.isoformat() if piece.date else None
        if piece.withdrawn:
            row["withdrawn"] = True
        elif piece.original is not None:
            row |= {"original": received.get(piece.original.sha256, ""), "sha256": piece.original.sha256}
        rows.append(row)
    return rows


def sums(rows: Iterable[tuple[str, str]]) -> bytes:
    """`SHA256SUMS` for `sha256sum -c`, from (path, SHA-256), by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(rows)).encode()


def sealed(title: Title, items: Sequence[Item], bordereau: Bordereau | None) -> tuple[Item, ...]:
    """All files of a pack in the order of its archive: what a person reads first, the manifest of the others, the sums of all
    these, the request for a time stamp of the sums, then the rest by path.
    """
    listed = sorted(items, key=lambda item: item.path)
    listing = Item(MANIFEST, Blob.of(manifest(title, listed, bordereau)), "manifeste")
    summed = Blob.of(sums((item.path, item.blob.sha256) for item in (*listed, listing)))
    asked = Item(REQUEST, Blob.of(request(summed.read())), "horodatage")
    first = [item for item in listed if item.path == READ_ME]
    rest = [item for item in listed if item.path != READ_ME]
    return (*first, listing, Item(SUMS, summed, "empreintes"), asked, *rest)
