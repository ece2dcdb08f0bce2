"""The page number of the bundle: where it finds room, and that it is read on any ground."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf_makers import add_page, bind_options, clean_of, examined, piece_part, written
from PIL import Image

from dossier.pdf.bind import bind

FOOT, HEAD = b"0 g 270 18 50 3 re f", b"0 g 270 820 50 3 re f"


def page(content: bytes, rotate: int = 0) -> bytes:
    """A sheet of A4 with some ink."""
    pdf = pikepdf.new()
    add_page(pdf, content=content, rotate=rotate)
    return written(pdf)


@pytest.mark.parametrize(
    ("content", "edge"), [(b"0 0 m", "s"), (FOOT, "n"), (HEAD, "s"), (FOOT + b" " + HEAD, "s"), (b".3 g 0 0 600 850 re f", "s")]
)
def test_the_page_number_stands_at_the_foot_unless_only_the_head_is_free(content: bytes, edge: str) -> None:
    """As displayed: at a half turn head and foot change places. A dark scan is paper, not ink."""
    corner = examined(page(content)).facts["corners"][0]
    assert corner.partition("+")[2] == ("n" if edge == "n" else "")
    turned = {FOOT: HEAD, HEAD: FOOT}.get(content, content)
    assert examined(page(turned, rotate=180)).facts["corners"] == [corner]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("content", "at_foot"), [(b".2 g 0 0 900 900 re f", True), (b"0 g 250 10 100 30 re f 0 g 10 370 30 100 re f", None)]
)
def test_the_page_number_is_read_on_white_inside_the_sheet(rotate: int, content: bytes, at_foot: bool | None) -> None:
    """Grey digits on a white ground of their own, upright, whatever the piece shows there."""
    examination = examined(page(content, rotate))
    parts = [
        {"kind": "list", "title": "Bordereau", "input": "list", "number": 0, "label": "", "corners": []},
        piece_part(1, "p", corners=examination.facts["corners"]),
    ]
    result = bind(bind_options(parts), {"list": clean_of(page(b"")), "p": examination.files["clean"]})
    document = pypdfium2.PdfDocument(result.files["bundle.pdf"])
    sheet = document[1]
    picture: Image.Image = sheet.render(scale=4, grayscale=True).to_pil().convert("L")
    width, height = picture.size
    strips = {"s": (height - 26 * 4, height - 15 * 4), "n": (15 * 4, 26 * 4)}
    edge = examination.facts["corners"][0].partition("+")[2] or "s"
    if at_foot:
        assert edge == "s"
    top, bottom = strips[edge]
    levels = picture.crop((width // 2 - 40, top, width // 2 + 40, bottom)).histogram()
    assert sum(levels[250:]) > 0.4 * sum(levels)
    assert 40 < sum(levels[80:110]) < 0.4 * sum(levels)
    assert "2 / 2" in " ".join(sheet.get_textpage().get_text_range().split())
    assert pikepdf.open(BytesIO(result.files["bundle.pdf"])).check_pdf_syntax() == []
