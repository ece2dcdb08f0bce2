"""HTML cut into tags and text in one pass, whatever a stranger wrote.

The standard library's parser looks through the rest of a message again at every tag that is never closed: a small message
can hold a hundred thousand of those. Here every sign is looked at a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,39})")
_TO_THE_END = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z-]{0,29})\s{0,9}=\s{0,9}("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_RAW = {name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style")}
LONGEST_TAG = 20_000
"""Characters of a tag in which attributes are looked for."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: the name of its element in small letters, whether it closes one, and what stands between its brackets."""

    name: str
    closes: bool
    inside: str


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as written, '' without one."""
    for found in _ATTRIBUTE.finditer(tag.inside[:LONGEST_TAG]):
        if found[1].lower() == name:
            return found[2].strip("\"'")
    return ""


def pieces_of(html: str) -> Iterator[str | Tag]:
    """The texts and tags of a message in their order; comments, declarations and the content of scripts and styles are left out.

    A bracket that opens no tag is text. Once a quotation mark inside a tag is found to have no partner, these marks count
    no more, and tags end at the next bracket.
    """
    place, quotes, comments = 0, True, True
    while place < len(html):
        start = html.find("<", place)
        if start < 0:
            yield html[place:]
            return
        if start > place:
            yield html[place:start]
        if comments and html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            if end >= 0:
                place = end + 3
                continue
            comments = False
        name = _NAME.match(html, start + 1)
        if name is None and html[start + 1 : start + 2] not in ("!", "?", "/"):
            yield "<"
            place = start + 1
            continue
        found = _TO_THE_END.match(html, start + 1) if quotes and name else None
        quotes = quotes and (found is not None or name is None)
        end = found.end() if found else html.find(">", start) + 1
        if not end:
            yield html[start:]
            return
        place = end
        if name is not None:
            tag = Tag(name[1].lower(), html[start + 1] == "/", html[start + 1 : end - 1])
            yield tag
            if tag.name in _RAW and not tag.closes:
                close = _RAW[tag.name].search(html, place)
                place = close.start() if close else len(html)
