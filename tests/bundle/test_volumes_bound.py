"""A bundle in volumes, read page by page with another library: pages, links both ways, covers, cover sheets, stamps, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from dossier.appraise import appraise, law_of
from dossier.bundle import plan
from dossier.bundle.split import Weight
from dossier.bundle.volume import Volume
from dossier.compile import Compiled, compile_workspace
from dossier.foresee import foresee
from dossier.ground.jobs import InProcess
from dossier.ground.world import MemoryWorld
from dossier.load.profiles import profile_of
from dossier.load.workspace import load_workspace
from dossier.site.view import CaseView
from dossier.wanted import Wanted

HERE = Path(__file__).parent
BASE = HERE.parent / "diagnostics" / "base"
TODAY = date(2026, 11, 21)
MOST_PAGES = 12
PAGES = (3, 4, 5, 2, 6, 14, 1)
"""Of the pieces by number; the sixth is above the limit by itself."""
XML = (
    b"<rsm:CrossIndustryInvoice><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017"
    b"</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:CrossIndustryInvoice>"
)
INVOICE = """\
- numero: F-2026-014
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ttc: 4800.00
  pieces: [{pieces}]
"""
NOTICE = """\
- date: 2026-03-20
  canal: lrar
  sens: emis
  acte: mise_en_demeure
  delai_jusqu_au: 2026-04-04
  presente_le: 2026-03-23
  remise: recue
  pieces: [{piece}]
"""


def pdf_of(name: str, pages: int, rotate: int = 0) -> pikepdf.Pdf:
    """A PDF whose pages say their name and number."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for page in range(1, pages + 1):
        made = pdf.add_blank_page(page_size=(595, 842))
        made.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        made.obj.Contents = pikepdf.Stream(pdf, f"BT /F 20 Tf 60 400 Td ({name}, page {page}) Tj ET".encode())
        if rotate:
            made.obj.Rotate = rotate
    return pdf


def written(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def facturx() -> bytes:
    """An invoice that carries itself as data."""
    pdf = pdf_of("facture", PAGES[0])
    pdf.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(pdf, XML, filename="factur-x.xml")
    return written(pdf)


def signed() -> bytes:
    """A contract with a field that holds a signature, on pages turned by a quarter."""
    pdf = pdf_of("contrat", PAGES[1], rotate=90)
    value = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, SubFilter=pikepdf.Name("/adbe.pkcs7.detached"), Contents=b"\x30\x80", Name="Anne Roux"
        )
    )
    field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    return written(pdf)


def world(settings: str = "", profile: str = "", pieces: int = len(PAGES), extra: dict[str, bytes] | None = None) -> MemoryWorld:
    """A workspace with one case of so many pieces."""
    files: dict[str, bytes | str] = {
        path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()
    }
    files["dossier.yaml"] = f"{files['dossier.yaml'].decode()}{settings}"  # type: ignore[union-attr]
    if profile:
        files["profils/greffe.yaml"] = profile
    made = {
        f"p{number}.pdf": facturx() if number == 1 else signed() if number == 2 else written(pdf_of(f"piece {number}", count))
        for number, count in enumerate(PAGES[:pieces], 1)
    } | (extra or {})
    files |= {f"cases/x/pieces/{name}": data for name, data in made.items()}
    listed = [f"{{fichier: pieces/{name}, titre: Titre {name.partition('.')[0]}, date: 2026-01-15}}" for name in made]
    if pieces == len(PAGES):
        files["cases/x/journal.yaml"] = NOTICE.format(piece=listed.pop())
    files["cases/x/factures.yaml"] = INVOICE.format(pieces=", ".join(listed))
    return MemoryWorld(files, TODAY)


RUNNER = InProcess()
"""Remembers what it made: the tests share their pieces."""


def compiled_of(made: MemoryWorld, profile: str = "", runner: InProcess = RUNNER) -> Compiled:
    """The workspace compiled without its site."""
    return compile_workspace(made, runner, Wanted(frozenset({"bundle"}), profile=profile))


def view_of(made: MemoryWorld, profile: str = "", runner: InProcess = RUNNER) -> CaseView:
    """The one case of a compiled workspace."""
    return compiled_of(made, profile, runner).views[0]


@dataclass(frozen=True)
class Read:
    """A volume as pypdf reads it: the words of its pages with plain spaces, and its links as (from, rect, to, said)."""

    volume: Volume
    reader: pypdf.PdfReader
    texts: list[str]

    @property
    def links(self) -> list[tuple[int, list[float], int, str]]:
        """All links of the volume, by page from 1."""
        found = []
        for index, page in enumerate(self.reader.pages, 1):
            for note in page.get("/Annots", ()):
                link = note.get_object()
                if "/Dest" in link:
                    goal = self.reader.get_page_number(link["/Dest"][0].get_object()) + 1
                    found.append((index, [float(v) for v in link["/Rect"]], goal, str(link.get("/Contents", ""))))
        return found


