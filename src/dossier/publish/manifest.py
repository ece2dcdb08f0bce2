"""The list of all outputs with their SHA-256, and of what they were made from: `manifest.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import dossier
from dossier.ground.blobs import Blob
from dossier.publish.versions import library_versions, system_versions
from dossier.site.tree import Tree

NAME = "manifest.json"


def manifest(tree: Tree, inputs: Mapping[str, Blob], day: date) -> dict[str, Any]:
    """The manifest as JSON-able data, the same for the same inputs, day and versions.

    `tree` in it is the digest of all outputs: SHA-256 over lines `sha256  path` in path order, as `sha256sum` prints them.
    *inputs* are the files of the workspace that were read, by path.
    """
    outputs = {
        leaf.path: {"sha256": leaf.blob.sha256, "size": leaf.blob.size, "origin": leaf.origin, "sources": sorted(leaf.sources)}
        for leaf in sorted(tree.leaves, key=lambda leaf: leaf.path)
    }
    lines = "".join(f"{row['sha256']}  {path}\n" for path, row in outputs.items())
    return {
        "schema": "dossier/manifest/1",
        "date": day.isoformat(),
        "program": {"name": "dossier", "version": dossier.__version__},
        "libraries": dict(library_versions()),
        "system": dict(system_versions()),
        "tree": hashlib.sha256(lines.encode()).hexdigest(),
        "inputs": {path: {"sha256": blob.sha256, "size": blob.size} for path, blob in sorted(inputs.items())},
        "outputs": outputs,
    }


def as_bytes(data: Mapping[str, Any]) -> bytes:
    """The file: indented JSON that a person can read."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
