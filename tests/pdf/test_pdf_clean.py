"""A foreign PDF becomes a harmless copy that shows the same pages, or a problem that says why not."""

from __future__ import annotations

import re
import time
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pdf_makers import active_pdf, add_page, bomb, clean_of, examined, font, many_pages, pdf_of, written
from pikepdf import Array, Dictionary, Name, Stream, String

from dossier.pdf.assembly import open_pdf
from dossier.pdf.forbidden import forbidden

ACTIVE = (
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|OpenAction|AA|XFA|AcroForm|EmbeddedFiles?|RichMedia|Screen|Movie"
    rb"|Sound|3D|FileAttachment|Rendition|URI|Names|PieceInfo|OPI|Ref|Metadata)\b"
)


def plain_bytes(data: bytes) -> bytes:
    """A PDF with nothing compressed, so that a search of its bytes sees everything."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def codes(result: Any) -> list[str]:
    """The codes of the problems of a result."""
    return [problem.code for problem in result.problems]


def test_nothing_that_acts_comes_through() -> None:
    """Scripts, launches, forms, attachments, remote files, metadata and other programs' data stay in the original."""
    found = active_pdf()
    assert len(re.findall(ACTIVE, plain_bytes(found))) > 30, "the sample must be hostile"
    clean = clean_of(found)
    assert re.findall(ACTIVE, plain_bytes(clean)) == []
    for word in (b"alert", b"calc.exe", b"tracker.example", b"geheim", b"etc/passwd", b"MZ"):
        assert word not in plain_bytes(clean)
    reader = pypdf.PdfReader(BytesIO(clean))
    assert reader.attachments == {}
    assert reader.metadata is None or not reader.metadata.author
    assert "facture" in reader.pages[0].extract_text()


def test_the_scan_sees_what_the_cleaning_would_forget() -> None:
    """The check after cleaning shares nothing with it: on an uncleaned file it names every danger."""
    with open_pdf(active_pdf()) as pdf:
        found = set(forbidden(pdf))
    assert {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/AA", "/OpenAction", "/XFA"} <= found
    assert {
        "/RichMedia",
        "/Screen",
        "/Movie",
        "/Sound",
        "/3D",
        "/FileAttachment",
        "/EF",
        "/EmbeddedFile",
        "/URI",
        "/Ref",
    } <= found
    assert {"/JS", "/AcroForm", "/Widget", "/Named", "/Rendition", "/EmbeddedFiles"} <= found


def test_a_font_may_bear_any_name() -> None:
    """A resource called /AA, /JS or /JavaScript is a font, not an action."""
    pdf = pikepdf.new()
    page = add_page(pdf, "x", content=b"BT /JS 12 Tf 50 50 Td (oui) Tj ET")
    page.Resources.Font = Dictionary({"/JS": font(pdf), "/AA": font(pdf), "/JavaScript": font(pdf)})
    assert "oui" in pypdf.PdfReader(BytesIO(clean_of(written(pdf)))).pages[0].extract_text()


def test_a_file_that_stays_active_is_refused() -> None:
    """What the cleaning does not know is caught by the scan, and the piece gets a sheet: never a doubt in the bundle."""
    pdf = pikepdf.new()
    page = add_page(pdf, "x")
    page.Resources.Properties = Dictionary(P=Dictionary(AcroForm=Dictionary(Fields=Array([]))))
    assert codes(examined(written(pdf))) == ["DC518"]


def test_filled_fields_and_comments_are_drawn_into_the_page() -> None:
    """What a reader shows on screen is what the copy shows."""
    pdf = pikepdf.new()
    page = add_page(pdf, "formulaire")
    look = pdf.make_indirect(
        Stream(pdf, b"1 0 0 rg 0 0 100 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 20]))
    )
    page.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 700, 200, 720]), AP=Dictionary(N=look), F=4)
            )
        ]
    )
    result = examined(written(pdf))
    picture = pypdfium2.PdfDocument(result.files["clean"])[0].render(scale=1).to_pil().convert("RGB")
    assert picture.getpixel((150, 842 - 710)) == (255, 0, 0)
    assert any("annotation" in remark for remark in result.facts["remarks"])


