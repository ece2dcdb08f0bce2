"""A recorded conversion gives a piece its pages; the original stays the piece, and a conversion out of step is not used."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from exhibits import bordereau_of, codes, invoice

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

from makers_office import docx
from makers_pdf import grey_scan_pdf, plain_pdf


def record(original: bytes, result: bytes, name: str, tool: str = "LibreOffice") -> str:
    """The record of a conversion, as `import --convert` writes it."""
    digests = [hashlib.sha256(data).hexdigest() for data in (original, result)]
    return f'sha256: {digests[0]}\nresultat: "{name}"\nsha256_resultat: {digests[1]}\noutil: "{tool}"\nversion: "7.4"\n'


def files(original: bytes, result: bytes, row: str) -> dict[str, str | bytes]:
    """An invoice whose piece is a document, its PDF and the record."""
    return {
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/contrat.docx"), "pieces/contrat.docx": original,
        "pieces/contrat.docx.pdf": result, "pieces/contrat.docx.conversion.yaml": row,
    }  # fmt: skip


def test_the_pages_come_from_the_conversion_and_the_piece_stays_the_original() -> None:
    """Pages and text of the PDF; digest, path and format of the document; nothing is uncited."""
    original, made = docx(), plain_pdf("Contrat converti", 2)
    bordereau = bordereau_of(files(original, made, record(original, made, "contrat.docx.pdf")))
    (piece,) = bordereau.pieces
    assert codes(bordereau) == []
    assert (piece.pages, piece.kind) == (2, "office")
    assert "Contrat converti" in piece.text
    assert len(piece.page_texts) == 2
    assert piece.path.endswith("contrat.docx")
    assert piece.original is not None
    assert piece.original.sha256 == hashlib.sha256(original).hexdigest()
    assert piece.remarks[0] == "pages converties en PDF par LibreOffice 7.4 ; l’original est joint à part"


def test_a_conversion_of_another_state_is_not_used() -> None:
    """The document changed, or its PDF did: a sheet, DC521 and what to do."""
    original, made = docx(), plain_pdf("Contrat")
    for row in (record(docx("autre"), made, "contrat.docx.pdf"), record(original, b"autre", "contrat.docx.pdf")):
        bordereau = bordereau_of(files(original, made, row))
        assert codes(bordereau) == ["DC521"]
        assert bordereau.pieces[0].clean is None
        assert bordereau.pieces[0].remarks == ("le format Word (DOCX) ne s’imprime pas",)  # the sheet is read by a court
        assert "import --convert" in bordereau.diagnostics[0].hints[0]


def test_without_a_conversion_the_command_is_named() -> None:
    """DC520, with the path as the command takes it; a record whose PDF was never finished changes nothing."""
    original = docx()
    given = files(original, b"x", record(original, b"x", "contrat.docx.pdf"))
    del given["pieces/contrat.docx.pdf"]
    bordereau = bordereau_of(given)
    assert codes(bordereau) == ["DC520"]
    assert bordereau.diagnostics[0].hints == ("dossier import --convert cases/x/pieces/contrat.docx",)


def test_a_record_may_only_name_the_file_beside_it() -> None:
    """A path, another name: the record is not followed, and its file is read by nobody."""
    original, made = docx(), plain_pdf("Contrat")
    for name in ("../../../secret.pdf", "autre.pdf", "/etc/passwd"):
        from exhibits import case_of, world_of

        case = case_of(world_of(files(original, made, record(original, made, name))))
        assert case.conversions == ()
        assert [d.code for d in case.diagnostics] == ["DC521"]


def test_a_broken_record_is_a_finding_of_its_own_file() -> None:
    """A digest that is none, a missing key, no list of keys: told at its place, and not followed."""
    from exhibits import case_of, world_of

    for row in ("sha256: abc\n", "- a\n", "resultat: {a: b}\n", ""):
        case = case_of(world_of(files(docx(), b"x", row)))
        assert case.conversions == ()
        assert all(d.span.file.endswith(".conversion.yaml") for d in case.diagnostics)


def test_a_layer_of_text_keeps_what_the_original_is() -> None:
    """The scan's pages with words under them; another number of pages is not used, and said."""
    scan, read = grey_scan_pdf(), plain_pdf("Bon de livraison")
    base: dict[str, str | bytes] = {"factures.yaml": invoice("F-1", "2026-01-15", "pieces/scan.pdf"), "pieces/scan.pdf": scan}
    row = record(scan, read, "scan.pdf.ocr.pdf", "ocrmypdf")
    found = bordereau_of({**base, "pieces/scan.pdf.ocr.pdf": read, "pieces/scan.pdf.conversion.yaml": row})
    assert codes(found) == []
    assert (found.pieces[0].kind, found.pieces[0].pages) == ("pdf", 1)
    assert "Bon de livraison" in found.pieces[0].text
    longer = plain_pdf("Bon", 2)
    row = record(scan, longer, "scan.pdf.ocr.pdf", "ocrmypdf")
    wrong = bordereau_of({**base, "pieces/scan.pdf.ocr.pdf": longer, "pieces/scan.pdf.conversion.yaml": row})
    assert codes(wrong) == ["DC521"]
    assert (wrong.pieces[0].pages, wrong.pieces[0].text) == (1, "")


def test_attachments_bear_the_number_of_their_piece() -> None:
    """3.1, 3.2 … in the facts of the piece, whatever its place in the order."""
    from makers_mail import eml

    mail = eml("x", [("application/pdf", "devis.pdf", plain_pdf("Devis"))])
    found = bordereau_of({
        "factures.yaml": invoice("F-1", "2026-01-15", "pieces/a.pdf", "pieces/m.eml"), "pieces/a.pdf": plain_pdf("A"), "pieces/m.eml": mail,
    })  # fmt: skip
    (annex,) = found.pieces[1].annexes
    assert (annex.label, annex.first_page, annex.pages) == ("2.1", 2, 1)
    assert "2.1 devis.pdf" in " ".join(found.pieces[1].page_texts[0].split())
