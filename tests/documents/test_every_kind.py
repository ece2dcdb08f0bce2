"""What holds for every document of every kind: its typography, its fonts, its tags, its pages."""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest
from every_kind import FRONTS, LONG, every_document, every_paper
from typography import faults

from dossier.documents.document import Printed
from dossier.documents.printing import print_job
from dossier.documents.registry import KINDS, OCCASIONAL
from dossier.ground.jobs import InProcess

OURS = re.compile(r"[A-Z]{6}\+(?:Inter|Source-?Serif-?4)")


def test_every_kind_is_among_them() -> None:
    """A new kind brings its case."""
    kinds = {document.kind for _, document in every_document()}
    assert {*KINDS, *(kind.ID for kind in OCCASIONAL), *FRONTS} <= kinds


def test_no_ordinary_space_stands_where_french_wants_a_fixed_one() -> None:
    """Spaces, guillemets, n°, 1er, article numbers and sums, in the page that is printed and in that of the site."""
    told = {}
    for name, document in every_document():
        wrong = [*faults(document.html), *faults(document.body)]
        if wrong:
            told[name] = wrong[:5]
    assert told == {}


def test_the_printer_has_nothing_to_remark(caplog: pytest.LogCaptureFixture) -> None:
    """WeasyPrint logs nothing at warning or above, neither caught by us nor let through."""
    with caplog.at_level(logging.WARNING):
        InProcess().run([print_job(document) for _, document in every_document()[:3]])
    assert not caplog.records
    assert [name for name, paper in every_paper() if paper.diagnostics] == []


def test_every_font_is_ours_and_embedded() -> None:
    """Inter and Source Serif 4 as they are shipped, in subsets; nothing of the machine."""
    for name, paper in every_paper():
        fonts = set()
        for page in pypdf.PdfReader(BytesIO(paper.pdf.read())).pages:
            for font in (page["/Resources"].get("/Font") or {}).values():
                fonts.add(str(font.get_object()["/BaseFont"]).lstrip("/"))
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(inner), name
        assert fonts and all(OURS.match(font) for font in fonts), (name, fonts)


def test_every_pdf_is_tagged_and_says_its_language_and_title() -> None:
    """Who listens to a document hears French, its title and its structure; who opens it sees its headings as bookmarks."""
    for name, paper in every_paper():
        with pikepdf.open(BytesIO(paper.pdf.read())) as pdf:
            assert str(pdf.Root.Lang) == "fr", name
            assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root, name
            assert str(pdf.docinfo.Title) == paper.document.title, name
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, name
            with pdf.open_outline() as outline:
                assert len(outline.root) >= 1, name
            tags = set(_tags(pdf.Root.StructTreeRoot))
        wanted = {"/P"} | ({"/Table", "/TR", "/TH", "/TD"} if "<thead" in paper.document.html else set())
        assert wanted <= tags, (name, wanted - tags)


def _tags(root: pikepdf.Object) -> Iterator[str]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield str(element.S)
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                waiting.append(kid)


MM = 72 / 25.4
Word = tuple[float, float, float, float, str]


@cache
def boxes() -> dict[str, list[list[Word]]]:
    """The words of each page of each document, with their boxes in millimetres."""
    import tempfile

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for index, (name, paper) in enumerate(every_paper()):
            place = Path(folder) / f"{index}.pdf"
            place.write_bytes(paper.pdf.read())
            out = subprocess.run(["pdftotext", "-bbox", str(place), "-"], capture_output=True, text=True, check=True).stdout
            found[name] = [
                [
                    (*(float(side) / MM for side in word[:4]), word[4])
                    for word in re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page)
                ]
                for page in out.split("<page ")[1:]
            ]
    return found


