"""Files of every kind and geometry go in and come out as clean PDFs, or as a sheet with the reason."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "pdf"))

from makers import CORPUS, Made
from pdf_makers import examined

from dossier.pdf.forbidden import forbidden

SHOWN = [made for made in CORPUS if made.pages]


@cache
def result_of(name: str) -> Any:
    """What the inspection finds of a file of the corpus, as piece n° 3."""
    made = next(made for made in CORPUS if made.name == name)
    return examined(made.make(), made.name, number=3)


def words(text: str) -> str:
    """A text with its blanks made plain."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.name)
def test_a_file_has_its_pages_and_its_problems(made: Made) -> None:
    """The pages of its copy, or none, and no problem but the one that it has."""
    result = result_of(made.name)
    assert (result.facts["pages"] or 0) == made.pages
    assert sorted({problem.code for problem in result.problems}) == list(made.codes)
    assert ("clean" in result.files) == bool(made.pages)
    if not made.pages:
        reason = result.facts["remarks"][0]
        assert reason == result.problems[0].message.removesuffix(" avant sa conversion en PDF")
        assert "conversion" not in reason  # the sheet is read by a court


@pytest.mark.parametrize("made", SHOWN, ids=lambda made: made.name)
def test_another_library_reads_the_copy(made: Made) -> None:
    """Pages, words and one text a page, as a library reads them that did not write them; nothing in it acts."""
    result = result_of(made.name)
    reader = pypdf.PdfReader(BytesIO(result.files["clean"]))
    assert len(reader.pages) == made.pages == len(result.facts["page_texts"])
    if made.says:
        assert words(made.says) in words(" ".join(page.extract_text() for page in reader.pages))
        assert words(made.says) in words(result.facts["text"])
    with pikepdf.open(BytesIO(result.files["clean"])) as written:
        assert forbidden(written) == ()
    for page in reader.pages:
        assert 0 < float(page.mediabox.width) <= 14_400
        assert 0 < float(page.mediabox.height) <= 14_400


@pytest.mark.parametrize("made", SHOWN, ids=lambda made: made.name)
def test_the_same_file_gives_the_same_bytes(made: Made) -> None:
    """A second inspection makes the same copy: nothing of the clock or of the machine is in it."""
    assert (
        examined(made.make() if "proprietaire" not in made.name else _once(made), made.name, number=3).files["clean"]
        == (result_of(made.name).files["clean"])
    )


def _once(made: Made) -> bytes:
    """An encrypted file is another one each time that it is written; its copy is not."""
    return made.make()


def test_qpdf_finds_no_fault_in_the_copies(tmp_path: Path) -> None:
    """`qpdf --check` of another version than ours is clean for each."""
    for made in SHOWN:
        place = tmp_path / f"{made.name}.pdf"
        place.write_bytes(result_of(made.name).files["clean"])
        done = subprocess.run(["qpdf", "--check", str(place)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (made.name, done.stdout, done.stderr)


def test_what_is_hidden_in_the_original_is_not_drawn() -> None:
    """What lies outside the CropBox, hidden fields, layers and comments: what a reader does not show, the copy does not draw."""
    import pypdfium2
    from makers_pdf import A4, plain_pdf

    def picture(data: bytes) -> bytes:
        page = pypdfium2.PdfDocument(data)[0]
        return bytes(page.render(scale=0.5).to_pil().convert("L").tobytes())

    bare = examined(plain_pdf("visible", media=A4, crop=(100, 200, 500, 700)), "a.pdf").files["clean"]
    cropped = result_of("cadree.pdf").files["clean"]
    assert pypdf.PdfReader(BytesIO(cropped)).pages[0].mediabox.width == 400
    assert sum(v < 128 for v in picture(cropped)) <= sum(v < 128 for v in picture(bare))
    text = pypdf.PdfReader(BytesIO(result_of("annotee.pdf").files["clean"])).pages[0].extract_text()
    assert text.count("Bon pour accord") == 1
    assert "champ invisible" not in pypdf.PdfReader(BytesIO(result_of("formulaire.pdf").files["clean"])).pages[0].extract_text()
    with pikepdf.open(BytesIO(result_of("calques.pdf").files["clean"])) as layered:
        assert [str(group.Name) for group in layered.Root.OCProperties.D.OFF] == ["Brouillon"]


def test_a_page_keeps_its_size_as_displayed() -> None:
    """Turned, scaled and offset pages are as large in the copy as a reader shows them."""
    sizes = {name: tuple(round(v) for v in result_of(name).facts["sizes"][0]) for name in (
        "tournee-90.pdf", "paysage.pdf", "unite-2.pdf", "decalee.pdf", "plan-a0.pdf", "cadree.pdf",
    )}  # fmt: skip
    assert sizes == {
        "tournee-90.pdf": (842, 595), "paysage.pdf": (842, 595), "unite-2.pdf": (600, 840), "decalee.pdf": (595, 842),
        "plan-a0.pdf": (2384, 3370), "cadree.pdf": (400, 500),
    }  # fmt: skip
    wide, high = result_of("timbre.pdf").facts["sizes"][0]
    assert wide > 170
    assert high > 80
    assert max(result_of("unite-geante.pdf").facts["sizes"][0]) <= 14_400


def test_remarks_say_what_the_copy_does_not_show() -> None:
    """Encryption, signature, e-invoice, files inside, layers, comments, forms of another reader."""
    said = {
        "proprietaire.pdf": "chiffré", "signee.pdf": "signé électroniquement", "facturx.pdf": "Factur-X", "avec-joint.pdf": "1 fichier joint",
        "calques.pdf": "calques", "annotee.pdf": "annotation", "xfa-statique.pdf": "XFA", "tronquee.pdf": "abîmé",
        "porte-documents.pdf": "porte-documents de 2 fichiers", "photo-exif-6.jpg": "remise droite", "animee.gif": "la première des 2 images",
    }  # fmt: skip
    for name, word in said.items():
        assert word in words(" ".join(result_of(name).facts["remarks"])), name


def test_what_only_the_original_has_is_said_for_its_cover_sheet() -> None:
    """Signature and e-invoice are facts of the piece."""
    assert [word for word, _ in result_of("signee.pdf").facts["carries"]] == ["signature"]
    assert [word for word, _ in result_of("facturx.pdf").facts["carries"]] == ["facturx"]
    assert result_of("facture.pdf").facts["carries"] == []


def test_a_file_of_too_many_pages_is_refused_before_it_is_copied() -> None:
    """DC515 and a sheet; the pages are counted, not drawn."""
    from makers_pdf import many_pages_pdf

    result = examined(many_pages_pdf(5_001), "annuaire.pdf")
    assert [problem.code for problem in result.problems] == ["DC515"]
    assert "clean" not in result.files