def read(volume: Volume) -> Read:
    """Read a volume."""
    reader = pypdf.PdfReader(BytesIO(volume.pdf.read()))
    return Read(volume, reader, [" ".join(page.extract_text().split()) for page in reader.pages])


SPLIT = "titre: Greffe de Lyon\nfichier_pages: 12\nfichier_mo: sans\nlot_mo: 0.1\n"


@pytest.fixture(scope="module")
def split() -> CaseView:
    """The case under a profile of twelve pages."""
    return view_of(world("profil: greffe\n", SPLIT))


@pytest.fixture(scope="module")
def volumes(split: CaseView) -> list[Read]:
    """Its volumes, read."""
    return [read(volume) for volume in split.volumes]


@pytest.fixture(scope="module")
def whole() -> Read:
    """The case in one volume."""
    (volume,) = view_of(world()).volumes
    return read(volume)


def test_a_bundle_below_the_limit_is_one_file(whole: Read) -> None:
    """`bundle.pdf`, without a word of volumes."""
    assert whole.volume.name == "bundle.pdf"
    assert (whole.volume.number, whole.volume.of, whole.volume.before) == (1, 1, 0)
    assert "Volume 1 sur" not in whole.texts[0]
    assert not any("/Contents" in note and "volume" in note for _, _, _, note in whole.links)


def test_each_volume_stays_below_the_limit_unless_a_piece_stands_alone(split: CaseView, volumes: list[Read]) -> None:
    """No piece is cut, none is lost, their order is kept; DC602 names the one that is too large by itself."""
    assert [v.volume.name for v in volumes] == [f"bundle-{n}.pdf" for n in range(1, len(volumes) + 1)]
    assert [n for v in volumes for n in sorted(v.volume.first_pages)] == list(range(1, len(PAGES) + 1))
    for v in volumes:
        assert len(v.reader.pages) == v.volume.pages
        assert v.volume.pages <= MOST_PAGES or list(v.volume.first_pages) == [6]
    (note,) = [d for d in split.diagnostics if d.code == "DC602"]
    assert "la pièce n° 6 forme seule un volume de 15" in " ".join(note.message.split())


def test_pages_count_through_all_volumes(volumes: list[Read]) -> None:
    """The number at the foot and the label of a reader go on where the volume before ended; covers bear none."""
    total, before = sum(v.volume.pages for v in volumes), 0
    for v in volumes:
        assert v.volume.before == before
        for index, text in enumerate(v.texts, 1):
            assert (f" {before + index} / {total}" in f" {text}") == (index > 1), (v.volume.name, index)
        assert v.reader.page_labels == [str(before + index) for index in range(1, v.volume.pages + 1)]
        before += v.volume.pages


def test_each_piece_begins_where_the_volume_says(volumes: list[Read]) -> None:
    """Every page of every piece bears its label, upright, and shows what the file showed."""
    for v in volumes:
        for number in v.volume.first_pages:
            for page in range(1, PAGES[number - 1] + 1):
                text = v.texts[v.volume.page_of(number, page) - 1]
                assert f"Pièce n° {number} · p. {page}/{PAGES[number - 1]}" in text
                assert f"page {page}" in text


def test_the_list_names_volume_and_page_of_each_piece(volumes: list[Read]) -> None:
    """One list over all, in the first volume; its rows give the printed number of the first page."""
    lists = [(v, i) for v in volumes for i, text in enumerate(v.texts) if "Intitulé" in text]
    assert {v.volume.number for v, _ in lists} == {1}
    text = " ".join(v.texts[i] for v, i in lists)
    assert f"{len(PAGES)} pièces, {sum(PAGES)} pages, en {len(volumes)} volumes paginés à la suite" in text
    for v in volumes:
        for number, first in v.volume.first_pages.items():
            row = rf"{number} Titre p{number} 15/01/2026 §[ 0-9,]+ {PAGES[number - 1]} {v.volume.number} {v.volume.before + first}\b"
            assert re.search(row, text), number


