"""The same inputs, the same day, the same versions: the same bytes, wherever and however the build runs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from whole_support import digests, dossier


def test_two_builds_of_the_examples_have_the_same_bytes(copied: Callable[..., Path]) -> None:
    """Other folder, hash seed, time zone, locale, home, fonts of the machine, umask and number of workers: every file is the same, byte by byte.

    A third build takes all from the cache and is the same again.
    """
    one = copied(to="one")
    two = copied(to="deeper/two")
    first = dossier(
        one, "build", "--jobs", "1", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C", LANG="tr_TR.UTF-8", HOME="/"
    )
    umask = os.umask(0o077)
    try:
        second = dossier(
            two,
            "build",
            "--jobs",
            "3",
            PYTHONHASHSEED="4242",
            TZ="America/Los_Angeles",
            LC_ALL="C.UTF-8",
            FONTCONFIG_FILE="/dev/null",
        )
    finally:
        os.umask(umask)
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    made = digests(one / "build")
    assert made == digests(two / "build")
    assert len(made) > 100
    shutil.rmtree(two / "build")
    (two / ".dossier/cache/build.json").unlink()
    again = dossier(two, "build")
    assert "(0\u00a0travail fait" in again.stderr
    assert digests(two / "build") == made


def test_a_build_without_changes_does_nothing_and_a_changed_letter_is_made_alone(copied: Callable[..., Path]) -> None:
    """No change: no job, no file. One changed figure: only what shows it is made again, the rest is taken over."""
    root = copied("2026-060-les-tilleuls", "2026-045-arnaud")
    first = dossier(root, "build")
    made = digests(root / "build")
    quiet = dossier(root, "build")
    assert quiet.returncode == first.returncode
    assert quiet.stdout == first.stdout
    assert "rien à refaire" in quiet.stderr
    assert digests(root / "build") == made
    invoice = root / "cases/2026-060-les-tilleuls/factures.yaml"
    text = invoice.read_text()
    assert "objet:" in text
    invoice.write_text(text.replace("objet: ", "objet: Nouveau — ", 1))
    changed = dossier(root, "build")
    after = digests(root / "build")
    touched = {path for path in made.keys() | after.keys() if made.get(path) != after.get(path)}
    assert "manifest.json" in touched
    assert not any(path.startswith("cases/2026-045-arnaud/") and path.endswith((".pdf", ".webp")) for path in touched), (
        changed.stderr
    )


def test_the_manifest_names_every_output_and_every_input(copied: Callable[..., Path]) -> None:
    """What is in the folder is what the manifest says, and each output leads back to files of the workspace."""
    root = copied("2026-045-arnaud")
    assert dossier(root, "build").returncode == 0
    manifest = json.loads((root / "build/manifest.json").read_bytes())
    made = digests(root / "build")
    listed = {path: row["sha256"] for path, row in manifest["outputs"].items()}
    assert made.keys() - listed.keys() == {"manifest.json", ".dossier-build"}
    assert listed.items() <= made.items()
    inputs = {path: row["sha256"] for path, row in manifest["inputs"].items()}
    assert inputs.items() <= digests(root).items()
    assert {"dossier.yaml", "cases/2026-045-arnaud/affaire.yaml", "cases/2026-045-arnaud/pieces/F-2026-064.pdf"} <= inputs.keys()
    sources = {source for row in manifest["outputs"].values() for source in row["sources"]}
    assert sources <= inputs.keys()
    assert any(row["sources"] for row in manifest["outputs"].values())
