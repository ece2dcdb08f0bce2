"""An import is whole or nothing, whatever kills it; it takes what it is given and nothing else, and many files at once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import einvoice_makers as make
from import_support import CASE, DAY, cases, imported, incoming, state, workspace
from makers_mail import eml

from dossier.cli.root import run

KILLED = Path(__file__).parent / "killed_import.py"
OTHER = {"legal_identifier": "732829320", "vat_identifier": "FR44732829320", "name": "NORD BÉTON SAS"}


def files() -> dict[str, bytes | str]:
    """An invoice for the case, one that opens a case, a message with an attachment."""
    return {
        "a.xml": make.cii(),
        "b.xml": make.ubl(BT_1="F-2026-020", BG_7=OTHER),
        "c.eml": eml(subject="F-2026-014", attached=[("application/pdf", "bl.pdf", b"%PDF-1.4 bl")]),
    }


def killed_at(step: int, root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an import in a second process that dies before its n-th change of the disk."""
    call = [sys.executable, str(KILLED), str(step), "-C", str(root), "--date", DAY, "import", str(folder)]
    return subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)


def _held(tmp_path: Path, steps: range) -> set[bool]:
    """Kill at each of some steps; what the next command finds is the state before or the one after, and which of them were seen."""
    folder = incoming(tmp_path, files())
    root = workspace(tmp_path)
    before = state(root)
    whole = tmp_path / "entier"
    shutil.copytree(root, whole)
    assert imported(whole, folder).standings == ["new"] * 3
    after = state(whole)
    seen = set()
    for step in steps:
        copy = tmp_path / f"copie-{step}"
        shutil.copytree(root, copy)
        died = killed_at(step, copy, folder)
        if died.returncode != -signal.SIGKILL:
            assert (died.returncode, state(copy)) == (0, after)
            break
        run(["-q", "-C", str(copy), "check"])  # any command that reads ends the work first
        found = state(copy)
        assert found in (before, after), step
        seen.add(found == after)
        assert imported(copy, folder).code == 0
        assert state(copy) == after
        shutil.rmtree(copy)
    return seen


def changes(tmp_path: Path) -> int:
    """How often an import changes the disk."""
    root = workspace(tmp_path / "compte")
    told = killed_at(-1, root, incoming(tmp_path / "compte", files()))
    found = re.search(r"changes: (\d+)", told.stderr)
    assert found, told.stderr
    return int(found[1])


