"""One volume among several, cover sheets and attachments, at the level of the job that binds; read with pypdf."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pytest
from pdf_makers import bind_options, clean_of, pdf_of, piece_part, written

from dossier.pdf.bind import bind
from dossier.pdf.print import render

ACT = (
    '<html lang="fr"><body><p><a href="dossier:piece/1">pièce n° 1</a>, <a href="dossier:piece/1/2">pièce n° 1, p. 2</a>, '
    '<a href="dossier:piece/9">pièce n° 9</a>, <a href="dossier:piece/9/3">pièce n° 9, p. 3</a></p></body></html>'
)
LIST = (
    '<html lang="fr"><body><p><a href="dossier:piece/1">Contrat</a></p><p style="break-before: page">'
    '<a href="dossier:piece/9">Facture</a></p></body></html>'
)
GUARD = {"title": "Contrat", "reason": "L’original est joint à part.", "rows": [["Fichier", "contrat.pdf"]]}


def printed(html: str) -> bytes:
    """An act as the printer makes it."""
    return render(html, "body {font-family: Inter}", created=date(2026, 11, 21), variant="pdf/a-3a").pdf


def contract() -> bytes:
    """Two pages; the first leads to the second, and the outline names the second."""
    with pikepdf.open(BytesIO(pdf_of("contrat p1", "contrat p2"))) as pdf:
        with pdf.open_outline() as entries:
            entries.root.append(pikepdf.OutlineItem("Article 9", 1))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([10, 10, 60, 30]),
            Dest=pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit]),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        return clean_of(written(pdf))


def part(kind: str, name: str, title: str) -> dict[str, Any]:
    """A part that is no piece."""
    return {"kind": kind, "title": title, "input": name, "number": 0, "label": "", "corners": []}


def bound(with_list: bool = True, **more: Any) -> pypdf.PdfReader:
    """Cover, act, list where asked for, and the contract with its cover sheet."""
    parts = [part("cover", "cover", "Couverture"), part("act", "act", "Requête")]
    parts += [part("list", "list", "Bordereau")] if with_list else []
    parts += [piece_part(1, "p1", guard=GUARD, annexes=[[2, "Pièce n°\u00a01.1"]])]
    inputs = {"cover": printed("<html><body>C</body></html>"), "act": printed(ACT), "list": printed(LIST), "p1": contract()}
    options = bind_options(parts, before=40, total=90, elsewhere={"9": "volume 1, p. 7"}, **more)
    result = bind(options, {name: data for name, data in inputs.items() if any(p["input"] == name for p in parts)})
    assert not result.problems, result.problems
    return pypdf.PdfReader(BytesIO(result.files["bundle.pdf"]))


def links(reader: pypdf.PdfReader, page: int) -> list[tuple[int, str]]:
    """The goals of the links of a page (from 0), with what is said of them."""
    notes = [note.get_object() for note in reader.pages[page].get("/Annots", ())]
    return [(reader.get_page_number(note["/Dest"][0].get_object()), str(note.get("/Contents", ""))) for note in notes]


def test_citations_pass_over_the_cover_sheet_to_the_page_that_they_name() -> None:
    """« pièce n° 1 » leads to the cover sheet, « p. 2 » to the second page of the contract itself."""
    reader = bound()
    assert links(reader, 1)[:2] == [(4, ""), (6, "")]
    assert "contrat p2" in reader.pages[6].extract_text()


def test_what_stands_in_another_volume_leads_to_its_row_and_is_named() -> None:
    """Both the piece and its page: the row is on the second page of the list, which itself leads nowhere for it."""
    reader = bound()
    assert links(reader, 1)[2:] == [(3, "volume 1, p. 7"), (3, "volume 1, p. 7")]
    assert links(reader, 2) == [(4, "")]
    assert links(reader, 3) == []


def test_without_the_list_in_the_volume_a_far_citation_is_words_alone() -> None:
    """No dead link: the label of the piece then leads to the cover."""
    reader = bound(with_list=False)
    assert len(links(reader, 1)) == 2
    assert links(reader, 2) == [(0, "retour au bordereau")]


def test_what_pointed_into_a_piece_still_does_behind_a_cover_sheet() -> None:
    """Its own links and headings move on by one page, and its attachment is named before what it brings."""
    reader = bound()
    assert links(reader, 5) == [(6, "")]
    rows = [(item.title, reader.get_destination_page_number(item)) for item in flat(reader.outline)]
    assert rows[-3:] == [("Pièce n° 1 — Facture", 4), ("Pièce n°\u00a01.1", 6), ("Article 9", 6)]


def test_the_label_of_a_cover_sheet_has_no_page() -> None:
    """It does not count: the pages behind it are 1 and 2 of 2, the second under the number of the attachment."""
    texts = [" ".join(page.extract_text().split()) for page in bound().pages]
    assert "L’original est joint à part." in texts[4]
    assert "Pièce n° 1" in texts[4]
    assert "p. " not in texts[4].replace("p. 7", "")
    assert "Pièce n° 1 · p. 1/2" in texts[5]
    assert "Pièce n° 1.1 · p. 2/2" in texts[6]


def test_pages_are_numbered_after_those_of_the_volumes_before() -> None:
    """Printed numbers and labels of pages go on at 41; the cover bears none."""
    reader = bound()
    assert reader.page_labels == [str(number) for number in range(41, 48)]
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert [f"{41 + index} / 90" in text for index, text in enumerate(texts)] == [False] + [True] * 6


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_empty_frame_is_upright_on_turned_pages(turn: int) -> None:
    """Seen as a reader sees it, the frame lies below the number and inside the sheet; what it frames still shows."""
    import pypdfium2

    with pikepdf.open(BytesIO(pdf_of("fond"))) as pdf:
        pdf.pages[0].obj.Rotate = turn
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"0.8 g 0 0 2000 2000 re f")
        data = clean_of(written(pdf))
    options = bind_options([piece_part(1, "p1")], parties="", folio=False)
    result = bind(options, {"p1": data})
    page = pypdfium2.PdfDocument(result.files["bundle.pdf"])[0]
    picture = page.render(scale=2).to_pil().convert("L")
    width = picture.width
    # 8 mm from two edges at two pixels a point: the number on white, then the frame on the grey of the page.
    right, top = width - 46 - 12, 46
    assert picture.getpixel((right, top + 6)) == 255
    assert picture.getpixel((right, top + 60)) == 204
    column = [picture.getpixel((right, y)) for y in range(top + 20, top + 130)]
    assert sum(1 for above, here in pairwise(column) if above - here > 60) >= 2
    texts = pypdf.PdfReader(BytesIO(result.files["bundle.pdf"])).pages[0].extract_text()
    assert "Lenoir" not in texts


def flat(items: Any) -> list[Any]:
    """The entries of an outline at every depth."""
    return [entry for item in items for entry in (flat(item) if isinstance(item, list) else [item])]
