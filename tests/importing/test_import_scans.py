"""A folder of scans becomes pieces of a case: what is guessed says so, and each content comes once."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

from import_support import AFFAIRE, CASE, INVOICE, cases, imported, incoming, state, workspace
from makers_pdf import plain_pdf, truncated_pdf, user_encrypted_pdf

from dossier.intake.guess import guess
from dossier.model.evidence import EvidenceRef

TODAY = date(2026, 11, 21)


def photo(taken: str = "") -> bytes:
    """A JPEG, with the day on which it was taken."""
    exif = Image.Exif()
    if taken:
        exif[306] = taken
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def pieces(root: Path) -> dict[str, EvidenceRef]:
    """The pieces of the journal by their paths."""
    return {ref.file: ref for event in cases(root)[CASE].journal for ref in event.evidence}


@pytest.mark.parametrize(
    ("name", "text", "made", "title", "nature", "day"),
    [
        ("2026-01-12 bon de livraison 221.pdf", "", "", "Bon de livraison n° 221", "livraison", date(2026, 1, 12)),
        ("BL_221_20260112.pdf", "", "", "Bon de livraison n° 221", "livraison", date(2026, 1, 12)),
        ("devis-D-2025-031-signe.pdf", "Fait à Lyon, le 3 février 2025", "", "Devis n° D-2025-031", "contrat", date(2025, 2, 3)),
        ("scan0001.pdf", "CONDITIONS GÉNÉRALES DE VENTE\nà toute commande", "2026-03-01", "Conditions générales de vente", "contrat", date(2026, 3, 1)),
        ("scan0002.pdf", "Bon de commande n° BC-77\nDate : 05/01/2026", "2026-03-01", "Bon de commande n° BC-77", "commande", date(2026, 1, 5)),
        ("AR mise en demeure.pdf", "", "2026-03-01", "Avis de réception", "preuve_postale", date(2026, 3, 1)),
        ("pv de réception 12-01-2026.pdf", "", "", "Procès-verbal de réception", "livraison", date(2026, 1, 12)),
        ("IMG_0042.jpg", "", "2026-01-12", "IMG 0042", "", date(2026, 1, 12)),
        ("photo 2027-01-12.jpg", "", "", "photo", "", None),
        ("Facture F-2026-001.pdf", "", "", "Facture n° F-2026-001", "facture", None),
        ("notes 31-02-2026.pdf", "", "", "notes", "", None),
    ],
)  # fmt: skip
def test_words_tell_what_a_piece_is(name: str, text: str, made: str, title: str, nature: str, day: date | None) -> None:
    """Of the name first, then of the text, then of the camera; no day after today, none that the calendar lacks."""
    found = guess(name, text, made, TODAY)
    assert (found.title, found.nature, found.day) == (title, nature, day)
    assert found.doubts


def test_a_folder_of_scans_becomes_pieces_that_say_what_is_guessed(tmp_path: Path) -> None:
    """Title, day and nature in the entry, with a comment for each guess; the files as they were."""
    files = {
        "2026-01-12 bon de livraison 221.pdf": plain_pdf("un"),
        "lot 2/2026-02-03 devis.png": photo(),
        "IMG_0042.jpg": photo("2026:01:20 10:00:00"),
    }
    root = workspace(tmp_path)
    told = imported(root, incoming(tmp_path, files), "--case", CASE)
    assert (told.code, told.standings, told.codes) == (0, ["new"] * 3, {"DC832"})
    found = pieces(root)
    assert {(ref.title, ref.nature, str(ref.date)) for ref in found.values()} == {
        ("Bon de livraison n° 221", "livraison", "2026-01-12"), ("Devis", "contrat", "2026-02-03"), ("IMG 0042", None, "2026-01-20"),
    }  # fmt: skip
    for name, content in files.items():
        assert (root / "cases" / CASE / "pieces" / Path(name).name).read_bytes() == content
    texts = [path.read_text() for path in (root / f"cases/{CASE}/journal").iterdir()]
    assert all("# à vérifier : date, d’après" in text for text in texts)
    before = state(root)
    assert imported(root, tmp_path / "entrant", "--case", CASE).standings == ["known"] * 3
    assert imported(root, tmp_path / "entrant").standings == ["known"] * 3
    assert state(root) == before


def test_a_scan_finds_its_case_by_a_number_and_a_name_alone_is_listed(tmp_path: Path) -> None:
    """Without --case; what names nobody is listed too, and nothing is lost."""
    files = {
        "2026-01-12 a.txt": "Livraison pour la facture F-2026-001", "2026-01-12 b.txt": "Reçu de Sud Béton ce jour",
        "2026-01-12 c.txt": "SIREN 123 456 782 RCS Marseille", "2026-01-12 d.txt": "Rien",
    }  # fmt: skip
    told = imported(workspace(tmp_path), incoming(tmp_path, files))
    assert {Path(row["source"]).name[11]: row["standing"] for row in told.rows} == {
        "a": "new",
        "b": "unsure",
        "c": "new",
        "d": "unplaced",
    }
    assert told.code == 1


def test_the_same_scan_twice_is_one_piece(tmp_path: Path) -> None:
    """By its bytes, in one import and in two; a file that lies in pieces/ and that nothing cites gets its entry there."""
    data = plain_pdf("un")
    root = workspace(tmp_path, **{f"cases/{CASE}/pieces/recu.pdf": data})  # type: ignore[arg-type]
    told = imported(root, incoming(tmp_path, {"2026-01-12 a.pdf": data, "2026-01-12 b.pdf": data}), "--case", CASE)
    assert told.standings == ["new", "known"]
    assert list(pieces(root)) == ["pieces/recu.pdf"]


def test_a_scan_that_nothing_dates_and_one_that_does_not_open_are_told(tmp_path: Path) -> None:
    """Neither is written."""
    root = workspace(tmp_path)
    before = state(root)
    files = {"cgv.txt": "Conditions générales", "b.pdf": b"%PDF-1.7 rien", "c.pdf": user_encrypted_pdf(), "d.jpg": photo()[:90]}
    told = imported(root, incoming(tmp_path, files), "--case", CASE)
    assert {Path(row["source"]).name: row["diagnostics"][-1]["code"] for row in told.rows} == {
        "cgv.txt": "DC833", "b.pdf": "DC811", "c.pdf": "DC811", "d.jpg": "DC811",
    }  # fmt: skip
    assert state(root) == before
    assert truncated_pdf()  # a broken one that still opens is a piece like others


def test_a_scanned_letter_between_avocats_is_kept_out(tmp_path: Path) -> None:
    """By the words with which they address each other."""
    root = workspace(tmp_path)
    imported(root, incoming(tmp_path, {"2026-01-12 lettre.txt": "Mon cher Confrère,\nvotre client…"}), "--case", CASE)
    (piece,) = pieces(root).values()
    assert piece.nature == "correspondance_avocats"


def test_a_scan_of_another_case_in_a_named_one_is_a_warning(tmp_path: Path) -> None:
    """The person decides, and is told which case fits better."""
    other = {"cases/2026-002-nord/affaire.yaml": AFFAIRE.replace("SUD BÉTON", "NORD ACIER").replace("123456782", "732829320"),
             "cases/2026-002-nord/factures.yaml": INVOICE.replace("001", "002")}  # fmt: skip
    told = imported(workspace(tmp_path, **other), incoming(tmp_path, {"2026-01-12 a.txt": "Facture F-2026-002"}), "--case", CASE)
    assert told.standings == ["new"]
    assert "2026-002-nord" in told.why("DC826")
