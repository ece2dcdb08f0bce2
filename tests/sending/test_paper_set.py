"""Sets for filing on paper: read back by another library than the one that wrote them."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from document_cases import BETWEEN_FIRMS, INVOICES, JOURNAL, PAYMENTS
from pypdf import PdfReader
from sending_cases import CASE, compiled, outputs, sheets

from dossier.bundle.plan import COVER, LIST, Part, lay_out
from dossier.compile import Compiled
from dossier.pdf.duplex import make_set
from dossier.sending.paper_set import sheets_of

PLACE = f"cases/{CASE}/papier/jeu.pdf"
FILED = {
    f"cases/{CASE}/affaire.yaml": BETWEEN_FIRMS, f"cases/{CASE}/factures.yaml": INVOICES, f"cases/{CASE}/journal.yaml": JOURNAL,
    f"cases/{CASE}/paiements.yaml": PAYMENTS, f"cases/{CASE}/pieces/F-014.pdf": sheets("F-014", "verso"),
    f"cases/{CASE}/pieces/F-020.pdf": sheets("F-020"), f"cases/{CASE}/pieces/med.pdf": sheets("lettre"),
    f"cases/{CASE}/pieces/ar.pdf": sheets("avis", "suite", "fin"),
}  # fmt: skip


@pytest.fixture(scope="module")
def filed() -> Compiled:
    """A case whose requête goes to the court, with as many copies as it has recipients."""
    return compiled(FILED, only="bundle", paper=0)


def parts_of(made: Compiled) -> tuple[Part, ...]:
    """The parts of the bundle as the plan has them."""
    view = made.views[0]
    fronts = [paper for paper in view.printed if paper.document.kind in (COVER, LIST)]
    return lay_out(view.bordereau, [paper for paper in view.printed if paper not in fronts], fronts).parts


def pages_of(made: Compiled) -> list[str]:
    """The text of each page of the set."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(outputs(made)[PLACE])).pages]


def entries(made: Compiled, depth: int) -> list[tuple[str, int]]:
    """The outline at a depth: titles with the page (from 1) that each leads to."""
    reader = PdfReader(BytesIO(outputs(made)[PLACE]))

    def walk(rows: list[object], level: int) -> list[tuple[str, int]]:
        found = []
        for row in rows:
            if isinstance(row, list):
                found += walk(row, level + 1)
            elif level == depth:
                found.append((str(row.title), reader.get_destination_page_number(row) + 1))  # type: ignore[attr-defined,arg-type]
        return found

    return walk(reader.outline, 0)  # type: ignore[arg-type]


def test_every_part_of_every_copy_begins_on_a_right_hand_page(filed: Compiled) -> None:
    """Requête, décompte, list and each piece on an odd page, in all three copies; so do the copies themselves."""
    found = entries(filed, 1)
    assert [title for title, _ in found] == [part.title for part in parts_of(filed)] * 3
    assert all(page % 2 == 1 for _, page in (*found, *entries(filed, 0)))
    assert len(pages_of(filed)) % 2 == 0


