"""A scan or a photo as a page: upright, without its metadata, and without being compressed again where that is possible."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from dossier.ground.french import number
from dossier.ground.jobs import Problem
from dossier.pdf.assembly import hang_pages, saved
from dossier.pdf.clean import Cleaned
from dossier.pdf.geometry import A4, POINTS_PER_MM
from dossier.pdf.limits import MAX_PIXELS

FRAME = 12 * POINTS_PER_MM
"""White around a picture whose shape is not that of a sheet; a scan of a sheet fills the page."""
COARSEST = 72 / 96
"""Points per pixel: small pictures are not blown up beyond 96 dots per inch."""
TURNED = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""For each EXIF orientation, the matrix from the stored unit square to the upright one."""


def image_page(data: bytes, kind: str) -> Cleaned:
    """One A4 page with the picture. *kind* is 'jpeg' or 'png'.

    JPEG data is copied as it is, its orientation is drawn; PNG pixels are kept exactly. Problems: DC512 unreadable or cut
    short, DC516 too many pixels.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    # WeasyPrint, when a worker has it loaded, asks Pillow to let truncated pictures pass: half an exhibit is none.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Pillow's own limit only warns up to twice its size; ours is looked at right after the header.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            pixels = picture.width * picture.height
            if pixels > MAX_PIXELS:
                return _too_large(pixels)
            turn = int(picture.getexif().get(0x0112, 1) or 1)
            picture.load()
            return _page(picture, data, kind, turn if turn in TURNED else 1)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, zlib.error):
        # Pillow raises SyntaxError, too, for broken picture files.
        return Cleaned(b"", problems=(Problem("DC512", "l’image est illisible ou incomplète"),))


def _too_large(pixels: int | None) -> Cleaned:
    seen = f"{number(pixels // 1_000_000)} millions de pixels" if pixels else "trop de pixels"
    return Cleaned(b"", problems=(Problem("DC516", f"l’image a {seen}, la limite est de {MAX_PIXELS // 1_000_000} millions"),))


def _page(picture: Any, data: bytes, kind: str, turn: int) -> Cleaned:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream

    pdf = pikepdf.new()
    image = _jpeg(pdf, picture, data) if kind == "jpeg" and picture.format in ("JPEG", "MPO") else _pixels(pdf, picture)
    wide, high = picture.size if turn < 5 else picture.size[::-1]
    sheet = A4 if high >= wide else A4[::-1]
    x, y, width, height = _fitted(wide, high, sheet)
    a, b, c, d, e, f = TURNED[turn]
    matrix = (a * width, b * height, c * width, d * height, x + e * width, y + f * height)
    drawing = f"q {' '.join(f'{v:.4f}' for v in matrix)} cm /Image Do Q"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *sheet]),
        Resources=Dictionary(XObject=Dictionary({"/Image": pdf.make_indirect(image)})),
        Contents=pdf.make_indirect(Stream(pdf, drawing.encode())),
    )
    hang_pages(pdf, [pdf.make_indirect(page)])
    remarks = ["image remise droite selon son orientation"] if turn != 1 else []
    return Cleaned(saved(pdf), 1, (*remarks, "image reproduite sans ses métadonnées"))


def _fitted(wide: int, high: int, sheet: tuple[float, float]) -> tuple[float, float, float, float]:
    """Where a picture stands on its sheet: x, y, width, height in points; full bleed when it has the sheet's shape."""
    whole = abs(wide / high / (sheet[0] / sheet[1]) - 1) < 0.04
    room = sheet if whole else (sheet[0] - 2 * FRAME, sheet[1] - 2 * FRAME)
    scale = min(room[0] / wide, room[1] / high)
    if not whole:
        scale = min(scale, COARSEST)
    width, height = wide * scale, high * scale
    return (sheet[0] - width) / 2, (sheet[1] - height) / 2, width, height


def _jpeg(pdf: Any, picture: Any, data: bytes) -> Any:
    """The JPEG's own data without EXIF, comments, profiles and whatever follows its end."""
    from pikepdf import Array, Name, Stream

    bare, adobe = bare_jpeg(data)
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}.get(picture.mode)
    if space is None:
        return _pixels(pdf, picture)
    image = Stream(
        pdf, bare, Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height, BitsPerComponent=8,
        ColorSpace=space, Filter=Name.DCTDecode,
    )  # fmt: skip
    if picture.mode == "CMYK" and adobe:
        image.Decode = Array([1, 0] * 4)  # Adobe writes CMYK upside down
    return image


def bare_jpeg(data: bytes) -> tuple[bytes, bool]:
    """A JPEG without its metadata segments, and whether an Adobe segment said how its colours are stored.

    Kept: frames, tables, scans, JFIF and Adobe segments. Raises ValueError when the segments make no sense.
    """
    out, place, adobe = bytearray(b"\xff\xd8"), 2, False
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        segment = data[place:end]
        adobe = adobe or (marker == 0xEE and segment[4:9] == b"Adobe")
        if (marker not in range(0xE1, 0xF0) and marker != 0xFE) or segment[4:9] == b"Adobe":
            out += segment
        place = end
    return bytes(out) + b"\xff\xd9", adobe


def _end_of_scan(data: bytes, start: int) -> int:
    """Where the coded data of a scan ends: at the first marker that is neither a stuffed byte nor a restart."""
    place = start
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        if data[place + 1] == 0 or 0xD0 <= data[place + 1] <= 0xD7:
            place += 2
        elif data[place + 1] == 0xFF:
            place += 1
        else:
            return place


def _pixels(pdf: Any, picture: Any) -> Any:
    """The exact pixels, on white where they are transparent."""
    from pikepdf import Name, Stream
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
    elif picture.mode in ("1", "L", "RGB"):
        flat = picture
    elif picture.mode.startswith("I"):
        flat = picture.point(lambda v: v / 257).convert("L")  # sixteen bits of grey: eight are seen
    else:
        flat = picture.convert("RGB")
    bits, space = {"1": (1, Name.DeviceGray), "L": (8, Name.DeviceGray)}.get(flat.mode, (8, Name.DeviceRGB))
    return Stream(
        pdf, zlib.compress(flat.tobytes(), 6), Type=Name.XObject, Subtype=Name.Image, Width=flat.width, Height=flat.height,
        BitsPerComponent=bits, ColorSpace=space, Filter=Name.FlateDecode,
    )  # fmt: skip
