"""The label on each page of a piece, and the page number of the bundle: where they stand and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dossier.pdf.geometry import POINTS_PER_MM, Sheet
from dossier.pdf.lettering import BOLD, REGULAR, add_font, face

CORNERS = ("ne", "nw", "se", "sw")
"""The places of a label, the best first."""
MARGIN = 8 * POINTS_PER_MM
PAD_X, PAD_Y = 7.5, 3.9
TITLE, UNDER = (9.0, 11.0), (6.0, 7.6)
RULE = 0.5
INK = b"0.478 0.122 0.122"
GREY = b"0.349 0.349 0.349"
WIDEST_TITLE = 165.0
SEAL = (38 * POINTS_PER_MM, 14 * POINTS_PER_MM)
"""The frame that is left for a seal: its least width, and its height below the number."""
FOLIO = (7.0, 6 * POINTS_PER_MM)
"""Size of the page number and the height of its base line above the lower edge."""
CAPITALS = 0.73
"""Height of the digits of Inter in its size."""
AROUND = 2.0
"""Points of white around the page number."""
LARGE = 842.0
"""Points: on sheets beyond A3 the label grows, so that it is still read when the sheet is printed on A4."""

BOLD_NAME, REGULAR_NAME = "/DossierBold", "/DossierText"


@dataclass(frozen=True, slots=True)
class Label:
    """The two lines of a label: « Pièce n° 3 · p. 1/2 » and who communicates it.

    Without a second line an empty frame hangs below the number, for the seal of the avocat; it hides nothing of the page.
    """

    text: str
    under: str

    @property
    def box(self) -> tuple[float, float]:
        """Width and height in points, at scale 1, of what is filled."""
        width = max(face(BOLD).width(self.text, TITLE[0]), face(REGULAR).width(self.under, UNDER[0])) + 2 * PAD_X
        return (width, TITLE[1] + UNDER[1] + 2 * PAD_Y) if self.under else (max(width, SEAL[0]), TITLE[1] + 2 * PAD_Y)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points at scale 1, the empty frame among them."""
        width, height = self.box
        return width, height if self.under else height + SEAL[1]


def label(number: str, page: int, pages: int, parties: str) -> Label:
    """The label of a page; *number* is the printed label of the piece (« Pièce n° 3 »), *page* 0 for a page that does not count.

    *parties* is the second line, '' for an empty frame.
    """
    text = f"{number} · p. {page}/{pages}" if page else number
    return Label(text, face(REGULAR).fitted(parties, UNDER[0], WIDEST_TITLE))


def scale_of(sheet: Sheet) -> float:
    """How much larger than on A4 a label is drawn: 1 up to A3, then as the shorter side over that of A4."""
    shorter = min(sheet.width, sheet.height)
    return 1.0 if shorter <= LARGE else shorter / 595.276


def place(sheet: Sheet, size: tuple[float, float], corner: str, scale: float = 1.0) -> tuple[float, float]:
    """The lower left corner of a label on the displayed sheet, 8 mm (times *scale*) from two edges."""
    width, height, margin = size[0] * scale, size[1] * scale, MARGIN * scale
    x = sheet.width - margin - width if corner.endswith("e") else margin
    y = sheet.height - margin - height if corner.startswith("n") else margin
    return x, y


def placed_on(sheet: Sheet) -> bytes:
    """The operator that turns what follows upright on a sheet as displayed; label and page number both begin with it."""
    return _numbers(sheet.placing()) + b" cm"


def label_rect(mark: Label, sheet: Sheet, corner: str) -> tuple[float, float, float, float]:
    """Where a label stands, in the page's own space: x0, y0, x1, y1, as links want it."""
    scale = scale_of(sheet)
    width, height = mark.size
    x, y = place(sheet, (width, height), corner, scale)
    a, b, c, d, e, f = sheet.placing()
    corners = [(x, y), (x + width * scale, y + height * scale)]
    (x0, y0), (x1, y1) = ((a * px + c * py + e, b * px + d * py + f) for px, py in corners)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def draw_label(mark: Label, sheet: Sheet, corner: str) -> bytes:
    """The drawing operators of a label in a corner of the sheet as displayed; opaque, in its own graphics state."""
    before, after = _frame(sheet, corner, mark.size, mark.box[1], mark.under)
    return before + face(BOLD).encoded(mark.text) + after


