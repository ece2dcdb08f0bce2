"""Which characters the bytes of a text file are: by its mark, by its zeros, by trying."""

from __future__ import annotations

import codecs

from dossier.pdf.limits import MAX_TEXT

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
"""What a text may begin with, and the encoding it says; those of 32 bits begin as those of 16 do, so they come first."""


def encoding_of(data: bytes) -> str:
    """The encoding that the first bytes of a text say, '' when they say nothing.

    Without a mark, two bytes a character show by the zeros beside the letters of the first lines.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:200]
    if len(head) >= 8 and head[1::2].count(0) > len(head) // 3 and not head[0::2].count(0):
        return "utf-16-le"
    if len(head) >= 8 and head[0::2].count(0) > len(head) // 3 and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def decoded_text(data: bytes) -> tuple[str, list[str]]:
    """The characters of a text file, and what is to be said of its encoding."""
    name = encoding_of(data)
    remarks: list[str] = []
    try:
        text = data.decode(name or "utf-8")
    except UnicodeDecodeError:
        if name:
            text, remarks = (
                data.decode(name, "replace"),
                [f"des octets du fichier ne sont pas de l’{name.upper()} ; ils sont marqués �"],
            )
        else:
            text, remarks = data.decode("cp1252", "replace"), ["le fichier n’est pas en UTF-8 ; il est lu en Windows-1252"]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = text[: 2 * MAX_TEXT]  # more is never printed, and to look at each character takes time
    return "".join(c if c.isprintable() or c in "\n\t" else "" for c in text), remarks
