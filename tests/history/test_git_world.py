"""The workspace as a commit holds it: the same cases as the disk had, and nothing of a hostile repository is run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from dossier.compare import compare, standings
from dossier.ground.world import DiskWorld, Unreadable, World
from dossier.history.git import NoHistory, commit_of, content, tree_of
from dossier.history.world import CommitWorld

TODAY = date(2026, 11, 21)
CASE = "2026-014-sud-beton"
ROOT = Path(__file__).parents[2]


def git(place: Path, *arguments: str) -> None:
    """Run git as a user would, with a name of its own."""
    names = {f"GIT_{who}_{what}": "essai@essai.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    fixed = {"GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z"}
    subprocess.run(
        ["git", "-C", str(place), *arguments], check=True, capture_output=True,
        env={"PATH": os.environ["PATH"], "HOME": str(place), **names, **fixed},
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository whose workspace is a folder of it, with one case and one commit."""
    work = tmp_path / "depot" / "impayés"
    work.mkdir(parents=True)
    shutil.copy(ROOT / "dossier.yaml", work)
    shutil.copytree(ROOT / "cases" / CASE, work / "cases" / CASE)
    git(tmp_path / "depot", "init", "-q", "-b", "main")
    git(tmp_path / "depot", "add", "-A")
    git(tmp_path / "depot", "commit", "-q", "-m", "Premier état")
    return work


def files(world: World, folder: str = "") -> dict[str, str]:
    """Every file of a world with its hash."""
    found: dict[str, str] = {}
    for item in world.list(folder):
        path = f"{folder}/{item.name}".lstrip("/")
        if item.kind == "folder":
            found |= files(world, path)
        elif item.kind == "file":
            found[path] = world.blob(path).sha256
    return found


def test_a_commit_gives_the_files_that_the_disk_had(place: Path) -> None:
    """Whatever happens to the disk afterwards; the workspace may be a folder of its repository."""
    before = files(DiskWorld(place, TODAY))
    (place / "cases" / CASE / "paiements.yaml").write_text("[]\n")
    world = CommitWorld(place, commit_of(place, "HEAD"), TODAY)
    assert files(world) == before
    assert files(DiskWorld(place, TODAY)) != before
    assert world.commit.day == date(2026, 11, 20)
    with pytest.raises(Unreadable, match="absent"):
        world.read("cases/nobody/affaire.yaml")


def test_a_link_of_a_commit_is_not_followed(place: Path) -> None:
    """It is of kind 'other', as on the disk."""
    (place / "cases" / CASE / "pieces" / "lien.pdf").symlink_to("/etc/passwd")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Un lien")
    world = CommitWorld(place, commit_of(place, "HEAD"), TODAY)
    kinds = {item.name: item.kind for item in world.list(f"cases/{CASE}/pieces")}
    assert kinds["lien.pdf"] == "other"
    with pytest.raises(Unreadable, match="link"):
        world.read(f"cases/{CASE}/pieces/lien.pdf")


@pytest.mark.parametrize("revision", ["nobody", "--output=/tmp/x", "HEAD:dossier.yaml", "", "HEAD~40", "@{u}"])
def test_what_is_no_commit_is_said_to_be_none(place: Path, revision: str) -> None:
    """An option, a file, a missing ancestor: none of them is read as a commit."""
    with pytest.raises(NoHistory):
        commit_of(place, revision)


def test_without_a_repository_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason says so."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoHistory, match="dépôt git"):
        commit_of(tmp_path, "HEAD")


def test_nothing_that_a_received_repository_names_is_run(place: Path, tmp_path: Path) -> None:
    """A monitor of the file system, a filter, a pager, hooks, an external diff: none leaves a trace."""
    trace = tmp_path / "trace"
    program = tmp_path / "mal.sh"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n")
    program.chmod(0o755)
    (place.parent / ".gitattributes").write_text("* filter=mal diff=mal\n")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Attributs")
    for key in ("core.fsmonitor", "filter.mal.smudge", "filter.mal.process", "core.pager", "diff.mal.textconv", "log.showSignature",
                "gpg.program", "core.sshCommand", "diff.external", "core.askPass"):  # fmt: skip
        git(place, "config", key, "true" if key == "log.showSignature" else str(program))
    hooks = place.parent / ".git" / "hooks"
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        (hooks / hook).write_text(program.read_text())
        (hooks / hook).chmod(0o755)
    assert files(CommitWorld(place, commit_of(place, "HEAD"), TODAY))
    assert not trace.exists()


def test_an_absent_object_is_fetched_by_no_program(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository whose objects a « remote » would bring by a program, and whose configuration allows that; an older git knows no
    GIT_NO_LAZY_FETCH."""
    trace, old = tmp_path / "trace", tmp_path / "vieux"
    blob = tree_of(place, commit_of(place, "HEAD"))["dossier.yaml"].blob
    for key, value in (
        ("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "mal"), ("remote.mal.promisor", "true"),
        ("remote.mal.url", f"ext::sh -c touch% {trace}"), ("protocol.ext.allow", "always"), ("protocol.allow", "always"),
    ):  # fmt: skip
        git(place, "config", key, value)
    (place.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    old.mkdir()
    (old / "git").write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {shutil.which("git")} "$@"\n')
    (old / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{old}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(NoHistory):
        content(place, blob)
    assert not trace.exists()


def test_a_pointer_to_large_file_storage_is_the_file_that_it_points_to(place: Path) -> None:
    """A piece kept by git-lfs has not changed because the commit holds its pointer."""
    piece = next((place / "cases" / CASE / "pieces").glob("F-2025-087.pdf"))
    data = piece.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    piece.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "Pièces en LFS")
    piece.write_bytes(data)
    before = standings(CommitWorld(place, commit_of(place, "HEAD"), TODAY))
    assert compare(before, standings(DiskWorld(place, TODAY))) == ()


def test_what_changed_is_told_in_money_stage_limits_pieces_and_findings(place: Path) -> None:
    """A payment that settles part, a piece replaced: each is named, with what it was before."""
    folder = place / "cases" / CASE
    before = standings(CommitWorld(place, commit_of(place, "HEAD"), TODAY))
    with (folder / "paiements.yaml").open("a") as file:
        file.write("- date: 2026-11-20\n  montant: 1000.00\n")
    (folder / "pieces" / "F-2025-087.pdf").write_bytes(b"%PDF-1.4\n")
    (change,) = compare(before, standings(DiskWorld(place, TODAY)))
    money = {figure.name: figure for figure in change.money}
    paid = money["paid"]
    assert paid.before is not None
    assert paid.after is not None
    assert (paid.after - paid.before).cents == 100000
    due = money["due"]
    assert due.before is not None
    assert due.after is not None
    assert (due.before - due.after).cents > 99000
    assert ("changed", f"cases/{CASE}/pieces/F-2025-087.pdf") in [(row.kind, row.piece.path) for row in change.pieces]


def test_a_case_that_came_or_went_is_told(place: Path) -> None:
    """With all its amounts on one side."""
    one = standings(DiskWorld(place, TODAY))
    assert [change.kind for change in compare({}, one)] == ["added"]
    (gone,) = compare(one, {})
    assert gone.kind == "removed"
    assert {figure.after for figure in gone.money} == {None}