def test_rows_and_labels_lead_to_each_other_inside_a_volume(volumes: list[Read]) -> None:
    """The row leads to the first page of its piece, the label of that page back to the row; elsewhere the label leads to the cover."""
    rows = next(i for i, text in enumerate(volumes[0].texts, 1) if "Intitulé" in text)
    for v in volumes:
        links = v.links
        own = set(v.volume.first_pages.values())
        assert {goal for origin, _, goal, _ in links if origin == rows and v.volume.number == 1} == (
            own if v.volume.number == 1 else set()
        )
        back = [(origin, goal) for origin, _, goal, said in links if said == "retour au bordereau"]
        assert back == [(first, rows if v.volume.number == 1 else 1) for first in sorted(own)]


def test_a_label_is_where_its_link_is(volumes: list[Read]) -> None:
    """The link of a label lies inside the page, in a corner of it, also on a turned page."""
    for v in volumes:
        for origin, rect, _, said in v.links:
            if said == "retour au bordereau":
                box = v.reader.pages[origin - 1].mediabox
                x0, y0, x1, y1 = rect
                assert box.left <= x0 < x1 <= box.right
                assert box.bottom <= y0 < y1 <= box.top
                assert min(x0 - float(box.left), float(box.right) - x1) < 30
                assert min(y0 - float(box.bottom), float(box.top) - y1) < 30


def test_what_an_act_cites_in_another_volume_leads_to_its_row(volumes: list[Read]) -> None:
    """The link says the volume and the page, and lands on the list, which prints them; no link leads out of the file."""
    first = volumes[0]
    rows = next(i for i, text in enumerate(first.texts, 1) if "Intitulé" in text)
    far = [(goal, said) for _, _, goal, said in first.links if said.startswith("volume ")]
    assert far
    where = {f"volume {v.volume.number}, p. {v.volume.before + p}" for v in volumes[1:] for p in v.volume.first_pages.values()}
    assert all(goal == rows and said in where for goal, said in far)
    assert not any(b"dossier:" in v.volume.pdf.read() for v in volumes)


def test_each_cover_says_which_volume_it_opens_and_what_it_holds(volumes: list[Read]) -> None:
    """« Volume 2 sur n », its pieces, its pages among all, where the list is, and what the others hold."""
    total = sum(v.volume.pages for v in volumes)
    for v in volumes:
        text, number = v.texts[0], v.volume.number
        assert f"Volume {number} sur {len(volumes)}" in text
        assert f"p. {v.volume.before + 1} à {v.volume.before + v.volume.pages} de {total}" in text
        held = sorted(v.volume.first_pages)
        assert (f"ièces n° {held[0]} à {held[-1]}" if len(held) > 1 else f"ièce n° {held[0]}") in text
        assert ("Bordereau volume 1, p." in text) == (number > 1)
        assert all(f"volume {other.volume.number} :" in text for other in volumes if other is not v)


def test_the_outline_of_each_volume_has_its_own_parts(volumes: list[Read]) -> None:
    """A cover first, then what the volume holds, each on its page."""
    for v in volumes:
        rows = [item for item in v.reader.outline if not isinstance(item, list)]
        titles = [str(item.title) for item in rows]
        assert titles[0] == ("Couverture" if v.volume.number == 1 else f"Couverture du volume {v.volume.number}")
        numbered = {" ".join(t.split()): v.reader.get_destination_page_number(i) + 1 for t, i in zip(titles, rows, strict=True)}
        for number, first in v.volume.first_pages.items():
            assert numbered[f"Pièce n° {number} — Titre p{number}"] == first


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ("facture électronique factur-x.xml, profil EN 16931", "n’a pas le fichier de données")),
        (2, ("signature électronique au nom de « Anne Roux », selon le fichier, non vérifiée", "ce qui lui ôte la signature")),
    ],
)
def test_a_cover_sheet_stands_before_what_only_the_original_proves(
    volumes: list[Read], split: CaseView, number: int, words: tuple[str, ...]
) -> None:
    """It bears the label without a page, counts for no page of the piece, and names the file with its SHA-256."""
    v = next(v for v in volumes if number in v.volume.first_pages)
    piece = next(p for p in split.bordereau.pieces if p.number == number)
    text = v.texts[v.volume.first_pages[number] - 1]
    assert piece.original is not None
    for part in (
        *words,
        piece.original.sha256,
        f"p{number}.pdf",
        "joint à part, sans aucune modification",
        f"Pièce n° {number} ",
    ):
        assert part in text
    assert f"Pièce n° {number} · p." not in text
    assert number in v.volume.guarded
    assert v.volume.page_of(number, 1) == v.volume.first_pages[number] + 1
    alone = pypdf.PdfReader(BytesIO(v.volume.stamped[v.volume.stamped_names[number]].read()))
    assert len(alone.pages) == PAGES[number - 1] + 1


