"""Publication: whole or not at all, whatever kills it, and only where it may."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import resource
import signal
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from dossier.ground.blobs import Blob, Changed
from dossier.publish import publish as publishing
from dossier.publish.places import Refused
from dossier.publish.publish import Published, Step, publish
from dossier.publish.target import MARKER
from dossier.site.tree import Leaf, Tree

DAY = date(2026, 11, 21)
OLD = {"index.html": b"old", "cases/a/index.html": b"same", "cases/a/bundle.pdf": b"old bundle" * 500, "gone.html": b"gone"}
NEW = {"index.html": b"new", "cases/a/index.html": b"same", "cases/a/bundle.pdf": b"new bundle" * 500, "cases/b/new.html": b"b"}


def tree(files: Mapping[str, bytes]) -> Tree:
    return Tree(tuple(Leaf(path, Blob.of(data), "test", (f"{path}.yaml",)) for path, data in sorted(files.items())))


def put(files: Mapping[str, bytes], root: Path, step: Step = lambda name: None, output: str = "build") -> Published:
    record = root / ".dossier/record.json"
    inputs = {"dossier.yaml": Blob.of(b"x")}
    return publish(tree(files), root / output, root=root, record=record, inputs=inputs, day=DAY, step=step)


def content(target: Path) -> dict[str, bytes]:
    """All files of an output but the manifest and the marker, after checking that the manifest tells the truth."""
    files = {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    assert MARKER in files
    listed = json.loads(files.pop("manifest.json"))["outputs"]
    del files[MARKER]
    assert {path: hashlib.sha256(data).hexdigest() for path, data in files.items()} == {
        path: row["sha256"] for path, row in listed.items()
    }
    return files


def steps_of(files: Mapping[str, bytes], root: Path) -> list[str]:
    names: list[str] = []
    put(files, root, names.append)
    return names


def in_child(act: Callable[[], object]) -> int:
    """Run something in a second process; its wait status."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(3)
    return os.waitpid(child, 0)[1]


def test_an_output_is_the_tree_with_a_manifest_that_names_every_file(tmp_path: Path) -> None:
    """Every output has its SHA-256, its origin and the inputs it came from."""
    done = put(NEW, tmp_path)
    assert (done.written, done.kept, done.removed, done.unchanged) == (4, 0, 0, False)
    assert content(tmp_path / "build") == NEW
    manifest = json.loads((tmp_path / "build/manifest.json").read_bytes())
    assert manifest["schema"] == "dossier/manifest/1"
    assert manifest["date"] == "2026-11-21"
    assert manifest["inputs"] == {"dossier.yaml": {"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1}}
    row = manifest["outputs"]["index.html"]
    assert row == {"sha256": hashlib.sha256(b"new").hexdigest(), "size": 3, "origin": "test", "sources": ["index.html.yaml"]}
    lines = "".join(f"{r['sha256']}  {path}\n" for path, r in sorted(manifest["outputs"].items()))
    assert manifest["tree"] == hashlib.sha256(lines.encode()).hexdigest()
    assert manifest["libraries"]["weasyprint"]


def test_a_second_publication_writes_only_what_differs(tmp_path: Path) -> None:
    """Unchanged files are taken over, changed ones are new, and what the tree does not have is gone."""
    put(OLD, tmp_path)
    done = put(NEW, tmp_path)
    assert (done.written, done.kept, done.removed) == (3, 1, 1)
    assert content(tmp_path / "build") == NEW
    assert all(place.stat().st_nlink == 1 for place in (tmp_path / "build").rglob("*") if place.is_file())


def test_publishing_the_same_again_touches_nothing(tmp_path: Path) -> None:
    """No file is written and no folder swapped when the output is already this one."""
    put(OLD, tmp_path)
    before = (tmp_path / "build").stat().st_ino
    assert put(OLD, tmp_path).unchanged
    (tmp_path / ".dossier/record.json").unlink()
    assert put(OLD, tmp_path).unchanged
    assert (tmp_path / "build").stat().st_ino == before


@pytest.mark.parametrize("meddle", ["edit", "edit and set the time back", "add", "remove", "link"])
def test_an_output_that_someone_touched_is_made_whole(tmp_path: Path, meddle: str) -> None:
    """The output is never an input: an edited, added, removed or replaced file is put right by the next build."""
    put(OLD, tmp_path)
    place = tmp_path / "build/index.html"
    state = place.stat()
    if meddle.startswith("edit"):
        place.write_bytes(b"0ld")
        if "time" in meddle:
            os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns))
    elif meddle == "add":
        (tmp_path / "build/stray.html").write_bytes(b"stray")
    else:
        place.unlink()
    if meddle == "link":
        place.symlink_to("gone.html")
    assert not put(OLD, tmp_path).unchanged
    assert content(tmp_path / "build") == OLD
    assert not (tmp_path / "build/index.html").is_symlink()


