"""Numbered lists that begin at one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.word.xml import node

if TYPE_CHECKING:
    from docx.document import Document

_NUMBERED = 2
"""The abstract list of the skeleton that counts."""


def new_list(document: Document) -> int:
    """The number of a new list, which counts from one again."""
    lists: Any = document.part.numbering_part.element
    number = 1 + sum(1 for child in lists if child.tag.endswith("}num"))
    start = node("lvlOverride", node("startOverride", val=1), ilvl=0)
    lists.append(node("num", node("abstractNumId", val=_NUMBERED), start, numId=number))
    return number
