"""Markdown of letter bodies: text, emphasis, lists; no HTML, no image, and links to nowhere but the web and e-mail."""

from __future__ import annotations

import re
import string
from functools import cache
from typing import Any

from markupsafe import Markup

_SPECIAL = re.compile(f"([{re.escape(string.punctuation)}])")
_SPACES = re.compile("[ \t\r\n]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f]")
_SCHEMES = ("https://", "mailto:")


def as_plain_markdown(text: str) -> str:
    """A text that Markdown will print as it is: on one line, every sign that could be markup escaped.

    Private-use characters go, since blocks are marked with them (see `block`).
    """
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", _PRIVATE.sub("", text)))


def block(name: str) -> Markup:
    """A mark that stands for a block of HTML; alone in its paragraph, `to_html` puts the block in its place."""
    return Markup("\ue000{}\ue001").format(name)


def to_html(text: str, blocks: dict[str, str]) -> str:
    """Render a letter's body; *blocks* are put where `block(name)` stands alone, at the end when it stands nowhere."""
    html = str(_parser().render(text))
    for name, content in blocks.items():
        mark = f"<p>{block(name)}</p>"
        html = html.replace(mark, content, 1) if mark in html else f"{html}{content}"
    return _PRIVATE.sub("", html)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    # Typographer and linkify stay off: both are quadratic on long input, and typography is ours.
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "breaks": False})
    parser.disable(["image", "html_block", "html_inline", "autolink", "code", "fence"])
    # markdown-it looks for this method by its name.
    parser.validateLink = lambda url: url.lower().startswith(_SCHEMES)  # type: ignore[method-assign]
    return parser
