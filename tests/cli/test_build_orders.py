"""`dossier build` for some cases, and with sets for filing on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.cli.root import run

DAY = ("--date", "2026-11-21")
SUD, COMPTOIR = "2026-014-sud-beton", "2026-052-comptoir-des-quais"


@pytest.fixture
def place(copied: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two cases, in which the command line stands."""
    folder = copied(SUD, COMPTOIR)
    monkeypatch.chdir(folder)
    return folder


def made(output: Path) -> set[str]:
    """The paths that the manifest names; they are those of the folder."""
    paths = set(json.loads((output / "manifest.json").read_text())["outputs"])
    own = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    assert own - paths <= {"manifest.json", ".dossier-sortie"} or len(own - paths) == 2
    return paths


def test_letters_of_one_case_or_of_all(place: Path) -> None:
    """A case that is named has its letters alone; without a name every case has them. Both ways give the same bytes."""
    one, every = place / "une", place / "toutes"
    assert run([*DAY, "-q", "build", "--only", "letters", COMPTOIR, "--output", str(one)]) == 0
    assert run([*DAY, "-q", "build", "--only", "letters", "--output", str(every)]) == 0
    assert made(one) < made(every)
    assert {path.split("/")[1] for path in made(one) if path.startswith("cases/")} == {COMPTOIR}
    assert {path.split("/")[1] for path in made(every) if path.startswith("cases/")} == {SUD, COMPTOIR}
    letter = f"cases/{COMPTOIR}/documents/relance-3.pdf"
    assert (one / letter).read_bytes() == (every / letter).read_bytes()
    assert "destinataires.csv" in made(one) and "index.html" not in made(every)


def test_a_named_case_has_letters_and_bundle_and_no_site(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site shows all cases: asking it for one is refused, as is a name that is no case, with the nearest one."""
    assert run([*DAY, "-q", "build", "--case", COMPTOIR]) == 0
    assert f"cases/{COMPTOIR}/bundle.pdf" in made(place / "build") and "index.html" not in made(place / "build")
    assert run([*DAY, "build", COMPTOIR, "--only", "letters,site"]) == 2
    assert "le site montre toutes les affaires" in capsys.readouterr().err
    assert run([*DAY, "build", "2026-052-comptoir"]) == 2
    assert f"vouliez-vous dire « {COMPTOIR} »" in capsys.readouterr().err


def test_another_order_is_another_build(place: Path) -> None:
    """What was built for one case does not pass for what is asked of the other."""
    assert run([*DAY, "-q", "build", "--only", "letters", COMPTOIR]) == 0
    assert run([*DAY, "-q", "build", "--only", "letters", SUD]) == 0
    assert {path.split("/")[1] for path in made(place / "build") if path.startswith("cases/")} == {SUD}


def test_a_set_on_paper_is_an_output(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--paper` alone counts the recipients, `--paper 2` makes two copies; anything else is refused in French."""
    assert run([*DAY, "-q", "build", COMPTOIR, "--paper"]) == 0
    own = place / "build" / "cases" / COMPTOIR / "papier" / "jeu.pdf"
    assert f"cases/{COMPTOIR}/papier/jeu.pdf" in made(place / "build")
    reckoned = own.stat().st_size
    assert run([*DAY, "-q", "build", COMPTOIR, "--paper", "9"]) == 0
    assert own.stat().st_size > reckoned
    capsys.readouterr()
    assert run([*DAY, "build", "--paper", COMPTOIR]) == 2
    assert "nommez l’affaire avant --paper" in capsys.readouterr().err


def test_folders_whose_names_are_not_utf_8_are_built_like_others(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old disk or archive has them: keys are made of their bytes, and libraries in C are given bytes instead of paths."""
    odd = place.rename(place.with_name("dossiers-\udce9t\udce9"))
    monkeypatch.chdir(odd)
    output = odd.parent / "sortie-\udce9"
    assert run([*DAY, "-q", "build", COMPTOIR, "--output", str(output)]) in (0, 1)
    assert f"cases/{COMPTOIR}/bundle.pdf" in made(output)
    assert run([*DAY, "-q", "build", COMPTOIR, "--output", str(output)]) in (0, 1)
