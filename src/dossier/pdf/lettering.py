"""Words that we draw ourselves on a page: Inter, cut down to the letters that are used, embedded and readable as text."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from dossier.ground import shipped

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
        return sum(self.advances[self.glyphs[ord(c)]] for c in self.shown(text)) * size / self.units

    def fitted(self, text: str, size: float, room: float) -> str:
        """The text, cut with an ellipsis where it would be wider than *room* points."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(f"{text}…", size) > room:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def encoded(self, text: str) -> bytes:
        """The operand of Tj: glyph numbers in hexadecimal."""
        return b"<" + "".join(f"{self.glyphs[ord(c)]:04X}" for c in self.shown(text)).encode() + b">"


@cache
def face(name: str) -> Face:
    """Read a vendored font's measures, once per process."""
    font = _read(name)
    head, hhea = font["head"], font["hhea"]
    order = font.getReverseGlyphMap()
    glyphs = {code: order[glyph] for code, glyph in font.getBestCmap().items()}
    advances = tuple(font["hmtx"][glyph][0] for glyph in font.getGlyphOrder())
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Face(name, head.unitsPerEm, glyphs, advances, box, hhea.ascent, hhea.descent)


def add_font(pdf: Any, name: str, texts: Iterable[str]) -> Any:
    """Embed the letters of *texts* in a PDF and return the font object, which any number of pages may name.

    The program keeps its glyph numbers; ToUnicode lets readers search and copy. The same texts give the same bytes.
    """
    from pikepdf import Array, Dictionary, Name

    letters = face(name)
    used = sorted({ord(c) for text in texts for c in letters.shown(text)})
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
        FontFile2=_packed(pdf, _subset(name, tuple(used))),
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


@cache
def _subset(name: str, used: tuple[int, ...]) -> bytes:
    """The font program with the outlines of the used letters only; glyph numbers stay those of the whole font."""
    from fontTools import subset

    options = subset.Options()
    options.retain_gids, options.notdef_outline = True, True
    options.layout_features, options.hinting, options.name_IDs = [], False, []
    options.glyph_names, options.recalc_timestamp = False, False
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    font = _read(name)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=used)
    subsetter.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _packed(pdf: Any, data: bytes) -> Any:
    """A compressed stream; made so at once, because a bundle is saved without touching its streams."""
    from pikepdf import Name, Stream

    return pdf.make_indirect(Stream(pdf, zlib.compress(data, 9), Filter=Name.FlateDecode))


def _read(name: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(shipped.read(f"fonts/{name}.ttf")), lazy=True, recalcTimestamp=False)


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
