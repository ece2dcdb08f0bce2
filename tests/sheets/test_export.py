"""`dossier export`: one file, whole, for another program, and nothing else on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.exports import EXPORTS, Export
from dossier.cli.root import run

DAY = ("--date", "2026-11-21")
SUD = "2026-014-sud-beton"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two cases, in which the command line stands."""
    folder = copied(SUD, "2026-060-les-tilleuls")
    monkeypatch.chdir(folder)
    return folder


def files_of(folder: Path) -> set[Path]:
    """All files of a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_json_is_that_of_show(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An exported décompte is the contract that `show` prints, to the byte."""
    assert run([*DAY, "show", SUD, "--section", "decompte", "--format", "json"]) == 0
    shown = capsys.readouterr().out
    assert run([*DAY, "export", "decompte", SUD, "--format", "json"]) == 0
    assert capsys.readouterr().out == shown
    assert json.loads(shown)["case"] == SUD


def test_only_the_asked_file_is_written(place: Path) -> None:
    """An export leaves no folder, no cache, no second file."""
    before = files_of(place)
    assert run([*DAY, "export", "decompte", SUD, "--output", "reste.csv"]) == 0
    assert files_of(place) - before == {place / "reste.csv"}
    assert (place / "reste.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_name_of_the_file_says_the_form(place: Path) -> None:
    """`--output x.json` is JSON without `--format`."""
    assert run([*DAY, "export", "decompte", SUD, "--output", "x.json"]) == 0
    assert json.loads((place / "x.json").read_bytes())["schema"] == "dossier/decompte/1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["decompte"], "« decompte » demande une affaire"),
        (["decompte", "2026-014-sud-betom"], "vouliez-vous dire « 2026-014-sud-beton »"),
        (["decompt"], "'decompt' n’est pas"),
        (["decompte", SUD, "--output", "absent/x.csv"], "fichier introuvable"),
        (["decompte", SUD, "--output", "cases"], "n’est pas un fichier ordinaire"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Exit code 2, a French sentence, and nothing written."""
    before = files_of(place)
    assert run([*DAY, "export", *arguments]) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert not told.out
    assert files_of(place) == before


def test_a_link_is_not_written_through(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a link points at is never replaced by an export."""
    (place / "ailleurs.csv").write_text("à garder", encoding="utf-8")
    (place / "lien.csv").symlink_to("ailleurs.csv")
    assert run([*DAY, "export", "decompte", SUD, "--output", "lien.csv"]) == 2
    assert "n’est pas un fichier ordinaire" in capsys.readouterr().err
    assert (place / "ailleurs.csv").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_every_export_writes_every_form(place: Path, capfdbinary: pytest.CaptureFixture[bytes], export: Export) -> None:
    """A row of the registry names a module that writes each of its forms, the same bytes twice."""
    for form in export.forms:
        arguments = [*DAY, "export", export.name, *([SUD] if export.one_case else []), "--format", form]
        assert run(arguments) == 0
        first = capfdbinary.readouterr().out
        assert run(arguments) == 0
        assert first == capfdbinary.readouterr().out
        assert first
