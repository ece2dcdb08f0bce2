"""Elements of WordprocessingML, made in the order that the format asks."""

from __future__ import annotations

from typing import Any

from dossier.word.styles import twips


def node(tag: str, *children: Any, **values: str | int) -> Any:
    """An element `w:tag` with attributes `w:name`, and its children; None among them is left out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        element.set(qn(f"w:{name.rstrip('_')}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


def raw(text: str) -> Any:
    """An element from its source, for the few that are easier to read whole. *text* is the program's own."""
    from docx.oxml.parser import parse_xml

    return parse_xml(text)


def frame(x: float, y: float, width: float, height: float = 0) -> Any:
    """The place of a framed paragraph on the sheet, in millimetres; without a height the frame grows."""
    sizes: dict[str, str | int] = {"h": twips(height), "hRule": "exact"} if height else {}
    return node(
        "framePr", w=twips(width), **sizes, hSpace=0, wrap="around", vAnchor="page", hAnchor="page", x=twips(x), y=twips(y)
    )  # fmt: skip


def border(side: str, points: float, colour: str) -> Any:
    """A rule on one side."""
    return node(side, val="single", sz=max(2, round(points * 8)), space=0, color=colour)


def field(name: str) -> Any:
    """A field that the program that opens the file counts: `PAGE`, `NUMPAGES`."""
    text = node("t")
    text.text = "1"
    return node("fldSimple", node("r", text), instr=name)