def test_originals_are_given_as_they_came() -> None:
    """A cover sheet says that the original is joined: it is, byte for byte, also where no site is made."""
    made = world()
    leaves = {leaf.path: leaf.blob.read() for leaf in compiled_of(made).tree.leaves}
    assert leaves["cases/x/pieces/originaux/Piece-01_Titre-p1.pdf"] == made.read("cases/x/pieces/p1.pdf")
    assert leaves["cases/x/pieces/originaux/Piece-02_Titre-p2.pdf"] == made.read("cases/x/pieces/p2.pdf")
    assert sum("/originaux/" in path for path in leaves) == 2


def test_a_chosen_profile_puts_the_files_in_lots(split: CaseView) -> None:
    """Acts, list and pieces once each, in their order, no lot above the limit unless a file is by itself.

    What only an original proves is sent with its original.
    """
    names = [name for lot in split.lots for name in lot.files]
    assert names[:3] == ["requete.pdf", "decompte.pdf", "bordereau.pdf"]
    expected = [
        f"Piece-{n:02}_Titre-p{n}{end}.pdf" for n in range(1, len(PAGES) + 1) for end in (("", "_original") if n < 3 else ("",))
    ]
    assert names[3:] == expected
    made = world("profil: greffe\n", SPLIT)
    joined = {name: blob.read() for lot in split.lots for name, blob in lot.files.items() if "_original" in name}
    assert list(joined.values()) == [made.read("cases/x/pieces/p1.pdf"), made.read("cases/x/pieces/p2.pdf")]
    assert len(split.lots) > 1
    assert all(lot.size <= 100_000 or len(lot.files) == 1 for lot in split.lots)
    paths = {leaf.path for leaf in compiled_of(world("profil: greffe\n", SPLIT)).tree.leaves}
    assert {f"cases/x/lot-{lot.number}/{name}" for lot in split.lots for name in lot.files} <= paths


def test_without_a_chosen_profile_there_are_no_lots() -> None:
    """`prudent` rules where nobody chose: it names and splits, and doubles no file."""
    assert view_of(world(pieces=3)).lots == ()
    assert view_of(world(pieces=3), "prudent").lots != ()


def test_the_same_state_gives_the_same_volumes(split: CaseView) -> None:
    """Byte for byte, however often it is planned."""
    again = view_of(world("profil: greffe\n", SPLIT), runner=InProcess())
    assert [v.pdf.sha256 for v in again.volumes] == [v.pdf.sha256 for v in split.volumes]


@pytest.mark.parametrize("blind", [False, True])
def test_a_limit_in_bytes_holds_for_what_was_bound(blind: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are known after binding: a plan that was too full, here for want of any allowance, is made anew."""
    if blind:
        for name, value in (("_OWN_BYTES", 0), ("_COVER", Weight(0, 0)), ("_LIST_BYTES", (0, 0)), ("_PAGE_BYTES", 0)):
            monkeypatch.setattr(plan, name, value)
    noise = bytes(range(256)) * 16

    def heavy(seed: int) -> bytes:
        import hashlib

        pdf = pdf_of(f"lourde {seed}", 1)
        pixels = hashlib.shake_256(str(seed).encode()).digest(len(noise) * 15)
        image = pikepdf.Stream(pdf, pixels, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=256, Height=240,
                               BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray)  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=image)
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"q 200 0 0 200 60 60 cm /I Do Q")
        return written(pdf)

    extra = {f"h{n}.pdf": heavy(n) for n in range(1, 9)}
    made = world("profil: greffe\n", "titre: Greffe\nfichier_mo: 0.3\nlot_mo: sans\n", pieces=0, extra=extra)
    found = view_of(made).volumes
    assert len(found) > 2
    assert [n for volume in found for n in sorted(volume.first_pages)] == list(range(1, 9))
    assert all(volume.pdf.size <= 300_000 for volume in found)


AVOCAT = "conseil: {type: avocat, nom: Me Claire Vidal, adresse: {voie: 1 rue X, code_postal: '69002', commune: Lyon}}\n"


@pytest.mark.parametrize(
    ("settings", "under"),
    [("", "Atelier Lenoir c/ Sud Béton"), (f"tampon: avocat\n{AVOCAT}", "Me Claire Vidal, avocat"), ("tampon: vide\n", "")],
)
def test_the_second_line_of_a_label_is_whom_the_firm_chose(settings: str, under: str) -> None:
    """The firm, its avocat, or an empty frame below the number, which hides nothing of the page."""
    made = world(settings, pieces=3)
    (volume,) = view_of(made).volumes
    for page in (1, 2):
        text = " ".join(pypdf.PdfReader(BytesIO(volume.pdf.read())).pages[volume.page_of(3, page) - 1].extract_text().split())
        assert f"Pièce n° 3 · p. {page}/5" in text
        assert (under in text) if under else ("Lenoir" not in text)
    with pikepdf.open(BytesIO(volume.pdf.read())) as pdf:
        drawn = pdf.pages[volume.page_of(3) - 1].obj.Contents[-1].read_bytes()
    assert (drawn.count(b" re S") == 1) == (not under)


def test_attachments_bear_the_number_of_their_message() -> None:
    """« Pièce n° 1.1 · p. 2/3 »: pages count on through the piece, and the outline names the attachment."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"] = "compta@sud-beton.example", "compta@atelier-lenoir.example"
    message["Subject"], message["Date"] = "Virement", "Mon, 12 Jan 2026 17:42:00 +0100"
    message.set_content("Bonjour, voici le virement.")
    message.add_attachment(written(pdf_of("ordre", 2)), maintype="application", subtype="pdf", filename="ordre.pdf")
    view = view_of(world(pieces=0, extra={"message.eml": message.as_bytes()}))
    (piece,), (volume,) = view.bordereau.pieces, view.volumes
    (annex,) = piece.annexes
    assert (piece.pages, annex.first_page, annex.pages) == (3, 2, 2)
    texts = read(volume).texts
    assert "Pièce n° 1 · p. 1/3" in texts[volume.page_of(1, 1) - 1]
    assert "Pièce n° 1.1 · p. 2/3" in texts[volume.page_of(1, 2) - 1]
    assert "Pièce n° 1.1 · p. 3/3" in texts[volume.page_of(1, 3) - 1]


