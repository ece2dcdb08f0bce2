"""What a file is, by its first bytes; its name only decides between formats that have no signature."""

from __future__ import annotations

import re

from dossier.pdf.characters import encoding_of

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"fLaC", "audio"),
    (b"#!AMR", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
)
PICTURES = ("jpeg", "png", "tiff", "gif", "bmp", "webp")
"""Forms of pictures that are shown as they are."""
OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf")
"""Forms that a word processor or a spreadsheet writes: shown once converted."""
KIND_FR = {
    "tiff": "TIFF", "gif": "GIF", "bmp": "BMP", "zip": "ZIP", "docx": "Word (DOCX)", "xlsx": "Excel (XLSX)", "pptx": "PowerPoint (PPTX)",
    "odt": "OpenDocument (ODT)", "ods": "OpenDocument (ODS)", "odp": "OpenDocument (ODP)", "doc": "Word (DOC)", "xls": "Excel (XLS)",
    "ppt": "PowerPoint (PPT)", "ole": "Office ancien", "msg": "Outlook (MSG)", "audio": "sonore", "video": "vidéo", "heic": "HEIC",
    "avif": "AVIF", "webp": "WebP", "gzip": "gzip", "archive": "d’archive", "rtf": "RTF", "postscript": "PostScript", "xml": "XML",
    "html": "HTML", "svg": "SVG",
}  # fmt: skip
_BMP_HEADS = frozenset({12, 40, 52, 56, 64, 108, 124})
"""Lengths of the second head of a bitmap."""
_IN_ZIP = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_IN_OLE = frozenset({"doc", "xls", "ppt"})
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a DOCX or XLSX under a password holds, inside a compound file."""
_TEXTS = ("txt", "text", "log", "csv", "md")
_BRANDS = {
    b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"heim": "heic", b"hevc": "heic", b"avif": "avif", b"avis": "avif",
    b"M4A ": "audio", b"M4B ": "audio",
}  # fmt: skip
"""What the files of the MPEG 4 family say that they are; all others are films."""
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*\r?\n")
_MAIL_HEADER = re.compile(rb"^(from|date|subject|received|message-id|mime-version|return-path|delivered-to):", re.I | re.M)


def signature(data: bytes, name: str) -> str:
    """The format of a file: pdf, jpeg, png, eml, text, or another word of `KIND_FR`; 'unknown' when nothing fits.

    A PDF may have up to 1,024 bytes before its header, as readers allow.
    """
    head = data[:1024]
    ending = name.rpartition(".")[2].lower()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _inside(kind, data, ending)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video")
    if head[4:8] in (b"moov", b"mdat", b"wide") and ending in ("mov", "mp4", "qt"):
        return "video"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "audio"}.get(head[8:12], "video")
    if head[:1] == b"\xff" and head[1:2] >= b"\xe0" and ending in ("mp3", "mp2", "aac"):
        return "audio"
    if b"%PDF-" in head:
        return "pdf"
    return _of_text(data, head, ending)


def _inside(kind: str, data: bytes, ending: str) -> str:
    """The form of a container: of a ZIP by its name, of a compound file by what it holds; two letters alone make no picture."""
    if kind == "zip":
        return ending if ending in _IN_ZIP else kind
    if kind == "ole":
        if _LOCKED in data:
            return "locked"
        return "msg" if _OUTLOOK in data or ending == "msg" else ending if ending in _IN_OLE else kind
    if kind == "bmp" and int.from_bytes(data[14:18], "little") not in _BMP_HEADS:
        return _of_text(data, data[:1024], ending)
    return "video" if kind == "audio" and ending == "ogv" else kind


def _of_text(data: bytes, head: bytes, ending: str) -> str:
    if encoding_of(head) not in ("", "utf-8"):
        return "text" if ending in _TEXTS else "xml" if ending == "xml" else "unknown"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        lower = start[:200].lower()
        if ending != "txt" and (b"<svg" in lower):
            return "svg"
        if ending != "txt" and (lower.startswith((b"<!doctype html", b"<html"))):
            return "html"
        if lower.startswith(b"<?xml") or ending == "xml":
            return "xml"
    if ending == "eml" or (_HEADER.match(start) and len(_MAIL_HEADER.findall(data[:16384])) >= 2 and ending != "txt"):
        return "eml"
    if b"\x00" in data[:65536] or ending not in _TEXTS:
        return "unknown"
    return "text"
