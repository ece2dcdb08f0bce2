"""The text of an HTML message: words, line breaks, quotations and lists; no markup, no style, no address is followed."""

from __future__ import annotations

from html.parser import HTMLParser

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math", "textarea"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "section", "article", "header", "footer",
     "address", "pre", "form", "fieldset", "dl", "dt", "dd", "center"}
)  # fmt: skip
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "pre"})
MOST_MARKUP = 2_000_000
"""Characters of HTML that are read."""
DEEPEST_QUOTE = 6


class _Reader(HTMLParser):
    """Collects lines of text. The standard parser asks for a class; it keeps no tree, so depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.skipped: list[str] = []
        self.quotes = 0
        self.remote = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            if tag in _SKIPPED and tag not in ("object",):
                self.skipped.append(tag)
            return
        if tag in _SKIPPED:
            self.skipped.append(tag)
        elif tag == "br":
            self.end_line(keep_empty=True)
        elif tag == "blockquote":
            self.apart()
            self.quotes += 1
        elif tag == "li":
            self.end_line()
            self.line = "– "
        elif tag in ("td", "th"):
            self.line = self.line.rstrip() + ("   " if self.line.strip() else "")
        elif tag == "hr":
            self.apart()
        elif tag == "img":
            self._image(dict(attrs))
        elif tag in _BLOCKS:
            self.apart() if tag in _APART else self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag in self.skipped:
                del self.skipped[self.skipped.index(tag) :]
            return
        if tag == "blockquote":
            self.apart()
            self.quotes = max(0, self.quotes - 1)
        elif tag in _APART:
            self.apart()
        elif tag in _BLOCKS or tag == "li":
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            words = " ".join(data.replace("\u200b", "").split(" "))
            text = " ".join(words.split("\n")) if "\n" in words else words
            for char in text.replace("\t", " ").replace("\r", " "):
                if char != " " or not self.line.endswith(" "):
                    self.line += char if char != " " or self.line else ""

    def _image(self, attributes: dict[str, str | None]) -> None:
        source = (attributes.get("src") or "").strip().lower()
        if source.startswith(("http:", "https:", "//", "ftp:")):
            self.remote += 1
        elif source and (alternative := (attributes.get("alt") or "").strip()):
            self.line += f"[{alternative}]"

    def end_line(self, keep_empty: bool = False) -> None:
        """Close the line at hand; an empty one is only kept where the message asked for a break."""
        text = self.line.rstrip()
        self.line = ""
        if text or keep_empty:
            prefix = "> " * min(self.quotes, DEEPEST_QUOTE)
            self.lines.append(f"{prefix}{text}".rstrip() if not prefix else f"{prefix}{text}")

    def apart(self) -> None:
        """Close the line at hand and leave one empty line, never two."""
        self.end_line()
        prefix = ("> " * min(self.quotes, DEEPEST_QUOTE)).rstrip()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(prefix)


def text_of_markup(html: str) -> tuple[str, int]:
    """The text of an HTML part, quotations marked by « > » as in plain mail, and the number of remote images it names."""
    reader = _Reader()
    reader.feed(html[:MOST_MARKUP])
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines).strip("\n"), reader.remote
