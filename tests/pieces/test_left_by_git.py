"""A piece of which git holds only a pointer or a locked file is no piece: `check` says so, and which command brings it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import run

TILLEULS = "2026-060-les-tilleuls"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d7a" * 16 + b"\nsize 14381\n"


@pytest.mark.parametrize(
    ("data", "word", "cure"),
    [
        (POINTER, "pointeur git-lfs", "git lfs pull"),
        (b"\x00GITCRYPT\x00" + bytes(range(64)), "verrouillé par git-crypt", "git-crypt unlock"),
    ],
)
def test_check_names_the_command_that_brings_the_file(
    data: bytes, word: str, cure: str, copied: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """An error, because an act that cites the piece would be filed without it; with the cure instead of « format inconnu »."""
    root = copied(TILLEULS)
    invoice = root / "cases" / TILLEULS / "pieces/F-2026-133.pdf"
    os.chmod(invoice, 0o644)
    invoice.write_bytes(data)
    assert run(["-C", str(root), "--date", "2026-11-21", "check"]) == 1
    out = capsys.readouterr().out
    assert "erreur[DC510]" in out and word in out and cure in out
    assert out.count(word) == 1


def test_a_letter_that_speaks_of_git_is_a_piece_like_others(
    copied: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the first bytes count."""
    root = copied(TILLEULS)
    (root / "cases" / TILLEULS / "pieces/note.txt").write_text("Voir version https://git-lfs.github.com/spec/v1\n")
    journal = root / "cases" / TILLEULS / "journal.yaml"
    journal.write_text(journal.read_text() + "- {date: 2026-11-11, canal: courriel, resume: Note, pieces: [pieces/note.txt]}\n")
    assert run(["-C", str(root), "--date", "2026-11-21", "check"]) == 0
    assert "git-lfs" not in capsys.readouterr().out


def test_what_git_left_in_place_of_a_piece_is_never_communicated(
    copied: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A lock would hold the digest of the pointer; and the pointer of a communicated piece is no change of that piece."""
    root = copied(TILLEULS)
    invoice = root / "cases" / TILLEULS / "pieces/F-2026-133.pdf"
    whole = invoice.read_bytes()
    communicate = ["-C", str(root), "--date", "2026-11-21", "add", "communication", TILLEULS, "--to", "Me Roux"]
    invoice.write_bytes(POINTER)
    assert run(communicate) != 0
    assert not (root / "cases" / TILLEULS / "bordereau.lock").exists()
    invoice.write_bytes(whole)
    assert run(communicate) == 0
    invoice.write_bytes(POINTER)
    capsys.readouterr()
    assert run(["-C", str(root), "--date", "2026-11-21", "check", "--format", "concise"]) == 1
    out = capsys.readouterr().out
    assert "erreur[DC504]" in out and "erreur[DC510]" in out and "DC503" not in out
