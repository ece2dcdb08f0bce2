"""An independent look at a PDF that we made: nothing in it may act, fetch or hide a file.

Shares no code with the cleaning in `clean.py`, so that a slip there is seen here.
"""

from __future__ import annotations

import re
from typing import Any

ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute",
     "/Sound", "/Movie", "/Thread", "/Hide", "/SetOCGState", "/Named", "/GoTo3DView", "/Trans"}
)  # fmt: skip
KEYS = frozenset({"/OpenAction", "/XFA", "/EmbeddedFiles", "/JavaScript", "/RichMediaContent", "/AcroForm", "/Collection"})
HOLDERS = frozenset({"/RichMedia", "/Screen", "/3D", "/Movie", "/Sound", "/FileAttachment", "/Widget"})
_TELLING = KEYS | {"/S", "/JS", "/AA", "/EF"}
_SAFE_ADDRESSES = ("http://", "https://", "mailto:")
_IN_STREAMS = frozenset({"/PS", "/F", "/Ref", "/EmbeddedFile"})
_NAMES = ACTIONS | KEYS | HOLDERS | _IN_STREAMS | {"/JS", "/AA", "/EF", "/URI"}
_MENTION = re.compile(rb"(?:%s)(?![^\s/\[\]()<>{}%%])" % b"|".join(re.escape(name.encode()) for name in sorted(_NAMES)))
"""A name that `forbidden` looks for, anywhere in an object as written: only such an object is worth a walk."""


def forbidden(pdf: Any) -> tuple[str, ...]:
    """The names of what an opened PDF must not hold, sorted; () for a clean one. Walks every object of the file."""
    import pikepdf

    found: set[str] = set()
    for thing in pdf.objects:
        if not _MENTION.search(_as_written(thing)):
            continue
        waiting = [thing]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Stream):
                found |= _in_stream(item)
            if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
                found |= _in_dictionary(item)
                waiting += _direct(value for _, value in item.items())
            elif isinstance(item, pikepdf.Array):
                waiting += _direct(item)
    return tuple(sorted(found))


def _as_written(thing: Any) -> bytes:
    """An object as qpdf writes it, a stream without its data: a name has one spelling only, whatever escapes the file used."""
    try:
        written: bytes = thing.unparse(resolved=True)
        # A stream writes itself as a reference.
        return thing.stream_dict.unparse() if written.endswith(b" R") else written
    except AttributeError:
        return b""  # a number, a truth value, nothing


def _direct(values: Any) -> list[Any]:
    """The containers among values that are written in place; the others are objects of the file and met by themselves."""
    import pikepdf

    return [v for v in values if isinstance(v, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and not v.is_indirect]


def _in_dictionary(item: Any) -> set[str]:
    import pikepdf

    names = item.keys()
    if names.isdisjoint(_TELLING) and ("/Subtype" not in names or "/Rect" not in names):
        return set()
    found = set()
    action = item.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
        found.add(str(action))
    if isinstance(action, pikepdf.Name) and str(action) == "/URI":
        address = str(item.get("/URI", "")).lower()
        if not address.startswith(_SAFE_ADDRESSES):
            found.add("/URI")
    for key in KEYS:
        if key in item and _acts(key, item[key]):
            found.add(key)
    if "/JS" in item and isinstance(item["/JS"], pikepdf.String | pikepdf.Stream) and "/S" in item:
        found.add("/JS")
    if "/AA" in item and _is_trigger(item["/AA"]):
        found.add("/AA")
    if "/EF" in item and isinstance(item["/EF"], pikepdf.Dictionary) and ("/F" in item or "/UF" in item):
        found.add("/EF")
    kind = item.get("/Subtype")
    if isinstance(kind, pikepdf.Name) and str(kind) in HOLDERS and "/Rect" in item:
        found.add(str(kind))
    return found


def _acts(key: str, value: Any) -> bool:
    """Whether a forbidden key is meant: a resource may bear any name, but then it is a font, an image or a state."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        return key in ("/XFA", "/JavaScript")
    if isinstance(value, pikepdf.Dictionary):
        return value.get("/Type") not in ("/Font", "/ExtGState", "/Pattern", "/XObject", "/OCG", "/OCMD")
    return isinstance(value, pikepdf.Array)


def _is_trigger(value: Any) -> bool:
    """Whether a value under /AA maps events to actions; a font of that name in a resource list does not."""
    import pikepdf

    if not isinstance(value, pikepdf.Dictionary):
        return False
    return any(isinstance(inner, pikepdf.Dictionary) and "/S" in inner for _, inner in value.items())


def _in_stream(item: Any) -> set[str]:
    """Streams whose data lies in another file, that are drawn from one, or that are no data but a program."""
    found = set()
    if str(item.get("/Subtype", "")) == "/PS":
        found.add("/PS")
    if "/F" in item:
        found.add("/F")
    if "/Ref" in item and str(item.get("/Subtype", "")) == "/Form":
        found.add("/Ref")
    if str(item.get("/Type", "")) == "/EmbeddedFile":
        found.add("/EmbeddedFile")
    return found
