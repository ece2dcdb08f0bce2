"""An electronic invoice is laid out as it is written, and the tricks of XML end where they begin."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_makers import examined

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

import makers_xml as xml

from dossier.pdf.einvoice import Node
from dossier.pdf.einvoice_cii import read_cii
from dossier.pdf.invoice_page import _amount, _rate
from dossier.pdf.xml_tree import UnfitXml, read_xml


def page(data: bytes, name: str = "facture.xml") -> str:
    """The words of the printed pages, blanks made plain."""
    reader = pypdf.PdfReader(BytesIO(examined(data, name).files["clean"]))
    return " ".join(
        " ".join(sheet.extract_text() for sheet in reader.pages).replace("\u00a0", " ").replace("\u202f", " ").split()
    )


@pytest.mark.parametrize(("data", "syntax"), [(xml.ubl(), "UBL 2.1"), (xml.cii(), "UN/CEFACT CII")])
def test_both_syntaxes_say_the_same(data: bytes, syntax: str) -> None:
    """Parties with their identifiers, dates, lines, tax, totals, payment, notes, and that the XML alone is the invoice."""
    text = page(data)
    for part in (
        f"Facture électronique ({syntax})", "Facture F-2026-014", "ATELIER LENOIR", "SIREN : 987654324", "N° de TVA : FR00123456782",
        "SUD BÉTON", "13001 Marseille", "15/01/2026", "14/02/2026", "facture (380)", "Menuiserie n° 1", "1 000,00", "20 %",
        "4 000,00", "800,00", "4 800,00 €", "500,00 €", "4 300,00 €", "FR76 3000 6000 0112 3456 7890 189", "virement", "Pénalités : 12 % l’an",
        "dont seul le fichier XML fait foi", "SHA-256",
    ):  # fmt: skip
        assert part in text, part


def test_the_invoice_inside_a_real_factur_x_is_read_as_it_is() -> None:
    """The sample of FNFE-MPE, taken out of its PDF by another library: its number, days, lines and sums."""
    from facturx import get_facturx_xml_from_pdf

    sample = Path(__file__).parents[2] / "cases" / "2018-003-ma-jolie-boutique" / "pieces" / "FA-2017-0010.pdf"
    _, data = get_facturx_xml_from_pdf(sample.read_bytes(), check_xsd=False)
    found = read_cii(Node(read_xml(data)))
    assert (found.number, found.issued, found.due, found.currency) == ("FA-2017-0010", "2017-11-13", "2017-12-13", "EUR")
    assert (found.seller.name, found.buyer.name) == ("Au bon moulin", "Ma jolie boutique")
    totals = dict(found.totals)
    assert (totals["Total TTC"], totals["Déjà payé"], totals["Net à payer"]) == ("671.15", "201.00", "470.15")
    assert sum(Decimal(line.total) for line in found.lines) == Decimal(totals["Total HT"])
    text = page(data)
    assert "Nougat de l'Abbaye 250g" in text
    assert "470,15 €" in text


def test_the_made_invoice_is_a_valid_one() -> None:
    """By the schema of Factur-X, as its own library checks it."""
    from facturx import xml_check_xsd

    assert xml_check_xsd(xml.cii(), flavor="factur-x", level="en16931")


def test_a_credit_note_is_called_one() -> None:
    """By the root of UBL, by the code of CII."""
    assert "Avoir A-2026-002" in page(xml.ubl("CreditNote", number="A-2026-002"))
    assert "Avoir A-2026-003" in page(xml.cii("A-2026-003", "381"))


def test_markup_in_an_invoice_stays_text() -> None:
    """A name that is HTML is printed as it is written; nothing it names is asked for."""
    text = page(xml.ubl(buyer="&lt;img src=x onerror=alert(1)&gt;", note="&lt;style&gt;*{display:none}&lt;/style&gt;"))
    assert "<img src=x onerror=alert(1)>" in text
    assert "<style>*{display:none}</style>" in text


def test_nothing_is_computed_or_corrected() -> None:
    """Amounts that do not add up are shown as they are, and what is no number too."""
    text = page(xml.ubl(amount="abc", number="F &amp; 1"))
    assert "abc" in text
    assert "Facture F & 1" in text
    assert _amount("4000.0000") == "4 000,00".replace(" ", "\u202f")
    assert _amount("1.23456") == "1,23456"
    assert _amount("NaN") == "NaN"
    assert _amount("1e999") == "1e999"
    assert _rate("5.50 % (exonéré)") == "5,5\u00a0% (exonéré)"


@pytest.mark.parametrize(
    "data",
    [
        xml.entity_file(), xml.laughs(), xml.with_doctype(""), xml.with_doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;'),
        xml.laughs().decode().encode("utf-16"), xml.ubl().replace(b"UTF-8", b"UTF-7"), xml.ubl()[:-20], xml.deep(), b"<?xml version='1.0'?>",
        xml.ubl().replace(b"ATELIER", b"\xff\xfe\xfa"), xml.ubl().replace(b"<cbc:Note>", b"<cbc:Note>&undefined;"), b"\xfe\xff" * 3000,
    ],
    ids=["file", "laughs", "doctype", "parameter", "utf16", "utf7", "cut", "deep", "empty", "bytes", "entity", "marks"],
)  # fmt: skip
def test_xml_that_could_do_more_than_say_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """No document type, no entity, no odd encoding, no broken file: one problem, soon, and no connection."""
    import socket

    monkeypatch.setattr(socket, "socket", None)
    start = time.perf_counter()
    result = examined(data, "facture.xml")
    assert [problem.code for problem in result.problems] == ["DC512"]
    assert "root:" not in str(result.facts)
    assert time.perf_counter() - start < 5


def test_an_invoice_beyond_ten_megabytes_is_refused() -> None:
    """Before it is parsed."""
    with pytest.raises(UnfitXml, match="10 Mo"):
        read_xml(b"<a>" + b"x" * (10 * 1024 * 1024) + b"</a>")


def test_an_invoice_of_very_many_lines_is_cut_and_says_so() -> None:
    """The first lines are shown, DC519 says the rest; the totals stand."""
    result = examined(xml.ubl(lines=1_600), "facture.xml")
    assert [problem.code for problem in result.problems] == ["DC519"]
    assert "4 300,00" in result.facts["text"].replace("\u202f", " ")


def test_utf_16_and_latin_invoices_are_read() -> None:
    """By their mark, by their declaration."""
    assert "SUD BÉTON" in page(xml.ubl().decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    latin = xml.ubl(note="Penalites").decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert "SUD BÉTON" in page(latin)


def test_xml_that_is_no_invoice_is_said_to_be_none() -> None:
    """A bank statement is not laid out: DC517 and a sheet, and the piece is no e-invoice."""
    result = examined(b"<?xml version='1.0'?><Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", "releve.xml")
    assert [problem.code for problem in result.problems] == ["DC517"]
    assert result.facts["kind"] == "other"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(min_value=0, max_value=4000))
def test_a_damaged_invoice_is_read_or_refused(noise: bytes, place: int) -> None:
    """Bytes put anywhere into an invoice: a tree or a reason, nothing else."""
    data = xml.ubl()
    at = place % len(data)
    with suppress(UnfitXml):
        read_xml(data[:at] + noise + data[at + len(noise) // 2 :])
