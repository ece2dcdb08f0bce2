"""A filing before it is sent: `check --for`, `build --profile`, and what `show` then says of the bundle."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dossier.cli.root import run

BASE = Path(__file__).parents[1] / "diagnostics" / "base"
DAY = ("--date", "2026-11-21")
INVOICES = """\
- numero: F-2026-014
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ttc: 4800.00
  pieces: [pieces/facture.txt, {fichier: pieces/bon.txt, titre: Bon de livraison signé, date: 2026-01-12}]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one case of a short and a long piece, and a profile of ten pages a file."""
    root = tmp_path / "classeur"
    shutil.copytree(BASE, root)
    case = root / "cases" / "x"
    (case / "pieces").mkdir()
    (case / "factures.yaml").write_text(INVOICES)
    (case / "pieces" / "facture.txt").write_text("Facture F-2026-014\n")
    (case / "pieces" / "bon.txt").write_text("".join(f"ligne {n}\n" for n in range(1, 901)))
    (root / "profils").mkdir()
    (root / "profils" / "greffe.yaml").write_text("titre: Greffe de Lyon\nfichier_pages: 10\nlot_mo: 0.1\n")
    monkeypatch.chdir(root)
    return root


def checked(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, object]]:
    """The exit code and the JSON of a look ahead."""
    code = run([*DAY, "check", "--format", "json", *more])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, found


def test_a_filing_is_looked_at_before_and_after_it_is_built(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before a build the pieces alone are weighed, and the rest is said to be unknown; after it every file is."""
    code, found = checked(capsys, "--for", "greffe")
    assert code == 1
    codes = [row["code"] for row in found["diagnostics"]]  # type: ignore[attr-defined,index]
    assert {"DC603", "DC609"} <= set(codes)
    (case,) = found["filing"]["cases"]  # type: ignore[index]
    assert (case["exact"], {file["kind"] for file in case["files"]}) == (False, {"piece"})

    assert run([*DAY, "build", "--only", "bundle", "--profile", "greffe"]) == 0
    made = {path.relative_to(place / "build").as_posix() for path in (place / "build").rglob("*.pdf")}
    assert {"cases/x/bundle-1.pdf", "cases/x/bundle-2.pdf", "cases/x/lot-1/requete.pdf", "cases/x/lot-2/bordereau.pdf"} <= made
    capsys.readouterr()

    code, found = checked(capsys, "--for", "greffe")
    (case,) = found["filing"]["cases"]  # type: ignore[index]
    assert (code, case["exact"]) == (1, True)
    assert [row["code"] for row in found["diagnostics"] if row["code"].startswith("DC6")] == ["DC603"] * 2  # type: ignore[attr-defined,index]
    sizes = {file["name"]: file["bytes"] for file in case["files"]}
    for name in ("bundle-1.pdf", "bundle-2.pdf"):
        assert sizes[name] == (place / "build" / "cases" / "x" / name).stat().st_size
    lots = {file["name"]: file["lot"] for file in case["files"] if file["lot"]}
    assert {f"cases/x/lot-{lot}/{name}" for name, lot in lots.items()} == {path for path in made if "/lot-" in path}

    assert run([*DAY, "build", "--only", "bundle"]) == 0
    capsys.readouterr()
    assert run([*DAY, "show", "x", "--section", "pieces"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert "Liasse" in rows[0]
    assert " p. " in rows[2]


def test_a_person_reads_limits_files_and_lots(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The profile with its source, then each file with its size; what is a channel's unknown limit is said."""
    assert run([*DAY, "check", "--for", "tribunal-digital", "--format", "concise"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "conseil[DC607] profil « tribunal-digital » : taille d’un fichier et taille d’un lot non trouvées" in text
    assert "Tribunal Digital, greffes des tribunaux de commerce (tribunal-digital) : 4,0 Mo par fichier, 10,0 Mo par lot" in text
    assert "aucune règle publique de taille ni de nom (lu le 21/11/2026)" in text
    assert "Piece-01_Facture-F-2026-014.pdf pièce 1 ~" in text
    assert not (place / "build").exists()


@pytest.mark.parametrize("arguments", [("check", "--for", "rvpa"), ("build", "--profile", "rvpa")])
def test_a_profile_that_does_not_exist_is_told_with_the_nearest_name(
    place: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the command line: exit code 2, nothing is made."""
    assert run([*DAY, *arguments]) == 2
    said = capsys.readouterr().err
    assert "le profil « rvpa » n’existe pas" in said
    assert "vouliez-vous dire « rpva »" in said
