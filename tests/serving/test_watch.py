"""What changed in a workspace, however an editor saves."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dossier.serving import watch

CASE = "cases/2026-060-les-tilleuls"


@pytest.fixture
def root(copied: Callable[..., Path]) -> Path:
    """A workspace with one case."""
    return copied("2026-060-les-tilleuls")


def next_change(found: Iterator[frozenset[str]], act: Callable[[], object]) -> frozenset[str]:
    """What is told after something is done, within ten seconds."""
    next(found)  # the watcher stands
    thread = threading.Timer(0.2, act)
    thread.start()
    end = time.monotonic() + 10
    for paths in found:
        if paths:
            return paths
        assert time.monotonic() < end, "nothing was noticed"
    raise AssertionError("the watcher ended")


def test_a_file_written_in_place_is_noticed(root: Path) -> None:
    """`echo >> journal.yaml`."""
    found = watch.changes(root, watch.inputs(root))
    assert next_change(found, lambda: (root / CASE / "journal.yaml").open("a").write("\n")) == {f"{CASE}/journal.yaml"}


def test_a_file_put_in_place_by_a_rename_is_noticed_and_its_helpers_are_not(root: Path) -> None:
    """vim, emacs and most editors write beside and rename; what they leave hidden counts for nothing."""

    def save() -> None:
        place = root / CASE / "journal.yaml"
        (place.parent / ".journal.yaml.swp").write_text("x")
        spare = place.with_name("4913")
        spare.write_text(place.read_text() + "\n")
        spare.replace(place)

    assert next_change(watch.changes(root, watch.inputs(root)), save) == {f"{CASE}/journal.yaml"}


def test_a_file_saved_in_two_halves_is_told_once(root: Path) -> None:
    """A slow writer: nobody reads the first half."""

    def save() -> None:
        place = root / CASE / "journal.yaml"
        text = place.read_text()
        with place.open("w") as file:
            for part in (text[:50], text[50:], "\n# fin\n"):
                file.write(part)
                file.flush()
                time.sleep(0.01)

    found = watch.changes(root, watch.inputs(root))
    assert next_change(found, save) == {f"{CASE}/journal.yaml"}
    assert (root / CASE / "journal.yaml").read_text().endswith("# fin\n")
    assert not next(found)


def test_what_happens_in_a_new_folder_is_noticed(root: Path) -> None:
    """A case that somebody adds is watched from then on."""
    found = watch.changes(root, watch.inputs(root))
    new = root / "cases/2026-099-nouvelle"
    told = next_change(found, new.mkdir)
    assert told == {"cases/2026-099-nouvelle"}
    assert next_change(found, lambda: (new / "affaire.yaml").write_text("nature: civile\n")) == {
        "cases/2026-099-nouvelle/affaire.yaml"
    }


def test_outputs_hidden_files_and_links_are_no_inputs(root: Path, tmp_path: Path) -> None:
    """`build/`, `.git/` and `.dossier/` change at every build; a link leads out of the workspace and is not followed."""
    (root / "build").mkdir()
    (root / "build/index.html").write_text("x")
    (root / ".dossier").mkdir()
    (root / ".dossier/x").write_text("x")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("x")
    (root / CASE / "pieces/lien").symlink_to(outside)
    found = watch.inputs(root)
    assert not any(path.startswith(("build", ".dossier")) or "secret" in path for path in found.files)
    assert all("lien" not in folder for folder in found.folders)


def test_a_folder_whose_name_is_no_text_does_not_end_the_watch(root: Path) -> None:
    """Names of other systems, or of a stranger: what stands beside is still noticed."""
    os.mkdir(os.fsencode(root / CASE) + b"/\xff\xfe")
    (root / CASE / "pi\u00e8ces\u00a0re\u00e7ues").mkdir()
    found = watch.changes(root, watch.inputs(root))
    changed = next_change(found, lambda: (root / CASE / "pi\u00e8ces\u00a0re\u00e7ues/a.txt").write_text("\n"))
    assert changed == {f"{CASE}/pi\u00e8ces\u00a0re\u00e7ues/a.txt"}


def test_without_events_of_the_system_looking_finds_the_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network drive, or no watch left to have."""
    monkeypatch.setattr(watch, "wakes", lambda *_: iter(()))
    monkeypatch.setattr(watch, "_LOOK", 50)
    found = watch.changes(root, watch.inputs(root))
    assert next_change(found, lambda: os.utime(root / "dossier.yaml", ns=(1, 1))) == {"dossier.yaml"}
