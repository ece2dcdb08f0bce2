"""Scans and photos become pages: upright, complete, without what the camera wrote into them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf_makers import clean_of, examined
from PIL import Image, ImageFile

from dossier.pdf.raster import bare_jpeg

RED, GREEN, BLUE, WHITE = (200, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)


def quarters(size: tuple[int, int] = (400, 566)) -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right."""
    picture = Image.new("RGB", size, WHITE)
    half = (size[0] // 2, size[1] // 2)
    picture.paste(RED, (0, 0, *half))
    picture.paste(GREEN, (half[0], 0, size[0], half[1]))
    picture.paste(BLUE, (0, half[1], half[0], size[1]))
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def shown(data: bytes, name: str = "photo.jpg") -> Image.Image:
    """The page of a picture, as a reader draws it."""
    return pypdfium2.PdfDocument(clean_of(data, name))[0].render(scale=0.5).to_pil().convert("RGB")


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    """Whether two colours look the same."""
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_exif_orientation_is_drawn_upright(orientation: int) -> None:
    """A phone held in any way, mirrored or not: the page shows what the photographer saw."""
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = quarters().transpose(turn[orientation]) if orientation > 1 else quarters()
    exif = Image.Exif()
    exif[0x0112] = orientation
    page = shown(saved(stored, exif=exif, quality=95))
    width, height = page.size
    assert width < height
    assert near(page.getpixel((width // 4, height // 4)), RED)
    assert near(page.getpixel((3 * width // 4, height // 4)), GREEN)
    assert near(page.getpixel((width // 4, 3 * height // 4)), BLUE)
    assert near(page.getpixel((3 * width // 4, 3 * height // 4)), WHITE)


def test_a_photo_is_not_compressed_again_and_loses_its_metadata() -> None:
    """The pixels are those of the file; place, camera, thumbnail and comments are not carried over."""
    exif = Image.Exif()
    exif[0x010F] = "Apparatus secretus"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved(quarters(), exif=exif, comment=b"geheim", icc_profile=b"profile-secret", quality=80)
    clean = clean_of(data, "photo.jpg")
    for word in (b"secretus", b"geheim", b"Exif", b"profile-secret"):
        assert word in data
        assert word not in clean
    with pikepdf.open(BytesIO(clean)) as pdf:
        inner = pdf.pages[0].obj.Resources.XObject["/Image"].read_raw_bytes()
    assert Image.open(BytesIO(inner)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_what_hides_behind_the_end_of_a_photo_is_cut_off() -> None:
    """A second picture, an archive or a script after the end marker does not travel."""
    bare, _ = bare_jpeg(saved(quarters()) + b"PK\x03\x04 hidden archive")
    assert b"hidden" not in bare
    assert Image.open(BytesIO(bare)).getpixel((10, 10))


def test_a_progressive_photo_keeps_all_its_scans() -> None:
    """Several scans follow each other; all belong to the picture."""
    data = saved(quarters(), progressive=True)
    bare, _ = bare_jpeg(data)
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(data)).tobytes()


@pytest.mark.parametrize("lenient", [False, True])
def test_half_a_picture_is_a_problem(lenient: bool) -> None:
    """Also in a worker where the printer told Pillow to let truncated pictures pass."""
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    for data, name in ((saved(quarters()), "a.jpg"), (saved(quarters(), "PNG"), "a.png")):
        result = examined(data[: len(data) * 2 // 3], name)
        assert [problem.code for problem in result.problems] == ["DC512"]
        assert result.files == {}
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def test_a_pixel_bomb_is_refused_by_its_header() -> None:
    """Sixty million pixels in a few kilobytes."""
    result = examined(saved(Image.new("1", (10_000, 6_000)), "PNG"), "plan.png")
    assert [problem.code for problem in result.problems] == ["DC516"]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_png_pixels_are_kept_exactly(mode: str) -> None:
    """Black and white, grey, palette, colour, transparent and sixteen-bit pictures."""
    source = quarters((100, 142)).convert("L").convert("I;16") if mode == "I;16" else quarters((100, 142)).convert(mode)
    clean = clean_of(saved(source, "PNG"), "scan.png")
    with pikepdf.open(BytesIO(clean)) as pdf:
        kept = pikepdf.PdfImage(pdf.pages[0].obj.Resources.XObject["/Image"]).as_pil_image()
    expected = source.convert("RGB") if mode in ("P", "RGBA") else source.convert("L") if mode in ("LA", "I;16") else source
    if mode != "I;16":
        assert kept.convert("RGB").tobytes() == expected.convert("RGB").tobytes()
    assert kept.size == (100, 142)


def test_transparency_shows_as_paper() -> None:
    """A signature cut out of a page stands on white."""
    page = shown(saved(Image.new("RGBA", (300, 424), (0, 0, 0, 0)), "PNG"), "signature.png")
    assert page.getpixel((page.width // 2, page.height // 2)) == WHITE


def test_print_colours_are_not_inverted() -> None:
    """Adobe stores CMYK upside down; the page shows the colours."""
    page = shown(saved(quarters().convert("CMYK"), quality=95))
    assert (
        near(page.getpixel((page.width // 4, page.height // 4)), RED)
        or page.getpixel((page.width // 4, page.height // 4))[0] > 150
    )
    assert near(page.getpixel((3 * page.width // 4, 3 * page.height // 4)), WHITE)


def test_a_scan_of_a_sheet_fills_the_page_and_a_stamp_does_not_grow() -> None:
    """A4 at any resolution is full bleed; a small picture keeps to 96 dots per inch."""
    scan = shown(saved(Image.new("RGB", (1240, 1754), RED)))
    assert near(scan.getpixel((2, 2)), RED)
    assert near(scan.getpixel((scan.width - 3, scan.height - 3)), RED)
    small = shown(saved(Image.new("RGB", (96, 60), RED)))
    assert small.width > small.height
    inked = sum(near(pixel, RED) for pixel in small.get_flattened_data())
    assert inked == pytest.approx(36 * 22.5, rel=0.1)


def test_postscript_behind_a_picture_name_is_not_opened() -> None:
    """Pillow would start Ghostscript for it."""
    result = examined(b"%!PS-Adobe-3.0 EPSF-3.0\n", "scan.jpg")
    assert [problem.code for problem in result.problems] == ["DC517"]