def test_a_hidden_layer_stays_hidden() -> None:
    """A copy without the list of layers would show what its author hid."""
    pdf = pikepdf.new()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret")))
    page = add_page(pdf, content=b"/OC /L BDC 1 0 0 rg 0 0 300 300 re f EMC")
    page.Resources.Properties = Dictionary(L=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    result = examined(written(pdf))
    picture = pypdfium2.PdfDocument(result.files["clean"])[0].render(scale=0.5).to_pil().convert("RGB")
    assert picture.getpixel((20, picture.height - 20)) == (255, 255, 255)
    assert any("calques" in remark for remark in result.facts["remarks"])


def test_a_password_to_open_is_a_problem() -> None:
    """Neither judge nor opponent could open it."""
    pdf = pikepdf.open(BytesIO(pdf_of("secret")))
    data = written(pdf, encryption=pikepdf.Encryption(user="u", owner="o"))
    assert codes(examined(data)) == ["DC511"]


def test_an_owner_password_alone_gives_a_decrypted_copy() -> None:
    """Everyone can read the file; the copy says that it is not encrypted any more."""
    pdf = pikepdf.open(BytesIO(pdf_of("lisible")))
    data = written(pdf, encryption=pikepdf.Encryption(user="", owner="o"))
    result = examined(data)
    assert any("chiffré" in remark for remark in result.facts["remarks"])
    assert not pypdf.PdfReader(BytesIO(result.files["clean"])).is_encrypted


@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_a_truncated_file_is_never_silent(share: float) -> None:
    """qpdf repairs what it can; the user hears of it."""
    data = pdf_of(*(f"page {n} " + "x" * 500 for n in range(10)))
    result = examined(data[: int(len(data) * share)])
    assert set(codes(result)) & {"DC512", "DC513", "DC514"}


def test_rot_inside_a_stream_is_found() -> None:
    """A file whose structure is whole but whose content is not."""
    pdf = pikepdf.new()
    add_page(pdf, "x" * 2000)
    data = bytearray(written(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable))
    start = data.index(b"stream\n", data.index(b"FlateDecode")) + 12
    data[start : start + 8] = b"\0" * 8
    assert set(codes(examined(bytes(data)))) & {"DC512", "DC513"}


def test_files_that_are_no_documents_are_named() -> None:
    """Empty, HTML behind .pdf, noise, no page, too many pages."""
    assert codes(examined(b"")) == ["DC514"]
    assert codes(examined(b"<!doctype html><p>404</p>")) == ["DC517"]
    assert codes(examined(b"\x00\x01\x02" * 50)) == ["DC517"]
    assert codes(examined(b"%PDF-1.7\n" + b"garbage " * 40)) == ["DC512"]
    assert codes(examined(written(pikepdf.new()))) == ["DC514"]
    assert codes(examined(many_pages(5001))) == ["DC515"]


def test_a_page_tree_that_bites_its_tail_is_refused() -> None:
    """A loop in the page tree must not hang the build."""
    pdf = pikepdf.new()
    add_page(pdf, "x")
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    assert codes(examined(written(pdf)))[:1] in (["DC512"], ["DC513"])


def test_a_bomb_neither_hangs_nor_fills_the_memory() -> None:
    """A gigabyte behind two filters costs less than a second and is reported."""
    start = time.process_time()
    result = examined(bomb())
    assert time.process_time() - start < 5
    assert set(codes(result)) & {"DC512", "DC513"}


def test_junk_before_the_header_is_read_as_a_pdf() -> None:
    """Readers allow it, scanners of mail gateways add it."""
    result = examined(b"junk\n" + pdf_of("malgré tout"))
    assert result.facts["kind"] == "pdf"


def test_open_ends_of_the_content_do_not_reach_the_label() -> None:
    """A page that leaves its state stack unbalanced, its text object open or a clip set keeps it to itself."""
    from pdf_makers import bind_options, piece_part

    from dossier.pdf.bind import bind

    for content in (b"q q q 0.001 0 0 0.001 0 0 cm", b"Q Q Q Q", b"0 0 1 1 re W n", b"BT /F 12 Tf 1 0 0 1 50 50 Tm (x) Tj"):
        pdf = pikepdf.new()
        add_page(pdf, content=content)
        result = bind(bind_options([piece_part(3, "p")]), {"p": clean_of(written(pdf))})
        assert not result.problems, (content, result.problems)
        picture = pypdfium2.PdfDocument(result.files["bundle.pdf"])[0].render(scale=1).to_pil().convert("RGB")
        assert any(r > 100 and g < 60 for r, g, _ in picture.crop((480, 20, 580, 60)).get_flattened_data()), content


def test_links_inside_and_the_outline_are_kept() -> None:
    """A contract's own table of contents still works in the copy, named destinations included."""
    pdf = pikepdf.new()
    for text in ("sommaire", "article 1"):
        add_page(pdf, text)
    goal = Array([pdf.pages[1].obj, Name.XYZ, 0, 800, 0])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a1"), goal])))
    pdf.pages[0].obj.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("a1")))]
    )
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Article 1", 1))
    reader = pypdf.PdfReader(BytesIO(clean_of(written(pdf))))
    assert [item.title for item in reader.outline] == ["Article 1"]
    assert reader.get_destination_page_number(reader.outline[0]) == 1
    assert reader.pages[0]["/Annots"][0].get_object()["/Dest"][0] == reader.pages[1].indirect_reference


