"""The record of a conversion as `import --convert` writes it beside the PDF that it made."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.ground.spans import NOWHERE, Span
from dossier.model.entry import Entry, key

RECORD = ".conversion.yaml"
"""What the name of a record adds to that of the original."""
RESULTS = (".pdf", ".ocr.pdf")
"""What the name of a result adds to that of the original: a conversion to PDF, or a layer of text under the same pages."""


class ConversionRow(Entry):
    """What was converted into what, and by which program."""

    sha256: str = key("sha256", "SHA-256 de l’original", "64 chiffres hexadécimaux.", pattern=r"^[0-9a-f]{64}$")
    result: str = key("resultat", "Résultat", "Nom du PDF, à côté de l’original.", min_length=1)
    result_sha256: str = key("sha256_resultat", "SHA-256 du résultat", "64 chiffres hexadécimaux.", pattern=r"^[0-9a-f]{64}$")
    tool: str = key("outil", "Outil", "Programme qui a converti.", min_length=1)
    version: str = key("version", "Version", "Sa version.", default="")


@dataclass(frozen=True, slots=True)
class Conversion:
    """A file of `pieces/` that a program made pages of. Paths are from the case's folder; digests are those of that day."""

    original: str
    sha256: str
    result: str
    result_sha256: str
    tool: str
    version: str
    record: str
    span: Span = NOWHERE
