"""`dossier pack` and `dossier verify` as a person meets them: files on a disk, exit codes, what is never overwritten."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pack_cases import RUNNER, zipped

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))
from site_links import dead_links

from dossier.cli.root import run
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.pack.make import make_pack
from dossier.pack.pack import Order
from dossier.pack.verify import verify
from dossier.pack.world import CaseWorld
from dossier.pack.zipped import read_zip
from dossier.publish import outgoing
from dossier.site.audience import AUDIENCES

DAY = ("--date", "2026-11-21")
CASE = "2026-060-les-tilleuls"
ZIP = Path(f"remises/{CASE}_avocat_2026-11-21.zip")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one small case that was handed to an avocat: its cache is warm."""
    root = tmp_path_factory.mktemp("remises") / "classeur"
    source = Path(__file__).parents[2]
    (root / "cases").mkdir(parents=True)
    shutil.copy(source / "dossier.yaml", root)
    shutil.copytree(source / "cases" / CASE, root / "cases" / CASE)
    assert run(["-C", str(root), *DAY, "pack", CASE, "--for", "avocat"]) == 0
    return root


@pytest.fixture
def place(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the workspace without its lock and packs, in which the command line stands."""
    root = tmp_path / "classeur"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns("remises", "bordereau.lock", ".dossier"))
    monkeypatch.chdir(root)
    return root


def lock(root: Path) -> Path:
    return root / "cases" / CASE / "bordereau.lock"


def test_a_pack_is_written_its_numbers_are_definitive_and_it_verifies(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path on stdout, the numbers told, the lock written, the file for its owner alone, and git told to leave it."""
    assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 0
    out, err = capsys.readouterr()
    assert Path(out.strip()) == place / ZIP and "numéros de pièces qui sont définitifs : 1 à 3" in err
    assert "numero: 3" in lock(place).read_text() and ZIP.stat().st_mode & 0o077 == 0
    assert (place / "remises/.gitignore").read_text() == "*\n"
    first = ZIP.read_bytes()
    assert run(["verify", str(ZIP)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("intacte, ") and told.endswith(f": {CASE}, remise à l’avocat, établie le 21/11/2026\n")
    assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 0 and ZIP.read_bytes() == first
    assert "définitifs" not in capsys.readouterr().err


def test_a_dry_run_writes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list of files with their digests, the numbers that would be given; no file, no folder, no lock."""
    assert run([*DAY, "pack", CASE, "--for", "commissaire", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "  bundle.pdf\n" in out and "deviendraient définitifs : 1 à 3" in err and "rien n’a été écrit" in err
    assert not lock(place).exists() and not (place / "remises").exists()


def test_another_file_is_never_overwritten(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a text, nor the pack of another reader; unless it is forced."""
    other = place / "note.zip"
    other.write_text("autre chose")
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--output", str(other)]) == 2
    assert other.read_text() == "autre chose" and "existe et n’est pas une remise" in capsys.readouterr().err
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--output", str(other), "--force"]) == 0
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--output", str(other)]) == 0
    assert run([*DAY, "pack", CASE, "--for", "avocat", "--output", str(other)]) == 2 and not lock(place).exists()
    link = place / "lien.zip"
    link.symlink_to(other)
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--output", str(link), "--force"]) == 2 and link.is_symlink()


def test_a_dated_pack_is_not_replaced(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a time stamp beside it only the same pack may be written again; with one inside, none."""
    dated = place / "remise.zip"
    call = [*DAY, "pack", CASE, "--for", "debiteur", "--output", str(dated)]
    assert run(call) == 0
    dated.with_suffix(".tsr").write_bytes(b"reponse")
    assert run(call) == 0
    assert run(["--date", "2026-11-22", *call[2:]]) == 2
    assert "est une remise horodatée" in capsys.readouterr().err
    dated.with_suffix(".tsr").unlink()
    with zipfile.ZipFile(dated, "a") as archive:
        archive.writestr("horodatage.tsr", b"reponse")
    before = dated.read_bytes()
    assert run(call) == 2 and dated.read_bytes() == before
    assert run([*call, "--force"]) == 0


@pytest.mark.parametrize("target", [f"cases/{CASE}/pieces/x.zip", "law/x.zip", "absent/x.zip", "build/x.zip"])
def test_a_pack_is_not_put_among_sources(place: Path, target: str) -> None:
    """Nor into a folder that is not there."""
    (place / "law").mkdir(exist_ok=True)
    (place / "build").mkdir()
    (place / "build/.dossier-build").write_text("")
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--output", target]) == 2
    assert not Path(target).exists()


def test_a_pack_that_cannot_be_written_freezes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: no part of a file stays, and no number is given."""

    def full(self: outgoing.Outgoing) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outgoing.Outgoing, "settle", full)
    assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 2
    assert not lock(place).exists() and [path.name for path in (place / "remises").iterdir()] == [".gitignore"]


def test_a_pack_that_was_killed_is_made_again(place: Path, monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    """Stopped between the lock and the last step: the numbers are kept, no pack is there, and the next one is what it would have been."""

    def killed(self: outgoing.Outgoing) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(outgoing.Outgoing, "put", killed)
        assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 2
    assert lock(place).exists() and not ZIP.exists()
    left = ZIP.with_name(f".{ZIP.name}.999999999~")
    left.write_bytes(b"reste")
    assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 0
    assert ZIP.read_bytes() == (built / ZIP).read_bytes() and not left.exists()


def test_errors_of_the_case_are_told_and_end_with_one(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The findings that stand against the pack; nothing is written."""
    bills = place / "cases" / CASE / "factures.yaml"
    text = bills.read_text()
    bills.write_text(text.replace("montant_ttc:", "montant_ttc: 1 # ", 1))
    assert run([*DAY, "pack", CASE, "--for", "avocat"]) == 1
    err = capsys.readouterr().err
    assert "erreur[DC" in err and "--draft" in err and not lock(place).exists() and not (place / "remises").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pack", "absente", "--for", "avocat"], "n’existe pas"),
        (["pack", CASE], "--for"),
        (["pack", CASE, "--for", "juge"], "n’est pas l’un de"),
        (["pack", CASE, "--for", "debiteur", "--draft"], "rien n’est remis au débiteur en projet"),
        (["pack", CASE, "--for", "avocat", "--debtor", "x"], "ne vaut qu’avec --for debiteur"),
        (["pack", CASE, "--for", "debiteur", "--debtor", "x"], "n’existe pas dans cette affaire"),
        (["verify", "absent.zip"], "absent.zip"),
    ],
)
def test_a_wrong_call_says_what_to_write(
    place: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, and a sentence."""
    assert run([*DAY, *arguments]) == 2
    assert words in capsys.readouterr().err


def test_among_several_debtors_one_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack for a debtor is for one; which ones there are is told."""
    affaire = place / "cases" / CASE / "affaire.yaml"
    text = affaire.read_text()
    more = "  - {id: caution, type: particulier, qualite: caution, nom: Morand, prenoms: Jeanne}\ncontrat:"
    affaire.write_text(text.replace("contrat:", more, 1))
    assert run([*DAY, "pack", CASE, "--for", "debiteur", "--dry-run"]) == 2
    assert "--debtor tilleuls, caution" in capsys.readouterr().err


def test_verify_ends_with_one_and_names_the_file(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One byte changed in the unpacked folder; in words and as JSON; nothing is written anywhere."""
    folder = tmp_path / "remise"
    with zipfile.ZipFile(built / ZIP) as archive:
        archive.extractall(folder)
    bundle = folder / "bundle.pdf"
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    before = sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*"))
    assert run(["verify", str(folder)]) == 1
    assert "modifié bundle.pdf : son empreinte n’est pas celle de SHA256SUMS" in capsys.readouterr().out
    assert run(["verify", str(folder), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["faults"] == [{"kind": "altered", "path": "bundle.pdf", "message": found["faults"][0]["message"]}]
    assert found["case"] == CASE and found["for"] == "avocat" and found["intact"] is False
    assert sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*")) == before


def test_verify_needs_no_workspace(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who receives a pack has the program and the file, nothing else."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(built / ZIP, tmp_path / "recu.zip")
    assert run(["verify", "recu.zip"]) == 0


def test_nothing_of_the_machine_is_in_a_pack(built: Path) -> None:
    """No folder, user or machine name, in any file as it lies."""
    words = {str(built), str(built.parent), socket.gethostname(), f"/home/{getpass.getuser()}"}
    with zipfile.ZipFile(built / ZIP) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            assert not [word for word in words if len(word) > 3 and word.encode() in data], name


@pytest.mark.long
def test_a_pack_is_the_same_on_another_day_and_desk(built: Path, tmp_path: Path) -> None:
    """Another folder, umask, time zone, locale, hash seed and number of workers, without cache: the same bytes."""
    root = tmp_path / "ailleurs" / "é"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns("remises", "bordereau.lock", ".dossier"))
    other = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path)}
    arguments = [sys.executable, "-m", "dossier", *DAY, "pack", CASE, "--for", "avocat", "--jobs", "1"]
    subprocess.run(arguments, cwd=root, env=other, check=True, umask=0o077, capture_output=True)
    assert (root / ZIP).read_bytes() == (built / ZIP).read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("audience", ["avocat", "commissaire", "debiteur"])
def test_every_example_can_be_handed_over(audience: str, copied: Callable[..., Path]) -> None:
    """Each example case for each reader: made, sound, and every link of its pages inside it."""
    world = DiskWorld(copied(), date(2026, 11, 21))
    for case in sorted(item.name for item in world.list("cases")):
        debtor = load_workspace(CaseWorld(world, case)).cases[0].debtors[0].id if audience == "debiteur" else ""
        pack = make_pack(world, RUNNER, Order(case, AUDIENCES[audience], debtor)).pack
        assert pack is not None, case
        assert verify(read_zip(BytesIO(zipped(pack.items)))).faults == [], case
        found = {item.path: item.blob.read().decode() for item in pack.items if item.path.endswith(".html")}
        assert dead_links(found, [item.path for item in pack.items]) == [], case
