"""Entries are written all or none, whatever kills the writer, and never over anything."""

from __future__ import annotations

import os
import signal
from hashlib import sha256
from pathlib import Path

import pytest

from dossier.ground.blobs import Blob
from dossier.publish import entries
from dossier.publish.entries import finish_or_undo, pending, write_entries, writing
from dossier.publish.places import Refused

LIST = b"- numero: F-1\n  date: 2026-01-15\n"
FILES = {
    "cases/x/factures.yaml": LIST + b"- numero: F-2\n",
    "cases/neuf/affaire.yaml": b"titre: neuf\n",
    "cases/neuf/pieces/facture.pdf": b"%PDF-1.7\n" * 50,
    "cases/x/journal/2026-02-01-courriel.yaml": b"date: 2026-02-01\n",
    "cases/x/pieces/courriel.eml": b"From: a@b.example\n\n",
}
REPLACING = {"cases/x/factures.yaml": sha256(LIST).hexdigest()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a case whose invoices are a kept list."""
    place = tmp_path / "espace"
    (place / "cases/x").mkdir(parents=True)
    (place / "dossier.yaml").write_text("")
    (place / "cases/x/factures.yaml").write_bytes(LIST)
    return place


def state(root: Path) -> dict[str, bytes | None]:
    """All files and folders but for the program's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
        if path.relative_to(root).parts[0] != ".dossier"
    }


def test_new_files_and_a_longer_list_are_written_and_nothing_else_stays(root: Path) -> None:
    """The stage goes away; a list keeps its rights."""
    (root / "cases/x/factures.yaml").chmod(0o640)
    write_entries(root, FILES, REPLACING)
    assert {path: (root / path).read_bytes() for path in FILES} == FILES
    assert (root / "cases/x/factures.yaml").stat().st_mode & 0o777 == 0o640
    assert not pending(root)
    assert list((root / ".dossier").iterdir()) == []


def test_blobs_are_written_like_bytes(root: Path) -> None:
    """A large piece need not lie in memory before its turn."""
    write_entries(root, {"cases/x/pieces/a.pdf": Blob.of(b"%PDF")})
    assert (root / "cases/x/pieces/a.pdf").read_bytes() == b"%PDF"


def _killed(root: Path, fatal: int) -> bool:
    """Write in a second process that dies at its n-th step; whether it died."""
    child = os.fork()
    if child == 0:
        steps = iter(range(10_000))

        def die(name: str) -> None:
            if next(steps) == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        write_entries(root, FILES, REPLACING, die)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _fresh(root: Path) -> Path:
    """A copy of a workspace, beside it."""
    import shutil

    copy = root.with_name("copie")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    return copy


def test_killed_at_any_step_all_is_there_or_nothing_after_the_next_command(root: Path) -> None:
    """`kill -9` at every single step of a real second process; a next run that is killed too changes nothing of it."""
    before = state(root)
    write_entries(whole := _fresh(root), FILES, REPLACING)
    after = state(whole)
    seen = set()
    for fatal in range(10_000):
        copy = _fresh(root)
        if not _killed(copy, fatal):
            break
        finish_or_undo(copy)
        found = state(copy)
        assert found in (before, after), fatal
        seen.add(found == after)
        assert not pending(copy)
        if found == before:
            write_entries(copy, FILES, REPLACING)
            assert state(copy) == after
    assert fatal > 30
    assert seen == {True, False}


def test_finishing_may_be_killed_as_often_as_one_likes(root: Path) -> None:
    """The journal is the last thing to go: each run goes on where the former stopped."""
    for _ in range(50):
        child = os.fork()
        if child == 0:
            steps = iter(range(10_000))

            def die(name: str, steps: object = steps) -> None:
                if name.startswith("flush"):
                    os.kill(os.getpid(), signal.SIGKILL)

            if pending(root):
                finish_or_undo(root, die)
            else:
                write_entries(root, FILES, REPLACING, die)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert set(finish_or_undo(root)) == set(FILES)
    assert {path: (root / path).read_bytes() for path in FILES} == FILES
    assert not pending(root)


def test_what_somebody_wrote_after_the_kill_is_kept_and_the_rest_undone(root: Path) -> None:
    """The half-written entry is taken back whole: the list is as it was, the new folders are gone."""
    before = state(root)
    for fatal in range(10_000):
        copy = _fresh(root)
        if not _killed(copy, fatal):
            break
        mine = copy / "cases/x/pieces/courriel.eml"
        if mine.exists() or not (copy / ".dossier/entrees/journal").exists():
            continue
        mine.parent.mkdir(exist_ok=True)
        mine.write_bytes(b"mine")
        assert finish_or_undo(copy) == ()
        found = state(copy)
        assert found.pop("cases/x/pieces/courriel.eml") == b"mine"
        found.pop("cases/x/pieces")
        assert found == before
        assert not pending(copy)


