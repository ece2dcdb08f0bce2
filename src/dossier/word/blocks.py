"""From the blocks of a page to paragraphs with their styles, lists, tables and what stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dossier.word.inline import TAB, Piece, is_inline, pieces
from dossier.word.numbering import new_list
from dossier.word.paper import Paper, append, paragraph, picture
from dossier.word.side import attestation, payment, signature, signatures
from dossier.word.tables import cell, gap, layout, table
from dossier.word.tree import Element
from dossier.word.xml import border, frame, node


@dataclass(frozen=True, slots=True)
class Spot:
    """Where blocks go: into which part, how far from the margin, on the page of what follows, and in which style."""

    parent: Any
    left: float = 0
    keep: bool = False
    style: str = ""


_SKIPPED = frozenset({"pli", "courant", "pied", "brouillon"})
"""Fold marks, and what stands in heads and feet."""
_STYLES: Mapping[str, str] = {
    "juge": "Juridiction", "sous-titre": "Subtitle", "note": "Mention", "precision": "Mention",
    "annexes": "Mention", "nom": "ExpediteurNom",
}  # fmt: skip
_HEADINGS = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading2", "h5": "Heading2", "h6": "Heading2"}
_WINDOW = {"serre": 8.4, "tres-serre": 7.4, "minuscule": 6.2}


def write(paper: Paper, element: Element, spot: Spot) -> None:
    """Write what an element holds, block by block; texts between blocks become paragraphs."""
    line: list[Element | str] = []
    for child in element.children:
        if is_inline(child):
            line.append(child)
            continue
        _line(paper, line, element, spot)
        line = []
        if isinstance(child, Element):
            _block(paper, child, spot)
    _line(paper, line, element, spot)


def _line(paper: Paper, line: list[Element | str], around: Element, spot: Spot) -> None:
    """A paragraph of some texts, if there are any; pictures among them stand before."""
    for image in (e for child in line if isinstance(child, Element) for e in child.walk() if e.tag == "img"):
        target = paragraph(spot.parent, "BodyText", left=spot.left)
        if not picture(paper, target, image, 60, 60):
            target.getparent().remove(target)
    found = list(pieces(line))
    if any(piece.text.strip() for piece in found):
        style = spot.style or _style(around)
        own = spot.left if spot.left and style == "BodyText" else None
        paragraph(spot.parent, style, found, keep=spot.keep, left=own)


def _style(element: Element) -> str:
    return next((_STYLES[name] for name in sorted(element.classes) if name in _STYLES), "BodyText")


def _block(paper: Paper, element: Element, spot: Spot) -> None:
    if element.classes & _SKIPPED or (element.tag == "div" and element.classes == {"dossier"}):
        return
    special = next((_CLASSES[name] for name in sorted(element.classes) if name in _CLASSES), None)
    handler = special or _TAGS.get(element.tag)
    if handler is not None:
        handler(paper, element, spot)
    else:
        inner = spot
        if "corps" in element.classes and paper.kind == "letter":
            inner = replace(spot, left=paper.indent)
        if element.classes & {"fin", "entiere"}:
            inner = replace(inner, keep=True)
        write(paper, element, inner)


def _heading(paper: Paper, element: Element, spot: Spot) -> None:
    paragraph(spot.parent, _HEADINGS[element.tag], pieces(element.children))


def _list(paper: Paper, element: Element, spot: Spot) -> None:
    """Its items, with numbers that begin anew; a list inside an item stands further in."""
    style, number = ("ListNumber", new_list(paper.document)) if element.tag == "ol" else ("ListBullet", 0)
    left = spot.left + 5
    for item in (child for child in element.elements if child.tag == "li"):
        texts = [child for child in item.children if is_inline(child) or (isinstance(child, Element) and child.tag == "p")]
        paragraph(spot.parent, style, pieces(texts), keep=spot.keep, left=left, hanging=5, list_=number)
        for inner in (child for child in item.elements if not is_inline(child) and child.tag != "p"):
            _block(paper, inner, replace(spot, left=left))


def _quote(paper: Paper, element: Element, spot: Spot) -> None:
    for child in [e for e in element.elements if e.tag == "p"] or [element]:
        paragraph(spot.parent, "Quote", pieces(child.children), keep=spot.keep, left=spot.left + 5)


def _table(paper: Paper, element: Element, spot: Spot) -> None:
    further = {"par-facture": 11.0, "demande": 6.0}
    inset = next((mm for name, mm in further.items() if name in element.classes), 0.0)
    table(paper, spot.parent, element, spot.left + inset, spot.keep)


def _definitions(paper: Paper, element: Element, spot: Spot) -> None:
    """A term and its meaning on one line, the meaning hanging; a meaning to be filled in is a rule."""
    if "deux" in element.classes:
        _in_pairs(paper, element, spot)
        return
    style, hang = ("Coordonnees", 24.0) if "coordonnees" in element.classes else ("Identite", 28.0)
    left = spot.left + hang if spot.left else None
    _terms(element, spot.parent, style, left, hang, spot.keep)


def _terms(element: Element, parent: Any, style: str, left: float | None, hang: float, keep: bool = False) -> None:
    term: list[Piece] = []
    for row in (e for e in element.walk() if e.tag in ("dt", "dd")):
        if row.tag == "dt":
            term = [Piece(piece.text, replace(piece.look, style="Etiquette")) for piece in pieces(row.children)]
            continue
        is_open = not row.text
        rule = node("pBdr", border("bottom", 0.25, "9A9A9A"), border("between", 0.25, "9A9A9A")) if is_open else None
        paragraph(
            parent,
            style,
            [*term, TAB, *pieces(row.children)],
            keep=keep,
            borders=rule,
            left=left,
            hanging=hang,
            before=4 if is_open else None,
        )
        term = []


def _in_pairs(paper: Paper, element: Element, spot: Spot) -> None:
    """Terms and meanings in two columns, line by line."""
    half = (paper.room - spot.left) / 2
    rows = element.elements
    for pair in zip(rows[::2], [*rows[1::2], Element("div")], strict=False):
        boxes = [cell(half), cell(half)]
        for box, row in zip(boxes, pair, strict=True):
            _terms(row, box, "Identite", 17, 17)
            if not row.children:
                paragraph(box, "Identite")
        append(spot.parent, layout([half, half], spot.left, boxes))
    gap(spot.parent, 4)


def _numbered(paper: Paper, element: Element, spot: Spot) -> None:
    """A numbered paragraph of an act: its number hangs, its further paragraphs stand below its text."""
    number, text = element.first(name="no"), element.first(name="texte")
    if number is None or text is None:
        write(paper, element, spot)
        return
    # What leads to a table or to the signature stays on its page.
    keep = bool(element.classes & {"avant-tableau", "dernier"})
    hanging: list[Piece] = [*pieces([number]), TAB]
    for child in _joined(text):
        if child.tag == "p":
            style = "Alinea" if hanging else "AlineaSuite"
            paragraph(spot.parent, style, [*hanging, *pieces(child.children)], keep=keep)
            hanging = []
        else:
            _block(paper, child, replace(spot, left=11))


def _joined(element: Element) -> list[Element]:
    """The blocks of an element, with the texts that stand between them made paragraphs."""
    found: list[Element] = []
    line: Element | None = None
    for child in element.children:
        if not is_inline(child) and isinstance(child, Element):
            found.append(child)
            line = None
        elif line is not None:
            line.children.append(child)
        elif not isinstance(child, str) or child.strip():
            line = Element("p", children=[child])
            found.append(line)
    return found


def _sender(paper: Paper, element: Element, spot: Spot) -> None:
    """The head of the sender, at the top left of the sheet."""
    for image in (e for e in element.elements if e.tag == "img"):
        target = paragraph(spot.parent, "Expediteur", place=frame(25, 16, 72))
        if not picture(paper, target, image, 30, 12):
            target.getparent().remove(target)
    for line in (e for e in element.elements if e.tag != "img"):
        style = "ExpediteurNom" if "nom" in line.classes else "Expediteur"
        paragraph(spot.parent, style, pieces(line.children), place=frame(25, 16, 72))


def _window(paper: Paper, element: Element, spot: Spot) -> None:
    """The address, where the window of an envelope shows it; long ones are set smaller, as in the PDF."""
    size = next((pt for name, pt in _WINDOW.items() if name in element.classes), 0.0)
    for line in element.elements:
        made = paragraph(spot.parent, "Adresse", pieces(line.children), place=frame(110, 55, 85, 25))
        for properties in made.iter("{*}r") if size else ():
            properties.insert(0, node("rPr", node("sz", val=round(size * 2))))


def _date(paper: Paper, element: Element, spot: Spot) -> None:
    place = frame(110, 90.4, 80) if paper.kind == "letter" else None
    paragraph(spot.parent, "Date", pieces(element.children), place=place)


def _by_hand(paper: Paper, element: Element, spot: Spot) -> None:
    """Lines to write on by hand."""
    for _ in element.elements:
        rule = node("pBdr", border("bottom", 0.25, "9A9A9A"), border("between", 0.25, "9A9A9A"))
        paragraph(spot.parent, "Tableau", keep=True, borders=rule, before=8)
    gap(spot.parent, 6, keep=True)


def _registry(paper: Paper, element: Element, spot: Spot) -> None:
    """What the greffe fills in, at the top right of the first page."""
    paragraph(spot.parent, "Mention", pieces(element.children), place=frame(113, 26.5, 72), align="right")


def _references(paper: Paper, element: Element, spot: Spot) -> None:
    """Labels in the margin; the object is the heading of the letter. The first line begins below the first fold."""
    for index, row in enumerate(element.elements):
        label, value = row.first(name="label"), row.first(name="valeur")
        style = "Objet" if row.first(tag="h1") else "References"
        texts = [*(pieces([label]) if label else ()), TAB, *(pieces(value.children) if value else ())]
        paragraph(spot.parent, style, texts, before=None if index else 83)


_Handler = Callable[[Paper, Element, Spot], None]


def _side(draw: Callable[[Paper, Element, Any, float], None]) -> _Handler:
    def handler(paper: Paper, element: Element, spot: Spot) -> None:
        draw(paper, element, spot.parent, spot.left)

    return handler


_CLASSES: Mapping[str, _Handler] = {
    "alinea": _numbered, "date": _date, "expediteur": _sender, "fait": _side(attestation), "fenetre": _window, "greffe": _registry,
    "paiement": _side(payment), "reperes": _references, "signature": _side(signature),
    "signatures": _side(signatures), "a-la-main": _by_hand,
}  # fmt: skip
_TAGS: Mapping[str, _Handler] = {
    **dict.fromkeys(_HEADINGS, _heading), "blockquote": _quote, "dl": _definitions, "ol": _list, "table": _table, "ul": _list,
}  # fmt: skip


def write_all(paper: Paper, elements: Iterable[Element]) -> None:
    """The whole page."""
    for element in elements:
        write(paper, element, Spot(paper.document.element.body))
