"""Streams that end too early or do not match their own checksum: what qpdf lets pass without a word."""

from __future__ import annotations

import zlib
from typing import Any

CHUNK = 1 << 20
MOST_DATA = 512 << 20
"""Bytes of decoded data that are looked at in one file; a bomb is met by other limits."""


def rotten_streams(pdf: Any) -> int:
    """How many deflated or JPEG streams of an opened PDF are cut or changed."""
    import pikepdf

    found, room = 0, MOST_DATA
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and room > 0:
            kind = _only_filter(thing)
            if kind == "/FlateDecode":
                whole, used = _inflates(thing.read_raw_bytes(), room)
                found += not whole
                room -= used
            elif kind == "/DCTDecode":
                found += b"\xff\xd9" not in thing.read_raw_bytes()[-1024:]
    return found


def _only_filter(stream: Any) -> str:
    """The one filter of a stream, '' when it has none or several."""
    import pikepdf

    name = stream.get("/Filter")
    if isinstance(name, pikepdf.Array) and len(name) == 1:
        name = name[0]
    return str(name) if isinstance(name, pikepdf.Name) else ""


def _inflates(raw: bytes, room: int) -> tuple[bool, int]:
    """Whether deflated data comes to its end and, where a checksum follows, fits it; and how much data it was.

    Some old programs leave the checksum out: that is no rot. Nor is a stream of no bytes, as writers leave an empty drawing.
    """
    if not raw:
        return True, 0
    inflater = zlib.decompressobj(-15)
    data, used, check = raw[2:], 0, 1
    try:
        while data and not inflater.eof and used < room:
            out = inflater.decompress(data, CHUNK)
            used += len(out)
            check = zlib.adler32(out, check)
            data = inflater.unconsumed_tail
            if not out and not data:
                break
    except zlib.error:
        return False, used
    if used >= room:
        return True, used
    written = inflater.unused_data[:4]
    return inflater.eof and (len(written) < 4 or int.from_bytes(written, "big") == check), used
