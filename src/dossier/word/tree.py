"""From finished HTML to a small tree: elements with their classes, and text that any XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "col", "meta", "link", "input", "wbr"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write, or should not: control characters and halves of a character."""


@dataclass(slots=True)
class Element:
    """An element of the page; `children` are elements and texts in their order."""

    tag: str
    classes: frozenset[str] = frozenset()
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def first(self, tag: str = "", name: str = "") -> Element | None:
        """The first element of a tag, or of a class, here or below; None when there is none."""
        return next((e for e in self.walk() if (not tag or e.tag == tag) and (not name or name in e.classes)), None)

    @property
    def text(self) -> str:
        """All its text, white space made single, ends cut."""
        return squeezed("".join(_texts(self))).strip(" ")


def parse(html: str) -> Element:
    """The tree of a page; its root has the tag `''`. Never raises: what does not close is closed at the end."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def clean(text: str) -> str:
    """The text without what a document cannot hold."""
    return _UNWRITABLE.sub("", text)


def squeezed(text: str) -> str:
    """White space as HTML shows it: one space for many; fixed spaces stay."""
    return _SPACES.sub(" ", text)


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield " "
        else:
            yield from _texts(child)


class _Reader(HTMLParser):
    """Builds the tree; scripts and styles of a page are no text of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: clean(value or "") for name, value in attrs}
        element = Element(tag, frozenset(values.get("class", "").split()), values)
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & {element.tag for element in self._open}:
            self._open[-1].children.append(clean(data))
