"""The words of a Rich Text body: its compressed form undone, its commands left out, HTML that it wraps read as HTML."""

from __future__ import annotations

import re

from dossier.pdf.headers import characters
from dossier.pdf.markup import text_of_markup

MOST_RTF = 8_000_000
"""Bytes of RTF that are read."""
_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the window of the compressed form begins with ([MS-OXRTFCP] 2.1.3.1)."""
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)  # fmt: skip
_UNSEEN = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"listtable", b"listoverridetable",
     b"rsidtbl", b"generator", b"xmlnstbl", b"themedata", b"datastore", b"fldinst", b"filetbl", b"revtbl"}
)  # fmt: skip
"""Groups that hold no words of the text."""
_SIGNS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "   ", b"row": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"page": "\n", b"sect": "\n",
}  # fmt: skip


def stored_rtf(data: bytes) -> bytes:
    """RTF from the form in which Outlook stores it; what is none of its two forms is taken as RTF itself.

    A wrong size or an end that comes too soon gives what can be read.
    """
    if len(data) < 16:
        return data
    kind = data[8:12]
    size = min(int.from_bytes(data[4:8], "little"), MOST_RTF)
    if kind == b"MELA":
        return data[16 : 16 + size]
    if kind != b"LZFu":
        return data[:MOST_RTF]
    window = bytearray(4096)
    window[: len(_KNOWN)] = _KNOWN
    at, place, out = len(_KNOWN), 16, bytearray()
    while place < len(data) and len(out) < size:
        flags = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data) or len(out) >= size:
                break
            if not flags >> bit & 1:
                window[at] = data[place]
                out.append(data[place])
                at, place = (at + 1) % 4096, place + 1
                continue
            pair = int.from_bytes(data[place : place + 2], "big")
            place += 2
            start, length = pair >> 4, (pair & 15) + 2
            if start == at:
                return bytes(out)
            for step in range(length):
                byte = window[(start + step) % 4096]
                window[at] = byte
                out.append(byte)
                at = (at + 1) % 4096
    return bytes(out)


def text_of_rtf(data: bytes) -> tuple[str, int]:
    """The words of an RTF text, and the number of remote images when it wraps HTML."""
    wraps = b"\\fromhtml1" in data[:2000]
    text = _words(data[:MOST_RTF], wraps)
    return text_of_markup(text) if wraps else (text, 0)


class _State:
    """What a group inherits from the one around it: whether its words count, how its bytes read, how many stand in for a sign."""

    __slots__ = ("skip", "stand_ins", "tag", "wrapped")

    def __init__(self, skip: bool = False, stand_ins: int = 1, wrapped: bool = False, tag: bool = False) -> None:
        self.skip, self.stand_ins, self.wrapped, self.tag = skip, stand_ins, wrapped, tag

    def copy(self) -> _State:
        return _State(self.skip, self.stand_ins, self.wrapped, self.tag)


def _words(data: bytes, wraps: bool) -> str:
    """The text; of HTML in RTF its tags (groups `htmltag`) and the words outside `htmlrtf`, which are for RTF readers only."""
    out: list[str] = []
    raw = bytearray()
    charset = "cp1252"
    stack = [_State()]
    left = 0  # bytes that stand in for a character given by its number

    def flush() -> None:
        if raw:
            out.append(characters(bytes(raw), charset))
            raw.clear()

    for token in _TOKEN.finditer(data):
        word, value, octet, sign, brace, run = token.groups()
        state = stack[-1]
        if brace == b"{":
            if len(stack) < 500:
                stack.append(state.copy())
            continue
        if brace == b"}":
            if len(stack) > 1:
                stack.pop()
            left = 0
            continue
        if sign == b"*":
            state.skip = not (wraps and data[token.end() : token.end() + 8] == b"\\htmltag")
            continue
        if word in _UNSEEN:
            state.skip = True
        elif word == b"htmltag":
            state.skip, state.tag = not wraps, True
        elif word == b"htmlrtf":
            state.wrapped = value != b"0"
        elif word == b"ansicpg" and value:
            charset = f"cp{int(value)}"
        elif word == b"uc" and value:
            state.stand_ins = max(0, min(int(value), 10))
        hidden = state.skip or state.wrapped
        if word == b"u" and value and not hidden:
            flush()
            code = int(value) % 65536
            out.append(chr(code))  # one beyond 65,535 comes as two halves, joined below
            left = state.stand_ins
        elif hidden:
            continue
        elif octet:
            left, skipped = max(0, left - 1), left
            if not skipped:
                raw.append(int(octet, 16))
        elif run:
            raw.extend(run[left:])
            left = max(0, left - len(run))
        elif word in _SIGNS:
            flush()
            out.append(_SIGNS[word])
        elif sign:
            flush()
            out.append(
                {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n"}.get(sign, characters(sign, "latin-1"))
            )
    flush()
    return "".join(out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
