"""The commit that pages tell: its short name, and whether files differ from it, without running anything of the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dossier.ground.revision import Revision
from dossier.history.head import name_of, revision


def git(place: Path, *arguments: str) -> str:
    """Run git as a user would."""
    names = {f"GIT_{who}_{what}": "essai@essai.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-C", str(place), *arguments], check=True, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(place), **names},
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace that is a folder of its repository, with one commit."""
    work = tmp_path / "depot" / "impayés"
    (work / "cases" / "a").mkdir(parents=True)
    (work / "dossier.yaml").write_text("creancier: {denomination: X}\n")
    (work / "cases" / "a" / "affaire.yaml").write_text("nature: commerciale\n")
    git(tmp_path / "depot", "init", "-q", "-b", "main")
    git(tmp_path / "depot", "add", "-A")
    git(tmp_path / "depot", "commit", "-q", "-m", "Premier état")
    return work


def test_a_clean_workspace_tells_seven_digits_of_its_commit(work: Path) -> None:
    """They begin the name that git itself gives."""
    assert revision(work) == Revision(git(work, "rev-parse", "HEAD")[:7])
    assert name_of(work) == git(work, "rev-parse", "HEAD")


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_a_change_since_the_commit_is_told(work: Path, change: str) -> None:
    """An entry that was edited, added or removed makes other pages than those of the commit."""
    case = work / "cases" / "a"
    if change == "edit":
        (case / "affaire.yaml").write_text("nature: civile____\n")  # as long as before
    elif change == "add":
        (case / "paiements.yaml").write_text("[]\n")
    else:
        (case / "affaire.yaml").unlink()
    told = revision(work)
    assert told is not None and told.modified


def test_what_no_page_is_made_of_is_no_change(work: Path) -> None:
    """The output, the cache and hidden files lie beside the cases; ends of lines of another system are the same text."""
    (work / "build").mkdir()
    (work / "build" / "index.html").write_text("x")
    (work / "cases" / ".DS_Store").write_text("x")
    (work / "cases" / "a" / "affaire.yaml").write_bytes(b"nature: commerciale\r\n")
    told = revision(work)
    assert told is not None and not told.modified


def test_a_detached_head_and_a_shallow_clone_have_their_commit(work: Path, tmp_path: Path) -> None:
    """Nothing before the commit itself is needed."""
    git(work, "commit", "-q", "--allow-empty", "-m", "Second")
    git(work, "checkout", "-q", "--detach")
    told = revision(work)
    assert told is not None
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/depot", "copie")
    assert revision(tmp_path / "copie" / "impayés") == told


def test_a_file_kept_apart_is_compared_by_the_size_that_its_pointer_tells(work: Path) -> None:
    """The commit holds a pointer of Git LFS where the disk has the piece."""
    piece = work / "cases" / "a" / "photo.bin"
    piece.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12\n")
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "Pièce")
    piece.write_bytes(b"x" * 12)
    told = revision(work)
    assert told is not None and not told.modified
    piece.write_bytes(b"x" * 13)
    assert revision(work) == Revision(told.short, modified=True)


def test_no_repository_no_commit_and_a_repository_that_ignores_the_workspace_tell_nothing(tmp_path: Path) -> None:
    """The pages then tell the program’s version alone."""
    work = tmp_path / "impayes"
    work.mkdir()
    (work / "dossier.yaml").write_text("{}\n")
    assert revision(work) is None and name_of(work) == ""
    git(tmp_path, "init", "-q")
    assert revision(work) is None
    (tmp_path / "autre.txt").write_text("x")
    git(tmp_path, "add", "autre.txt")
    git(tmp_path, "commit", "-q", "-m", "Sans le classeur")
    assert revision(work) is None


def test_nothing_of_a_hostile_repository_is_run(work: Path, tmp_path: Path) -> None:
    """Filters, a file watcher and hooks that its configuration names stay words, even for a file that changed."""
    trap = tmp_path / "piege.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/pris\ncat\n")
    trap.chmod(0o755)
    for key in ("filter.x.clean", "filter.x.smudge", "filter.x.process", "core.fsmonitor", "core.sshCommand", "diff.external"):
        git(work, "config", key, str(trap))
    (work / ".gitattributes").write_text("* filter=x\n")
    (work / "cases" / "a" / "affaire.yaml").write_text("nature: civile____\n")
    told = revision(work)
    assert told is not None and told.modified
    assert not (tmp_path / "pris").exists()


@pytest.mark.parametrize("spoil", ["head", "objects", "file", "ref"])
def test_a_broken_repository_tells_nothing(work: Path, spoil: str) -> None:
    """A folder that came from elsewhere may hold anything under the name `.git`."""
    place = work.parent / ".git"
    if spoil == "head":
        (place / "HEAD").write_bytes(b"\xff\x00" * 400)
    elif spoil == "objects":
        shutil.rmtree(place / "objects")
    elif spoil == "ref":
        (place / "refs" / "heads" / "main").write_text("--upload-pack=x\n")
    else:
        shutil.rmtree(place)
        place.write_text("gitdir: /nulle/part\n")
    assert revision(work) is None
