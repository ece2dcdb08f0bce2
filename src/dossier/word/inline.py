"""From the text and emphasis of a paragraph to the runs of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dossier.word.tree import Element, squeezed
from dossier.word.xml import node

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
})  # fmt: skip
_STYLES = {
    "label": "Etiquette", "no": "Etiquette", "precision": "Precision", "quoi": "Precision", "detail": "Detail", "nom": "Nom",
    "fort": "Strong", "a": "Detail",
}  # fmt: skip
LIGHT = frozenset({"Etiquette", "Precision"})
"""Styles that are never bold, whatever stands around them."""
_BLANK = "\u00a0" * 30
"""A line to write on, drawn under these spaces."""
HYPHEN = "\u2011"


@dataclass(frozen=True, slots=True)
class Format:
    """How a run looks: its character style, and what is added to it; `bold` None is as its paragraph has it."""

    style: str = ""
    bold: bool | None = None
    italic: bool = False
    raised: bool = False
    blank: bool = False


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or `\\n` for a new line, `\\t` for a tabulator, with its look."""

    text: str
    look: Format = PLAIN


TAB, BREAK = Piece("\t"), Piece("\n")


def is_inline(child: Element | str) -> bool:
    """Whether a child belongs to a line of text."""
    return isinstance(child, str) or child.tag not in BLOCKS


def pieces(children: Iterable[Element | str], look: Format = Format()) -> Iterator[Piece]:
    """The texts of some children with their looks; a block among them begins a new line."""
    for child in children:
        if isinstance(child, str):
            yield Piece(squeezed(child), look)
        elif child.tag == "br":
            yield BREAK
        elif child.tag == "img":
            continue
        elif "a-ecrire" in child.classes or (child.tag == "i" and not child.children):
            yield Piece(_BLANK, replace(look, blank=True))
        elif child.tag == "a":
            yield from pieces(child.children, look)
            yield from _address(child, look)
        else:
            if child.tag in BLOCKS:
                yield BREAK
            yield from pieces(child.children, _look(child, look))


def _look(element: Element, look: Format) -> Format:
    """The look inside an element: its own style, else the one around it; emphasis is a style where no other stands."""
    own = "Fine" if element.tag == "e-fine" else next((_STYLES[name] for name in sorted(element.classes) if name in _STYLES), "")
    emphasis = {"strong": "Strong", "b": "Strong", "em": "Emphasis", "i": "Emphasis"}.get(element.tag, "")
    style = own or look.style or emphasis
    # Word counts bold in the styles of a paragraph and of its text against each other: what must hold is said outright.
    bold = True if "Strong" in (own, emphasis) else False if style in LIGHT else look.bold
    italic = emphasis == "Emphasis" or look.style == "Emphasis"
    return Format(
        style,
        bold,
        look.italic or (italic and style != "Emphasis"),
        look.raised or element.tag == "sup",
    )


def _address(link: Element, look: Format) -> Iterator[Piece]:
    """The address of a link in words: a document that is sent on opens nothing."""
    address = link.attributes.get("href", "")
    shown = address.removeprefix("mailto:")
    if address.startswith(("https://", "http://", "mailto:")) and shown not in link.text:
        yield Piece(f" ({shown})", look)


def tidy(found: Iterable[Piece]) -> list[Piece]:
    """The pieces without white space at the ends of lines, and without empty lines at the ends."""
    kept: list[Piece] = []
    for piece in found:
        text = piece.text
        if text.startswith(" ") and (not kept or kept[-1].text[-1] in " \n\t"):
            text = text.lstrip(" ")
        if text == "\n" and kept:
            _trim(kept)
        if text and not (text == "\n" and not kept):
            kept.append(replace(piece, text=text))
    _trim(kept)
    while kept and kept[-1].text == "\n":
        kept.pop()
        _trim(kept)
    return kept


def _trim(kept: list[Piece]) -> None:
    while kept and kept[-1].text.endswith(" "):
        text = kept[-1].text.rstrip(" ")
        kept[-1:] = [replace(kept[-1], text=text)] if text else []


def run(piece: Piece) -> Any:
    """A run of one look."""
    look = piece.look
    properties = node(
        "rPr",
        node("rStyle", val=look.style) if look.style else None,
        None if look.bold is None else node("b") if look.bold else node("b", val=0),
        node("i") if look.italic else None,
        node("u", val="single") if look.blank else None,
        node("vertAlign", val="superscript") if look.raised else None,
    )
    content = [node("tab")] if piece.text == "\t" else [node("br")] if piece.text == "\n" else list(_texts(piece.text))
    return node("r", properties if len(properties) else None, *content)


def _texts(text: str) -> Iterator[Any]:
    """Texts, with the hyphen that never ends a line as the element that Word has for it: its fonts may lack the sign."""
    for index, part in enumerate(text.split(HYPHEN)):
        if index:
            yield node("noBreakHyphen")
        if part:
            element = node("t")
            element.text = part
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield element
