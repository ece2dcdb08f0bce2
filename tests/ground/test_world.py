"""The world reads the workspace and nothing else."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from dossier.ground.blobs import Blob, Changed
from dossier.ground.world import DiskWorld, MemoryWorld, Unreadable, checked_parts

DAY = date(2026, 11, 21)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a secret beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    root = tmp_path / "impayes"
    (root / "cases/a/pieces").mkdir(parents=True)
    (root / "cases/a/pieces/x.pdf").write_bytes(b"%PDF-")
    return root


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "/etc/passwd",
        "cases/../../secret.txt",
        "",
        ".git/config",
        "cases/.hidden",
        "~/x",
        "a//b",
        "C:/x",
        "a\\b",
        "a\nb",
        "a\0b",
        "file:///etc/passwd",
        "x" * 300,
    ],
)
def test_nothing_outside_is_named(workspace: Path, path: str) -> None:
    """A path that is not made of plain relative names is refused before anything is opened."""
    with pytest.raises(Unreadable, match="outside"):
        DiskWorld(workspace, DAY).read(path)
    with pytest.raises(Unreadable, match="outside"):
        checked_parts(path)


def test_links_are_not_followed(workspace: Path) -> None:
    """A symbolic link, to a file or on the way, is refused by its own word."""
    (workspace / "cases/a/pieces/link.txt").symlink_to(workspace.parent / "secret.txt")
    (workspace / "cases/out").symlink_to(workspace.parent)
    world = DiskWorld(workspace, DAY)
    for path in ("cases/a/pieces/link.txt", "cases/out/secret.txt"):
        with pytest.raises(Unreadable, match="link"):
            world.read(path)
    assert [item.kind for item in world.list("cases/a/pieces")] == ["other", "file"]
    assert world.list("cases/out") == ()


def test_special_files_are_not_opened(workspace: Path) -> None:
    """A named pipe does not hang the reader; a folder is no file."""
    os.mkfifo(workspace / "cases/a/pieces/pipe.pdf")
    world = DiskWorld(workspace, DAY)
    with pytest.raises(Unreadable, match="special"):
        world.read("cases/a/pieces/pipe.pdf")
    with pytest.raises(Unreadable, match="special"):
        world.read("cases/a/pieces")


def test_decomposed_names_are_found(workspace: Path) -> None:
    """A name that macOS wrote decomposed is found by its composed form."""
    (workspace / "cases/a/pieces/re\u0301ception.pdf").write_bytes(b"x")
    world = DiskWorld(workspace, DAY)
    assert world.read("cases/a/pieces/réception.pdf") == b"x"
    assert "réception.pdf" in [item.name for item in world.list("cases/a/pieces")]


def test_both_worlds_agree(workspace: Path) -> None:
    """The world in memory lists and reads as the one on disk."""
    memory = MemoryWorld({"cases/a/pieces/x.pdf": b"%PDF-"}, DAY)
    disk = DiskWorld(workspace, DAY)
    for folder in ("", "cases", "cases/a", "cases/a/pieces", "nowhere"):
        assert memory.list(folder) == disk.list(folder)
    assert memory.blob("cases/a/pieces/x.pdf") == disk.blob("cases/a/pieces/x.pdf")


def test_a_file_changed_during_the_build_is_noticed(workspace: Path) -> None:
    """The bytes that are used are those that were hashed."""
    blob = DiskWorld(workspace, DAY).blob("cases/a/pieces/x.pdf")
    assert blob.read() == b"%PDF-"
    (workspace / "cases/a/pieces/x.pdf").write_bytes(b"%PDF!")
    with pytest.raises(Changed):
        blob.read()
    assert Blob.of(b"a") == Blob.of(b"a") != Blob.of(b"b")
