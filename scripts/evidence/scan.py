"""What an office scanner and a telephone do to a sheet: crooked, grey, noisy, turned."""

from __future__ import annotations

import hashlib
import io

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DPI = 140
PAPER, BED = (243, 242, 236), (206, 205, 200)


def grain(seed: str, size: tuple[int, int]) -> Image.Image:
    """Noise that depends on *seed* alone, around the middle grey."""
    width, height = size
    raw = hashlib.shake_256(seed.encode()).digest(width * height)
    return Image.frombytes("L", size, raw).filter(ImageFilter.GaussianBlur(1.1)).point(lambda v: 118 + v // 13)


def scanned(page: Image.Image, seed: str, angle: float = 0.6, colour: bool = False) -> Image.Image:
    """A page as a scanner gives it: off-white paper, turned by *angle* degrees, a little noise, the bed at the edges."""
    tinted = ImageChops.multiply(page, Image.new("RGB", page.size, PAPER))
    turned = tinted.rotate(angle, Image.Resampling.BICUBIC, expand=False, fillcolor=BED)
    soft = turned.filter(ImageFilter.GaussianBlur(0.45))
    noisy = ImageChops.overlay(soft, grain(seed, soft.size).convert("RGB"))
    return noisy if colour else noisy.convert("L")


def jpeg(picture: Image.Image, quality: int = 58, orientation: int = 1, taken: str = "", dpi: int = DPI) -> bytes:
    """A JPEG; *orientation* and *taken* (`2026:04-30 ...` as EXIF writes it) go into its EXIF data."""
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    if taken:
        exif[0x0132] = taken
        exif[0x010F] = "Exemple"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, exif=exif, dpi=(dpi, dpi))
    return out.getvalue()


def png(picture: Image.Image, greys: int = 8, dpi: int = DPI) -> bytes:
    """A PNG of few greys, as copiers make."""
    out = io.BytesIO()
    picture.convert("L").quantize(greys, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, dpi=(dpi, dpi))
    return out.getvalue()


def pdf_of(pages: list[Image.Image], rotate: int = 0, quality: int = 52) -> bytes:
    """A PDF of pictures, one a page; *rotate* is written as /Rotate, the pictures being stored turned the other way."""
    pdf = pikepdf.new()
    for page in pages:
        stored = page.rotate(rotate, expand=True) if rotate else page
        data = jpeg(stored, quality)
        width, height = (side * 72 / DPI for side in stored.size)
        picture = pdf.make_stream(
            data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=stored.width, Height=stored.height,
            ColorSpace=pikepdf.Name.DeviceGray if stored.mode == "L" else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        pdf.add_blank_page(page_size=(width, height))
        added = pdf.pages[-1]
        added.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        added.Contents = pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode())
        if rotate:
            added.Rotate = rotate
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def corridor(size: tuple[int, int] = (900, 1200)) -> Image.Image:
    """A drawn photograph: a hotel corridor in perspective with its doors and skirting boards."""
    width, height = size
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    cx, cy, far = width // 2, int(height * 0.46), 0.2
    for y in range(height):
        shade = abs(y - cy) / height
        base = (226, 220, 208) if y < cy else (150, 118, 86)
        draw.line([(0, y), (width, y)], fill=tuple(int(c * (0.72 + 0.5 * shade)) for c in base))

    def at(x: float, y: float, depth: float) -> tuple[float, float]:
        scale = 1 - depth * (1 - far)
        return cx + (x - 0.5) * width * scale, cy + (y - 0.46) * height * scale

    for side in (0.0, 1.0):
        draw.polygon([at(side, -0.1, 0), at(side, -0.1, 1), at(side, 1, 1), at(side, 1, 0)], fill=(214, 206, 192))
        skirting = [at(side, 0.95, 0), at(side, 0.95, 1), at(side, 1, 1), at(side, 1, 0)]
        draw.polygon(skirting, fill=(128, 92, 58))
        for door in range(4):
            near, deep = 0.08 + door * 0.23, 0.08 + door * 0.23 + 0.13
            frame = [at(side, 0.28, near), at(side, 0.28, deep), at(side, 1, deep), at(side, 1, near)]
            draw.polygon(frame, fill=(166 - 10 * door, 122 - 8 * door, 78 - 6 * door), outline=(92, 62, 38))
            knob = at(side, 0.66, near + 0.02)
            draw.ellipse([knob[0] - 4, knob[1] - 4, knob[0] + 4, knob[1] + 4], fill=(230, 214, 150))
    end = [at(0, -0.02, 1), at(1, -0.02, 1), at(1, 1, 1), at(0, 1, 1)]
    draw.polygon(end, fill=(238, 234, 222), outline=(120, 110, 96))
    blurred = picture.filter(ImageFilter.GaussianBlur(1.2))
    return ImageChops.overlay(blurred, grain("couloir", size).convert("RGB"))