def test_killed_at_any_step_the_output_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """`kill -9` at every single step: what is seen is whole, and the next build needs no hand and leaves nothing behind."""
    (tmp_path / "count").mkdir()
    put(OLD, tmp_path / "count")
    names = steps_of(NEW, tmp_path / "count")
    assert {"folder", "manifest", "swap", "former output", "record"} <= set(names)
    seen = []
    for number in range(len(names)):
        root = tmp_path / str(number)
        root.mkdir()
        put(OLD, root)
        left = [number]

        def step(_name: str, left: list[int] = left) -> None:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        assert in_child(lambda root=root, step=step: put(NEW, root, step)) == signal.SIGKILL
        found = content(root / "build")
        assert found in (OLD, NEW)
        seen.append(found == NEW)
        assert not put(OLD, root).unchanged or found == OLD
        put(NEW, root)
        assert content(root / "build") == NEW
        assert sorted(p.name for p in root.iterdir()) == [".dossier", "build"]
    assert True in seen
    assert False in seen
    assert seen == sorted(seen)


def test_killed_before_any_output_existed_there_is_none_or_a_whole_one(tmp_path: Path) -> None:
    """The first build too appears whole or not at all."""
    (tmp_path / "count").mkdir()
    for number in range(len(steps_of(NEW, tmp_path / "count"))):
        root = tmp_path / str(number)
        root.mkdir()
        left = [number]

        def step(_name: str, left: list[int] = left) -> None:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        assert in_child(lambda root=root, step=step: put(NEW, root, step)) == signal.SIGKILL
        assert not (root / "build").exists() or content(root / "build") == NEW
        put(NEW, root)
        assert sorted(p.name for p in root.iterdir()) == [".dossier", "build"]


@pytest.mark.parametrize("killed", [False, True])
def test_a_system_that_cannot_swap_folders_renames_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    """Without the swap there is a moment without output; a build killed in it is mended by the next one."""
    monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    put(OLD, tmp_path)

    def step(name: str) -> None:
        if killed and name == "swap, second half":
            os.kill(os.getpid(), signal.SIGKILL)

    status = in_child(lambda: put(NEW, tmp_path, step))
    if killed:
        assert status == signal.SIGKILL
        assert not (tmp_path / "build").exists()
        assert put(OLD, tmp_path).unchanged
        put(NEW, tmp_path)
    assert content(tmp_path / "build") == NEW
    assert sorted(p.name for p in tmp_path.iterdir()) == [".dossier", "build"]


def test_a_disk_that_fails_at_any_step_leaves_the_former_output(tmp_path: Path) -> None:
    """A full disk ends the build with its error; before the swap the old output stands, after it the new one."""
    (tmp_path / "count").mkdir()
    put(OLD, tmp_path / "count")
    for number in range(len(steps_of(NEW, tmp_path / "count"))):
        root = tmp_path / str(number)
        root.mkdir()
        put(OLD, root)
        left = [number]

        def step(_name: str, left: list[int] = left) -> None:
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "full")
            left[0] -= 1

        with pytest.raises(OSError, match="full"):
            put(NEW, root, step)
        assert content(root / "build") in (OLD, NEW)
        assert sorted(p.name for p in root.iterdir()) == [".dossier", "build"]


