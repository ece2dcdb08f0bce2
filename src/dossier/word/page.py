"""The sheet of a document: paper, margins, what stands at the head and foot of each page, the mark of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dossier.word.inline import TAB, Piece, pieces
from dossier.word.paper import paragraph
from dossier.word.styles import SANS, twips
from dossier.word.tree import Element
from dossier.word.xml import field, node, raw

if TYPE_CHECKING:
    from docx.document import Document

MARGINS = {"letter": (16.0, 20.0, 17.0, 25.0), "act": (27.0, 25.0, 24.0, 25.0), "table": (27.0, 20.0, 22.0, 25.0)}
"""Top, right, bottom and left in millimetres, by the style sheet that prints the PDF."""
_HEADS = {"letter": 10.0, "act": 15.4, "table": 13.4}
_FEET = {"letter": 6.6, "act": 12.6, "table": 12.6}
_WIDE, _HIGH = 210.0, 297.0


def room_of(kind: str) -> float:
    """The width of the text in millimetres."""
    _, right, _, left = _margins(kind)
    return _WIDE - right - left


def set_page(document: Document, kind: str, page: Element) -> None:
    """Set paper and margins, heads and feet, from what the printed page has there."""
    from docx.shared import Mm

    section = document.sections[0]
    top, right, bottom, left = _margins(kind)
    section.page_width, section.page_height = Mm(_WIDE), Mm(_HIGH)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(top),
        Mm(right),
        Mm(bottom),
        Mm(left),
    )
    section.header_distance, section.footer_distance = Mm(_HEADS.get(kind, 13.4)), Mm(_FEET.get(kind, 12.6))
    section.different_first_page_header_footer = True
    mark = page.first(name="brouillon")
    for first in (True, False):
        head = section.first_page_header if first else section.header
        foot = section.first_page_footer if first else section.footer
        head.is_linked_to_previous = foot.is_linked_to_previous = False
        line = _head(_emptied(head._element), kind, page, first)
        if mark is not None:
            line.append(node("r", raw(_mark(mark.text, "1" if first else "2"))))
        _foot(_emptied(foot._element), kind, page)


def _margins(kind: str) -> tuple[float, float, float, float]:
    return MARGINS.get(kind, MARGINS["table"])


def _emptied(part: Any) -> Any:
    for child in list(part):
        part.remove(child)
    return part


def _head(part: Any, kind: str, page: Element, first: bool) -> Any:
    """The running head; a letter's first page and an act's have none. A letter's next pages begin lower than its first."""
    if kind == "letter" or (kind == "act" and first):
        return _spaced(part, 14.0 if kind == "letter" and not first else 1.0)
    left, right = page.first(name="courant"), page.first(tag="div", name="dossier")
    texts = [*_pieces(left), *((TAB, *_pieces(right)) if right else ())]
    return _tabbed(part, "Header", texts, room_of(kind))


def _foot(part: Any, kind: str, page: Element) -> None:
    """The sender's mentions, and the number of the page level with their first line."""
    foot = page.first(name="pied") if kind != "act" else None
    mentions = foot.first(name="mentions") if foot else None
    lines = mentions.elements if mentions else [foot] if foot else []
    first = _tabbed(part, "Footer", [*_pieces(lines[0] if lines else None), TAB, Piece("page\u00a0")], room_of(kind))
    for child in (field("PAGE"), _text("/"), field("NUMPAGES")):
        first.append(child)
    for line in lines[1:]:
        paragraph(part, "Footer", _pieces(line))


def _pieces(element: Element | None) -> Iterable[Piece]:
    return pieces(element.children) if element else ()


def _text(text: str) -> Any:
    content = node("t")
    content.text = text
    return node("r", content)


def _tabbed(part: Any, style: str, texts: Iterable[Piece], room: float) -> Any:
    """A line whose last part stands at the right margin."""
    line = paragraph(part, style, texts)
    line.pPr.append(node("tabs", node("tab", val="right", pos=twips(room))))
    return line


def _spaced(part: Any, mm: float) -> Any:
    """An empty head of a given height."""
    line = paragraph(part, "Header")
    line.pPr.append(node("spacing", before=0, after=0, line=twips(mm), lineRule="exact"))
    return line


def _mark(text: str, number: str) -> str:
    """The mark of a draft across each page, behind its text, as Word itself draws one."""
    word = "".join(char for char in text if char.isalnum() or char == " ") or "BROUILLON"
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    return (
        f'<w:pict {names}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="filigrane{number}" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:430pt;'
        "height:76pt;rotation:322;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e9e4e4" stroked="f">'
        f'<v:textpath style="font-family:&quot;{SANS}&quot;;font-size:1pt;font-weight:bold" string="{word}"/></v:shape></w:pict>'
    )
