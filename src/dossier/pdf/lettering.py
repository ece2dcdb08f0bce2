"""Words that we draw ourselves on a page: Inter, cut down to the letters that are used, embedded and readable as text."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dossier.ground import shipped
from dossier.pdf.truetype import Program, read_program, subset

REGULAR, BOLD = "Inter-Regular", "Inter-SemiBold"
REPLACEMENT = "?"


@dataclass(frozen=True, slots=True)
class Face:
    """A vendored font: units of its grid, character to glyph, glyph to advance, and the measures a PDF asks for."""

    name: str
    units: int
    glyphs: Mapping[int, int]
    advances: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def shown(self, text: str) -> str:
        """The text with a question mark for each character that the font does not have."""
        return "".join(c if ord(c) in self.glyphs else REPLACEMENT for c in text)

    def width(self, text: str, size: float) -> float:
        """The width of a line in points."""
        return _measured(self.name, text)[0] * size / self.units

    def fitted(self, text: str, size: float, room: float) -> str:
        """The text, cut with an ellipsis where it would be wider than *room* points."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(f"{text}…", size) > room:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def encoded(self, text: str) -> bytes:
        """The operand of Tj: glyph numbers in hexadecimal."""
        return _measured(self.name, text)[1]


@cache
def _program(name: str) -> Program:
    """A vendored font, read once per process."""
    return read_program(shipped.read(f"fonts/{name}.ttf"))


@cache
def face(name: str) -> Face:
    """A vendored font's measures."""
    program = _program(name)
    return Face(name, program.units, program.glyphs, program.advances, program.box, program.ascent, program.descent)


@lru_cache(maxsize=16_384)
def _measured(name: str, text: str) -> tuple[int, bytes]:
    """The width of a text in units of the grid, and its operand; kept, since each is asked for several times."""
    table = _table(name)
    rows = [table.get(c) or table[REPLACEMENT] for c in text]
    return sum([advance for advance, _ in rows]), f"<{''.join([code for _, code in rows])}>".encode()


@cache
def _table(name: str) -> dict[str, tuple[int, str]]:
    """Width and code of each letter of a font."""
    letters = face(name)
    return {chr(code): (letters.advances[glyph], f"{glyph:04X}") for code, glyph in letters.glyphs.items()}


def add_font(pdf: Any, name: str, texts: Iterable[str]) -> Any:
    """Embed the letters of *texts* in a PDF and return the font object, which any number of pages may name.

    The program keeps its glyph numbers; ToUnicode lets readers search and copy. The same texts give the same bytes.
    """
    from pikepdf import Array, Dictionary, Name

    letters = face(name)
    used = sorted({ord(c) for c in letters.shown("".join(sorted(set("".join(texts)))))})
    scale = 1000 / letters.units
    base = Name(f"/{_tag(used)}+{name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([round(v * scale) for v in letters.box]),
        ItalicAngle=0,
        Ascent=round(letters.ascent * scale),
        Descent=round(letters.descent * scale),
        CapHeight=727,
        StemV=80,
        FontFile2=_packed(pdf, subset(_program(name), used)),
    )
    widths: list[Any] = []
    for glyph in sorted({letters.glyphs[code] for code in used}):
        widths += [glyph, Array([round(letters.advances[glyph] * scale)])]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=0,
        W=Array(widths),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=_packed(pdf, _to_unicode(letters, used)),
        )
    )


def _packed(pdf: Any, data: bytes) -> Any:
    """A compressed stream; made so at once, because a bundle is saved without touching its streams."""
    from pikepdf import Name, Stream

    return pdf.make_indirect(Stream(pdf, zlib.compress(data, 9), Filter=Name.FlateDecode))


def _tag(used: list[int]) -> str:
    """Six capitals that stand for the set of letters, as subsets are named."""
    digest = hashlib.sha256(repr(used).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(letters: Face, used: list[int]) -> bytes:
    """The CMap that gives text back from glyph numbers, in blocks of a hundred as the format asks."""
    back: dict[int, int] = {}
    for code in used:
        # Several spaces share a glyph; the first in code order is the plain one.
        back.setdefault(letters.glyphs[code], code)
    pairs = [f"<{glyph:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for glyph, code in sorted(back.items())]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
