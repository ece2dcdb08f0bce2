"""What becomes of the parts of a page in a Word document."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
import segno
from docx.oxml.ns import qn
from PIL import Image
from word_support import converted, opened, parts, text_of

from dossier.documents.sepa import qr_svg
from dossier.pdf.vector import draw
from dossier.word.qr import png_of

_CODE = "BCD\n002\n1\nSCT\n\nATELIER LENOIR\nFR7630006000011234567890189\nEUR988.52"
_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#7a1f1f"/></svg>'


def test_the_same_page_gives_the_same_bytes() -> None:
    """Neither the clock nor the order of a dictionary is in the file."""
    page = '<h1>Titre</h1><p>Un <strong>mot</strong></p><ol><li>un</li></ol><img src="dossier:qr.svg">'
    made = [converted(page, images={"qr.svg": qr_svg(_CODE)}) for _ in range(2)]
    assert made[0] == made[1]
    with ZipFile(BytesIO(made[0])) as archive:
        assert {row.date_time for row in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_address_stands_in_the_window() -> None:
    """The lines of an address are framed where the envelope shows them: x 110 to 195, y 55 to 80 mm; long ones are smaller."""
    lines = "".join(f"<div>LIGNE {n}</div>" for n in range(6))
    document = opened(converted(f'<div class="fenetre exact tres-serre">{lines}</div><p>Texte</p>'))
    framed = [p for p in document.paragraphs if p.style.name == "Adresse"]
    assert [p.text for p in framed] == [f"LIGNE {n}" for n in range(6)]
    for line in framed:
        place = line._p.pPr.find(qn("w:framePr"))
        values = {name: int(place.get(qn(f"w:{name}"))) * 25.4 / 1440 for name in ("x", "y", "w", "h")}
        assert values["x"] == pytest.approx(110, abs=0.1)
        assert values["y"] == pytest.approx(55, abs=0.1)
        assert values["x"] + values["w"] <= 195.1
        assert values["y"] + values["h"] <= 80.1
        assert (place.get(qn("w:hAnchor")), place.get(qn("w:vAnchor")), place.get(qn("w:hRule"))) == ("page", "page", "exact")
        assert line.runs[0].font.size.pt == 7.5
    assert 6 * document.styles["Adresse"].paragraph_format.line_spacing.mm <= 25


def test_lists_are_lists() -> None:
    """Items have the styles of lists, and a second numbered list counts from one again."""
    document = opened(converted("<ul><li>a</li><li><p>b</p></li></ul><ol><li>c</li></ol><ol><li>d</li></ol>"))
    assert [(p.text, p.style.name) for p in document.paragraphs] == [
        ("a", "List Bullet"), ("b", "List Bullet"), ("c", "List Number"), ("d", "List Number"),
    ]  # fmt: skip
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs[2:]]
    assert len(set(numbers)) == 2
    assert document.part.numbering_part.element.xpath("count(//w:startOverride)") == 2


def test_emphasis_is_kept() -> None:
    """What is strong, stressed or raised on the page is so in the document, and only that."""
    (line,) = opened(converted("<p>Le 1<sup>er</sup> mai, nous <strong>mettons</strong> en <em>demeure</em>.</p>")).paragraphs
    runs = {run.text: run for run in line.runs}
    assert line.text == "Le 1er mai, nous mettons en demeure."
    assert runs["er"].font.superscript
    assert (runs["mettons"].style.name, runs["mettons"].bold) == ("Strong", True)
    assert runs["demeure"].style.name == "Emphasis"
    assert not runs["Le 1"].bold


def test_a_link_becomes_its_text_and_address() -> None:
    """A document that is sent on opens nothing: the address of a link is read, a link to a piece is its words."""
    page = '<p><a href="https://service.example/a">ce site</a>, <a href="mailto:a@b.example">a@b.example</a>, <a href="dossier:piece/4">pièce n° 4</a></p>'
    (line,) = opened(converted(page)).paragraphs
    assert line.text == "ce site (https://service.example/a), a@b.example, pièce n° 4"


def test_hostile_text_stays_text() -> None:
    """Signs that XML cannot hold go, markup and field codes of a case are shown as they were written."""
    hostile = "A\x00\x0b\x1f\x9f\ufffeB \ud800 &lt;w:t&gt;x&lt;/w:t&gt; ]]&gt; {{ INCLUDETEXT c:\\x }} &amp;lt; <![CDATA[z]]> <!-- c --> é\U0001f600"
    data = converted(f'<p>{hostile}</p><script>alert("x")</script><table><tr><td colspan="999999">{hostile}</td></tr></table>')
    assert "AB" in text_of(data) and "<w:t>x</w:t>" in text_of(data)
    assert "alert" not in text_of(data) and b"instrText" not in parts(data)["word/document.xml"]
    assert "{{INCLUDETEXTc:\\x}}" in text_of(data)


@pytest.mark.parametrize(
    "page", ["", "<p>", "</div></p>", "<table></table>", "<table><tr></tr></table>", "<dl><dd>x</dl>", "<ol><p>x"]
)
def test_any_page_makes_a_document(page: str) -> None:
    """A template of a workspace may write what it likes: the file opens."""
    for kind in ("letter", "act", "table"):
        opened(converted(page, kind))


def test_a_signature_never_stands_alone() -> None:
    """The last paragraph of an act, and the closing words of a letter, stay on the page of the signature (LibreOffice and Word keep it)."""
    act = '<div class="alinea dernier"><span class="no">9</span> <div class="texte">Fin.</div></div><div class="fait"><div class="lieu">Lyon</div><div class="pour">A</div></div>'
    letter = '<div class="corps"><p>Texte</p><div class="fin"><p class="politesse">Salutations</p><div class="signature"><div class="signataire">A</div></div></div></div>'
    for page, kind, words in ((act, "act", "9\tFin."), (letter, "letter", "Salutations")):
        document = opened(converted(page, kind))
        kept = [p.text for p in document.paragraphs if p.paragraph_format.keep_with_next]
        assert kept == [words]
        assert "A" in document.tables[0].rows[0].cells[-1].text


def test_both_sides_sign_side_by_side() -> None:
    """A text that two sign has a column for each, and lines to write the handwritten mention on (C. civ., art. 1376)."""
    sides = "".join(f'<div class="cote"><p>Fait à Lyon</p><p>{name}</p><p class="cadre">signature</p></div>' for name in "AB")
    lines = '<div class="a-la-main"><div class="ligne"></div><div class="ligne"></div></div>'
    document = opened(converted(f'{lines}<div class="signatures">{sides}</div>', "act"))
    (row,) = document.tables[0].rows
    assert [cell.text for cell in row.cells] == ["Fait à Lyon\nA\nsignature", "Fait à Lyon\nB\nsignature"]
    ruled = [p for p in document.paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None]
    assert len(ruled) == 2


def test_the_columns_follow_the_style_sheet() -> None:
    """A table has the widths that its PDF has, from the same style sheet."""
    cells = "".join(f"<td>{n}</td>" for n in range(5))
    columns = "".join(f'<col class="{name}">' for name in ("c-facture", "c-date", "c-objet", "c-date", "c-somme"))
    page = f'<div class="corps"><table class="factures relance"><colgroup>{columns}</colgroup><tr>{cells}</tr></table></div>'
    (table,) = opened(converted(page)).tables
    widths = [column.width.mm for column in table.columns]
    assert widths == pytest.approx([25.5, 21.5, 50.5, 21.5, 24.0], abs=0.1)


def test_the_payment_code_is_drawn_module_by_module() -> None:
    """The picture of the code has exactly the modules that banking applications read, with their quiet zone."""
    picture = Image.open(BytesIO(png_of(qr_svg(_CODE)))).convert("1")
    code = segno.make(_CODE, error="m", micro=False, boost_error=False, encoding="utf-8")
    expected = [[bool(cell) for cell in row] for row in code.matrix_iter(border=4)]
    size = len(expected)
    scale = picture.width // size
    assert picture.size == (size * scale, size * scale)
    found = [[picture.getpixel((x * scale + scale // 2, y * scale + scale // 2)) == 0 for x in range(size)] for y in range(size)]
    assert found == expected


def test_the_payment_code_is_shown_with_its_words() -> None:
    """The code stands in the document as a picture of 20.5 mm that says what it is to who does not see it."""
    page = '<div class="paiement avec-code"><img class="code" src="dossier:qr.svg" alt="Code de paiement"><dl class="coordonnees"><dt>IBAN</dt><dd>FR76</dd></dl></div>'
    document = opened(converted(page, images={"qr.svg": qr_svg(_CODE)}))
    (shape,) = document.inline_shapes
    assert (round(shape.width.mm, 1), round(shape.height.mm, 1)) == (20.5, 20.5)
    assert shape._inline.docPr.get("descr") == "Code de paiement"
    assert document.tables[0].rows[0].cells[1].text == "IBAN\tFR76"


def test_a_logo_fits_the_head_of_a_letter() -> None:
    """A logo is at most 30 mm wide and 12 mm high; one in SVG is drawn as a picture first."""
    png = draw({}, {"svg": _LOGO}).files["png"]
    page = '<div class="expediteur"><img class="logo" src="dossier:logo.png" alt="L"><div class="nom">L</div></div>'
    (shape,) = opened(converted(page, images={"logo.png": png})).inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx((30, 7.5), abs=0.2)


def test_an_image_that_cannot_be_shown_is_left_out() -> None:
    """A broken image costs nothing but itself."""
    from dossier.word.convert import to_docx

    page = '<body><div class="expediteur"><img src="dossier:logo.png"><div class="nom">L</div></div></body>'
    options = {"html": page, "css": [], "style": "letter", "title": "", "created": "2026-11-21"}
    for data in (b"\x89PNG\r\n\x1a\n", b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40):
        result = to_docx(options, {"image:logo.png": data})
        assert result.facts == {"left_out": ["logo.png"]}
        assert len(opened(result.files["docx"]).inline_shapes) == 0
