"""Printing: only what is given is shown, only our fonts are used, and equal input gives equal bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from dossier.pdf.print import print_html, render

DAY = date(2026, 11, 21)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="fr"><head><title>t</title>{head}</head><body>{body}</body></html>'


CHANNELS = {
    "img": ("<img src='{}'>", ""), "object": ("<object data='{}'></object>", ""), "embed": ("<embed src='{}'>", ""),
    "link": ("x", "<link rel=stylesheet href='{}'>"), "attachment": ("x", "<link rel=attachment href='{}'>"),
    "style import": ("x", "<style>@import url({});</style>"),
    "font": ("x", "<style>@font-face {{ font-family: f; src: url({}) }} body {{ font-family: f }}</style>"),
    "background": ("<p style='background: url({})'>x</p>", ""), "list": ("<ul style='list-style: url({})'><li>x</ul>", ""),
    "content": ("x", "<style>p::before {{ content: url({}) }}</style><p>x</p>"), "base": ("<img src='a.png'>", "<base href='{}'>"),
    "svg": ("<svg width=9 height=9><image href='{}' width=9 height=9 /></svg>", ""), "a attachment": ("<a rel=attachment href='{}'>x</a>", ""),
}  # fmt: skip


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("target", ["file", "http"])
def test_no_channel_reaches_a_file_or_an_address(channel: str, target: str, tmp_path: Path) -> None:
    """Whatever tag or rule asks, nothing is opened: the refusal is a problem, and no byte of the file is in the PDF."""
    canary = tmp_path / "canari.png"
    canary.write_bytes(PIXEL + b"CANARY-7391")
    address = canary.as_uri() if target == "file" else "http://127.0.0.1:9/canari.png"
    body, head = (part.format(address) for part in CHANNELS[channel])
    done = render(page(body, head), "", created=DAY)
    # Attachments are those given and no others: what a page asks to attach is not even looked for.
    assert channel == "attachment" or [p for p in done.problems if p.code == "DC551"], done.problems
    assert not PdfReader(BytesIO(done.pdf)).attachments
    with pikepdf.open(BytesIO(done.pdf)) as document:
        streams = [o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"CANARY-7391" in stream for stream in streams)


def test_an_address_in_the_style_sheet_is_told_each_time() -> None:
    """A style sheet is parsed once; what is wrong in it is said for each document, in the same words."""
    css = "@import url(http://127.0.0.1:9/a.css); h1 { taille: 3pt }"
    first, second = (render(page(f"<p>{n}"), css, created=DAY).problems for n in (1, 2))
    assert first == second and {problem.code for problem in first} == {"DC551", "DC552"}


def test_a_given_image_is_shown_without_remark() -> None:
    """`dossier:name` shows the image of that name, and only that."""
    done = render(page('<img src="dossier:logo.png" alt="logo">'), "", images={"logo.png": PIXEL}, created=DAY)
    assert done.problems == () and done.pages == 1
    assert [p.code for p in render(page('<img src="dossier:autre.png" alt="">'), "", created=DAY).problems] == ["DC551"]


def test_a_missing_glyph_is_told_by_name() -> None:
    """A character that no vendored font draws is a problem with its code point, not a silent box."""
    done = render(page("<p>株式 &#x1F600;</p>"), "body { font-family: Inter }", created=DAY)
    assert [p.message for p in done.problems] == [
        f"le caractère « {char} » (U+{ord(char):04X}) n’existe dans aucune police fournie" for char in sorted("株式😀")
    ]
    assert {problem.code for problem in done.problems} == {"DC550"}


def test_what_the_printer_logs_is_a_problem_and_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """An unknown rule comes back as a remark; nothing goes to the terminal."""
    done = render(page('<p style="taille: 3pt">x</p>'), "", created=DAY)
    assert [p.code for p in done.problems] == ["DC552"] and "taille" in done.problems[0].message
    assert capfd.readouterr() == ("", "")


def test_the_dates_of_a_pdf_are_those_given() -> None:
    """Creation and attachments bear the day given; the title is set; the document says that it is French."""
    done = render(page("x"), "", variant="pdf/a-3a", title="Décompte", attachments={"a.csv": b"1;2"}, created=date(2020, 2, 29))
    reader = PdfReader(BytesIO(done.pdf))
    assert reader.metadata is not None and reader.metadata.title == "Décompte"
    assert reader.metadata.creation_date_raw == "D:20200229"
    assert reader.attachments == {"a.csv": [b"1;2"]}
    assert b"D:20200229000000Z" in done.pdf and b"2026" not in done.pdf
    assert reader.trailer["/Root"]["/Lang"] == "fr"


def test_addresses_of_pieces_leave_the_published_file_and_its_structure() -> None:
    """Without its `dossier:` links a tagged PDF has no annotation, no reference and no parent entry left of them."""
    html = page(
        '<p><a href="dossier:piece/3">pièce n° 3</a> <a href="https://x.example/">site</a></p><p><a href="dossier:piece/4">4</a>'
    )
    options = {"html": html, "css": [""], "variant": "pdf/a-3a", "title": "t", "created": "2026-11-21"}
    files = print_html(options, {}).files
    with pikepdf.open(BytesIO(files["linked"])) as document:
        assert [str(a.A.URI) for a in document.pages[0].Annots] == ["dossier:piece/3", "https://x.example/", "dossier:piece/4"]
    with pikepdf.open(BytesIO(files["pdf"])) as document:
        assert [str(a.A.URI) for a in document.pages[0].Annots] == ["https://x.example/"]
        references = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Annot"]
        assert len(references) == 1
        kept = {int(n) for n in list(document.Root.StructTreeRoot.ParentTree.Nums)[::2]}
        assert int(document.pages[0].Annots[0].StructParent) in kept
        assert not document.check_pdf_syntax()
    assert "pièce n° 3" in PdfReader(BytesIO(files["pdf"])).pages[0].extract_text().replace("\u00a0", " ")


PROGRAM = """
import hashlib, sys
from datetime import date
from dossier.pdf.print import print_html
html = '<!DOCTYPE html><html lang="fr"><head><title>t</title></head><body><p>Première fois ; 1\\u202f234,50\\u00a0€ <a href="dossier:piece/1">1</a></p></body></html>'
for n in (1, 2):
    files = print_html({"html": html, "css": ["body{font-family:Inter}"], "variant": "pdf/a-3a", "title": "t", "created": "2026-11-21"}, {"attachment:a.csv": b"x"}).files
    print({name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())})
import os; print(os.environ.get("FONTCONFIG_FILE", "none"))
"""


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Hash seed, time zone, locale, home and folder change nothing; and no child process nor temporary folder is left."""
    variations = (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "12345",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "tr_TR.UTF-8",
            "HOME": str(tmp_path),
            "LANG": "ja_JP.UTF-8",
        },
    )
    outputs = set()
    for n, variation in enumerate(variations):
        temporary = tmp_path / str(n)
        temporary.mkdir()
        environment = {"PATH": os.environ["PATH"], "TMPDIR": str(temporary), **variation}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, cwd=temporary, check=True
        )  # fmt: skip
        lines = done.stdout.splitlines()
        assert lines[0] == lines[1] and lines[2] == "none" and not done.stderr
        assert not list(temporary.iterdir())
        outputs.add(done.stdout)
    assert len(outputs) == 1
