"""The text of a finished letter without its markup: what an e-mail says, from the same words as the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dossier.ground.french import NBSP

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "dl", "dt", "dd", "div", "table", "header", "br"})
_SPACES = re.compile(r"[ \t\r\n]+")


def plain_text(html: str) -> str:
    """Paragraphs parted by an empty line, one line for each row of a table and each entry of a list; the fixed spaces stay.

    A row under a head says what each cell is (« F-2026-014, échéance : 14/02/2026 »); pictures have no text.
    """
    walker = _Walker()
    walker.feed(html)
    walker.close()
    walker.end_block()
    return "\n\n".join("\n".join(group) for group in walker.groups if group) + "\n"


class _Walker(HTMLParser):
    """Gathers lines; lines of one group (a list, a table, an address) stand together, groups are parted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.groups: list[list[str]] = [[]]
        self.line = ""
        self.label = ""
        self.inside: list[str] = []
        self.cells: list[tuple[str, int]] = []
        self.heads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self.cells:
            self.line += " "
        elif tag in _BLOCKS:
            self.end_block()
        if tag in ("p", "ul", "ol", "dl", "table", "blockquote", "h1", "h2", "h3"):
            self.groups.append([])
        if tag in ("ul", "ol", "dl", "thead"):
            self.inside.append(tag)
        if tag == "table":
            self.heads = []
        if tag == "tr":
            self.cells = []
        if tag in ("td", "th"):
            span = next((value for name, value in attrs if name == "colspan"), None)
            self.cells.append(("", int(span) if span and span.isdigit() else 1))
            self.line = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cells[-1:] = [(self._taken(), self.cells[-1][1])] if self.cells else []
        elif tag == "tr":
            self._end_row()
        elif tag == "dt":
            self.label = self._taken()
        elif tag in _BLOCKS:
            self.end_block()
        if tag in ("ul", "ol", "dl", "thead") and self.inside:
            self.inside.pop()
        if tag in ("p", "ul", "ol", "dl", "table", "blockquote"):
            self.groups.append([])

    def handle_data(self, data: str) -> None:
        self.line += data

    def end_block(self) -> None:
        """Put the line that was gathered at the end of its group."""
        text = self._taken()
        if not text:
            return
        if self.label:
            text, self.label = f"{self.label}{NBSP}: {text}", ""
        elif self.inside[-1:] in (["ul"], ["ol"]):
            text = f"- {text}"
        self.groups[-1].append(text)

    def _taken(self) -> str:
        text, self.line = _SPACES.sub(" ", self.line).strip(" "), ""
        return text

    def _end_row(self) -> None:
        cells, spans = [text for text, _ in self.cells], [span for _, span in self.cells]
        self.cells = []
        if self.inside[-1:] == ["thead"]:
            if len(cells) > 1:
                self.heads = cells
            else:
                self.groups[-1] += cells
            return
        told = [text for text in cells if text and text != "—"]
        if not told:
            return
        if len(cells) == len(self.heads) and set(spans) == {1} and cells[0]:
            named = [
                f"{_small(head)}{NBSP}: {text}"
                for head, text in zip(self.heads[1:], cells[1:], strict=True)
                if text not in ("", "—")
            ]
            self.groups[-1].append(", ".join([cells[0], *named]))
        else:
            self.groups[-1].append(f"{told[0]}{NBSP}: {', '.join(told[1:])}" if told[1:] else told[0])


def _small(head: str) -> str:
    """« Échéance » as it stands inside a line; what is all capitals stays (« TTC »)."""
    return head if head.isupper() else head[:1].lower() + head[1:]
