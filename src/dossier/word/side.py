"""What stands side by side on a page: the payment code and its account, the enclosures and the signature."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dossier.word.inline import TAB, Piece, is_inline, pieces
from dossier.word.paper import Paper, append, paragraph, picture
from dossier.word.tables import cell, gap, layout
from dossier.word.tree import Element

_LABELS, _CODE, _SIGNING = 22.0, 30.0, 63.0
"""Millimetres: the margin of labels of a letter, the room of the code, where the signatory stands in the text of a letter."""


def payment(paper: Paper, element: Element, parent: Any, left: float) -> None:
    """The account to pay to, with the code that banking applications read where the page has one."""
    room = paper.room - left
    image, code = element.first(tag="img"), cell(_CODE)
    shown = image is not None and picture(paper, paragraph(code, "Tableau", left=-1.4), image, 20.5, 20.5)
    account = cell(room - _CODE if shown else room)
    rows = [e for e in element.walk() if e.tag in ("dt", "dd")]
    for term, meaning in zip(rows[::2], rows[1::2], strict=False):
        label = [Piece(piece.text, replace(piece.look, style="Etiquette")) for piece in pieces(term.children)]
        paragraph(account, "Coordonnees", [*label, TAB, *pieces(meaning.children)])
    if not rows:
        _texts(account, element, "Coordonnees")
    append(parent, layout([_CODE, room - _CODE] if shown else [room], left, [code, account] if shown else [account], 0, True))
    gap(parent, 3.2)


def signature(paper: Paper, element: Element, parent: Any, left: float) -> None:
    """The enclosures at the left, the signatory level with them at the right, and room for a hand to sign."""
    label, value, who = element.first(name="label"), element.first(name="valeur"), element.first(name="signataire")
    margin = _LABELS if left else 0.0
    wide = [_LABELS, margin + _SIGNING - _LABELS, paper.room - margin - _SIGNING] if left else [_LABELS, 58, paper.room - 80]
    boxes = [cell(mm) for mm in wide]
    paragraph(boxes[0], "Signature", pieces([label]) if label else ())
    paragraph(boxes[1], "Tableau", pieces(value.children) if value else ())
    if who is not None:
        _texts(boxes[2], who, "Signature")
    else:
        _texts(boxes[2], element, "Signature")
    append(parent, layout(wide, 0, boxes, 24))
    gap(parent, 0.5)


def attestation(paper: Paper, element: Element, parent: Any, left: float) -> None:
    """Where an act is signed: place and day at the left, the signatory at the right, above the area for a signature."""
    place, who = element.first(name="lieu"), element.first(name="pour")
    corners = element.first(name="coins")
    start = 11.0 if paper.kind == "act" else 0.0
    wide = [73.0 - start, paper.room - 73.0] if paper.kind == "act" else [82.5, paper.room - 82.5]
    boxes = [cell(mm) for mm in wide]
    _texts(boxes[0], place or Element("div"), "Signature")
    _texts(boxes[1], who or (Element("div") if place else element), "Signature")
    if corners is not None and corners.text:
        paragraph(boxes[1], "Mention", [Piece(corners.text)], before=24)
    append(parent, layout(wide, start, boxes, 34))
    gap(parent, 0.5)


def signatures(paper: Paper, element: Element, parent: Any, left: float) -> None:
    """Where several sign: a column for each of them."""
    sides = [child for child in element.elements if "cote" in child.classes] or [element]
    wide = [(paper.room - left) / len(sides)] * len(sides)
    boxes = [cell(mm) for mm in wide]
    for box, side in zip(boxes, sides, strict=True):
        _texts(box, side, "Signature")
    append(parent, layout(wide, left, boxes, 34))
    gap(parent, 0.5)


def _texts(box: Any, element: Element, style: str) -> None:
    """The texts of an element, a paragraph for each block; at least an empty one."""
    lines: list[tuple[str, list[Element | str]]] = [(style, [])]
    for child in element.children:
        if is_inline(child):
            lines[-1][1].append(child)
        elif isinstance(child, Element) and "coins" not in child.classes:
            is_apart = child.classes & {"annexes", "cadre"}
            lines += [("Mention" if is_apart else style, child.children), (style, [])]
    made = [(own, list(pieces(line))) for own, line in lines]
    full = [(own, found) for own, found in made if any(piece.text.strip() for piece in found)]
    for own, found in full or [(style, [])]:
        paragraph(box, own, found, before=8 if own == "Mention" and style != own else None)
