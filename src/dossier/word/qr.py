"""The payment code of a letter, drawn as modules in SVG, as a PNG that a word processor shows."""

from __future__ import annotations

import re
import struct
import zlib

_PIXELS = 8
"""Pixels of one module: 300 dots an inch and more at the size of a letter."""
_BOX = re.compile(r'viewBox="0 0 (\d{1,3}) (\d{1,3})"')
_LINES = re.compile(r'class="qrline"[^>]* d="([^"]*)"')
_MOVE = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def png_of(svg: bytes) -> bytes:
    """The code in black on white, one bit a pixel; b'' for an SVG that is no such code."""
    text = svg.decode("utf-8", "replace")
    box, lines = _BOX.search(text), _LINES.search(text)
    if not box or not lines or not 0 < int(box[1]) < 300 or not 0 < int(box[2]) < 300:
        return b""
    rows = _modules(lines[1], int(box[1]), int(box[2]))
    return _png(rows)


def _modules(path: str, width: int, height: int) -> list[list[bool]]:
    """The rows of dark modules, from strokes one module thick: `M4 4.5h7m1 0h2`."""
    rows = [[False] * width for _ in range(height)]
    x = y = 0.0
    for move in _MOVE.finditer(path):
        kind, a, b = move[1], float(move[2]), float(move[3] or 0)
        if kind == "M":
            x, y = a, b
        elif kind == "m":
            x, y = x + a, y + b
        else:
            for column in range(int(x), int(x + a)):
                if 0 <= int(y) < height and 0 <= column < width:
                    rows[int(y)][column] = True
            x += a
    return rows


def _png(rows: list[list[bool]]) -> bytes:
    """A greyscale PNG of one bit a pixel: a set bit is white."""
    lines = b"".join((b"\0" + _bits(row)) * _PIXELS for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]) * _PIXELS, len(rows) * _PIXELS, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _bits(row: list[bool]) -> bytes:
    pixels = [0 if dark else 1 for dark in row for _ in range(_PIXELS)]  # a module is eight pixels: whole bytes
    return bytes(int("".join(map(str, pixels[at : at + 8])), 2) for at in range(0, len(pixels), 8))
