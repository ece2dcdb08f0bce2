"""The dots of a picture as an object of a PDF: JPEG data as it came, other pixels exactly, without what describes the camera."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any


def jpeg_image(pdf: Any, picture: Any, data: bytes) -> Any:
    """The JPEG's own data without EXIF, comments, profiles and whatever follows its end."""
    from pikepdf import Array, Name, Stream

    bare, adobe = bare_jpeg(data)
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}.get(picture.mode)
    if space is None:
        return pixel_image(pdf, picture)
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


def pixel_image(pdf: Any, picture: Any) -> Any:
    """The exact pixels, on white where they are transparent; black and white as a fax packs them, where that is smaller."""
    from pikepdf import Name, Stream

    flat = _flat(picture)
    plain = zlib.compress(flat.tobytes(), 6)
    if flat.mode == "1" and (packed := _group4(pdf, flat, len(plain))) is not None:
        return packed
    spaces = {"1": (1, Name.DeviceGray), "L": (8, Name.DeviceGray), "CMYK": (8, Name.DeviceCMYK)}
    bits, space = spaces.get(flat.mode, (8, Name.DeviceRGB))
    return Stream(
        pdf, plain, Type=Name.XObject, Subtype=Name.Image, Width=flat.width, Height=flat.height,
        BitsPerComponent=bits, ColorSpace=space, Filter=Name.FlateDecode,
    )  # fmt: skip


def _flat(picture: Any) -> Any:
    """The picture in a mode that PDF knows: 1, L, RGB or CMYK."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    if picture.mode in ("1", "L", "RGB", "CMYK"):
        return picture
    if picture.mode.startswith("I"):
        return picture.point(lambda v: v / 257).convert("L")  # sixteen bits of grey: eight are seen
    return picture.convert("RGB")


def _group4(pdf: Any, picture: Any, most: int) -> Any:
    """Black and white in the packing of faxes (CCITT group 4); None where Pillow cannot write it in fewer than *most* bytes."""
    from pikepdf import Dictionary, Name, Stream
    from PIL import Image

    out = BytesIO()
    try:
        picture.save(out, "TIFF", compression="group4", tiffinfo={278: picture.height})
        with Image.open(BytesIO(out.getvalue()), formats=("TIFF",)) as packed:
            tags: Any = getattr(packed, "tag_v2", {})
            starts, sizes, white = tags[273], tags[279], tags[262]
    except (OSError, ValueError, KeyError):
        return None
    if len(starts) != 1 or sizes[0] >= most:
        return None
    data = out.getvalue()[starts[0] : starts[0] + sizes[0]]
    return Stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height, BitsPerComponent=1,
        ColorSpace=Name.DeviceGray, Filter=Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=white == 1),
    )  # fmt: skip
