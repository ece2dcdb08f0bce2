"""What surrounds the words of a letter, for every letter that the cases of the tests make: measured on the printed page."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import segno
from document_cases import FIRMS, SETTINGS, make, step, text_of
from every_document import Every
from PIL import Image
from pypdf import PdfReader
from test_letters import in_window, words

from dossier.documents.document import Printed

DPI = 300
LETTERS = (
    "relance-prealable", "relance-1", "relance-2", "relance-3", "derniere-relance", "mise-en-demeure", "releve-de-compte",
    "promesse-rompue", "echeancier-rompu", "reponse-contestation", "cheque-impaye", "quittance", "instruction-de-signifier",
    "instruction-d-executer", "transmission-avocat", "transmission-recouvreur", "declaration-assureur", "declaration-de-creance",
    "demande-de-certificat", "etat-des-factures-impayees", "dossier-petite-creance", "mandat-creance-commerciale", "saisine-avocat",
)  # fmt: skip


def of(every: Every, id: str) -> list[Printed]:
    """The printed letters of an id: to a firm and to a person, by the creditor, an avocat or a collector."""
    return [paper for paper in every.letters if paper.document.id == id]


def picture(paper: Printed) -> Image.Image:
    """The first page in grey."""
    page = pypdfium2.PdfDocument(paper.pdf.read())[0]
    return page.render(scale=DPI / 72, grayscale=True).to_pil()


def dark(image: Image.Image, left: float, top: float, right: float, bottom: float, below: int) -> list[tuple[float, float]]:
    """The points of a rectangle in millimetres that are darker than *below*, in millimetres of the sheet."""
    scale = DPI / 25.4
    box = [round(v * scale) for v in (left, top, right, bottom)]
    part = image.crop((box[0], box[1], box[2], box[3]))
    width = part.width
    return [
        ((box[0] + i % width) / scale, (box[1] + i // width) / scale) for i, value in enumerate(part.tobytes()) if value < below
    ]


def test_no_letter_is_forgotten(every: Every) -> None:
    """What follows measures every kind of letter."""
    assert {paper.document.id for paper in every.letters} == set(LETTERS)


@pytest.mark.parametrize("id", LETTERS)
def test_every_address_stands_in_the_window_and_nothing_else_does(every: Every, id: str, tmp_path: Path) -> None:
    """Whatever stands in x 100–205 × y 35–90 mm is the address, inside x 110–195 × y 55–80 mm, line by line."""
    for paper in of(every, id):
        sent = paper.document.dispatch
        assert sent is not None and sent.block.lines and len(sent.block.lines) <= 6
        assert " ".join(in_window(words(paper, tmp_path))).split() == " ".join(sent.block.lines).split()


@pytest.mark.parametrize("id", LETTERS)
def test_every_letter_has_its_fold_marks_and_no_ink_in_the_margins(every: Every, id: str) -> None:
    """Marks at 99 and 198 mm from x 3.5 to 8.5, the shorter punch mark at 148.5; the left margin is blank beside them."""
    for paper in of(every, id):
        ink = dark(picture(paper), 0, 0, 20, 297, 225)
        rows = {round(y, 0) for _, y in ink}
        assert rows <= {98.0, 99.0, 148.0, 149.0, 197.0, 198.0} and len(rows) >= 3
        for place, end in ((99, 8.5), (148.5, 6.5), (198, 8.5)):
            own = [x for x, y in ink if abs(y - place) < 0.6]
            assert own and min(own) == pytest.approx(3.5, abs=0.3) and max(own) == pytest.approx(end, abs=0.3), (place, id)


@pytest.mark.parametrize("id", LETTERS)
def test_references_stand_below_the_fold_and_every_page_says_its_number(every: Every, id: str, tmp_path: Path) -> None:
    """« Envoi », « Références » and « Objet » from y 99; « page 1/2 » and the sender's legal mentions at the foot of each page."""
    for paper in of(every, id):
        found = words(paper, tmp_path)
        assert min(w[1] for w in found if w[4] == "Envoi") == pytest.approx(100, abs=1.5)
        assert {"Envoi", "Références", "Objet"} <= {w[4] for w in found if w[0] < 30}
        pages = text_of(paper, tmp_path).rstrip("\f").split("\f")
        mentions = re.findall(r'<div class="mentions">(.*?)</div></div>', paper.document.html, re.S)
        assert mentions and len(pages) == paper.pages
        for number, page in enumerate(pages, 1):
            flat = " ".join(page.split())
            assert f"page {number}/{paper.pages}" in flat
            for line in re.findall(r"<div>(.*?)</div>", mentions[0] + "</div>"):
                told = " ".join(re.sub(r"<[^>]*>", "", line).replace("&amp;", "&").split())
                assert told[:40] in flat, told


