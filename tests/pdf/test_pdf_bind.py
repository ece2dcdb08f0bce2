"""The bound PDF, read with other libraries than the one that wrote it: pypdf, pdfium, and qpdf's own check."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_makers import add_page, bind_options, clean_of, pdf_of, piece_part, written
from pikepdf import Array, Dictionary, Name, Stream, String

from dossier.ground import shipped
from dossier.ground.jobs import Result
from dossier.pdf.bind import bind
from dossier.pdf.lettering import BOLD, REGULAR, face
from dossier.pdf.print import render
from dossier.pdf.truetype import read_program, subset

ACT = (
    '<html lang="fr"><body><p id="haut">Vu la <a href="dossier:piece/2">pièce n° 2</a>, la <a href="dossier:piece/1">pièce n° 1</a>, '
    '<a href="https://www.legifrance.gouv.fr/">la loi</a>, <a href="#bas">plus bas</a>.</p>'
    '<p id="bas" style="break-before: page">Fin. <a href="#haut">haut</a></p></body></html>'
)


def act(html: str = ACT) -> bytes:
    """An act as the printer makes it."""
    return render(html, "body {font-family: Inter}", created=date(2026, 11, 21), variant="pdf/a-3a").pdf


def part(kind: str, name: str, title: str) -> dict[str, Any]:
    """A part that is no piece."""
    return {"kind": kind, "title": title, "input": name, "number": 0, "label": "", "corners": []}


SHEET = {"title": "Appel", "reason": "Ce format ne s’imprime pas.", "rows": [["Fichier", "appel.mp3"], ["SHA-256", "ab" * 32]]}


def whole(**more: Any) -> Result:
    """A small bundle: cover, act, two pieces of two pages and one, and a sheet."""
    outline = pikepdf.open(BytesIO(pdf_of("contrat p1", "contrat p2")))
    with outline.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("Article 9", 1))
    inputs = {
        "cover": act('<html lang="fr"><body>Couverture</body></html>'),
        "act": act(),
        "p1": clean_of(written(outline)),
        "p2": clean_of(pdf_of("facture", media=(0, 0, 842, 595))),
    }
    parts = [
        part("cover", "cover", "Couverture"), part("act", "act", "Requête"), piece_part(1, "p1"), piece_part(2, "p2"),
        piece_part(3, "", sheet=SHEET),
    ]  # fmt: skip
    return bind(bind_options(parts, **more), inputs)


def reader_of(result: Result) -> pypdf.PdfReader:
    """The bundle as pypdf reads it."""
    assert not result.problems, result.problems
    return pypdf.PdfReader(BytesIO(result.files["bundle.pdf"]))


def words(page: Any) -> str:
    """The text of a page with plain spaces."""
    return " ".join(page.extract_text().split())


def test_each_page_says_its_piece_and_its_number() -> None:
    """Label on each page of each piece, page number on all but the cover."""
    pages = [words(page) for page in reader_of(whole()).pages]
    assert len(pages) == 7
    assert "/ 7" not in pages[0]
    for index, (label, content) in {
        3: ("Pièce n° 1 · p. 1/2", "contrat p1"),
        4: ("Pièce n° 1 · p. 2/2", "contrat p2"),
        5: ("Pièce n° 2 · p. 1/1", "facture"),
        6: ("Pièce n° 3 · p. 1/1", "appel.mp3"),
    }.items():
        assert label in pages[index]
        assert content in pages[index]
        assert "Atelier Lenoir c/ Sud Béton" in pages[index]
    assert [f"{n + 1} / 7" in text for n, text in enumerate(pages)] == [False] + [True] * 6


def test_links_of_acts_land_on_the_first_page_of_the_piece() -> None:
    """`dossier:piece/2` becomes a jump; links inside the act and to the web stay."""
    reader = reader_of(whole())
    goals = []
    for annotation in reader.pages[1]["/Annots"]:
        link = annotation.get_object()
        goals.append(reader.get_page_number(link["/Dest"][0].get_object()) if "/Dest" in link else link["/A"]["/URI"])
    assert goals == [5, 3, "https://www.legifrance.gouv.fr/", 2]
    assert b"dossier:" not in reader_of(whole()).stream.getvalue()


def test_links_lead_to_a_page_of_a_piece_and_to_a_line_of_the_decompte() -> None:
    """`dossier:piece/1/2` is the second page of the piece; `dossier:ligne/2` the place of that line in the décompte."""
    body = '<a href="dossier:piece/1/2">p. 2</a> <a href="dossier:piece/2/1">p. 1</a> <a href="dossier:ligne/2">ligne 2</a>'
    table = '<p id="ligne-1">Ligne 1</p><p id="ligne-2" style="break-before: page">Ligne 2</p>'
    inputs = {
        "act": act(f'<html lang="fr"><body>{body}</body></html>'),
        "lines": act(f'<html lang="fr"><body>{table}</body></html>'),
    }
    inputs |= {"p1": clean_of(pdf_of("un", "deux")), "p2": clean_of(pdf_of("facture"))}
    parts = [part("act", "act", "Requête"), part("act", "lines", "Décompte"), piece_part(1, "p1"), piece_part(2, "p2")]
    reader = reader_of(bind(bind_options(parts), inputs))
    goals = [link.get_object()["/Dest"] for link in reader.pages[0]["/Annots"]]
    assert [reader.get_page_number(goal[0].get_object()) for goal in goals] == [4, 5, 2]
    assert [goal[1] for goal in goals] == ["/Fit", "/Fit", "/XYZ"]


@pytest.mark.parametrize(
    ("address", "words_"),
    [("piece/1/3", "la pièce n° 1, p. 3"), ("piece/9/1", "la pièce n° 9, p. 1"), ("ligne/4", "la ligne 4 du décompte"),
     ("piece/../1", "« dossier:piece/../1 »")],
)  # fmt: skip
def test_a_page_or_a_line_that_is_not_bound_is_a_fault(address: str, words_: str) -> None:
    """A bundle whose act cites what it does not hold is not published."""
    inputs = {
        "act": act(f'<html lang="fr"><body><a href="dossier:{address}">ici</a></body></html>'),
        "p1": clean_of(pdf_of("un", "deux")),
    }
    result = bind(bind_options([part("act", "act", "Requête"), piece_part(1, "p1")]), inputs)
    assert not result.files
    assert [p.message for p in result.problems] == [f"la page 1 cite {words_}, qui n’est pas dans la liasse"]


def test_the_outline_names_all_parts_and_keeps_that_of_a_piece() -> None:
    """Cover, acts, pieces; the contract's own headings below it."""
    reader = reader_of(whole())
    flat: list[tuple[str, int]] = []

    def walk(items: list[Any]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                flat.append((item.title, reader.get_destination_page_number(item)))

    walk(reader.outline)
    assert flat == [
        ("Couverture", 0), ("Requête", 1), ("Pièce n° 1 — Facture", 3), ("Article 9", 4), ("Pièce n° 2 — Facture", 5),
        ("Pièce n° 3 — Facture", 6),
    ]  # fmt: skip
    assert isinstance(reader.outline[3], list)


def test_the_bundle_describes_itself_and_nothing_else() -> None:
    """Title, language, day of the case; no name of a machine, no clock."""
    reader = reader_of(whole())
    assert reader.metadata is not None
    assert reader.metadata.title == "Pièces"
    assert reader.metadata["/CreationDate"] == "D:20261121000000Z"
    assert set(reader.metadata) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
    assert reader.root_object["/Lang"] == "fr-FR"
    assert reader.root_object["/PageMode"] == "/UseOutlines"
    assert reader.page_labels == [str(n + 1) for n in range(7)]
    assert not {"/Names", "/OpenAction", "/AcroForm", "/Metadata"} & set(reader.root_object)


def test_the_same_inputs_give_the_same_bytes_and_others_another_identity() -> None:
    """The identity in the file follows its content."""
    first, second = whole().files["bundle.pdf"], whole().files["bundle.pdf"]
    assert first == second
    other = whole(parties="Autre c/ Autre").files["bundle.pdf"]
    assert pypdf.PdfReader(BytesIO(first)).trailer["/ID"] != pypdf.PdfReader(BytesIO(other)).trailer["/ID"]


def test_qpdf_finds_nothing_to_say(tmp_path: Path) -> None:
    """Neither the library nor the command."""
    data = whole().files["bundle.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert not pdf.is_linearized
    if shutil.which("qpdf"):
        (tmp_path / "a.pdf").write_bytes(data)
        run = subprocess.run(["qpdf", "--check", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr


def test_the_fonts_of_labels_are_embedded_and_readable() -> None:
    """Inter, cut to the letters used, with a table back to text."""
    page = reader_of(whole()).pages[5]
    fonts = page["/Resources"]["/Font"]
    for name in ("/DossierBold", "/DossierText"):
        font = fonts[name].get_object()
        assert "/ToUnicode" in font
        inner = font["/DescendantFonts"][0].get_object()
        program = inner["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        assert program[:4] == b"\x00\x01\x00\x00"
        assert len(program) < 60_000


def test_a_cited_piece_that_is_not_there_stops_the_bundle() -> None:
    """Better no bundle than a link into nothing."""
    result = bind(bind_options([part("act", "act", "Requête"), piece_part(2, "p")]), {"act": act(), "p": clean_of(pdf_of("x"))})
    assert [problem.code for problem in result.problems] == ["DC601"]
    assert "pièce n° 1" in result.problems[0].message
    assert result.files == {}


def test_hidden_layers_of_all_pieces_stay_hidden() -> None:
    """The bundle joins the layers of its files, each as its own file opens."""

    def layered(off: bool) -> bytes:
        pdf = pikepdf.new()
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
        page = add_page(pdf, content=b"/OC /L BDC 0 0 9 9 re f EMC")
        page.Resources.Properties = Dictionary(L=layer)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if off else [])))
        return clean_of(written(pdf))

    result = bind(bind_options([piece_part(1, "a"), piece_part(2, "b")]), {"a": layered(True), "b": layered(False)})
    layers = reader_of(result).root_object["/OCProperties"]
    assert len(layers["/OCGs"]) == 2
    assert list(layers["/D"]["/OFF"]) == [layers["/OCGs"][0]]


def test_a_long_title_is_cut_and_unknown_letters_are_replaced() -> None:
    """The label keeps its size; a letter that Inter lacks shows as a question mark, in the text as well."""
    result = bind(bind_options([piece_part(1, "p")], parties="Société 株式会社 " + "x" * 200), {"p": clean_of(pdf_of("a"))})
    text = words(reader_of(result).pages[0])
    assert "Société ????" in text
    assert "…" in text


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_our_reader_of_fonts_agrees_with_a_whole_library(name: str) -> None:
    """Glyphs, widths and measures are those that fontTools finds."""
    from fontTools.ttLib import TTFont

    data = shipped.read(f"fonts/{name}.ttf")
    ours, theirs = read_program(data), TTFont(BytesIO(data))
    numbers = theirs.getReverseGlyphMap()
    assert dict(ours.glyphs) == {code: numbers[glyph] for code, glyph in theirs.getBestCmap().items()}
    assert ours.advances == tuple(theirs["hmtx"][glyph][0] for glyph in theirs.getGlyphOrder())
    assert (ours.ascent, ours.descent, ours.units) == (theirs["hhea"].ascent, theirs["hhea"].descent, theirs["head"].unitsPerEm)


def test_a_cut_font_has_the_outlines_of_its_letters() -> None:
    """Accented letters bring their parts; the others are empty; side bearings stay."""
    from fontTools.ttLib import TTFont

    program = read_program(shipped.read(f"fonts/{REGULAR}.ttf"))
    whole_font, cut = TTFont(BytesIO(shipped.read(f"fonts/{REGULAR}.ttf"))), TTFont(BytesIO(subset(program, map(ord, "éÀœ"))))
    order = whole_font.getGlyphOrder()
    for letter in "éÀœ":
        number = program.glyphs[ord(letter)]
        name = cut.getGlyphOrder()[number]
        theirs = whole_font["glyf"][order[number]].getCoordinates(whole_font["glyf"])[0]
        assert list(cut["glyf"][name].getCoordinates(cut["glyf"])[0]) == list(theirs)
        assert cut["hmtx"][name] == whole_font["hmtx"][order[number]]
    assert cut["glyf"][cut.getGlyphOrder()[program.glyphs[ord("Z")]]].numberOfContours == 0


@given(st.text(max_size=60), st.floats(20, 300))
def test_a_fitted_text_fits(text: str, room: float) -> None:
    """What is set in a label is never wider than its room, and is the text itself where that fits."""
    letters = face(REGULAR)
    fitted = letters.fitted(text, 6, room)
    assert fitted == text or letters.width(fitted, 6) <= room


def test_streams_shared_between_pages_are_bound_once() -> None:
    """A logo on each page of a piece is stored once."""
    pdf = pikepdf.new()
    image = pdf.make_indirect(
        Stream(
            pdf, hashlib.shake_256(b"x").digest(90_000), Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300,
            BitsPerComponent=8, ColorSpace=Name.DeviceGray,
        )
    )  # fmt: skip
    for _ in range(10):
        page = add_page(pdf, content=b"q 50 0 0 50 9 9 cm /I Do Q")
        page.Resources.XObject = Dictionary(I=image)
    result = bind(bind_options([piece_part(1, "p")]), {"p": clean_of(written(pdf))})
    assert len(result.files["bundle.pdf"]) < 200_000
