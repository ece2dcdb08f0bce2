"""Markdown that people wrote, as HTML that can do nothing: no markup of theirs, few kinds of links, no image."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

OUTSIDE = ("http", "https", "mailto")


def note_html(text: str, folder: str, known: Collection[str]) -> tuple[Markup, tuple[str, ...]]:
    """An internal note as HTML, with the links and images that were refused, in order.

    A link may lead to http, https, mailto or to a page of the site (*known*, paths from `build/`; relative ones start from
    *folder*); any other stays as the text that was written. Of an image, its words remain.
    """
    refused: list[str] = []

    def allowed(url: str) -> bool:
        ok = _is_outside(url) or in_site(url, folder, known)
        if not ok:
            refused.append(url)
        return ok

    reader = _reader(allowed)
    tokens = reader.parse(text)
    _tame(tokens, refused)
    html = reader.renderer.render(tokens, reader.options, {})
    return Markup(html), tuple(dict.fromkeys(refused))  # noqa: S704 the reader escapes all text and drops all markup


@lru_cache(maxsize=512)
def page_html(text: str) -> Markup:
    """Markdown of ours (the page of a diagnostic) as HTML, its headings kept."""
    return Markup(_own_reader().render(text))  # noqa: S704 as above


@cache
def _own_reader() -> MarkdownIt:
    return _reader(_is_outside)


def _reader(allowed: Callable[[str], bool]) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable("table")
    reader.validateLink = allowed  # type: ignore[method-assign,assignment]
    return reader


def _is_outside(url: str) -> bool:
    """http, https with a host, or mailto; not `//host`, `blob:`, `ms-word:` and the like."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in OUTSIDE and bool(parts.netloc or (parts.scheme == "mailto" and parts.path))


def in_site(url: str, folder: str, known: Collection[str]) -> bool:
    """Whether a relative address leads to a page that the site has."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or parts.query or url.startswith(("/", "\\")):
        return False
    return not parts.path or normpath(join(folder, unquote(parts.path))) in known


def _tame(tokens: Sequence[Token], refused: list[str]) -> None:
    """Headings become paragraphs (the page has its own outline), images their words, links say that they leave nothing behind."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
            token.attrSet("class", "note-title") if token.nesting > 0 else None
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noopener noreferrer nofollow")
            elif child.type == "image":
                refused.append(str(child.attrGet("src") or ""))
                _to_text(child)


def _to_text(token: Token) -> None:
    token.type, token.tag, token.nesting = "text", "", 0
    token.content = f"[image : {token.content}]" if token.content else "[image]"
    token.children = None