@pytest.mark.parametrize("id", LETTERS)
def test_the_payment_code_is_the_one_that_the_letter_asks_for(every: Every, id: str) -> None:
    """A letter that asks for a transfer to the creditor prints a code whose modules are those of its sum, IBAN and reference."""
    for paper in of(every, id):
        html = paper.document.html
        if 'class="code"' not in html:
            assert "qr.svg" not in paper.document.images
            continue
        asked = re.search(r"Montant</dt><dd><strong>(.*?)</strong>", html)
        reference = re.search(r'Référence</dt><dd class="exact">(.*?)</dd>', html)
        assert asked and reference
        plain = re.sub(r"<[^>]*>|[^\d,]", "", re.sub(r"<e-fine>.*?</e-fine>", "", asked[1])).replace(",", ".")
        rows = [
            "BCD",
            "002",
            "1",
            "SCT",
            "",
            "ATELIER LENOIR",
            "FR7630006000011234567890189",
            f"EUR{Decimal(plain):.2f}",
            "",
            "",
            reference[1],
        ]
        matrix = segno.make("\n".join(rows), error="m", micro=False, boost_error=False, encoding="utf-8").matrix
        assert modules(paper, len(matrix)) == [[bool(cell) for cell in row] for row in matrix]


def modules(paper: Printed, count: int) -> list[list[bool]]:
    """The modules of the code on the first page that shows one, read from the picture: black ink left of the text column."""
    document = pypdfium2.PdfDocument(paper.pdf.read())
    for page in document:
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        ink = dark(image, 44, 95, 67, 283, 12)  # text is #161616, a code is black
        if not ink:
            continue
        left, right = min(x for x, _ in ink), max(x for x, _ in ink)
        upper, lower = min(y for _, y in ink), max(y for _, y in ink)
        assert abs((lower - upper) - (right - left)) < 0.5, "a code is a square"
        module, scale = (right - left + 25.4 / DPI) / count, DPI / 25.4
        return [
            [
                image.getpixel((int((left + (c + 0.5) * module) * scale), int((upper + (r + 0.5) * module) * scale))) < 128
                for c in range(count)
            ]
            for r in range(count)
        ]
    raise AssertionError("no code on any page")


HOSTILE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="3000" height="900">
<script>alert(1)</script><style>@import url(https://espion.example/x.css); rect { fill: url(https://espion.example/f.svg#a) }</style>
<image xlink:href="https://espion.example/x.png" width="10" height="10"/><image href="file:///etc/passwd" width="10" height="10"/>
<use xlink:href="https://espion.example/x.svg#a"/><a xlink:href="https://espion.example/"><rect width="3000" height="900"/></a>
<foreignObject><iframe src="https://espion.example/"/></foreignObject></svg>"""


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 300), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("name", "data"), [("logo.png", png()), ("logo.svg", HOSTILE.encode())])
def test_a_logo_keeps_to_its_place_and_a_hostile_one_opens_nothing(name: str, data: bytes, tmp_path: Path) -> None:
    """At most 30 × 12 mm at the head, clear of the window; what a logo asks from outside is refused, told, and not in the PDF."""
    settings = SETTINGS.replace("  iban:", f"  entete: {{logo: templates/{name}}}\n  iban:")
    made = make(FIRMS, [step("relance", "relance_1")], {"dossier.yaml": settings, f"templates/{name}": data})
    paper = made.printed("relance-1")
    image = picture(paper)
    ink = dark(image, 22, 5, 100, 29, 200)
    assert max(y for _, y in ink if y < 28) <= 28.5 and min(y for _, y in ink) >= 14
    assert in_window(words(paper, tmp_path))[0] == "SUD"
    assert paper.pages == 1
    raw = paper.pdf.read()
    reader = PdfReader(BytesIO(raw))
    assert not [a for page in reader.pages for a in (page.get("/Annots") or []) if "espion" in str(a.get_object())]
    assert b"espion" not in raw and b"JavaScript" not in raw and b"root:" not in raw
    if name.endswith("svg"):
        assert {"DC551", "DC552"} & {d.code for d in paper.diagnostics}
        assert "espion" not in " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("bomb", [
    "<!DOCTYPE svg [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&h;</text></svg>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><text>&x;</text></svg>",
    "<svg",
])  # fmt: skip
def test_a_logo_that_cannot_be_read_leaves_the_letter(bomb: str, tmp_path: Path) -> None:
    """Entities are not expanded without end nor read from a file, broken markup is told; the letter is printed without the logo."""
    settings = SETTINGS.replace("  iban:", "  entete: {logo: templates/logo.svg}\n  iban:")
    made = make(FIRMS, [step("relance", "relance_1")], {"dossier.yaml": settings, "templates/logo.svg": bomb})
    paper = made.printed("relance-1")
    assert paper.pages == 1 and "root:" not in text_of(paper, tmp_path)
    assert in_window(words(paper, tmp_path))[0] == "SUD"
