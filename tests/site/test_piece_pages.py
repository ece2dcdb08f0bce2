"""The page of a piece: its pages by name, who cites it, its family, and the amounts that a finding names on it."""

from __future__ import annotations

import re
from io import BytesIO

from site_fixtures import DOSSIER, RICH, RICH_FILES, Built, built, compiled

from dossier.pdf.pictures import pictures
from dossier.site.citing import amounts_in, citations, related
from dossier.site.lines import groups_in
from dossier.site.timeline import place_links, timeline

CASE = "2026-050-marque"


def _pdf(*lines: str, turn: int = 0) -> bytes:
    """A PDF of one page with lines of text, 40 points apart from the top, in a font that every reader has."""
    import pikepdf

    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    shown = "".join(f"1 0 0 1 300 {760 - 40 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(f"BT /F1 12 Tf {shown}ET".encode("latin-1"))
    page.Rotate = turn
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _marked() -> Built:
    """A case whose invoice does not add up: 3 800,00 + 760,00 is not 4 650,00."""
    files: dict[str, bytes | str] = {"dossier.yaml": DOSSIER}
    files[f"cases/{CASE}/affaire.yaml"] = RICH_FILES["affaire.yaml"]
    files[f"cases/{CASE}/factures.yaml"] = (
        "- {numero: F-2026-051, date: 2026-04-20, echeance: 2026-05-20, montant_ht: 3800.00, tva: 760.00, montant_ttc: 4650.00,"
        " pieces: [pieces/F-51.pdf]}\n"
        "- {numero: A-2026-006, type: avoir, sur: F-2026-051, date: 2026-06-12, montant_ttc: 360.00, pieces: [pieces/A-6.pdf]}\n"
    )
    files[f"cases/{CASE}/pieces/devis.pdf"] = _pdf("Devis", "12 000,00")
    files[f"cases/{CASE}/pieces/F-51.pdf"] = _pdf("Total HT 3 800,00", "Qte 4 760,00", "Total TTC 4.650,00")
    files[f"cases/{CASE}/pieces/A-6.pdf"] = _pdf("Avoir 360,00")
    return compiled(files)


def test_amounts_are_found_where_they_stand_however_they_are_written() -> None:
    """The box lies on the line of the amount, in pixels of the picture; a number that only ends alike is another one."""
    page = _pdf("Total HT 3 800,00", "Total TTC 4.650,00", "13 800,00", "Qte 7 3 800,00")
    marks = pictures({"first": 3, "find": ["380000", "465000"]}, {"pdf": page}).facts["marks"]
    assert [row[:2] for row in marks] == [[1, "380000"], [1, "465000"], [1, "380000"]]
    scale = 1200 / 595
    for row, line in zip(marks, (0, 1, 3), strict=True):
        _, _, left, top, width, height = row
        baseline = (842 - (760 - 40 * line)) * scale
        assert left > 300 * scale and left + width < 1200
        assert top < baseline <= top + height + 6 and baseline - top < 30
    assert marks[2][2] > 300 * scale + 40  # not from « 7 » on


def test_a_turned_page_is_marked_where_it_is_seen() -> None:
    """A page turned by a quarter shows its text upright along the other side: so does the box."""
    row = pictures({"first": 1, "find": ["465000"]}, {"pdf": _pdf("Total TTC 4 650,00", turn=90)}).facts["marks"][0]
    assert row[5] > row[4]  # higher than wide


def test_without_a_finding_nothing_is_looked_for() -> None:
    """The pictures of a sound piece do not depend on the findings of its case: they are drawn once."""
    assert "marks" not in pictures({"first": 1}, {"pdf": _pdf("4 650,00")}).facts


def test_a_finding_is_marked_on_the_page_of_its_piece_and_said_beside_it() -> None:
    """The wrong total of the invoice: its code, the sentence, and a box on each amount that the sentence names."""
    site = _marked()
    html = site.text(f"cases/{CASE}/pieces/2.html")
    boxes = re.findall(r'<g class="error"><rect x="\d+" y="\d+" width="\d+" height="\d+"/><text[^>]*>DC201</text></g>', html)
    assert len(boxes) == 3
    assert '<div class="f-pane">' in html
    assert "encadré sur l’image" in html
    for other in (1, 3):
        assert 'class="marks"' not in site.text(f"cases/{CASE}/pieces/{other}.html")
    diagnostic = next(d for d in site.view(CASE).diagnostics if d.code == "DC201")
    assert {"380000", "76000", "465000"} <= set(amounts_in(diagnostic))


def test_a_piece_says_which_lines_facts_and_documents_rest_on_it() -> None:
    """The lines by their numbers, the entry by its day, an act by its paragraphs, the bordereau by the rank."""
    site = built()
    view = site.view(RICH)
    facts = timeline(view.case, view.bordereau)
    piece = next(p for p in view.bordereau.pieces if p.path.endswith("F-2026-042.pdf"))
    cited = citations(view, piece, groups_in(view), facts, place_links(view.case, facts))
    assert cited[0].words == "Décompte" and len(cited[0].places) > 2
    assert all(path.startswith(f"cases/{RICH}/decompte.html#ligne-") for _, path in cited[0].places)
    assert any(c.words == "05/03/2026" and "F-2026-042" in c.more for c in cited)
    quote = next(p for p in view.bordereau.pieces if p.path.endswith("devis.pdf"))
    words = [c.words for c in citations(view, quote, groups_in(view), facts, place_links(view.case, facts))]
    assert "Contrat" in words


def test_a_family_is_an_invoice_with_its_delivery_and_its_credit_note() -> None:
    """What belongs together is linked both ways, with the reason."""
    view = _marked().view(CASE)
    by_path = {p.path.rpartition("/")[2]: p for p in view.bordereau.pieces}
    assert [(p.number, bool(why)) for p, why in related(view, by_path["F-51.pdf"])] == [(by_path["A-6.pdf"].number, True)]
    assert [p.number for p, _ in related(view, by_path["A-6.pdf"])] == [by_path["F-51.pdf"].number]
    assert related(view, by_path["devis.pdf"]) == ()
    rich = built().view(RICH)
    note = next(p for p in rich.bordereau.pieces if p.path.endswith("bl.png"))
    assert [why for _, why in related(rich, note)] == ["facture F-2026-042"]


def test_each_page_has_its_name_and_its_text() -> None:
    """A result of the search leads to the page of the piece; the words of a page stand under its picture."""
    html = _marked().text(f"cases/{CASE}/pieces/2.html")
    assert '<figure class="leaf" id="p-1">' in html
    assert re.search(r"<summary>Texte de la page 1</summary><pre[^>]*>[^<]*4\.650,00", html)


def test_a_piece_without_picture_keeps_its_text() -> None:
    """A text file has no page to draw here, or is drawn; either way its words can be read and linked."""
    site = built()
    for piece in site.view(RICH).bordereau.pieces:
        html = site.text(f"cases/{RICH}/pieces/{piece.number}.html")
        if piece.text.strip():
            assert 'id="p-1"' in html and '<details class="text">' in html, piece.path