@lru_cache(maxsize=1024)
def _frame(sheet: Sheet, corner: str, size: tuple[float, float], filled: float, under: str) -> tuple[bytes, bytes]:
    """What stands before and after the number in the drawing of a label; kept: the pages of a piece repeat it."""
    scale = scale_of(sheet)
    width, height = size
    x, y = place(sheet, size, corner, scale)
    half = RULE / 2
    bold, text = face(BOLD), face(REGULAR)
    first = height - PAD_Y - _base(bold, TITLE)
    second = height - PAD_Y - TITLE[1] - _base(text, UNDER)
    drawn = [
        b"q",
        placed_on(sheet),
        _numbers((scale, 0, 0, scale, x, y)) + b" cm",
        b"1 1 1 rg " + INK + b" RG " + _numbers((RULE,)) + b" w 0 j [] 0 d",
        _numbers((half, height - filled + half, width - RULE, filled - RULE)) + b" re B",
    ]
    if height > filled:
        drawn.append(_numbers((half, half, width - RULE, height - filled)) + b" re S")
    before, _, after = draw_line(BOLD_NAME, TITLE[0], PAD_X, first, b"\0").partition(b"\0")
    drawn += [INK + b" rg", before]
    rest = [after]
    if under:
        rest.append(draw_line(REGULAR_NAME, UNDER[0], PAD_X, second, text.encoded(under)))
    return b"\n".join(drawn), b"\n".join((*rest, b"Q"))


def draw_folio(text: str, sheet: Sheet, edge: str = "s") -> bytes:
    """The page number of the bundle, small and grey on white, in the middle of the lower edge as displayed, or of the upper ('n').

    White behind it, so that it is read on a dark scan and never mixes with the ink of a piece.
    """
    before, after = _foot(sheet, round(face(REGULAR).width(text, FOLIO[0]), 3), edge)
    return before + face(REGULAR).encoded(text) + after


@lru_cache(maxsize=1024)
def _foot(sheet: Sheet, width: float, edge: str) -> tuple[bytes, bytes]:
    """What stands before and after the digits in the drawing of a page number; kept: the pages of a piece repeat it."""
    scale = scale_of(sheet)
    size, base = FOLIO
    x = (sheet.width - width * scale) / 2
    y = base * scale if edge == "s" else sheet.height - (base + CAPITALS * size) * scale
    before, _, after = draw_line(REGULAR_NAME, size, 0, 0, b"\0").partition(b"\0")
    drawn = (
        b"q",
        placed_on(sheet),
        _numbers((scale, 0, 0, scale, x, y)) + b" cm",
        b"1 1 1 rg " + _numbers((-AROUND, -AROUND, width + 2 * AROUND, CAPITALS * size + 2 * AROUND)) + b" re f",
        GREY + b" rg",
        before,
    )
    return b"\n".join(drawn), after + b"\nQ"


def add_fonts(pdf: Any, bold: Iterable[str], regular: Iterable[str]) -> dict[str, Any]:
    """Embed the letters of all labels once; the result maps resource names to fonts."""
    return {BOLD_NAME: add_font(pdf, BOLD, bold), REGULAR_NAME: add_font(pdf, REGULAR, regular)}


def _base(letters: Any, line: tuple[float, float]) -> float:
    """From the top of a line to its base line: the leading is shared above and below, as CSS does."""
    size, leading = line
    ascent, descent = letters.ascent * size / letters.units, -letters.descent * size / letters.units
    return float((leading - ascent - descent) / 2 + ascent)


def draw_line(font: str, size: float, x: float, y: float, operand: bytes) -> bytes:
    """The operators of one line of text; *operand* is what `Face.encoded` returns."""
    # Everything that a page may have left set is set again: q keeps what came before, it does not reset it.
    state = b"0 Tc 0 Tw 100 Tz 0 TL 0 Ts 0 Tr"
    return b"BT " + state + f" {font} ".encode() + _numbers((size,)) + b" Tf " + _numbers((x, y)) + b" Td " + operand + b" Tj ET"


@lru_cache(maxsize=4096)
def _numbers(values: tuple[float, ...]) -> bytes:
    """Numbers as PDF writes them: at most four decimals, no exponent, no trailing zeros. Kept: pages repeat them."""
    return b" ".join(f"{value:.4f}".rstrip("0").rstrip(".").encode() for value in values)
