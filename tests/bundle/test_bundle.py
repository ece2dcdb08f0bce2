"""The bundle of a case: what it holds in which order, and that what is printed about pages is true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest

from dossier.bundle.bind import bind_jobs, bound, file_name, parties_of
from dossier.bundle.plan import Layout, bundled_acts, lay_out
from dossier.bundle.stamping import annex_label
from dossier.bundle.volume import Volume
from dossier.compile import compile_workspace
from dossier.documents.document import Document, Printed
from dossier.ground.blobs import Blob
from dossier.ground.jobs import InProcess, Outcome, Problem
from dossier.ground.world import DiskWorld
from dossier.load.workspace import load_workspace
from dossier.model.case import Case
from dossier.pieces.bordereau import Bordereau, Piece
from dossier.site.view import CaseView
from dossier.wanted import Wanted

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
CASE = "2026-014-sud-beton"


def piece(number: int, pages: int | None = 1, **more: Any) -> Piece:
    """A piece that can be shown, or not when it has no pages."""
    clean = Blob.of(b"pdf") if pages else None
    known = Piece(
        number, f"Facture {number}", TODAY, "facture", f"cases/x/pieces/{number}.pdf", None, "pdf", pages, clean, "", ()
    )
    return replace(known, **more)


def paper(kind: str, pages: int, in_bundle: bool = True) -> Printed:
    """A printed document."""
    document = Document("x", kind, kind, kind.capitalize(), "ready", TODAY, "<p>", "", "act", in_bundle=in_bundle)
    return Printed(document, Blob.of(kind.encode()), pages)


def example(name: str = CASE) -> Case:
    """A case of the example workspace."""
    return next(case for case in load_workspace(DiskWorld(ROOT, TODAY)).cases if case.id == name)


def appraised(case: Case) -> Any:
    """What binding asks of an appraised case."""
    return SimpleNamespace(case=case, stage=SimpleNamespace(date=TODAY))


def pages_of(layout: Layout) -> list[tuple[str, int, int]]:
    """Parts as (kind, first page, pages)."""
    return [(part.kind, part.first_page, part.pages) for part in layout.parts]


def test_the_order_is_cover_acts_list_pieces() -> None:
    """Requête before décompte, pieces by number; letters stay out; withdrawn pieces take no page, unreadable ones a sheet."""
    bordereau = Bordereau("x", (piece(3, 2), piece(1, 4), piece(2, withdrawn=True), piece(4, None)))
    papers = (paper("relance", 1, in_bundle=False), paper("decompte", 2), paper("requete", 3))
    fronts = (paper("couverture", 1), paper("bordereau", 2))
    layout = lay_out(bordereau, papers, fronts)
    assert pages_of(layout) == [
        ("cover", 1, 1), ("act", 2, 3), ("act", 5, 2), ("list", 7, 2), ("piece", 9, 4), ("piece", 13, 2), ("piece", 15, 1)
    ]  # fmt: skip
    assert (layout.pages, layout.piece_pages) == (15, 7)
    assert [(part := layout.part_of(number)) and part.first_page for number in (1, 2, 3, 4, 9)] == [9, None, 13, 15, None]
    assert [act.document.kind for act in bundled_acts(papers)] == ["requete", "decompte"]


def test_a_front_that_is_not_printed_yet_counts_for_one_page() -> None:
    """The list names pages of the bundle that it is part of: it is planned before it exists."""
    assert pages_of(lay_out(Bordereau("x", (piece(1),)), (), ())) == [("cover", 1, 1), ("list", 2, 1), ("piece", 3, 1)]


def test_file_names_are_plain_and_short() -> None:
    """ASCII letters, digits and hyphens; the number makes them unique; at most eighty signs."""
    names = [file_name(piece(number, title=title)) for number, title in enumerate(
        ("Facture F-2026-014", "Acte de signification de l’ordonnance", "株式会社", "../../etc/passwd\x00", "Œuvre — " + "très " * 40, "CON"), 1
    )]  # fmt: skip
    assert names[0] == "Piece-01_Facture-F-2026-014.pdf"
    assert names[1] == "Piece-02_Acte-de-signification-de-l-ordonnance.pdf"
    assert names[4].startswith("Piece-05_OEuvre-tres-tres")
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,76}\.pdf", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert file_name(piece(100)) == "Piece-100_Facture-100.pdf"


def test_the_parties_are_those_of_the_title_or_of_the_case() -> None:
    """A case without title is named by its creditor and its first debtor."""
    case = example()
    assert parties_of(case) == "Atelier Lenoir c/ Sud Béton"
    assert parties_of(replace(case, title="")) == "ATELIER LENOIR c/ SUD BÉTON"


def test_a_case_without_pieces_and_acts_binds_nothing() -> None:
    """No job, no volume."""
    assert bind_jobs(appraised(example()), Bordereau(CASE, ()), (), ()) == ()
    assert bound(appraised(example()), Bordereau(CASE, ()), (), (), ()) == ()


def test_what_could_not_be_bound_is_not_published() -> None:
    """A volume without pages carries the diagnostics; the view lets it go."""
    from dossier.site.view import view_of

    bordereau = Bordereau(CASE, (piece(1),))
    failed = (Outcome(problems=(Problem("DC601", "un lien de la liasse ne mène pas à la page prévue"),)), Outcome())
    (volume,) = bound(appraised(example()), bordereau, (), (), failed)
    assert (volume.pages, [d.code for d in volume.diagnostics]) == (0, ["DC601"])
    case = SimpleNamespace(**vars(appraised(example())), claim=None, diagnostics=())
    view = view_of(case, bordereau, (), (), (), (volume,))
    assert view.volumes == ()
    assert [d.code for d in view.diagnostics] == ["DC601"]


def test_an_unreadable_piece_is_replaced_by_a_sheet_that_says_why() -> None:
    """Number, reason, name, size and digest stand in its place, with the label of the piece."""
    original = Blob.of(b"ID3 sound")
    lost = piece(1, None, title="Message vocal", original=original, kind="other", remarks=("le format sonore ne s’imprime pas",))
    bordereau = Bordereau(CASE, (lost,))
    jobs = bind_jobs(appraised(example()), bordereau, (), ())
    (volume,) = bound(appraised(example()), bordereau, (), (), InProcess().run(jobs))
    text = " ".join(pypdf.PdfReader(BytesIO(volume.pdf.read())).pages[0].extract_text().split())
    for part in ("Pièce n° 1 · p. 1/1", "Message vocal", "le format sonore ne s’imprime pas", original.sha256, "9 octets"):
        assert part in text


@pytest.fixture(scope="module")
def compiled() -> dict[str, CaseView]:
    """The example workspace, compiled without its site."""
    found = compile_workspace(DiskWorld(ROOT, TODAY), InProcess(), Wanted(frozenset({"letters", "bundle"})))
    return {view.case.id: view for view in found.views}


def volume_of(view: CaseView) -> tuple[Volume, pypdf.PdfReader]:
    """The one volume of a case, and pypdf's reading of it."""
    (volume,) = view.volumes
    return volume, pypdf.PdfReader(BytesIO(volume.pdf.read()))


