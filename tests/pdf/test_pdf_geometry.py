"""The label stands 8 mm from the top and the right edge of what is displayed, whatever a page says of itself."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from pdf_makers import A4, bind_options, clean_of, pdf_of, piece_part
from PIL import Image, ImageChops

from dossier.pdf.bind import bind
from dossier.pdf.geometry import POINTS_PER_MM, Sheet, sheet_of
from dossier.pdf.stamp import MARGIN, label, place, scale_of

DPI_SCALE = 3.0
SHEETS: dict[str, dict[str, Any]] = {
    "a4": {"media": A4},
    "landscape": {"media": (0, 0, 841.89, 595.276)},
    "cropped": {"media": A4, "crop": (100, 150, 500, 700)},
    "crop beyond media": {"media": A4, "crop": (-500, -500, 2000, 2000)},
    "crop outside": {"media": A4, "crop": (5000, 5000, 6000, 6000)},
    "negative origin": {"media": (-300, -400, 295, 442)},
    "upside down box": {"media": (595, 842, 0, 0)},
    "letter": {"media": (0, 0, 612, 792)},
    "receipt": {"media": (0, 0, 226, 500)},
    "tiny": {"media": (0, 0, 60, 30)},
    "a3": {"media": (0, 0, 842, 1191)},
    "a0": {"media": (0, 0, 2384, 3370)},
    "gigantic": {"media": (0, 0, 30000, 20000)},
    "user unit": {"media": (0, 0, 300, 400), "unit": 2},
}


def stamped(data: bytes, corner: str = "ne") -> tuple[Any, Any, Image.Image]:
    """The stamped PDF of one piece: its page as pdfium sees it, its size, and its picture."""
    result = bind(bind_options([piece_part(3, "p", corners=[corner])], folio=False, file="Piece-03.pdf"), {"p": clean_of(data)})
    assert not result.problems
    page = pypdfium2.PdfDocument(result.files["Piece-03.pdf"])[0]
    scale = DPI_SCALE * min(1, 842 / max(page.get_size()))
    return page.get_size(), scale, page.render(scale=scale).to_pil().convert("RGB")


def box_of_label(picture: Image.Image) -> tuple[float, float, float, float]:
    """The box of the pixels in the colour of labels."""
    red, green, _ = picture.split()
    mask = ImageChops.subtract(red, green).point(lambda v: 255 if v > 50 else 0)
    box = mask.getbbox()
    assert box, "no label seen"
    return box


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("name", SHEETS)
def test_the_label_stands_at_the_top_right_as_displayed(name: str, rotate: int) -> None:
    """Its outer edge is 8 mm from both edges of the picture a reader sees, to a third of a millimetre."""
    size, scale, picture = stamped(pdf_of("Facture", rotate=rotate, **SHEETS[name]))
    left, top, right, bottom = box_of_label(picture)
    factor = max(1.0, min(size) / 595.276) if min(size) > 842 else 1.0
    margin = 8 * POINTS_PER_MM * factor
    width, height = label("Pièce n°\u00a03", 1, 1, "Atelier Lenoir c/ Sud Béton").size
    near = max(1.5, POINTS_PER_MM / 3 * factor * scale)
    assert size[0] * scale - right == pytest.approx(margin * scale, abs=near)
    assert top == pytest.approx(margin * scale, abs=near)
    assert (right - left) == pytest.approx(width * factor * scale, abs=2 * near)
    assert (bottom - top) == pytest.approx(height * factor * scale, abs=2 * near)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("corner", ["nw", "se", "sw"])
def test_the_label_can_stand_in_any_corner(corner: str, rotate: int) -> None:
    """The three other corners are measured from their own edges."""
    size, scale, picture = stamped(pdf_of("Facture", rotate=rotate, **SHEETS["cropped"]), corner)
    left, top, right, bottom = box_of_label(picture)
    across = left if corner.endswith("w") else size[0] * scale - right
    down = top if corner.startswith("n") else size[1] * scale - bottom
    assert across == pytest.approx(MARGIN * scale, abs=2)
    assert down == pytest.approx(MARGIN * scale, abs=2)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_content_keeps_its_place_and_rotation(rotate: int) -> None:
    """Where no label stands, the stamped page is the original page, pixel by pixel."""
    data = pdf_of("Facture F-2026-014", rotate=rotate, **SHEETS["cropped"])
    before = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    size, _, _ = stamped(data)
    result = bind(bind_options([piece_part(3, "p")], folio=False), {"p": clean_of(data)})
    after = pypdfium2.PdfDocument(result.files["bundle.pdf"])[0].render(scale=2).to_pil().convert("L")
    assert before.size == after.size
    room = (0, 120, before.width, before.height)
    assert before.crop(room).tobytes() == after.crop(room).tobytes()
    assert size == pytest.approx((before.width / 2, before.height / 2), abs=1)


def test_boxes_that_make_no_sense_leave_no_sheet() -> None:
    """Nothing, a point, a line, infinity and text are no boxes."""
    for box in ((), (0, 0), (5, 5, 5, 900), (0, 0, float("nan"), 9), (0, 0, float("inf"), 9), (0, 0, 1e9, 9)):
        assert sheet_of(box, None, 0) is None


@pytest.mark.parametrize("written, taken", [(0, 0), (90, 90), (-90, 270), (450, 90), (45, 0), (50, 90), (360, 0)])
def test_a_rotation_is_taken_to_the_nearest_quarter_turn(written: int, taken: int) -> None:
    """Readers round in their own ways; we say which."""
    assert sheet_of(A4, None, written) == Sheet(*A4, rotation=taken)


def test_large_sheets_get_a_label_that_is_read_on_a4() -> None:
    """Up to A3 the label has its size; beyond, it grows with the sheet."""
    assert scale_of(Sheet(0, 0, 842, 1191)) == 1
    assert scale_of(Sheet(0, 0, 2384, 3370)) == pytest.approx(4.0, abs=0.01)
    assert place(Sheet(0, 0, 595, 842), (90, 26), "ne")[0] == pytest.approx(595 - 90 - MARGIN)
