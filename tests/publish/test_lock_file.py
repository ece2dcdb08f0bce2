"""`bordereau.lock` is written whole or not at all, and never loses a number."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from dossier.publish.lock_file import write_lock
from dossier.publish.places import Refused

OLD = "- numero: 1\n  fichier: pieces/a.pdf\n"
NEW = OLD + "\n- numero: 2\n  fichier: pieces/b.pdf\n" * 200


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The folder of a case with a lock."""
    folder = tmp_path / "cases/x"
    folder.mkdir(parents=True)
    (folder / "bordereau.lock").write_text(OLD)
    return folder


def test_a_lock_is_replaced_and_keeps_its_rights(case: Path) -> None:
    """The new text is there, the rights are those of before, nothing is left beside it."""
    (case / "bordereau.lock").chmod(0o664)
    assert write_lock(case.parents[1], "x", NEW)
    assert (case / "bordereau.lock").read_text() == NEW
    assert (case / "bordereau.lock").stat().st_mode & 0o777 == 0o664
    assert [place.name for place in case.iterdir()] == ["bordereau.lock"]


def test_the_same_text_is_not_written_again(case: Path) -> None:
    """The file keeps its time: git and editors see no change."""
    before = (case / "bordereau.lock").stat()
    assert not write_lock(case.parents[1], "x", OLD)
    assert (case / "bordereau.lock").stat().st_mtime_ns == before.st_mtime_ns


def test_the_first_lock_of_a_case_is_made(tmp_path: Path) -> None:
    """A case that communicated nothing has none."""
    (tmp_path / "cases/y").mkdir(parents=True)
    assert write_lock(tmp_path, "y", OLD)
    assert (tmp_path / "cases/y/bordereau.lock").read_text() == OLD


def test_a_text_that_forgets_a_number_is_refused(case: Path) -> None:
    """Whatever went wrong before: a number that the other side knows is not lost here."""
    with pytest.raises(Refused, match="numéros communiqués"):
        write_lock(case.parents[1], "x", "- numero: 3\n")
    assert (case / "bordereau.lock").read_text() == OLD


@pytest.mark.parametrize("kind", ["file", "folder", "fifo"])
def test_only_an_ordinary_file_of_an_ordinary_folder_is_replaced(case: Path, tmp_path: Path, kind: str) -> None:
    """A link to elsewhere is neither followed nor replaced."""
    elsewhere = tmp_path / "elsewhere"
    if kind == "folder":
        elsewhere.mkdir()
        (tmp_path / "cases/z").symlink_to(elsewhere)
        name = "z"
    else:
        elsewhere.write_text("secret")
        (case / "bordereau.lock").unlink()
        (case / "bordereau.lock").symlink_to(elsewhere) if kind == "file" else os.mkfifo(case / "bordereau.lock")
        name = "x"
    with pytest.raises(Refused):
        write_lock(tmp_path, name, NEW)
    assert list(elsewhere.iterdir()) == [] if kind == "folder" else elsewhere.read_text() == "secret"


def _steps(case: Path) -> list[str]:
    names: list[str] = []
    write_lock(case.parents[1], "x", NEW, names.append)
    (case / "bordereau.lock").write_text(OLD)
    return names


def test_a_writer_that_is_killed_leaves_the_former_lock_or_the_new_one(case: Path) -> None:
    """A second process dies at each step in turn; the next writer clears what it left."""
    steps = _steps(case)
    assert len(steps) == 3
    for fatal in steps:
        (case / "bordereau.lock").write_text(OLD)

        def die(step: str, fatal: str = fatal) -> None:
            if step == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        child = os.fork()
        if child == 0:
            write_lock(case.parents[1], "x", NEW, die)
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        assert (case / "bordereau.lock").read_text() == (NEW if fatal.startswith("flush") else OLD)
        write_lock(case.parents[1], "x", NEW)
        write_lock(case.parents[1], "x", NEW + "\n")
        assert [place.name for place in case.iterdir()] == ["bordereau.lock"]


def test_a_number_of_thousands_of_digits_in_a_comment_is_kept_like_any_other(case: Path) -> None:
    """Python would refuse to count it; the lock is written when it stays, and is not when it goes."""
    odd = OLD + f"# numero: {'1' * 5000}\n"
    (case / "bordereau.lock").write_text(odd)
    assert write_lock(case.parents[1], "x", odd + "- numero: 2\n")
    with pytest.raises(Refused, match="1111…") as refused:
        write_lock(case.parents[1], "x", NEW)
    assert len(str(refused.value)) < 200
