"""Evidence of every kind and geometry through the whole compile, and the bundle read page by page with other libraries.

`pytest tests/bundle/test_corpus_bound.py --evidence FOLDER` adds the files of a folder.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

sys.path.insert(0, str(Path(__file__).parents[1] / "evidence"))

from geometry import GEOMETRY, INNER_GOALS, Shape
from makers import CORPUS

from dossier.bundle.volume import Volume
from dossier.compile import compile_workspace
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.pieces.bordereau import Piece
from dossier.site.view import CaseView
from dossier.wanted import Wanted

HERE = Path(__file__).parent
BASE = HERE.parent / "diagnostics" / "base"
DATA = HERE.parent / "data"
TODAY = date(2026, 11, 21)
SIDE = 240
"""Pixels of the longer side of the pictures that are compared."""
MARGIN = 8 * 72 / 25.4
LABEL = (190.0, 30.0)
"""Points: no label of these tests is wider or higher."""
CASE = """\
- numero: F-2026-014
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ttc: 4800.00
  pieces:
"""


def samples() -> dict[str, bytes]:
    """Messages and invoices that other programs wrote, with licences that let them be copied."""
    folders = (DATA / "emails", DATA / "invoices")
    return {
        place.name: place.read_bytes()
        for folder in folders
        for place in sorted(folder.glob("*.*"))
        if place.suffix in {".eml", ".pdf"}
    }


def view_of(files: dict[str, bytes]) -> CaseView:
    """One case with these files as its pieces, compiled without its site."""
    workspace: dict[str, bytes | str] = {
        path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()
    }
    names = sorted(files)
    rows = [f"    - {{fichier: 'pieces/{name}', titre: 'Titre {n}', date: 2026-01-15}}" for n, name in enumerate(names)]
    workspace["cases/x/factures.yaml"] = CASE + "\n".join(rows) + "\n"
    workspace |= {f"cases/x/pieces/{name}": data for name, data in files.items()}
    (view,) = compile_workspace(MemoryWorld(workspace, TODAY), InProcess(), Wanted(frozenset({"bundle"}))).views
    return view


@dataclass(frozen=True)
class Bound:
    """A case that was bound, and its pieces by the name of their file."""

    view: CaseView

    @cached_property
    def pieces(self) -> dict[str, Piece]:
        """Duplicates are one piece under several names."""
        shown = [piece for piece in self.view.bordereau.pieces if not piece.withdrawn]
        return {path.rpartition("/")[2]: piece for piece in shown for path in (piece.path, *piece.other_paths)}

    @cached_property
    def texts(self) -> list[list[str]]:
        """The words of each page of each volume as pypdf reads them, with plain spaces."""
        return [[plain(page.extract_text()) for page in pypdf.PdfReader(BytesIO(v.pdf.read())).pages] for v in self.view.volumes]

    @cached_property
    def pdfiums(self) -> list[Any]:
        """The volumes as pdfium opens them."""
        return [pypdfium2.PdfDocument(volume.pdf.read()) for volume in self.view.volumes]

    def place(self, piece: Piece) -> tuple[int, Volume]:
        """The volume of a piece and its index."""
        return next((i, volume) for i, volume in enumerate(self.view.volumes) if piece.number in volume.first_pages)

    def pages(self, piece: Piece) -> Iterator[tuple[int, Any, str]]:
        """Each page of a piece: number from 1, the page as pdfium sees it in the bundle, its words as pypdf reads them."""
        index, volume = self.place(piece)
        for number in range(1, (piece.pages or 1) + 1):
            at = volume.page_of(piece.number, number) - 1
            yield number, self.pdfiums[index][at], self.texts[index][at]


def plain(text: str) -> str:
    """A text with its blanks made plain."""
    return " ".join(text.split())


def picture(page: Any, scale: float) -> Image.Image:
    """A page in grey."""
    found: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return found


def scale_of(page: Any) -> float:
    return SIDE / max(page.get_size())


def grown(page: Any) -> float:
    """How much larger marks are drawn on sheets beyond A3."""
    shorter = min(page.get_size())
    return 1.0 if shorter <= 842 else shorter / 595.276


def boxes(page: Any, corner: str) -> list[tuple[float, float, float, float]]:
    """Where label and page number may stand on a page as displayed, in points from the upper left."""
    width, height = page.get_size()
    factor = grown(page)
    wide, high, margin = LABEL[0] * factor, LABEL[1] * factor, MARGIN * factor
    left = width - margin - wide if corner[1] == "e" else margin
    top = margin if corner[0] == "n" else height - margin - high
    middle, strip = width / 2, 28 * factor
    edge = 0.0 if corner.endswith("+n") else height - strip
    return [
        (left - 2, top - 2, left + wide + 2, top + high + 2),
        (middle - 40 * factor, edge, middle + 40 * factor, edge + strip),
    ]


def differing(before: Any, after: Any, corner: str, unit: float = 1) -> float:
    """Share of the pixels outside label and page number that differ clearly between two pages, 1 for another size.

    *unit* is the /UserUnit of the first, which pdfium does not know.
    """
    scale = scale_of(after)
    one, two = picture(before, scale * unit), picture(after, scale)
    if abs(one.width - two.width) > 1 or abs(one.height - two.height) > 1:
        return 1.0
    size = (min(one.width, two.width), min(one.height, two.height))
    change = ImageChops.difference(one.crop((0, 0, *size)), two.crop((0, 0, *size)))
    for box in boxes(after, corner):
        x0, y0, x1, y1 = (round(v * scale) for v in box)
        change.paste(0, (max(0, x0 - 1), max(0, y0 - 1), min(size[0], x1 + 1), min(size[1], y1 + 1)))
    levels = change.histogram()
    return sum(levels[64:]) / sum(levels)


@pytest.fixture(scope="module")
def bound() -> Bound:
    """All made files and all samples in one case."""
    made = {made.name: made.make() for made in (*GEOMETRY, *CORPUS)}
    return Bound(view_of({**made, **samples()}))


def test_all_files_are_bound_and_nothing_is_lost(bound: Bound) -> None:
    """More than a hundred files; each is a piece with its pages or a sheet, and the volumes hold them all, once."""
    assert len(GEOMETRY) + len(CORPUS) > 100
    assert len(samples()) >= 8
    names = {made.name for made in (*GEOMETRY, *CORPUS)} | set(samples())
    assert names == set(bound.pieces)
    assert not [d for d in bound.view.diagnostics if d.code.startswith("DC6")]
    pages = sum(piece.pages or 1 for piece in set(bound.pieces.values()))
    guards = sum(len(volume.guarded) for volume in bound.view.volumes)
    fronts = sum(min(volume.first_pages.values()) - 1 for volume in bound.view.volumes)
    assert sum(volume.pages for volume in bound.view.volumes) == pages + guards + fronts
    assert [len(texts) for texts in bound.texts] == [volume.pages for volume in bound.view.volumes]
    for shape in GEOMETRY:
        assert bound.pieces[shape.name].pages == shape.pages, shape.name


def test_every_page_says_its_piece_and_its_place(bound: Bound) -> None:
    """« Pièce n° 12 · p. 2/5 », or the number of an attachment, and the page number of the bundle, on every page of every piece."""
    total = sum(volume.pages for volume in bound.view.volumes)
    for name, piece in bound.pieces.items():
        _, volume = bound.place(piece)
        for number, _, words in bound.pages(piece):
            label = rf"Pièce n° {piece.number}(\.[\d.]+)? · p\. {number}/{piece.pages or 1}(?!\d)"
            assert re.search(label, words), (name, number, words[-200:])
            folio = volume.before + volume.page_of(piece.number, number)
            assert f"{folio} / {total}" in words, (name, number)


def test_each_page_shows_what_its_copy_shows(bound: Bound) -> None:
    """Outside label and page number, the page of the bundle is the page of the clean copy."""
    compared = 0
    for name, piece in bound.pieces.items():
        if piece.clean is None:
            continue
        copy = pypdfium2.PdfDocument(piece.clean.read())
        for number, page, _ in bound.pages(piece):
            corner = piece.corners[number - 1]
            assert differing(copy[number - 1], page, corner) < 0.002, (name, number)
            compared += 1
    assert compared > 300


@pytest.mark.parametrize("shape", [shape for shape in GEOMETRY if shape.alike], ids=lambda shape: shape.name)
def test_each_page_shows_what_its_original_shows(bound: Bound, shape: Shape) -> None:
    """As pdfium draws the file itself, whatever it says of boxes, rotation and units; and as large."""
    piece = bound.pieces[shape.name]
    original = pypdfium2.PdfDocument(shape.make())
    for number, page, _ in bound.pages(piece):
        before, unit = original[number - 1], 2.5 if "unite" in shape.name else 1.0
        assert page.get_size() == pytest.approx(tuple(unit * v for v in before.get_size()), abs=1)
        assert differing(before, page, piece.corners[number - 1], unit) < 0.004, number


def test_the_comparison_tells_pages_apart(bound: Bound) -> None:
    """Another page of the same file, the same page turned, or one without its drawing is not taken for it."""
    pages = [page for _, page, _ in bound.pages(bound.pieces["boite-a4.pdf"])]
    assert differing(pages[0], pages[2], "ne") > 0.01
    assert differing(pages[0], pages[1], "ne") == 1
    (blank,) = (page for _, page, _ in bound.pages(bound.pieces["encre-0.pdf"]))
    assert differing(pages[0], blank, "ne") > 0.01


def test_the_label_is_whole_upright_and_in_the_emptiest_corner(bound: Bound) -> None:
    """Its ink lies inside the page, wider than high, in the corner that the piece has least ink in."""
    for name, piece in bound.pieces.items():
        if piece.clean is None or name.endswith((".mp3", ".wav")):
            continue
        copy = pypdfium2.PdfDocument(piece.clean.read())
        for number, page, _ in list(bound.pages(piece))[:6]:
            corner = piece.corners[number - 1][:2]
            scale = 2 * scale_of(page)
            box = tuple(round(v * scale) for v in boxes(page, corner)[0])
            seen = page.render(scale=scale).to_pil().convert("RGB").crop(box)
            red, green, _ = seen.split()
            ink = ImageChops.subtract(red, green).point(lambda v: 255 if v > 40 else 0).getbbox()
            assert ink, (name, number)
            wide, high = ink[2] - ink[0], ink[3] - ink[1]
            assert wide > 2.5 * high, (name, number, ink)
            width, height = page.get_size()
            assert box[0] + ink[0] >= 0
            assert box[0] + ink[2] <= round(width * scale)
            assert box[1] + ink[3] <= round(height * scale)
            inked = {place: _share(copy[number - 1], place) for place in ("ne", "nw", "se", "sw")}
            assert inked[corner] <= min(inked.values()) + 0.03, (name, number, inked)


def _share(page: Any, corner: str) -> float:
    """Share of the pixels in a corner of a page that differ from its paper."""
    scale = min(0.5, 600 / max(page.get_size()))
    seen = picture(page, scale)
    width, height = page.get_size()
    wide, high = 120.0, 26.4
    left = max(0.0, width - MARGIN - wide) if corner[1] == "e" else MARGIN
    top = MARGIN if corner[0] == "n" else max(0.0, height - MARGIN - high)
    levels = seen.crop(tuple(round(v * scale) for v in (left, top, min(width, left + wide), min(height, top + high)))).histogram()
    paper = max(range(256), key=levels.__getitem__)
    return sum(count for level, count in enumerate(levels) if abs(level - paper) > 40) / max(1, sum(levels))


def test_links_and_headings_inside_a_piece_lead_inside_its_pages(bound: Bound) -> None:
    """Named goals become pages; what leads out of the file, or nowhere, is gone. Page labels are those of the bundle."""
    piece = bound.pieces["liens.pdf"]
    _, volume = bound.place(piece)
    reader = pypdf.PdfReader(BytesIO(volume.pdf.read()))
    first = volume.page_of(piece.number) - 1
    notes = [note.get_object() for note in reader.pages[first]["/Annots"]]
    goals = [reader.get_page_number(note["/Dest"][0].get_object()) for note in notes]
    assert all("/A" not in note for note in notes)
    assert [goal - first for goal in goals if first <= goal < first + 4] == list(INNER_GOALS)
    assert reader.page_labels[first] == str(volume.before + first + 1)
    heads = bound.pieces["plan-du-contrat.pdf"]
    flat = [
        (item.level, item.get_title(), item.get_dest().get_index()) for item in bound.pdfiums[bound.place(heads)[0]].get_toc()
    ]
    start = bound.place(heads)[1].page_of(heads.number) - 1
    at = next(i for i, row in enumerate(flat) if row[1].replace("\u00a0", " ").startswith(f"Pièce n° {heads.number} "))
    below = []
    for level, title, page in flat[at + 1 :]:
        if level == 0:
            break
        below.append((level, title, page - start))
    assert below == [(1, "Un et deux", 0), (2, "niveau 2", 1), (3, "niveau 3", 1), (1, "Fin", 2)]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="the qpdf command is not there")
def test_qpdf_finds_no_fault_in_volumes_and_stamped_pieces(bound: Bound, tmp_path: Path) -> None:
    """`qpdf --check`, of another version than the one that wrote them; and every stamped piece has the pages of its piece.

    A piece whose original is signed or carries data has its cover sheet here too.
    """
    for volume in bound.view.volumes:
        (tmp_path / volume.name).write_bytes(volume.pdf.read())
        done = subprocess.run(["qpdf", "--check", str(tmp_path / volume.name)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (volume.name, done.stdout, done.stderr)
        by_number = {
            number: volume.stamped[name] for number, name in volume.stamped_names.items() if number in volume.first_pages
        }
        for piece in {p.number: p for p in bound.pieces.values()}.values():
            if piece.number in by_number:
                with pikepdf.open(BytesIO(by_number[piece.number].read())) as alone:
                    assert len(alone.pages) == (piece.pages or 1) + (piece.number in volume.guarded), piece.path
                    assert alone.check_pdf_syntax() == [], piece.path


def test_a_folder_of_evidence_goes_through(request: pytest.FixtureRequest) -> None:
    """With `--evidence FOLDER`: every file of it is bound or has a sheet that says why, and no page is lost."""
    folder = request.config.getoption("--evidence")
    if not folder:
        pytest.skip("no --evidence FOLDER")
    places = [place for place in sorted(Path(folder).rglob("*")) if place.is_file() and "'" not in place.name]
    files = {f"{n:04}-{place.name}": place.read_bytes() for n, place in enumerate(places)}
    found = Bound(view_of(files))
    assert set(found.pieces) == set(files)
    assert not [d for d in found.view.diagnostics if d.code in {"DC601", "DC801"}]
    for name, piece in found.pieces.items():
        for number, page, words in found.pages(piece):
            assert f"p. {number}/{piece.pages or 1}" in words, name
            if piece.clean is not None:
                copy = pypdfium2.PdfDocument(piece.clean.read())[number - 1]
                assert differing(copy, page, piece.corners[number - 1]) < 0.002, (name, number)
