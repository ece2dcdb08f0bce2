"""From the bytes of a file to its text: strict UTF-8, no hidden characters, no remains of git."""

from __future__ import annotations

import re

from dossier.ground.catalogue import found
from dossier.ground.diagnostics import Checked, Diagnostic
from dossier.ground.spans import Span
from dossier.ground.stand_ins import stand_in

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes: a file of entries above this is refused; a year of a busy case is under 200 kB."""

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.MULTILINE)


def decode(data: bytes, file: str, limit: int = LARGEST_TEXT) -> Checked[str]:
    """The text of a file with LF line ends, or the first reason why it is none (DC102–DC104, DC106, DC107)."""
    if len(data) > limit:
        size = f"{limit // 1024} kio" if limit < 1024 * 1024 else f"{limit // (1024 * 1024)} Mio"
        return _no(found("DC102", f"ce fichier dépasse {size}", Span(file)))
    if instead := stand_in(data):
        return _no(found("DC107", instead.reason, Span(file, 1, 1), hints=(instead.cure,)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _no(found("DC103", _encoding(data, error.start), _place(data[: error.start].decode("utf-8", "replace"), file)))
    text = text.removeprefix("\ufeff")
    if hidden := _HIDDEN.search(text):
        name = "fin de ligne isolée (CR)" if hidden[0] == "\r" else f"caractère caché U+{ord(hidden[0]):04X}"
        return _no(found("DC104", f"{name} dans le texte", _place(text[: hidden.start()], file)))
    text = text.replace("\r\n", "\n")
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (mark := _CONFLICT.search(text)):
        return _no(found("DC106", "conflit de fusion git non résolu", _place(text[: mark.start()], file)))
    return Checked(text)


def _no(diagnostic: Diagnostic) -> Checked[str]:
    return Checked(None, (diagnostic,))


def _encoding(data: bytes, start: int) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "ce fichier est en UTF-16, et non en UTF-8"
    return f"l’octet 0x{data[start]:02X} n’est pas de l’UTF-8"


def _place(before: str, file: str) -> Span:
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Span(file, line, column, line, column + 1)