def test_a_full_disk_while_placing_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error goes through, and what was placed is taken back."""
    before = state(root)
    real = entries._place

    def full(root: Path, stage: Path, row: entries.Row) -> None:
        if "journal" in row.path:
            raise OSError(28, "No space left on device")
        real(root, stage, row)

    monkeypatch.setattr(entries, "_place", full)
    with pytest.raises(OSError, match="No space"):
        write_entries(root, FILES, REPLACING)
    assert state(root) == before
    assert not pending(root)


def test_a_file_system_without_hard_links_serves_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a USB stick: each file comes by a rename, and still over nothing."""

    def none(*args: object, **more: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    write_entries(root, FILES, REPLACING)
    assert {path: (root / path).read_bytes() for path in FILES} == FILES
    with pytest.raises(Refused, match="existe déjà"):
        write_entries(root, {"cases/neuf/affaire.yaml": b"autre"})


@pytest.mark.parametrize("kind", ["file", "link", "folder", "dangling"])
def test_nothing_is_overwritten(root: Path, kind: str) -> None:
    """What stands in one place stops the whole entry."""
    place = root / "cases/x/pieces/courriel.eml"
    place.parent.mkdir()
    if kind == "file":
        place.write_text("mine")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(root / ("dossier.yaml" if kind == "link" else "nowhere"))
    before = state(root)
    with pytest.raises(Refused):
        write_entries(root, FILES, REPLACING)
    assert state(root) == before


def test_no_link_is_followed_on_the_way(root: Path, tmp_path: Path) -> None:
    """A folder that is a link to elsewhere receives nothing."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "cases/x/pieces").symlink_to(elsewhere)
    with pytest.raises(Refused, match="dossier ordinaire"):
        write_entries(root, FILES, REPLACING)
    assert list(elsewhere.iterdir()) == []
    assert (root / "cases/x/factures.yaml").read_bytes() == LIST


@pytest.mark.parametrize(
    "path",
    ["../dehors", "/etc/x", "cases/../../x", "cases/x/.git/hooks/post-commit", ".GIT/config", ".dossier/lock", "cases//x", "a\\b",
     "cases/x/\u202efdp.exe", "cases/x/e\u0301.pdf", ".", "cases/x/..", "a:b", ".dossier/a"],
)  # fmt: skip
def test_no_path_leaves_the_workspace_or_reaches_gits_own_files(root: Path, path: str) -> None:
    """Names come from strangers' messages; one that is no plain name below the workspace stops the entry."""
    with pytest.raises(Refused):
        write_entries(root, {path: b"x"})
    assert not pending(root)


def test_files_of_the_workspace_itself_may_be_hidden(root: Path) -> None:
    """What a new workspace starts with."""
    write_entries(root, {".gitattributes": b"* text\n", ".vscode/settings.json": b"{}", "schemas/a.json": b"{}"})
    assert (root / "schemas/a.json").read_bytes() == b"{}"


def test_a_list_that_changed_is_not_replaced(root: Path) -> None:
    """Somebody edited it between reading and writing."""
    (root / "cases/x/factures.yaml").write_bytes(LIST + b"# mine\n")
    with pytest.raises(Refused, match="a changé entre-temps"):
        write_entries(root, FILES, REPLACING)
    assert (root / "cases/x/factures.yaml").read_bytes() == LIST + b"# mine\n"
    assert not (root / "cases/neuf").exists()


def test_a_list_only_grows(root: Path) -> None:
    """What a person wrote there is never lost."""
    with pytest.raises(Refused, match="perdrait"):
        write_entries(root, {"cases/x/factures.yaml": b"- numero: F-9\n"}, REPLACING)


def test_a_journal_that_came_with_the_workspace_writes_nothing(root: Path) -> None:
    """A journal names the inode of its folder, which whoever packed a workspace cannot know."""
    stage = root / ".dossier/entrees"
    stage.mkdir(parents=True)
    (stage / "0").write_text("evil")
    digest = sha256(b"evil").hexdigest()
    (stage / "journal").write_text(f'{{"here": "1:0", "files": [["0", "cases/evil.yaml", "{digest}", null]], "folders": []}}')
    (stage / "sub").mkdir()
    assert finish_or_undo(root) == ()
    assert not (root / "cases/evil.yaml").exists()
    assert not pending(root)


def test_a_writer_holds_the_workspace_and_ends_what_another_left(root: Path) -> None:
    """`writing` is what a command does first."""
    for fatal in range(10_000):
        assert _killed(root, fatal)
        if (root / ".dossier/entrees/journal").exists():
            break
    with writing(root):
        assert {path: (root / path).read_bytes() for path in FILES} == FILES
