"""The little of a TrueType font that labels need: which glyph a character has, how wide it is, and a program cut to a few.

A general library does this too, in twenty times the time; the labels of every piece wait for it. Only our own vendored
fonts are read here, never a foreign one. Table layouts: OpenType specification, cmap formats 4 and 12, glyf, loca, hmtx.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

_KEPT = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_ARGS_ARE_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 8, 32, 64, 128


@dataclass(frozen=True, slots=True)
class Program:
    """A font program: its tables, and the measures of the whole font in units of its grid."""

    tables: Mapping[str, bytes]
    units: int
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    advances: tuple[int, ...]
    glyphs: Mapping[int, int]


def read_program(data: bytes) -> Program:
    """Read a font with TrueType outlines."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for i in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag.decode("latin-1")] = data[start : start + length]
    head, hhea = tables["head"], tables["hhea"]
    left, bottom, right, top = struct.unpack_from(">4h", head, 36)
    ascent, descent = struct.unpack_from(">2h", hhea, 4)
    units = struct.unpack_from(">H", head, 18)[0]
    return Program(tables, units, (left, bottom, right, top), ascent, descent, _advances(tables), _characters(tables["cmap"]))


def _advances(tables: Mapping[str, bytes]) -> tuple[int, ...]:
    glyphs = struct.unpack_from(">H", tables["maxp"], 4)[0]
    long = struct.unpack_from(">H", tables["hhea"], 34)[0]
    widths = [struct.unpack_from(">H", tables["hmtx"], 4 * i)[0] for i in range(long)]
    return tuple(widths + widths[-1:] * (glyphs - long))


def _bearings(program: Program) -> tuple[int, ...]:
    """Where each outline begins, left of right of its origin: renderers place it by this."""
    long = struct.unpack_from(">H", program.tables["hhea"], 34)[0]
    metrics, rest = program.tables["hmtx"], len(program.advances) - long
    first = [struct.unpack_from(">h", metrics, 4 * i + 2)[0] for i in range(long)]
    return (*first, *struct.unpack_from(f">{rest}h", metrics, 4 * long))


def _characters(cmap: bytes) -> dict[int, int]:
    """Character to glyph, from the richest Unicode table."""
    found = {}
    for i in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * i)
        if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4)):
            found[struct.unpack_from(">H", cmap, start)[0]] = start
    return _format_12(cmap, found[12]) if 12 in found else _format_4(cmap, found[4])


def _format_12(cmap: bytes, start: int) -> dict[int, int]:
    glyphs: dict[int, int] = {}
    for i in range(struct.unpack_from(">I", cmap, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">3I", cmap, start + 16 + 12 * i)
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _format_4(cmap: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    rows = [start + 14, start + 16 + 2 * segments, start + 16 + 4 * segments, start + 16 + 6 * segments]
    glyphs = {}
    for i in range(segments):
        last, first, delta, offset = (struct.unpack_from(">H", cmap, row + 2 * i)[0] for row in rows)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", cmap, rows[3] + 2 * i + offset + 2 * (code - first))[0]
            if glyph or not offset:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return {code: glyph for code, glyph in glyphs.items() if glyph}


def subset(program: Program, characters: Iterable[int]) -> bytes:
    """The program with the outlines of these characters only, and of glyph 0; glyph numbers stay, the others are empty."""
    outlines = _outlines(program)
    kept = {0} | {program.glyphs[code] for code in characters}
    waiting = sorted(kept)
    while waiting:
        fresh = set(_components(outlines[waiting.pop()])) - kept
        kept |= fresh
        waiting += sorted(fresh)
    last = max(kept)
    glyf, places = bytearray(), []
    for glyph in range(last + 1):
        places.append(len(glyf))
        if glyph in kept:
            glyf += outlines[glyph] + b"\0" * (-len(outlines[glyph]) % 4)
    places.append(len(glyf))
    tables = {tag: program.tables[tag] for tag in _KEPT if tag in program.tables}
    tables["glyf"] = bytes(glyf)
    tables["loca"] = struct.pack(f">{len(places)}I", *places)
    tables["head"] = tables["head"][:8] + b"\0\0\0\0" + tables["head"][12:50] + struct.pack(">h", 1) + tables["head"][52:]
    tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", last + 1) + tables["maxp"][6:]
    bearings = _bearings(program)
    tables["hmtx"] = b"".join(
        struct.pack(">Hh", program.advances[glyph], bearings[glyph]) if glyph in kept else b"\0\0\0\0"
        for glyph in range(last + 1)
    )
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", last + 1)
    return _file(tables)


def _outlines(program: Program) -> list[bytes]:
    """The outline of each glyph, b'' for an empty one."""
    glyf, loca = program.tables["glyf"], program.tables["loca"]
    if struct.unpack_from(">h", program.tables["head"], 50)[0]:
        places = struct.unpack(f">{len(loca) // 4}I", loca)
    else:
        places = tuple(2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca))
    return [glyf[start:end] for start, end in pairwise(places)]


def _components(outline: bytes) -> list[int]:
    """The glyphs that a composite one is built from."""
    if len(outline) < 12 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, place, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, place)
        found.append(glyph)
        place += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return found


def _file(tables: Mapping[str, bytes]) -> bytes:
    """Tables as a font file, with their checksums."""
    tags = sorted(tables)
    power = 1 << (len(tags).bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, len(tags), power * 16, power.bit_length() - 1, len(tags) * 16 - power * 16)
    place, rows, body = 12 + 16 * len(tags), b"", b""
    for tag in tags:
        data = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        rows += struct.pack(
            ">4sIII", tag.encode(), sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF, place, len(tables[tag])
        )
        body += data
        place += len(data)
    return head + rows + body
