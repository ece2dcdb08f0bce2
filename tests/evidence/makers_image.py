"""Pictures of every kind, made for tests: scans, photographs, screenshots, faxes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

HEIC = Path(__file__).parents[1] / "data" / "evidence" / "photo.heic"


def picture(mode: str = "RGB", size: tuple[int, int] = (600, 800), text: str = "photo") -> Image.Image:
    """A light picture with a dark word in its upper part and a bar along its left side."""
    made = Image.new("RGB", size, (240, 236, 220))
    draw = ImageDraw.Draw(made)
    draw.text((size[0] // 4, size[1] // 8), text, fill=(20, 20, 60), font_size=max(10, size[0] // 12))
    draw.rectangle((0, 0, size[0] // 30, size[1]), fill=(180, 30, 30))
    if mode == "CMYK":
        return made.convert("CMYK")
    return made.convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a picture."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(mode: str = "RGB", size: tuple[int, int] = (600, 800), orientation: int = 0, **options: Any) -> bytes:
    """A JPEG, with an EXIF orientation and a place when *orientation* is given."""
    if orientation:
        exif = Image.Exif()
        exif[0x0112] = orientation
        exif[0x010F] = "Appareil secret"
        options["exif"] = exif
    return saved(picture(mode, size), "JPEG", quality=80, **options)


def png(mode: str = "RGB", size: tuple[int, int] = (600, 800), **options: Any) -> bytes:
    """A PNG: RGB, RGBA, L, LA, P, 1 or I;16."""
    if mode == "I;16":
        return saved(
            Image.frombytes("I;16", size, b"".join(struct.pack("<H", (x * 65535) // size[0]) for x in range(size[0])) * size[1]),
            "PNG",
        )
    image = picture("RGB", size).convert("RGBA") if mode in ("RGBA", "LA") else picture(mode, size)
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(size))
        image = image.convert(mode)
    return saved(image, "PNG", **options)


def animated_png() -> bytes:
    """Three frames, of which the first is the picture that counts."""
    frames = [picture(text=f"image {n}") for n in (1, 2, 3)]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=200)


def animated_gif() -> bytes:
    """Two frames of a palette picture."""
    frames = [picture(text=f"image {n}").convert("P") for n in (1, 2)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=200)


def webp() -> bytes:
    """A picture as messaging programs send it."""
    return saved(picture(), "WEBP", quality=70)


def bmp() -> bytes:
    """An uncompressed picture."""
    return saved(picture(size=(200, 300)), "BMP")


def tiff(modes: Sequence[str] = ("RGB",), size: tuple[int, int] = (620, 877), **options: Any) -> bytes:
    """A TIFF with a page for each mode: RGB, L, 1, CMYK, P."""
    pages = [picture(mode, size, f"page {n + 1}") for n, mode in enumerate(modes)]
    return saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], **options)


def fax_tiff(pages: int = 3) -> bytes:
    """A fax: black and white, group 4, twice as many dots across as down."""
    sheets = [picture("1", (1728, 1143), f"telecopie {n + 1}") for n in range(pages)]
    return saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(204, 98))


def scan_tiff(pages: int = 2) -> bytes:
    """Sheets of A4 at 200 dots per inch, black and white, group 4."""
    sheets = [picture("1", (1654, 2339), f"feuille {n + 1}") for n in range(pages)]
    return saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(200, 200))


def huge_png(wide: int = 30_000, high: int = 30_000) -> bytes:
    """A header that announces 900 million pixels, and a few bytes of them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


def cut(data: bytes) -> bytes:
    """The first two thirds of a file."""
    return data[: len(data) * 2 // 3]


def heic() -> bytes:
    """A photograph as telephones store it (the sample of the tests: no encoder is among the dependencies)."""
    return HEIC.read_bytes()
