"""Which converter makes a PDF of which format. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.importing import heic, ocr, office
from dossier.importing.converter import Converter
from dossier.pdf.signature import OFFICE, PICTURES

CONVERTERS: Mapping[str, Converter] = {
    "heic": heic,
    **dict.fromkeys(OFFICE, office),
    "pdf": ocr,
    **dict.fromkeys(PICTURES, ocr),
}
"""By the form of `pdf.signature`."""

SHOWN_WITHOUT = frozenset({"pdf", *PICTURES})
"""Forms that have pages without a conversion: they are only converted when they are named, to get a layer of text."""
