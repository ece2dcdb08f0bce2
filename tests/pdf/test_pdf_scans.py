"""Scans of several pages, faxes, colours of the press, odd resolutions: each page one page, of the right shape."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_makers import clean_of, examined
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import makers_image as image


def drawn(data: bytes, name: str, page: int = 0) -> Image.Image:
    """A page as a reader draws it."""
    return pypdfium2.PdfDocument(clean_of(data, name))[page].render(scale=0.5).to_pil().convert("RGB")


def image_of(data: bytes, name: str) -> pikepdf.Object:
    """The picture on the first page of the copy."""
    with pikepdf.open(BytesIO(clean_of(data, name))) as pdf:
        form = pdf.pages[0].obj.Resources.XObject["/Image"]
        return {str(key): str(value) for key, value in form.items()}


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "CMYK", "P"])
def test_each_mode_of_a_scan_looks_as_it_was(mode: str) -> None:
    """Light paper, a bar at the left: the same in all modes, red where there is colour."""
    page = drawn(image.tiff((mode,)), "scan.tif")
    bar, paper = page.getpixel((3, page.height // 2)), page.getpixel((page.width // 2, page.height * 3 // 4))
    assert sum(bar) < sum(paper)
    if mode in ("RGB", "CMYK", "P"):
        assert bar[0] > bar[1] + 60


def test_black_and_white_keeps_the_packing_of_faxes_when_it_is_smaller() -> None:
    """A sheet of text stays as small as its scanner made it; what packs worse is deflated."""
    flat = Image.new("1", (1654, 2339), 1)
    flat.paste(0, (200, 300, 900, 340))
    row = image_of(image.saved(flat, "TIFF", compression="group4", dpi=(200, 200)), "scan.tif")
    assert row["/Filter"] == "/CCITTFaxDecode"
    assert image_of(image.tiff(("1",)), "scan.tif")["/Filter"] in ("/FlateDecode", "/CCITTFaxDecode")
    page = drawn(image.saved(flat, "TIFF", compression="group4", dpi=(200, 200)), "scan.tif")
    assert page.getpixel((100, 58)) == (0, 0, 0)
    assert page.getpixel((250, 300)) == (255, 255, 255)


def test_a_fax_of_unequal_resolution_has_the_shape_of_its_sheet() -> None:
    """204 by 98 dots an inch: 1,728 by 1,143 dots are a sheet of A4 upright, not a strip."""
    result = examined(image.fax_tiff(1), "telecopie.tif")
    assert [tuple(round(v) for v in size) for size in result.facts["sizes"]] == [(595, 842)]
    page = drawn(image.fax_tiff(1), "telecopie.tif")
    left = min(x for x in range(page.width) if page.getpixel((x, page.height // 2)) != (255, 255, 255))
    top = min(y for y in range(page.height) if page.getpixel((page.width // 2, y)) != (255, 255, 255))
    assert left < 20
    assert top < 20


@pytest.mark.parametrize("dpi", [(0, 0), (1, 1), (72, 7200), (1e-9, 1e9), (300, 300)])
def test_odd_resolutions_do_no_harm(dpi: tuple[float, float]) -> None:
    """What a header says of dots an inch is only believed where it can be true."""
    result = examined(image.tiff(("L",), dpi=dpi), "scan.tif")
    assert result.facts["pages"] == 1
    assert max(result.facts["sizes"][0]) < 850


def test_a_scan_may_turn_single_pages() -> None:
    """The orientation of each page is its own."""
    first, second = image.picture(size=(300, 400)), image.picture(size=(300, 400))
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    second.save(out, "TIFF", exif=exif)
    turned = examined(out.getvalue(), "a.tif")
    assert turned.facts["sizes"][0][0] > turned.facts["sizes"][0][1]
    assert "image remise droite selon son orientation" in turned.facts["remarks"]
    assert examined(image.saved(first, "TIFF"), "b.tif").facts["remarks"] == ["image reproduite sans ses métadonnées"]


def test_a_scan_of_too_many_pages_or_dots_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """DC515 for pages, DC516 for what they weigh together; neither is decoded to the end."""
    monkeypatch.setattr("dossier.pdf.image.MAX_FRAMES", 3)
    assert [p.code for p in examined(image.tiff(("1",) * 5, (40, 40)), "a.tif").problems] == ["DC515"]
    monkeypatch.setattr("dossier.pdf.image.MAX_RASTER", 10_000)
    assert [p.code for p in examined(image.tiff(("L", "L"), (100, 100)), "a.tif").problems] == ["DC516"]


def test_pictures_of_other_formats_are_not_decoded() -> None:
    """A PostScript, an icon, a Photoshop file behind an honest name: no decoder of theirs is called."""
    for data in (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", b"8BPS\0\1" + b"\0" * 100, b"\0\0\1\0\1\0" + b"\0" * 60):
        assert [p.code for p in examined(data, "photo.jpg").problems] == ["DC517"]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["TIFF", "GIF", "WEBP", "BMP", "PNG"]), st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_a_page_or_a_problem(form: str, place: int, noise: bytes) -> None:
    """Bytes changed anywhere: never an error of the program."""
    data = image.saved(image.picture(size=(60, 40)), form)
    at = 12 + place % (len(data) - 12)
    result = examined(data[:at] + noise + data[at + len(noise) :], f"a.{form.lower()}")
    assert result.facts["pages"] == 1 or result.problems
