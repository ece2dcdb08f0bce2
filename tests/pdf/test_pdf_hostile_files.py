"""PDFs and pictures that a stranger made to harm: each is one problem of one file, soon, and nothing of it acts."""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pikepdf
import pytest
from pdf_makers import examined

from dossier.pdf.carried import carried_by

PATIENCE = 8
"""Seconds of processor time."""


def raw(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of exactly these objects; number 1 is the catalogue."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(1, size)
    )
    end = b"trailer <</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(keys: bytes, data: bytes) -> bytes:
    return b"<<" + keys + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>%s>>"
ONE = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: PAGE % b"",
    4: stream(b"", b"q Q"),
}
BOMB = zlib.compress(zlib.compress(bytes(300 << 20), 9), 9)
LARGE = zlib.compress(b"q Q " * (10 << 20))
TREE = {10 + i: b"<</Type/Pages/Kids[" + (b"%d 0 R " % (11 + i) if i < 8 else b"3 0 R ") * 10 + b"]/Count 10>>" for i in range(9)}

PDFS = {
    "sound": (ONE, ()),
    "a tree of pages that holds itself": ({**ONE, 2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}, ("DC512",)),
    "a billion pages": ({**ONE, **TREE, 2: b"<</Type/Pages/Kids[10 0 R]/Count 1000000000>>"}, ("DC512",)),
    "a count that lies": ({**ONE, 2: b"<</Type/Pages/Kids[3 0 R]/Count 99999>>"}, ()),
    "no page": ({**ONE, 2: b"<</Type/Pages/Kids[]/Count 0>>"}, ("DC514",)),
    "brackets without end": ({**ONE, 3: PAGE % (b"/X " + b"[" * 50_000)}, ("DC514",)),
    "a bomb in a bomb": ({**ONE, 4: stream(b"/Filter[/FlateDecode/FlateDecode]", BOMB)}, ("DC513",)),
    "a chain of filters": ({**ONE, 4: stream(b"/Filter[" + b"/FlateDecode" * 50 + b"]", BOMB)}, ("DC513",)),
    "one large drawing on many pages": (
        {**ONE, 2: b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % i for i in range(10, 20)) + b"]/Count 10>>",
         4: stream(b"/Filter/FlateDecode", LARGE), **dict.fromkeys(range(10, 20), PAGE % b"")}, ("DC516",)),
    "a drawing named many times": (
        {**ONE, 3: PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 100 + b"]") % b"", 4: stream(b"/Filter/FlateDecode", LARGE)}, ("DC516",)),
    "boxes of words": ({**ONE, 3: b"<</Type/Page/Parent 2 0 R/MediaBox[a b c d]/Rotate(x)/Contents 4 0 R>>"}, ("DC513",)),
    "a sheet as large as a country": ({**ONE, 3: PAGE.replace(b"595 842", b"1e9 1e9") % b""}, ("DC513",)),
    "an outline that holds itself": (
        {**ONE, 1: b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", 5: b"<</First 6 0 R>>",
         6: b"<</Title(a)/First 6 0 R/Next 6 0 R/Dest[3 0 R/Fit]>>"}, ()),
    "a form that draws itself": (
        {**ONE, 3: PAGE.replace(b"<<>>", b"5 0 R") % b"", 5: b"<</XObject<</A 6 0 R>>>>", 4: stream(b"", b"/A Do"),
         6: stream(b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources 5 0 R", b"/A Do")}, ("DC513",)),
    "a program as a picture": (
        {**ONE, 3: PAGE.replace(b"<<>>", b"<</XObject<</A 5 0 R>>>>") % b"", 5: stream(b"/Type/XObject/Subtype/PS", b"run")}, ("DC518",)),
    "a catalogue that is none": ({**ONE, 1: b"(abc)"}, ("DC512",)),
    "a page that is none": ({**ONE, 3: b"(abc)"}, ("DC514",)),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_pdf_is_one_problem_of_one_file(name: str) -> None:
    """Loops, bombs, lies and nonsense: a copy that is safe, or a problem; never an exception, never minutes."""
    objects, codes = PDFS[name]
    start = time.process_time()
    result = examined(raw(objects), "piece.pdf")
    assert time.process_time() - start < PATIENCE
    assert tuple(dict.fromkeys(problem.code for problem in result.problems)) == codes
    assert ("clean" in result.files) == (codes in ((), ("DC513",)))


def test_a_stream_that_points_to_a_file_of_the_machine_has_no_content() -> None:
    """An external stream may name /etc/passwd; the copy names nothing and holds nothing of it."""
    outside = b"<</Length 0/F(/etc/passwd)/FFilter/FlateDecode>>stream\n\nendstream"
    clean = examined(raw({**ONE, 4: outside}), "piece.pdf").files["clean"]
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert not any("/F" in thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
        assert b"root:" not in b"".join(t.read_bytes() for t in pdf.objects if isinstance(t, pikepdf.Stream))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *before: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(before) + chunk(b"IDAT", zlib.compress(bytes(310))) + chunk(b"IEND", b"")


INFLATED = zlib.compress(bytes(200 << 20), 9)
PICTURES = {
    "sound": (png(10, 10), ()),
    "four thousand million pixels": (png(60_000, 60_000), ("DC516",)),
    "no pixel": (png(0, 0), ("DC512",)),
    "cut short": (png(700, 700), ("DC512",)),
    "a comment that inflates": (png(10, 10, chunk(b"zTXt", b"a\0\0" + INFLATED)), ("DC512",)),
    "a profile that inflates": (png(10, 10, chunk(b"iCCP", b"a\0\0" + INFLATED)), ("DC512",)),
    "a vector drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>", ("DC517",)),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(x) run", ("DC517",)),
    "astronomy": (b"SIMPLE  =                    T" + b" " * 3000, ("DC517",)),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_is_one_problem_of_one_file(name: str) -> None:
    """Only the header of a picture is believed before its size is known; other formats are told, not opened."""
    data, codes = PICTURES[name]
    start = time.process_time()
    result = examined(data, "photo.png")
    assert time.process_time() - start < PATIENCE
    assert tuple(problem.code for problem in result.problems) == codes


def test_an_invoice_as_data_that_never_ends_its_profile_is_looked_into_at_once() -> None:
    """Sixty thousand spaces behind an opened element were tried in every way, for hours."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    xml = b"<GuidelineSpecifiedDocumentContextParameter><ID>" + b" " * 60_000
    pdf.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(pdf, xml, mime_type="text/xml")
    began = time.process_time()
    assert carried_by(pdf) == (("facturx", "facture électronique factur-x.xml"),)
    assert time.process_time() - began < 1
    named = xml[:48] + b"\n urn:cen.eu:en16931:2017 \n</ID>"
    pdf.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(pdf, named, mime_type="text/xml")
    assert carried_by(pdf) == (("facturx", "facture électronique factur-x.xml, profil EN 16931"),)
