"""The program that makes the example evidence: same bytes at each run, and what the repository holds is what it makes."""

from __future__ import annotations

import io
import sys
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from evidence.cases import BILLS, files  # noqa: E402

from evidence import scan  # noqa: E402

MADE = files()
SUD = "2026-014-sud-beton/pieces"


def stored(path: str) -> bytes:
    """A file of the repository."""
    return (ROOT / "cases" / path).read_bytes()


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_every_file_is_made_by_the_program() -> None:
    """Below `cases/*/pieces` nothing stands but what the program makes, and the one sample named in NOTICE."""
    present = {path.relative_to(ROOT / "cases").as_posix() for path in (ROOT / "cases").glob("*/pieces/*")}
    assert present - set(MADE) == {"2018-003-ma-jolie-boutique/pieces/FA-2017-0010.pdf"}
    assert set(MADE) <= present


@pytest.mark.parametrize("name", ["F-2025-088.pdf", "bl-236.pdf", "courriel-2026-01-12.eml"])
def test_the_same_run_gives_the_same_bytes(name: str) -> None:
    """A designed PDF, a scan and an e-mail with a PDF inside come out the same twice."""
    from evidence import cases, paper

    first = MADE[f"{SUD}/{name}"]()
    cases._bill.cache_clear()
    cases._note.cache_clear()
    paper._fonts.cache_clear()
    assert MADE[f"{SUD}/{name}"]() == first


@pytest.mark.parametrize("name", ["F-2025-140.pdf", "releves-expurges.pdf", "cgv-acceptees.pdf"])
def test_the_repository_holds_what_the_program_makes(name: str) -> None:
    """The words of a stored PDF are those that the program sets today."""
    assert text_of(stored(f"{SUD}/{name}")) == text_of(MADE[f"{SUD}/{name}"]())


def test_an_email_in_the_repository_is_the_one_made() -> None:
    """An e-mail without attachment is the same bytes on every machine."""
    path = "2026-031-les-cimes-bleues/pieces/courriel-2026-07-09.eml"
    assert stored(path) == MADE[path]()


@pytest.mark.parametrize("number", sorted(BILLS))
def test_a_printed_bill_says_the_amount_of_the_case(number: str) -> None:
    """The total on the paper is the `montant_ttc` that the case declares."""
    bill = BILLS[number]
    found = [path for path in (ROOT / "cases").rglob("*.yaml") if f"numero: {number}\n" in path.read_text()]
    assert len(found) == 1
    after = found[0].read_text().split(f"numero: {number}\n", 1)[1]
    assert after.split("montant_ttc: ", 1)[1].split("\n", 1)[0] == str(bill.net + bill.tax)
    assert f"date: {bill.day.isoformat()}\n" in after


def test_a_sheet_laid_sideways_is_rotated_by_its_page() -> None:
    """The scan of delivery note 222 is stored turned and shown upright by /Rotate."""
    with pikepdf.open(io.BytesIO(stored(f"{SUD}/bl-222.pdf"))) as pdf:
        page = pdf.pages[0]
        assert page.Rotate == 90
        assert page.mediabox[2] < page.mediabox[3]


def test_a_photograph_is_turned_by_its_exif() -> None:
    """The picture of the corridor is stored lying down, with the orientation that a telephone writes."""
    picture = Image.open(io.BytesIO(stored("2026-031-les-cimes-bleues/pieces/photo-couloir.jpg")))
    assert picture.getexif()[0x0112] == 6
    assert picture.width > picture.height


def test_the_debtors_email_carries_its_attachment() -> None:
    """Sud Béton's message has its date with zone, a copy, the message it answers and a PDF."""
    message = BytesParser(policy=policy.default).parsebytes(stored(f"{SUD}/courriel-2026-01-12.eml"))
    assert message["Date"].datetime.isoformat() == "2026-01-12T17:42:08+01:00"
    assert "Samir Ferrand" in message["Cc"]
    assert message["In-Reply-To"]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "ordre-de-virement.pdf"
    assert attached.get_content().startswith(b"%PDF-")


def test_redacted_lines_hold_no_text() -> None:
    """What is blacked out on a statement is not hidden below the ink: only Sud Béton's lines can be read."""
    amounts = [line for line in text_of(stored(f"{SUD}/releves-expurges.pdf")).splitlines() if "VIR " in line]
    assert len(amounts) == 6
    assert all("SUD BETON" in line for line in amounts)


def test_grain_depends_on_its_seed_alone() -> None:
    """The noise of a scan is drawn from a name, not from a clock."""
    assert scan.grain("a", (20, 20)).tobytes() == scan.grain("a", (20, 20)).tobytes()
    assert scan.grain("a", (20, 20)).tobytes() != scan.grain("b", (20, 20)).tobytes()
