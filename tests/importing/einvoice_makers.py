"""Electronic invoices written, and read back, by the factur-x library: neither our maker nor our reader has a hand in them."""

from __future__ import annotations

import copy
import logging
import sys
from datetime import date
from pathlib import Path
from typing import Any

import facturx

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

from makers_pdf import plain_pdf

logging.getLogger("factur-x").setLevel(logging.CRITICAL)  # the library tells all that it does

DATA: dict[str, Any] = {
    "BT-1": "F-2026-014", "BT-2": date(2026, 1, 15), "BT-3": "380", "BT-5": "EUR", "BT-8": "invoice", "BT-9": date(2026, 2, 14), "BT-13": "BC-77",
    "BT-20": "30 jours", "BT-81": "30", "BT-84": "FR7630006000011234567890189", "BT-83": "F-2026-014",
    "BT-106": "4000.00", "BT-109": "4000.00", "BT-110": "690.00", "BT-112": "4690.00", "BT-115": "4690.00",
    "BG-4": {
        "name": "ATELIER LENOIR", "legal_identifier": "987654324", "legal_identifier_schemeid": "0002", "vat_identifier": "FR14987654324",
        "addr_l1": "4 quai Perrache", "postcode": "69002", "city": "Lyon", "country_code": "FR",
    },
    "BG-7": {
        "name": "SUD BÉTON SARL", "legal_identifier": "123456782", "legal_identifier_schemeid": "0002", "vat_identifier": "FR11123456782",
        "addr_l1": "12 rue Paradis", "addr_l2": "Bâtiment B", "postcode": "13001", "city": "Marseille", "country_code": "FR",
    },
    "BG-23": [
        {"BT-116": "3000.00", "BT-117": "600.00", "BT-118": "S", "BT-119": "20.00"},
        {"BT-116": "1000.00", "BT-117": "90.00", "BT-118": "S", "BT-119": "9.00"},
    ],
    "BG-25": [
        {"BT-126": "1", "BT-129": "3", "BT-130": "C62", "BT-131": "3000.00", "BT-146": "1000.00", "BT-151": "S", "BT-152": "20.00",
         "BT-153": "Menuiserie n° 1"},
        {"BT-126": "2", "BT-129": "1", "BT-130": "C62", "BT-131": "1000.00", "BT-146": "1000.00", "BT-151": "S", "BT-152": "9.00",
         "BT-153": "Pose"},
    ],
}  # fmt: skip
"""An invoice by the terms of EN 16931, with two rates of VAT."""


def data(**changes: Any) -> dict[str, Any]:
    """The invoice with some terms changed (`BT_9=None` leaves one out)."""
    made = copy.deepcopy(DATA)
    for name, value in changes.items():
        term = name.replace("_", "-")
        if value is None:
            made.pop(term, None)
        elif isinstance(value, dict):
            made[term] = {**made.get(term, {}), **value}
        else:
            made[term] = value
    return made


def cii(level: str = "en16931", **changes: Any) -> bytes:
    """The invoice as CII of a profile that the library writes."""
    made: bytes = facturx.generate_cii_xml(data(**changes), level=level, check_xsd=False, check_schematron=False)
    return made


def ubl(level: str = "en16931", **changes: Any) -> bytes:
    """The invoice as UBL; a credit note when its type is one."""
    made: bytes = facturx.generate_ubl_xml(data(**changes), level=level, check_xsd=False, check_schematron=False)
    return made


def pdf(level: str = "en16931", **changes: Any) -> bytes:
    """A Factur-X: a page with the invoice inside."""
    made: bytes = facturx.generate_from_binary(
        plain_pdf("Facture F-2026-014"),
        cii(level, **changes),
        level=level,
        check_xsd=False,
        check_schematron=False,
        flavor="factur-x",
    )
    return made


def oracle(content: bytes) -> dict[str, Any]:
    """What the library reads of an XML invoice, or of the one in a PDF: the terms of EN 16931 by their numbers."""
    xml = facturx.get_xml_from_pdf(content, check_xsd=False)[1] if content.startswith(b"%PDF") else content
    found: dict[str, Any] = facturx.parse_ubl_cii_xml(xml, check_xsd=False, check_schematron=False)
    return found
