"""Names of files, paths and texts that were chosen to deceive: each is one finding, and no terminal is told what to do."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_support import dossier

CASE = "2026-060-les-tilleuls"
HIDDEN = ["facture\u202efdp.exe", "a\nb.pdf", "\x1b]52;c;x\x07.pdf", "\u2028.pdf", "\u200b.pdf", "a:b.pdf", "a\\b.pdf"]
SPECIAL = ["tube.pdf", "lien.pdf", "prise.pdf", "troue.pdf"]
PATHS = ["../x", "/etc/passwd", "~/x", "file:///etc/passwd", "\\\\srv\\x", "C:/x", "pieces/x:y", ".git/config", "pieces/../../x",
         "pieces//x", "pieces/./x", "", "/", ".", "pieces/" + "b" * 300, *(f"pieces/{name}" for name in SPECIAL)]  # fmt: skip


@pytest.fixture
def named(copied: Callable[..., Path]) -> Path:
    """A case whose folder of pieces is full of deceiving names, and whose invoices cite paths that lead elsewhere."""
    root = copied(CASE)
    case = root / "cases" / CASE
    pieces = case / "pieces"
    for name in HIDDEN:
        (pieces / name).write_bytes(b"%PDF-1.7\n")
    Path(os.fsdecode(os.fsencode(pieces) + b"/\xff\xfe.pdf")).write_bytes(b"x")
    (pieces / "10\u202f00.txt").write_text("Bonjour")
    os.mkfifo(pieces / "tube.pdf")
    (pieces / "lien.pdf").symlink_to("/etc/passwd")
    here = Path.cwd()
    os.chdir(pieces)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("prise.pdf")
    os.chdir(here)
    with (pieces / "troue.pdf").open("wb") as file:
        file.truncate(8 << 30)
    cited = "".join(f"    - {json.dumps(path)}\n" for path in [*PATHS, "pieces/10\u202f00.txt"])
    with (case / "factures.yaml").open("a") as file:
        file.write(f'\n- numero: "=cmd|x"\n  date: 2026-10-12\n  montant_ttc: 10.00\n  pieces:\n{cited}')
    (root / "cases" / "\x1b[31m").mkdir()
    return root


@pytest.mark.parametrize("verb", ["check", "check --format github", "status", f"show {CASE} --section pieces", "build"])
def test_no_name_reaches_the_terminal_as_it_is(named: Path, verb: str) -> None:
    """Escapes, line ends and changes of direction are spelt out in every output; the exit code says that there are errors."""
    done = dossier(named, *verb.split())
    assert done.returncode == 1, done.stderr
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "erreur interne" not in told
    assert all(char.isprintable() or char in "\n\u00a0\u202f" for char in told)


def test_each_deceiving_name_and_path_is_told_once(named: Path) -> None:
    """A file with a hidden character is named; a path that leads out of the case has its line; an ordinary odd name is read."""
    done = dossier(named, "check", "--format", "json")
    found = json.loads(done.stdout)["diagnostics"]
    odd = [d["message"] for d in found if d["code"] == "DC137" and d["file"].endswith("/pieces")]
    assert len(odd) == len(HIDDEN) + 1
    lines = [d["line"] for d in found if d["code"] in ("DC260", "DC261", "DC516")]
    assert len(lines) == len(set(lines)) == len(PATHS)
    assert not any("00.txt" in d["message"] for d in found if d["severity"] == "error")


def test_forms_for_machines_stay_sound_json(named: Path) -> None:
    """Whatever the names, nothing else is on stdout."""
    for verb in (
        "check --format json",
        "check --format sarif",
        "status --format json",
        f"show {CASE} --section pieces --format json",
    ):
        json.loads(dossier(named, *verb.split()).stdout)
