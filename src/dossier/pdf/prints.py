"""The prints of pages: numbers by which the pages of a copy are known again in the bundle, whatever was drawn on top of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

_DEPTH = 4
"""Forms inside forms that are looked into."""


def prints_of(pages: Sequence[Any], drawn: Sequence[bytes] = ()) -> tuple[int, ...]:
    """The print of each page of one file: of its packed drawing, that of its forms, and the packed length of its pictures.

    *drawn* is what we added to each page as its last stream, b'' for none; where that begins with `Q`, the first is ours too.
    Two pages with equal prints show the same, unless their pictures differ and are equally long.
    """
    seen: dict[tuple[int, int], int] = {}
    added = drawn or [b""] * len(pages)
    return tuple(_print(page, ours, seen) for page, ours in zip(pages, added, strict=True))


def _print(page: Any, drawn: bytes, seen: dict[tuple[int, int], int]) -> int:
    import pikepdf

    content = page.get("/Contents")
    streams = list(content) if isinstance(content, pikepdf.Array) else [] if content is None else [content]
    if drawn:
        streams = streams[1 if drawn.startswith(b"Q") else 0 : -1]
    found = 0
    for stream in streams:
        found = crc32(stream.read_raw_bytes(), found)
    resources = page.get("/Resources")
    return found if resources is None else found ^ _of_resources(resources, _DEPTH, seen)


def _of_resources(resources: Any, depth: int, seen: dict[tuple[int, int], int]) -> int:
    """The print of the forms and pictures in some resources; *seen* are those of objects that were met before."""
    import pikepdf

    if not depth or not isinstance(resources, pikepdf.Dictionary):
        return 0
    mark = resources.objgen
    if mark in seen:
        return seen[mark]
    found = 0
    things = resources.get("/XObject")
    if isinstance(things, pikepdf.Dictionary):
        for name, thing in sorted(things.items()):
            found = crc32(name.encode(), found) ^ _of_thing(thing, depth, seen)
    if mark[0]:
        seen[mark] = found
    return found


def _of_thing(thing: Any, depth: int, seen: dict[tuple[int, int], int]) -> int:
    import pikepdf

    if not isinstance(thing, pikepdf.Stream):
        return 0
    if thing.get("/Subtype") != "/Form":
        return crc32(str(thing.get("/Length")).encode())
    mark = thing.objgen
    if mark not in seen:
        seen[mark] = 0  # a form that names itself
        seen[mark] = crc32(thing.read_raw_bytes()) ^ _of_resources(thing.get("/Resources"), depth - 1, seen)
    return seen[mark]