def test_each_piece_stands_behind_its_divider(filed: Compiled) -> None:
    """« Pièce n° 3 » with title, date and pages on a right-hand page, its back blank, then the first page of the piece."""
    texts, pieces = pages_of(filed), filed.views[0].bordereau.pieces
    starts = dict(entries(filed, 1)[: len(entries(filed, 1)) // 3])
    assert len(pieces) == 6
    for piece in pieces:
        first = starts[f"{piece.label} — {piece.title}"]
        divider = texts[first - 3]
        assert f"Pièce n° {piece.number} {piece.title}".replace("\u00a0", " ") in divider.replace("\u00a0", " ")
        assert f"{piece.date:%d/%m/%Y}" in divider if piece.date else True
        assert f"{piece.pages} page" in divider.replace("\u00a0", " ")
        assert texts[first - 2] == ""
        assert f"Pièce n° {piece.number} · p. 1/{piece.pages}" in texts[first - 1].replace("\u00a0", " ")


def test_the_pages_are_those_of_the_bundle_with_their_numbers(filed: Compiled) -> None:
    """Without blanks, dividers and first sheet a copy is the bundle: the list of pieces leads to the right page on paper."""
    bundle = [" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(outputs(filed)[f"cases/{CASE}/bundle.pdf"])).pages]
    texts = pages_of(filed)
    each = (len(texts) - 2) // 3
    for copy in range(3):
        own = texts[2 + copy * each : 2 + (copy + 1) * each]
        assert [
            text
            for text in own
            if text
            and not re.match(r"(\d\d/\d\d/\d{4} · )?\d+\s\d+ pages?|\d+ Pièce n°", text)
            and "dossier 2026-014" not in text
        ] == bundle


def test_the_first_sheet_says_what_the_set_holds(filed: Compiled) -> None:
    """Copies with their recipients, sheets of a copy and in all, what to sign and to join; it is no part of a copy."""
    text, view = pages_of(filed)[0].replace("\u00a0", " "), filed.views[0]
    each = sheets_of(parts_of(filed))
    total = len(pages_of(filed)) // 2
    assert total == 1 + 3 * each and view.paper is not None and view.paper.sheets == total
    assert "3 exemplaires" in text and f"{each} feuilles par exemplaire, {3 * each} feuilles en tout" in text
    assert "activités économiques de Marseille" in text and "la société SUD BÉTON" in text and "votre dossier" in text
    assert "Requête en injonction de payer : à dater et à signer par Paul Lenoir, président" in text
    assert "Décompte de créance : en annexe" in text and "6 pièces (pièces n° 1 à 6)" in text and "6 intercalaires" in text
    assert "ne se dépose pas" in text


def test_the_number_of_copies_can_be_given() -> None:
    """`--paper 2` makes two, and names no recipient."""
    made = compiled(FILED, only="bundle", paper=2)
    assert [title for title, _ in entries(made, 0)] == [
        "Fiche de tirage",
        "Exemplaire 1 sur 2 : exemplaire 1",
        "Exemplaire 2 sur 2 : exemplaire 2",
    ]
    assert "Tribunal des activités" not in pages_of(made)[0]


def test_several_debtors_each_have_a_copy() -> None:
    """The court, two debtors, the firm: four."""
    second = '  - {id: roux, type: particulier, qualite: codebiteur_solidaire, nom: Roux, prenoms: Anne, adresse: {voie: 1 rue X, code_postal: "13001", commune: Marseille, insee: "13201"}}\n'
    text = BETWEEN_FIRMS.replace("contrat:", second + "contrat:")
    made = compiled({**FILED, f"cases/{CASE}/affaire.yaml": text}, only="bundle", paper=0)
    assert made.views[0].paper is not None
    assert made.views[0].paper.copies[1:] == ("la société SUD BÉTON", "Anne Roux", "votre dossier")


def test_without_an_act_the_set_is_for_the_debtor_and_the_file() -> None:
    """Nothing goes to a court yet; the pieces can be printed all the same."""
    made = compiled(only="bundle", paper=0)
    assert made.views[0].paper is not None and made.views[0].paper.copies == ("la société SUD BÉTON", "votre dossier")


def test_copies_weigh_next_to_nothing_and_the_same_build_gives_the_same_bytes() -> None:
    """All copies draw the same objects: nine more add a few hundred bytes a page."""
    once, often = (outputs(compiled(FILED, only="bundle", paper=n))[PLACE] for n in (1, 10))
    again = outputs(compiled(FILED, only="bundle", paper=10))[PLACE]
    assert often == again
    pages = len(PdfReader(BytesIO(often)).pages)
    assert len(often) - len(once) < 400 * pages


def test_the_set_asks_the_printer_for_both_sides(filed: Compiled) -> None:
    """A reader proposes the long edge and no scaling; a second library opens every page."""
    data = outputs(filed)[PLACE]
    wishes = PdfReader(BytesIO(data)).trailer["/Root"]["/ViewerPreferences"]
    assert (wishes["/Duplex"], wishes["/PrintScaling"]) == ("/DuplexFlipLongEdge", "/None")
    pdf = pypdfium2.PdfDocument(data)
    assert all(pdf[i].get_size()[0] > 0 for i in range(len(pdf)))


def test_a_set_is_made_only_when_asked_and_never_without_its_bundle() -> None:
    """No option, no file; with letters alone the set is there and the bundle is not published."""
    assert PLACE not in outputs(compiled(FILED, only="bundle"))
    made = outputs(compiled(FILED, only="letters", paper=1))
    assert PLACE in made and f"cases/{CASE}/bundle.pdf" not in made


def test_a_template_that_spoils_the_dividers_is_told_and_no_set_is_made() -> None:
    """One page a piece: a heading alone puts all of them on one page, and every right-hand page would be wrong."""
    made = compiled(
        {**FILED, "templates/acts/intercalaire.html.j2": "{% for piece in pieces %}<h1>{{ piece.libelle }}</h1>{% endfor %}"},
        only="bundle",
        paper=1,
    )
    assert PLACE not in outputs(made)
    assert [d.message for d in made.diagnostics if d.code == "DC563"] == [
        "il y a 1\u00a0page d’intercalaires pour 6\u00a0pièces, une par pièce est attendue"
    ]


def test_a_title_of_any_length_keeps_its_divider_on_one_page() -> None:
    """It is cut with an ellipsis there; the list of pieces has it whole."""
    text = BETWEEN_FIRMS.replace("pieces: [pieces/devis.pdf]", "pieces: [{fichier: pieces/devis.pdf, titre: " + "W" * 3000 + "}]")
    made = compiled({**FILED, f"cases/{CASE}/affaire.yaml": text}, only="bundle", paper=1)
    assert made.views[0].paper is not None and not [d for d in made.diagnostics if d.code == "DC563"]
    assert any("WWW…" in page.replace(" ", "") for page in pages_of(made))


def test_a_source_with_other_pages_than_planned_stops_the_job() -> None:
    """The plan counts pages before they are there: what does not come out as planned is not published."""
    part = {"title": "Décompte", "input": "volume-001", "first": 0, "pages": 3, "divider": -1}
    options = {
        "title": "t",
        "created": "2026-11-21",
        "file": "jeu.pdf",
        "copy_titles": ["Exemplaire 1"],
        "parts": [part],
        "dividers": 0,
    }
    result = make_set(options, {"fiche": sheets("fiche"), "volume-001": sheets("a", "b")})
    assert not result.files and [p.code for p in result.problems] == ["DC563"]
    sound = make_set({**options, "parts": [{**part, "pages": 2}]}, {"fiche": sheets("fiche"), "volume-001": sheets("a", "b")})
    assert sound.facts == {"pages": 4, "sheets": 2, "starts": [3]}
