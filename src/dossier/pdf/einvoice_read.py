"""The electronic invoice in a file, whichever way it is carried: an XML file, or one inside a PDF (Factur-X, ZUGFeRD, XRechnung)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dossier.ground.jobs import Result
from dossier.pdf.assembly import open_pdf
from dossier.pdf.carried import invoice_names
from dossier.pdf.einvoice import EInvoice, Node, Side
from dossier.pdf.einvoice_cii import read_cii
from dossier.pdf.einvoice_ubl import read_ubl
from dossier.pdf.limits import MAX_XML, MEGABYTE
from dossier.pdf.xml_tree import UnfitXml, read_xml

SYNTAXES: Mapping[str, Callable[[Node], EInvoice]] = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": read_ubl,
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": read_ubl,
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": read_cii,
}
"""The root element of each syntax that is read."""
_TOTALS = {
    "Total HT": "net", "TVA": "vat", "Total TTC": "gross", "Déjà payé": "prepaid", "Arrondi": "rounding", "Net à payer": "payable",
}  # fmt: skip


class NoInvoice(Exception):
    """A file that holds no electronic invoice."""


def read_einvoice(data: bytes) -> EInvoice:
    """The invoice of an XML file; raises `UnfitXml` for XML that is not read, `NoInvoice` for XML that is something else."""
    root = read_xml(data)
    reader = SYNTAXES.get(str(root.tag))
    if reader is None:
        raise NoInvoice
    return reader(Node(root))


def inside_pdf(data: bytes) -> tuple[bytes, ...]:
    """The XML invoices that a PDF carries, each content once; raises `NoInvoice` for a PDF without, or one that does not open."""
    import pikepdf

    try:
        with open_pdf(data) as source:
            found = []
            for name in invoice_names(source):
                file = source.attachments[name].get_file()
                if file.size > MAX_XML:
                    raise UnfitXml(f"le fichier XML dépasse {MAX_XML // MEGABYTE} Mo")
                found.append(bytes(file.read_bytes()))
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise NoInvoice from None
    if not found:
        raise NoInvoice
    return tuple(dict.fromkeys(found))


def read_job(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task of a worker: what the invoice in `file` says, as JSON.

    Facts: `invoice` as `_facts` makes it, absent when the file holds none; `unfit`, why one that is there cannot be read; `copies`,
    how many different invoices a PDF carries.
    """
    data = inputs["file"]
    try:
        held = inside_pdf(data) if options["form"] == "pdf" else (data,)
        return Result(facts={"invoice": _facts(read_einvoice(held[0])), "copies": len(held)})
    except NoInvoice:
        return Result()
    except UnfitXml as error:
        return Result(facts={"unfit": str(error)})


def _facts(found: EInvoice) -> dict[str, Any]:
    """What an entry is made of; amounts and days stay the texts that the file writes, '' for what it does not say."""
    totals = dict(found.totals)
    facts = dict(found.facts)
    return {
        "syntax": found.syntax, "profile": facts.get("Profil", ""), "kind": found.kind, "credit": found.credit,
        "number": found.number, "issued": found.issued, "dues": list(found.dues), "currency": found.currency,
        "origins": list(found.origins), "order": facts.get("Commande", ""), "delivered": facts.get("Livraison", ""),
        "seller": _party(found.seller), "buyer": _party(found.buyer), "payee": _party(found.payee) if found.payee else None,
        "totals": {key: totals.get(name, "") for name, key in _TOTALS.items()},
        "names": [line.name for line in found.lines[:2] if line.name], "lines": len(found.lines),
        "attached": [item.name for item in found.attached],
    }  # fmt: skip


def _party(side: Side) -> dict[str, Any]:
    place = side.place
    return {
        "name": side.name, "codes": [list(code) for code in side.codes], "email": side.email, "street": place.street,
        "extra": place.extra, "postcode": place.postcode, "town": place.town, "country": place.country,
    }  # fmt: skip