def test_no_word_leaves_the_sheet_or_meets_the_foot() -> None:
    """Between 16 mm from the left and 10 mm from the right, and nothing of the text below where the foot begins."""
    for name, paper in every_paper():
        for number, page in enumerate(boxes()[name], 1):
            foot = min((top for _, top, _, _, word in page if top > 270 and re.match(r"page$", word)), default=297.0)
            for left, top, right, bottom, word in page:
                assert left >= 3 and right <= 200.5 and top >= 8 and bottom <= 292, (name, number, word)
                if top < foot - 6:
                    assert bottom <= foot - 0.2, (name, number, word)
        assert len(boxes()[name]) == paper.pages, name


def test_no_word_covers_another() -> None:
    """Long names, sixty invoices and sums in millions: no two words of a line share a place. A draft's mark lies below its text."""
    for name, paper in every_paper():
        if paper.document.state == "draft":
            continue
        for number, page in enumerate(boxes()[name], 1):
            lines: dict[int, list[Word]] = {}
            for word in page:
                lines.setdefault(round(word[1] * 3), []).append(word)
            for line in lines.values():
                line.sort()
                for one, other in pairwise(line):
                    assert other[0] >= one[2] - 0.25, (name, number, one[4], other[4])


def test_a_requete_against_four_debtors_names_each_and_holds_its_sums() -> None:
    """Nothing is cut: each debtor, each of sixty invoices, and the totals in one row."""
    paper = next(p for _, p in every_paper() if p.document.kind == "requete" and LONG in p.document.html and p.pages > 5)
    text = re.sub("<[^>]*>", "", paper.document.html)
    assert all(name in text for name in (LONG, "SECONDE SOCIÉTÉ DE TRAVAUX", "QUATRIÈME"))
    assert len(set(re.findall(r"FACTURE-2025-TERRASSES-\d{4}", text))) == 60


def headings(paper: Printed) -> list[str]:
    """The texts of the headings of a document, without spaces."""
    found = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", paper.document.html, re.S)
    return ["".join(re.sub(r"<[^>]*>", "", text).split()) for text in found]


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    """A heading is followed by text on its own page: a whole paragraph of one line, or two lines of a longer one."""
    for name, paper in every_paper():
        wanted = headings(paper)
        for number, page in enumerate(boxes()[name], 1):
            lines = lines_of(page)
            texts = ["".join(line.split()) for _, line in lines]
            for heading in wanted:
                at = [
                    i
                    for i, text in enumerate(texts)
                    if text and (text == heading or (len(text) > 12 and heading.startswith(text)))
                ]
                for index in at:
                    assert len(texts) - index - 1 >= 1, (name, number, heading)


def lines_of(page: list[Word]) -> list[tuple[float, str]]:
    """The lines of a page above its foot, from the top: height of the first word, text."""
    foot = min((top for _, top, _, _, word in page if top > 270 and word == "page"), default=297.0) - 6
    rows: dict[int, list[Word]] = {}
    for word in sorted(page, key=lambda w: w[1]):
        if word[1] < foot:
            key = next((k for k in rows if abs(k / 10 - word[1]) < 1.2), round(word[1] * 10))
            rows.setdefault(key, []).append(word)
    return [(key / 10, " ".join(w[4] for w in sorted(row))) for key, row in sorted(rows.items())]


def test_no_page_holds_a_signature_alone() -> None:
    """The last page of what is signed has words of the text above the place to sign."""
    for name, paper in every_paper():
        pages = boxes()[name]
        if len(pages) < 2 or paper.document.style == "cover":
            continue
        assert len(lines_of(pages[-1])) >= 4, (name, [line for _, line in lines_of(pages[-1])])


def test_the_head_of_a_table_comes_again_on_each_of_its_pages() -> None:
    """Who opens the tenth page of a décompte reads what its columns are."""
    name = next(name for name, paper in every_paper() if paper.document.kind == "decompte" and paper.pages > 8)
    for page in boxes()[name]:
        text = " ".join(line for _, line in lines_of(page))
        if re.search(r"\d\d/\d\d/\d{4} \d\d/\d\d/\d{4} \d+ ", text):
            assert "Ligne Du Au (inclus) Jours Base" in text, name