def test_a_write_that_really_fails_half_way_leaves_the_former_output(tmp_path: Path) -> None:
    """The system itself refuses to let a file grow: nothing of the new output is seen."""
    put(OLD, tmp_path)

    def act() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
        try:
            put(NEW, tmp_path)
        except OSError as error:
            os._exit(0 if error.errno == errno.EFBIG else 1)

    assert in_child(act) == 0
    assert content(tmp_path / "build") == OLD
    assert sorted(p.name for p in tmp_path.iterdir()) == [".dossier", "build"]


def test_a_blob_that_changed_stops_the_publication(tmp_path: Path) -> None:
    """What is published has the hash that the manifest names, or nothing is published."""
    put(OLD, tmp_path)
    blob = Blob(Blob.of(b"new").sha256, 3, Blob.of(b"wen").fetch)
    with pytest.raises(Changed):
        publish(
            Tree((Leaf("index.html", blob, "test"),)), tmp_path / "build",
            root=tmp_path, record=tmp_path / ".dossier/record.json", inputs={}, day=DAY,
        )  # fmt: skip
    assert content(tmp_path / "build") == OLD


@pytest.mark.parametrize(
    "output", [".", "..", "cases", "cases/a", ".git", ".dossier/x", "templates", "law", "full", "link", "file"]
)
def test_a_target_that_could_harm_is_refused(tmp_path: Path, output: str) -> None:
    """Sources, strangers' files and links are never replaced, whatever is given as output."""
    root = tmp_path / "work"
    for name in ("cases/a", ".git", ".dossier", "templates", "law", "full", "elsewhere"):
        (root / name).mkdir(parents=True)
    for name in ("full/photo.jpg", "elsewhere/photo.jpg", "file", "cases/a/affaire.yaml"):
        (root / name).write_text("mine")
    (root / "link").symlink_to("elsewhere")
    before = sorted(p.as_posix() for p in tmp_path.rglob("*"))
    with pytest.raises(Refused):
        put(NEW, root, output=output)
    assert sorted(p.as_posix() for p in tmp_path.rglob("*")) == before


def test_an_empty_folder_and_a_place_outside_are_fine(tmp_path: Path) -> None:
    """`--output` may name a new or an empty folder anywhere else."""
    root = tmp_path / "work"
    (root / "empty").mkdir(parents=True)
    put(NEW, root, output="empty")
    put(NEW, root, output="../outside")
    assert content(root / "empty") == content(tmp_path / "outside") == NEW


def test_a_path_that_leaves_the_tree_is_a_fault_of_ours_and_writes_nothing(tmp_path: Path) -> None:
    """Paths are made by the program, and looked at once more before anything is written."""
    for path in ("../evil.html", "/etc/evil", "a//b", ".hidden", "a\\b"):
        with pytest.raises(Exception, match="outside"):
            put({path: b"x"}, tmp_path)
    assert not (tmp_path / "build").exists()


def test_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """Processes that publish different trees to one place, over and over: at every end it is one of them, whole."""
    trees = [{f"{n}.html": bytes([65 + k]) * 999 for n in range(20)} | {f"only-{k}.html": b"x"} for k in range(3)]
    for root in ("a", "b", "c"):
        (tmp_path / root).mkdir()

    def act(number: int) -> None:
        for _ in range(15):
            publish(
                tree(trees[number]), tmp_path / "shared", root=tmp_path / "abc"[number],
                record=tmp_path / "abc"[number] / "record.json", inputs={}, day=DAY,
            )  # fmt: skip
        os._exit(0)

    children = []
    for number in range(3):
        child = os.fork()
        if child == 0:
            try:
                act(number)
            finally:
                os._exit(3)
        children.append(child)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    assert statuses == [0, 0, 0]
    assert content(tmp_path / "shared") in trees
    put(trees[0], tmp_path / "a", output="../shared")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c", "shared"]
