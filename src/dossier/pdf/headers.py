"""The headers of an e-mail as plain text: decoded, on one line, without anything that a terminal or a page would obey."""

from __future__ import annotations

import re
from binascii import a2b_base64, a2b_qp
from codecs import lookup
from collections.abc import Iterable
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

TROUBLE = (MessageError, HeaderParseError, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on hostile mail, beside what it promises."""

_ENCODED = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")


def plain(text: str) -> str:
    """A text on one line, without control, direction or private characters: what may be shown of a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def header(message: Message, name: str) -> str:
    """The first header of a name, decoded, on one line of at most 1,000 characters."""
    return "".join(plain(decoded(value))[:1000] for value in all_headers(message, name)[:1])


def all_headers(message: Message, name: str) -> list[str]:
    """All headers of a name as they came, bytes beyond ASCII as surrogates."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name]


def decoded(value: str) -> str:
    """The words of a header: encoded ones (RFC 2047) decoded, raw bytes read as UTF-8 or Windows-1252.

    A character may be split between two encoded words of one charset, so their bytes are joined before they are decoded.
    """
    text = characters(value.encode("utf-8", "surrogateescape"), "")
    out: list[str] = []
    held, charset, place = b"", "", 0
    for word in _ENCODED.finditer(text):
        between = text[place : word.start()]
        if between.strip() or word[1].lower() != charset:
            out.append(characters(held, charset) if held else "")
            held = b""
            out.append(between if between.strip() or not place else "")
        held, charset, place = held + _word(word[2], word[3]), word[1].lower(), word.end()
    return "".join([*out, characters(held, charset) if held else "", text[place:]])


def _word(way: str, data: str) -> bytes:
    """The bytes of one encoded word; what is no base64 stays as it is."""
    raw = data.encode("utf-8", "replace")
    try:
        return a2b_base64(raw) if way.lower() == "b" else a2b_qp(raw, header=True)
    except ValueError:
        return raw


def characters(data: bytes, charset: str) -> str:
    """Bytes as text by their charset; an unknown or wrong one gives way to UTF-8, then to Windows-1252."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            return text_in(data, name) if name else data.decode("ascii")
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})
"""Codecs of Python that no message is written in; some take hours for a long text."""


def text_in(data: bytes, charset: str) -> str:
    """Bytes decoded by the charset that a message names; raises LookupError for what is none, ValueError for bytes not in it."""
    if lookup(charset).name.replace("_", "-") in _NO_CHARSETS:
        raise LookupError(charset)
    return data.decode(charset)


def people(message: Message, name: str) -> str:
    """The persons of a header: « Name <address> », the address always shown; the header as it stands when it cannot be read."""
    values = [plain(decoded(value))[:5000] for value in all_headers(message, name)[:1]]
    try:
        found = [(plain(person), plain(address)) for person, address in getaddresses(values)]
    except TROUBLE:
        found = []
    shown = [f"{person} <{address}>" if person and person != address else address for person, address in found if address]
    return ", ".join(shown) or ", ".join(values)


_ADDRESS = re.compile(r"[^\s<>,;:\"'()\[\]]{1,64}@[^\s<>,;:\"'()\[\]@]{1,190}")


def addresses(message: Message, name: str) -> tuple[str, ...]:
    """The addresses of a header in small letters, each once; none that only stands in somebody's name, where anybody may write any.

    The header is taken apart as it came: what an encoded word holds is never more than a name (RFC 2047, 5).
    """
    try:
        found = getaddresses([value[:20_000] for value in all_headers(message, name)[:1]])
    except TROUBLE:
        return ()
    return only_addresses(address for _, address in found)


def only_addresses(written: Iterable[str]) -> tuple[str, ...]:
    """Those that are addresses, in small letters, each once."""
    return tuple(dict.fromkeys(address.strip().lower() for address in written if _ADDRESS.fullmatch(address.strip())))


def day_of(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (*TROUBLE, OverflowError):
        return None
    return found if 1990 <= found.year <= 2199 else None
