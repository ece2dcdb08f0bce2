"""What a file is, by its first bytes; its name only decides between formats that have no signature."""

from __future__ import annotations

import re

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
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
)
KIND_FR = {
    "tiff": "TIFF", "gif": "GIF", "bmp": "BMP", "zip": "ZIP", "docx": "Word (DOCX)", "xlsx": "Excel (XLSX)", "odt": "OpenDocument",
    "ole": "Office ancien ou Outlook (MSG)", "msg": "Outlook (MSG)", "audio": "sonore", "video": "vidéo", "heic": "HEIC",
    "webp": "WebP", "gzip": "gzip", "archive": "d’archive", "rtf": "RTF", "postscript": "PostScript", "xml": "XML",
    "html": "HTML", "svg": "SVG",
}  # fmt: skip
_BY_NAME = {"docx": "docx", "xlsx": "xlsx", "odt": "odt", "msg": "msg"}
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
            return _BY_NAME.get(ending, kind) if kind in ("zip", "ole") else kind
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"hevc") else "video"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "audio"}.get(head[8:12], "video")
    if b"%PDF-" in head:
        return "pdf"
    return _of_text(data, head, ending)


def _of_text(data: bytes, head: bytes, ending: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        lower = start[:200].lower()
        if ending != "txt" and (b"<svg" in lower):
            return "svg"
        if ending != "txt" and (lower.startswith((b"<!doctype html", b"<html"))):
            return "html"
        if lower.startswith(b"<?xml"):
            return "xml"
    if ending == "eml" or (_HEADER.match(start) and len(_MAIL_HEADER.findall(data[:16384])) >= 2 and ending != "txt"):
        return "eml"
    if b"\x00" in data[:65536] or ending not in ("txt", "text", "log", "csv", "md"):
        return "unknown"
    return "text"
