"""A scan or a photo as pages: upright, without its metadata, and without being compressed again where that is possible."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from dossier.ground.french import number, plural
from dossier.ground.jobs import Problem
from dossier.pdf.assembly import hang_pages, saved
from dossier.pdf.clean import Cleaned
from dossier.pdf.geometry import A4, POINTS_PER_MM
from dossier.pdf.limits import MAX_FRAMES, MAX_PIXELS, MAX_RASTER
from dossier.pdf.raster import jpeg_image, pixel_image

FRAME = 12 * POINTS_PER_MM
"""White around a picture whose shape is not that of a sheet; a scan of a sheet fills the page."""
COARSEST = 72 / 96
"""Points per pixel: small pictures are not blown up beyond 96 dots per inch."""
TURNED = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""For each EXIF orientation, the matrix from the stored unit square to the upright one."""
FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP")
"""The decoders of Pillow that may see foreign bytes; for others it would call programs of the machine."""
MOVING = frozenset({"PNG", "GIF", "WEBP"})
"""Formats whose further pictures are a film; those of a TIFF are pages, those of an MPO other views of one photograph."""
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, AttributeError, OverflowError, zlib.error)
"""What Pillow raises for broken pictures, beside what it promises (`UnidentifiedImageError` is an OSError)."""


class _TooLarge(Exception):
    """Too many pixels on a page or in all."""


def image_pages(data: bytes) -> Cleaned:
    """A page of A4 for each page of a scan, one for any other picture.

    JPEG data is copied as it is, its orientation is drawn; other pixels are kept exactly. Problems: DC512 unreadable or cut
    short, DC515 too many pages, DC516 too many pixels, DC519 a film of which the first picture is shown.
    """
    from PIL import Image

    try:
        with _opened(data) as picture:
            frames = _frames(picture)
            if frames > MAX_FRAMES:
                return _refused("DC515", f"le scan a plus de {plural(MAX_FRAMES, 'page')}")
            film = picture.format in MOVING and frames > 1
            return _document(picture, data, 1 if film or picture.format != "TIFF" else frames, film)
    except _TooLarge as error:
        return _refused("DC516", str(error))
    except Image.DecompressionBombError:
        return _refused("DC516", "l’image a trop de pixels")
    except _BROKEN:
        return _refused("DC512", "l’image est illisible ou incomplète")


def dots(data: bytes) -> int:
    """The pixels of a picture as its header says, 0 when it is none."""
    try:
        with _opened(data) as picture:
            return int(picture.width * picture.height)
    except _BROKEN:
        return 0


def _opened(data: bytes) -> Any:
    from PIL import Image, ImageFile

    # WeasyPrint, when a worker has it loaded, asks Pillow to let truncated pictures pass: half an exhibit is none.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Pillow's own limit only warns up to twice its size; ours is looked at right after the header.
    Image.MAX_IMAGE_PIXELS = None
    return Image.open(BytesIO(data), formats=FORMATS)


def _refused(code: str, message: str) -> Cleaned:
    return Cleaned(b"", problems=(Problem(code, message),))


def _frames(picture: Any) -> int:
    """How many pictures a file holds, counted no further than is needed to refuse it."""
    if picture.format != "TIFF":
        return int(getattr(picture, "n_frames", 1))
    count = 1
    while count <= MAX_FRAMES:
        try:
            picture.seek(count)
        except EOFError:
            break
        count += 1
    picture.seek(0)
    return count


def _document(picture: Any, data: bytes, frames: int, film: bool) -> Cleaned:
    import pikepdf

    pdf = pikepdf.new()
    pages, room, turned = [], MAX_RASTER, False
    for index in range(frames):
        picture.seek(index)
        _check_pixels(picture)
        room -= _weight(picture)
        if room < 0:
            raise _TooLarge(f"les pages du scan font ensemble plus de {number(MAX_RASTER // 1024**2)} Mo une fois décodées")
        written = _turn(picture)
        picture.load()  # of a TIFF Pillow turns the pixels itself, and takes the word for it away
        turn = _turn(picture)
        pages.append(pdf.make_indirect(_page(pdf, picture, data, turn, written >= 5 and turn < 5)))
        turned = turned or written != 1
    hang_pages(pdf, pages)
    remarks = ["image remise droite selon son orientation"] if turned else []
    remarks.append("image reproduite sans ses métadonnées")
    seen = f"image animée ; la première des {picture.n_frames} images est montrée" if film else ""
    problems = (Problem("DC519", seen),) if seen else ()
    return Cleaned(saved(pdf), frames, (*filter(None, [seen]), *remarks), problems)


def _turn(picture: Any) -> int:
    """How a camera or scanner says that the picture is to be turned: a key of `TURNED`."""
    turn = picture.getexif().get(0x0112, 1)
    return turn if isinstance(turn, int) and turn in TURNED else 1


def _check_pixels(picture: Any) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        seen = f"{number(pixels // 1_000_000)} millions de pixels"
        raise _TooLarge(f"l’image a {seen}, la limite est de {MAX_PIXELS // 1_000_000} millions")


def _weight(picture: Any) -> int:
    """About the bytes of a decoded page."""
    dots = int(picture.width * picture.height)
    return dots // 8 if picture.mode == "1" else dots * max(1, len(picture.getbands()))


def _page(pdf: Any, picture: Any, data: bytes, turn: int, swapped: bool) -> Any:
    """A page with the picture; *swapped* says that its two resolutions are still those from before it was turned."""
    from pikepdf import Array, Dictionary, Name, Stream

    own = picture.format in ("JPEG", "MPO")
    image = jpeg_image(pdf, picture, data) if own else pixel_image(pdf, picture)
    wide, high = _shape(picture, swapped)
    if turn >= 5:
        wide, high = high, wide
    sheet = A4 if high >= wide else A4[::-1]
    x, y, width, height = _fitted(wide, high, sheet)
    a, b, c, d, e, f = TURNED[turn]
    matrix = (a * width, b * height, c * width, d * height, x + e * width, y + f * height)
    drawing = f"q {' '.join(f'{v:.4f}' for v in matrix)} cm /Image Do Q"
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *sheet]),
        Resources=Dictionary(XObject=Dictionary({"/Image": pdf.make_indirect(image)})),
        Contents=pdf.make_indirect(Stream(pdf, drawing.encode())),
    )


def _shape(picture: Any, swapped: bool) -> tuple[float, float]:
    """Width and height in dots of equal sides: a fax has twice as many across as down."""
    wide, high = float(picture.width), float(picture.height)
    given = picture.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2:
        return wide, high
    across, down = (float(v) for v in (given[::-1] if swapped else given))
    if not (across > 1 and down > 1 and 0.2 < across / down < 5):  # also false for what is no number
        return wide, high
    finest = max(across, down)
    return wide * finest / across, high * finest / down


def _fitted(wide: float, high: float, sheet: tuple[float, float]) -> tuple[float, float, float, float]:
    """Where a picture stands on its sheet: x, y, width, height in points; full bleed when it has the sheet's shape."""
    whole = abs(wide / high / (sheet[0] / sheet[1]) - 1) < 0.04
    room = sheet if whole else (sheet[0] - 2 * FRAME, sheet[1] - 2 * FRAME)
    scale = min(room[0] / wide, room[1] / high)
    if not whole:
        scale = min(scale, COARSEST)
    width, height = wide * scale, high * scale
    return (sheet[0] - width) / 2, (sheet[1] - height) / 2, width, height
