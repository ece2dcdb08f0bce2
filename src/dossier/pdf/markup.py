"""The text of an HTML message: words, line breaks, quotations and lists; no markup, no style, no address is followed.

The tags are found by `tags.py`, whose time grows with the length of the message and with nothing else.
"""

from __future__ import annotations

import re
from html import unescape

from dossier.pdf.tags import Tag, attribute, pieces_of

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math", "textarea"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "section", "article", "header", "footer",
     "address", "pre", "form", "fieldset", "dl", "dt", "dd", "center"}
)  # fmt: skip
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "pre"})
MOST_MARKUP = 2_000_000
"""Characters of HTML that are read."""
DEEPEST_QUOTE = 6
_SPACES = re.compile("[ \t\r\n]+")
_LONG_NUMBER = re.compile("&#[xX]?0*([0-9a-fA-F]{9,});?")


class _Reader:
    """Collects lines of text. It keeps no tree, so depth costs nothing; a line is a list of bits, so length costs little."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.bits: list[str] = []
        self.skipped = ""
        self.quotes = 0
        self.remote = 0

    def start(self, tag: Tag) -> None:
        """A tag that opens an element."""
        name = tag.name
        if self.skipped:
            return
        if name in _SKIPPED:
            self.skipped = name
        elif name == "br":
            self.end_line(keep_empty=True)
        elif name == "blockquote":
            self.apart()
            self.quotes += 1
        elif name == "li":
            self.end_line()
            self.bits = ["– "]
        elif name in ("td", "th"):
            self._next_cell()
        elif name == "hr":
            self.apart()
        elif name == "img":
            self._image(tag)
        elif name in _BLOCKS:
            self.apart() if name in _APART else self.end_line()

    def end(self, name: str) -> None:
        """A tag that closes an element."""
        if self.skipped:
            self.skipped = "" if name == self.skipped else self.skipped
        elif name == "blockquote":
            self.apart()
            self.quotes = max(0, self.quotes - 1)
        elif name in _APART:
            self.apart()
        elif name in _BLOCKS or name == "li":
            self.end_line()

    def words(self, data: str) -> None:
        """Text between tags: its spaces and line ends are one space, and none begins a line."""
        if self.skipped:
            return
        text = _SPACES.sub(" ", _unescaped(data).replace("\u200b", ""))
        if not self.bits or self.bits[-1].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self.bits.append(text)

    def _next_cell(self) -> None:
        while self.bits and not self.bits[-1].strip():
            self.bits.pop()
        if self.bits:
            self.bits[-1] = self.bits[-1].rstrip()
            self.bits.append("   ")

    def _image(self, tag: Tag) -> None:
        source = attribute(tag, "src").strip().lower()
        if source.startswith(("http:", "https:", "//", "ftp:")):
            self.remote += 1
        elif source and (alternative := _SPACES.sub(" ", _unescaped(attribute(tag, "alt"))).strip()):
            self.bits.append(f"[{alternative}]")

    def end_line(self, keep_empty: bool = False) -> None:
        """Close the line at hand; an empty one is only kept where the message asked for a break."""
        text = "".join(self.bits).rstrip()
        self.bits = []
        if text or keep_empty:
            prefix = "> " * min(self.quotes, DEEPEST_QUOTE)
            self.lines.append(f"{prefix}{text}".rstrip() if not prefix else f"{prefix}{text}")

    def apart(self) -> None:
        """Close the line at hand and leave one empty line, never two."""
        self.end_line()
        prefix = ("> " * min(self.quotes, DEEPEST_QUOTE)).rstrip()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(prefix)


def _unescaped(text: str) -> str:
    """The text with its entities resolved; a character number beyond all characters is taken out: Python would count its digits."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def text_of_markup(html: str) -> tuple[str, int]:
    """The text of an HTML part, quotations marked by « > » as in plain mail, and the number of remote images it names."""
    reader = _Reader()
    for piece in pieces_of(html[:MOST_MARKUP]):
        if isinstance(piece, str):
            reader.words(piece)
        elif piece.closes:
            reader.end(piece.name)
        else:
            reader.start(piece)
    reader.end_line()
    return "\n".join(reader.lines).strip("\n"), reader.remote