def spaced(text: str) -> str:
    """A text with plain single spaces."""
    return " ".join(text.split())


def test_every_example_has_its_bundle(compiled: dict[str, CaseView]) -> None:
    """Every page of every piece says its number; pages, first pages and outline agree."""
    assert len(compiled) >= 4
    for view in compiled.values():
        volume, reader = volume_of(view)
        assert len(reader.pages) == volume.pages
        outline = [item for item in reader.outline if not isinstance(item, list)]
        starts = {spaced(item.title): reader.get_destination_page_number(item) + 1 for item in outline}
        for piece in view.bordereau.pieces:
            first = volume.first_pages[piece.number]
            assert starts[spaced(f"{piece.label} — {piece.title}")] == first
            for index in range(piece.pages or 1):
                inside = [annex for annex in piece.annexes if 0 < annex.first_page <= index + 1]
                label = spaced(f"{annex_label(piece, inside[-1]) if inside else piece.label} · p. {index + 1}/{piece.pages or 1}")
                # A piece whose original carries more than its copy has a cover sheet first, which counts for none of its pages.
                at = volume.page_of(piece.number, index + 1) - 1
                assert label in spaced(reader.pages[at].extract_text()), (view.case.id, label)


def test_the_list_of_pieces_prints_the_true_pages(compiled: dict[str, CaseView]) -> None:
    """The page that the bordereau prints beside a piece is the page on which it begins, and its link leads there."""
    volume, reader = volume_of(compiled[CASE])
    at = next(i for i, page in enumerate(reader.pages) if "Intitulé" in page.extract_text())
    end = min(volume.first_pages.values()) - 1
    text = spaced(" ".join(reader.pages[i].extract_text() for i in range(at, end)))
    for piece in compiled[CASE].bordereau.pieces:
        title = re.escape(spaced(piece.title)).replace(r"\ ", r"\s?").replace(r"\-", ".")
        row = re.search(rf"{title} .*?(\d+) (\d+)(?= \d+ [A-Z]| {len(compiled[CASE].bordereau.pieces)} pièces|$)", text)
        assert row, piece.title
        assert int(row[2]) == volume.first_pages[piece.number], piece.title
    goals = {
        reader.get_page_number(link.get_object()["/Dest"][0].get_object()) + 1
        for i in range(at, end)
        for link in reader.pages[i].get("/Annots", ())
        if "/Dest" in link.get_object()
    }
    assert goals == set(volume.first_pages.values())


def test_each_piece_also_stands_alone(compiled: dict[str, CaseView]) -> None:
    """One PDF a piece, labelled on each page, under a name that any system keeps."""
    volume, _ = volume_of(compiled[CASE])
    assert len(volume.stamped) == len(compiled[CASE].bordereau.pieces)
    for number, name in volume.stamped_names.items():
        reader = pypdf.PdfReader(BytesIO(volume.stamped[name].read()))
        piece = next(p for p in compiled[CASE].bordereau.pieces if p.number == number)
        assert len(reader.pages) == (piece.pages or 1) + (number in volume.guarded)
        assert all(spaced(f"Pièce n° {number}") in spaced(page.extract_text()) for page in reader.pages)


def test_nothing_of_the_inputs_that_acts_or_names_a_machine_is_bound(compiled: dict[str, CaseView]) -> None:
    """No address of ours, no script, no author of a third party's file, no folder of the builder."""
    from pdf_words import plain_bytes

    for view in compiled.values():
        volume, reader = volume_of(view)
        data = plain_bytes(volume.pdf.read())
        for word in (b"dossier:piece", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Author", b"/Creator", str(ROOT).encode()):
            assert word not in data, (view.case.id, word)
        assert reader.metadata is not None
        assert reader.metadata.title