def test_the_site_names_the_volume_and_page_of_each_piece() -> None:
    """The list and the page of a piece say « volume 2, p. 13 » and lead to that file; every volume is among the documents."""
    found = compile_workspace(world("profil: greffe\n", SPLIT), RUNNER)
    made = [leaf for leaf in found.tree.leaves if leaf.path.endswith(".html")]
    pages = {leaf.path: " ".join(leaf.blob.read().decode().split()) for leaf in made}
    (view,) = found.views
    for volume in view.volumes:
        assert f"Dossier complet, volume {volume.number} sur {volume.of}" in pages["cases/x/index.html"]
        for number, first in volume.first_pages.items():
            where = f"volume {volume.number}, p. {volume.before + first}"
            assert where in pages["cases/x/pieces/index.html"]
            assert f'/{volume.name}">{where}</a>' in pages[f"cases/x/pieces/{number}.html"]
    assert "À déposer en" in pages["cases/x/pieces/index.html"]


def test_many_volumes_are_not_all_named_on_each_cover() -> None:
    """Beyond six, a cover names its neighbours and sends to the list for the rest; it stays one page."""
    pieces = {f"q{number:02}.pdf": written(pdf_of(f"q{number}", 10)) for number in range(1, 9)}
    view = view_of(world("profil: greffe\n", "titre: Greffe\nfichier_pages: 12\nfichier_mo: sans\n", pieces=0, extra=pieces))
    assert len(view.volumes) == 9
    cover = read(view.volumes[4]).texts[0]
    assert "volume 4 : pièce n° 3 ; volume 6 : pièce n° 5 ; le bordereau donne celui de chaque autre pièce" in cover
    assert "volume 8" not in cover
    assert [volume.pages for volume in view.volumes[1:]] == [11] * 8


@pytest.mark.parametrize("built", [False, True])
def test_a_look_ahead_names_the_files_that_a_build_makes(built: bool, split: CaseView) -> None:
    """With the acts at hand every file and lot as they will be; without them the pieces and their originals, in the same order."""
    made = world("profil: greffe\n", SPLIT)
    workspace = load_workspace(made)
    seen = appraise(workspace.cases[0], law_of(workspace), made)
    (filing,) = foresee(workspace, RUNNER, [seen], [split.bordereau], profile_of(workspace), lambda job: built)
    sent = [(name, lot.number) for lot in split.lots for name in lot.files]
    found = [(file.name, file.lot) for file in filing.files if file.kind != "volume"]
    assert filing.exact == built
    if built:
        assert found == sent
        assert {f.name: f.bytes for f in filing.files if f.kind == "volume"} == {v.name: v.pdf.size for v in split.volumes}
        assert filing.places == {n: v.where(n) for v in split.volumes for n in v.first_pages}
    else:
        assert [name for name, _ in found] == [name for name, _ in sent][3:]
        sizes = {name: blob.size for lot in split.lots for name, blob in lot.files.items()}
        assert all(abs(file.bytes - sizes[file.name]) < 12_000 for file in filing.files)
