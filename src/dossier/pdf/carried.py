"""What the original of a PDF carries that no copy can: electronic signatures, and the invoice as data inside a Factur-X.

Read as the file says it. Nothing is verified: whether a signature holds is for a program that knows certificates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dossier.pdf.assembly import number

SIGNATURE, FACTURX = "signature", "facturx"
"""The words of `Piece.carries`."""
XML_NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})
"""Names under which an invoice as data stands in a PDF, in small letters."""
_MOST_FIELDS = 2_000
_READ_OF_XML = 65_536
_LARGEST_XML = 20_000_000
_GUIDELINE = re.compile(rb"GuidelineSpecifiedDocumentContextParameter>\s*<[^<>]{0,60}\bID(?:\s[^<>]{0,200})?>([^<>]{1,400})<")
_PROFILES = {
    "minimum": "MINIMUM", "basicwl": "BASIC WL", "basic": "BASIC", "en16931": "EN 16931", "extended": "EXTENDED",
    "comfort": "COMFORT",
}  # fmt: skip


def carried_by(source: Any) -> tuple[tuple[str, str], ...]:
    """What an open PDF carries, as (word of `Piece.carries`, French sentence); () for an ordinary one."""
    found = [(SIGNATURE, text) for text in _signatures(source)]
    return (*dict.fromkeys(found), *((FACTURX, text) for text in _invoices(source)))


def invoice_names(source: Any) -> list[str]:
    """The names of the attachments that are an invoice as data, in order."""
    if "/Names" not in source.Root:
        return []
    return sorted(str(name) for name in source.attachments if str(name).lower() in XML_NAMES)


def _signatures(source: Any) -> Iterator[str]:
    import pikepdf

    form = source.Root.get("/AcroForm")
    count = 0
    for value in _signed_fields(form) if isinstance(form, pikepdf.Dictionary) else ():
        count += 1
        stamp = str(value.get("/SubFilter", "")) == "/ETSI.RFC3161"
        what = "horodatage électronique" if stamp else "signature électronique"
        name = _line(value.get("/Name"))
        yield f"{what} au nom de « {name} », selon le fichier, non vérifiée" if name else f"{what}, non vérifiée"
    flags = number(form.get("/SigFlags", 0)) if isinstance(form, pikepdf.Dictionary) else 0
    if not count and (flags % 2 == 1 or "/Perms" in source.Root):
        yield "signature électronique, non vérifiée"


def _signed_fields(form: Any) -> Iterator[Any]:
    """The signature dictionaries of a form; fields may hang below others, which may form a ring."""
    import pikepdf

    fields = form.get("/Fields")
    waiting = list(fields)[:_MOST_FIELDS] if isinstance(fields, pikepdf.Array) else []
    seen = 0
    while waiting and seen < _MOST_FIELDS:
        field = waiting.pop(0)
        seen += 1
        if not isinstance(field, pikepdf.Dictionary):
            continue
        kids = field.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += list(kids)[:_MOST_FIELDS]
        value = field.get("/V")
        if str(field.get("/FT", "")) == "/Sig" and isinstance(value, pikepdf.Dictionary) and "/Contents" in value:
            yield value


def _invoices(source: Any) -> Iterator[str]:
    for name in invoice_names(source):
        profile = _profile(source, name)
        yield f"facture électronique {name}{f', profil {profile}' if profile else ''}"


def _profile(source: Any, name: str) -> str:
    """The profile that an invoice as data declares, '' when it names none; the file is not parsed, only looked into."""
    import pikepdf

    try:
        file = source.attachments[name].get_file()
        if file.size > _LARGEST_XML:
            return ""
        found = _GUIDELINE.search(file.read_bytes()[:_READ_OF_XML])
    except (pikepdf.PdfError, KeyError, ValueError, RuntimeError, AttributeError):
        return ""
    urn = found[1].decode("ascii", "ignore").strip().lower() if found else ""
    word = re.split(r"[:#]", urn)[-1]
    # EN 16931 itself is named by the standard alone: urn:cen.eu:en16931:2017.
    return _PROFILES.get(word, "EN 16931" if urn == "urn:cen.eu:en16931:2017" else "")


def _line(value: Any) -> str:
    """A stranger's words as one short printable line."""
    import pikepdf

    text = str(value) if isinstance(value, pikepdf.String) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:80]