def test_an_endless_outline_ends() -> None:
    """Entries that follow each other in a ring are read once."""
    pdf = pikepdf.new()
    add_page(pdf, "x")
    goal = Array([pdf.pages[0].obj, Name.Fit])
    one = pdf.make_indirect(Dictionary(Title=String("un"), Dest=goal))
    two = pdf.make_indirect(Dictionary(Title=String("deux\x00\u202e\n"), Dest=goal, Next=one, First=one))
    one.Next = two
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=one, Last=two))
    titles = [item.title for item in pypdf.PdfReader(BytesIO(clean_of(written(pdf)))).outline]
    assert titles == ["un", "deux"]


def test_factur_x_and_signatures_are_remarked() -> None:
    """The original, with its XML or its signature, is what counts; the copy says so."""
    pdf = pikepdf.new()
    add_page(pdf, "x")
    pdf.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(pdf, b"<x/>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), SigFlags=3)
    remarks = " ".join(examined(written(pdf)).facts["remarks"])
    assert "Factur-X" in remarks
    assert "signé électroniquement" in remarks


def test_the_copy_depends_on_nothing_but_the_file() -> None:
    """Same bytes in, same bytes out."""
    assert clean_of(active_pdf()) == clean_of(active_pdf())


def test_the_text_of_a_piece_is_kept_for_search() -> None:
    """Up to a limit, page after page."""
    assert examined(pdf_of("bonjour", "monde")).facts["text"].split() == ["bonjour", "monde"]


def test_the_label_goes_to_an_empty_corner() -> None:
    """Top right unless it has ink; a grey scan counts as empty paper; when all have ink, the least."""
    ink = {"ne": (420, 760), "nw": (60, 760), "se": (420, 30), "sw": (60, 30)}

    def corner(*inked: str, background: bytes = b"") -> str:
        pdf = pikepdf.new()
        marks = b"".join(b"%d %d 80 40 re f " % ink[name] for name in inked)
        add_page(pdf, content=background + b"0 0 0 rg " + marks)
        return str(examined(written(pdf)).facts["corners"][0])

    assert corner() == "ne"
    assert corner(background=b"0.9 g 0 0 600 900 re f ") == "ne"
    assert corner("ne") == "nw"
    assert corner("ne", "nw") == "se"
    assert corner("ne", "nw", "se") == "sw"


@pytest.mark.parametrize("count", [200, 800])
def test_copying_is_linear_in_the_pages(count: int) -> None:
    """Twenty thousand pages appended one by one cost a minute; a tree built at once does not."""
    from dossier.pdf.clean import clean_pdf

    data = many_pages(count)
    start = time.process_time()
    assert clean_pdf(data).pages == count
    assert time.process_time() - start < 0.004 * count + 0.5