def test_an_import_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    """A real second process, `kill -9` at a few of its changes of the disk; the next command, of whatever kind, finishes or undoes."""
    count = changes(tmp_path)
    assert _held(tmp_path, range(count - 2, 0, -max(1, count // 3))) == {True, False}


@pytest.mark.long
def test_an_import_that_is_killed_anywhere_leaves_all_or_nothing(tmp_path: Path) -> None:
    """The same at every change."""
    assert _held(tmp_path, range(0, 10_000)) == {True, False}


def test_two_imports_at_once_write_each_thing_once(tmp_path: Path) -> None:
    """The second waits for the first, then finds all there."""
    root, folder = workspace(tmp_path), incoming(tmp_path, files())
    call = [sys.executable, "-m", "dossier", "-C", str(root), "--date", DAY, "import", str(folder)]
    both = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    told = sorted(one.communicate(timeout=300)[0].count("\ndéjà là") for one in both)
    assert [one.returncode for one in both] == [0, 0]
    assert told[0] == 0
    assert len(cases(root)) == 2
    assert len(cases(root)[CASE].invoices) == 2


def test_folders_are_read_to_their_files_and_what_is_left_aside_is_named(tmp_path: Path) -> None:
    """Files of systems and hidden ones are ignored; links and special files are refused by name, and never opened."""
    folder = incoming(
        tmp_path, {"x/y/f.xml": make.cii(), "x/Thumbs.db": b"x", "x/.DS_Store": b"x", "x/~$lettre.docx": b"x", "x/vide.pdf": b""}
    )
    secret = tmp_path / "secret.xml"
    secret.write_bytes(make.cii(BT_1="F-SECRET"))
    (folder / "lien.xml").symlink_to(secret)
    (folder / "lien").symlink_to(tmp_path)
    os.mkfifo(folder / "tube.pdf")
    told = imported(workspace(tmp_path), folder)
    assert told.code == 1
    assert sorted(Path(row["source"]).name for row in told.data["ignored"]) == [".DS_Store", "Thumbs.db", "~$lettre.docx"]
    assert {Path(row["source"]).name: row["standing"] for row in told.rows} == {
        "f.xml": "new", "lien": "refused", "lien.xml": "refused", "tube.pdf": "refused", "vide.pdf": "refused",
    }  # fmt: skip


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A gigabyte of nothing takes no time and no memory."""
    folder = incoming(tmp_path, {"x.pdf": b""})
    with (folder / "x.pdf").open("wb") as file:
        file.truncate(1_000_000_000)
    before = time.process_time()
    told = imported(workspace(tmp_path), folder)
    assert time.process_time() - before < 2
    assert "dépasse 200 Mo" in told.why("DC811")


def test_a_name_that_is_nowhere_and_a_case_that_is_none_are_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the nearest case."""
    root = workspace(tmp_path)
    assert run(["-C", str(root), "import", "rien.xml"]) == 2
    assert "n’existe pas" in capsys.readouterr().err
    folder = incoming(tmp_path, {"f.xml": make.cii()})
    assert run(["-C", str(root), "import", str(folder), "--case", "2026-001-sud-betom"]) == 2
    assert "vouliez-vous dire" in capsys.readouterr().err


def test_what_is_told_to_a_person_names_file_case_reason_and_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of a hostile name reaches the terminal as it is."""
    root = workspace(tmp_path)
    folder = incoming(tmp_path, {"f.xml": make.cii(), "z\x1b[2J.bin": b"?"})
    assert run(["-C", str(root), "--date", DAY, "import", str(folder), "--dry-run"]) == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    for words in (
        "nouveau",
        f"f.xml → {CASE}",
        "facture F-2026-014 du 15/01/2026",
        "son débiteur, par le SIREN",
        "non placé",
        "[DC810]",
    ):
        assert words in out, words
    assert "rien n’est écrit (--dry-run)" in err


def test_three_hundred_files_are_imported_without_reading_the_workspace_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace is read once, and the time grows with the number of files."""
    from dossier.cli.importing import run as importing

    reads: list[object] = []
    real = importing.load_workspace
    monkeypatch.setattr(importing, "load_workspace", lambda world: reads.append(1) or real(world))
    root = workspace(tmp_path)
    one = make.cii(BT_1="F-0000")
    many = {f"{n:03}.xml": one.replace(b"F-0000", f"F-{n + 1000}".encode()) for n in range(300)}
    told = imported(root, incoming(tmp_path, many))
    assert told.standings == ["new"] * 300
    assert len(reads) == 1
    assert len(cases(root)[CASE].invoices) == 301


def test_foreign_bytes_are_opened_in_workers_only(tmp_path: Path) -> None:
    """The process of the command loads none of the libraries that read them."""
    root, folder = (
        workspace(tmp_path),
        incoming(tmp_path, {**files(), "d.pdf": make.pdf(BT_1="F-9"), "2026-01-12 e.pdf": b"%PDF-1.4 rien"}),
    )
    program = (
        "import sys; from dossier.cli.root import run\n"
        f"run(['-q', '-C', {str(root)!r}, 'import', {str(folder)!r}, '--case', {CASE!r}])\n"
        "print([name for name in ('lxml', 'pikepdf', 'pypdfium2', 'PIL', 'oxmsg', 'olefile', 'weasyprint') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=True)
    assert told.stdout.splitlines()[-1] == "[]"
