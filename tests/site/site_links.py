"""Reading the pages of a tree: their links, identifiers, and what must never stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Seen(HTMLParser):
    """What one page holds: links and sources with their attribute, identifiers, headings, and what is forbidden."""

    links: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.forbidden.append(f"attribut répété dans <{tag}>")
        self.links += [(name, given[name]) for name in ("href", "src", "action", "srcset", "poster", "data") if name in given]
        if "id" in given:
            self.ids.append(given["id"])
        self.forbidden += [f"{name} dans <{tag}>" for name in given if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in given:
            self.forbidden.append("script dans la page")
        if tag in ("style", "iframe", "object", "embed", "base", "template", "form") and not (
            tag == "form" and "action" not in given
        ):
            self.forbidden.append(f"<{tag}>")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.forbidden.append(f"</{tag}> ne ferme rien")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "pre", "code", "kbd"):
            self.text.append(data)


def seen(html: str) -> Seen:
    """Read a page."""
    page = Seen()
    page.feed(html)
    page.close()
    page.forbidden += [f"<{tag}> reste ouvert" for tag in page.open]
    return page


def dead_links(pages: Mapping[str, str], paths: Iterable[str]) -> list[str]:
    """Every internal link of *pages* that leads to no path, or to no identifier of its page."""
    known, read = set(paths), {path: seen(html) for path, html in pages.items()}
    dead = []
    for path, page in read.items():
        for attribute, link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if parts.scheme or parts.netloc or target not in known:
                dead.append(f"{path}: {attribute}={link}")
            elif parts.fragment and unquote(parts.fragment) not in read[target].ids:
                dead.append(f"{path}: {attribute}={link} (pas de fragment)")
    return dead
