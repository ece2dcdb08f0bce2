"""XML of a stranger as a tree, without anything that XML can do beside that: no document type, no entity, no file, no address."""

from __future__ import annotations

import re
from typing import Any

from dossier.pdf.characters import encoding_of
from dossier.pdf.limits import MAX_XML, MEGABYTE

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_CHARSETS = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252", "utf-16"}
)
"""Encodings that an invoice is written in; others are ways to hide what the text says."""
_FORBIDDEN = re.compile(r"<!\s*(doctype|entity|element|attlist|notation)", re.I)


class UnfitXml(Exception):
    """XML that is not read, with the reason in French."""


def read_xml(data: bytes) -> Any:
    """The root element; raises `UnfitXml` for what is too large, declares a document type, or is not well formed."""
    from lxml import etree

    if len(data) > MAX_XML:
        raise UnfitXml(f"le fichier XML dépasse {MAX_XML // MEGABYTE} Mo")
    text = _DECLARATION.sub("", _text(data).removeprefix("\ufeff"), count=1)
    if _FORBIDDEN.search(text):
        raise UnfitXml("le XML déclare un type de document ou des entités, qui ne sont pas lus")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnfitXml("le XML est mal formé ou incomplet") from None


def _text(data: bytes) -> str:
    """The characters, by the mark at the beginning, else by what the declaration says, else UTF-8."""
    name = encoding_of(data[:200])
    if not name:
        found = _DECLARED.match(data[:400])
        name = found[1].decode("ascii").lower() if found else "utf-8"
        if name not in _CHARSETS:
            raise UnfitXml("l’encodage du XML n’est pas admis")
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise UnfitXml("le XML n’est pas écrit dans l’encodage qu’il annonce") from None
