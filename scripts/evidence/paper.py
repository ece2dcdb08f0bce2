"""From HTML to the PDF of a sheet, and from a PDF to pictures of its pages."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

FONTS = Path(__file__).resolve().parent.parent.parent / "src" / "dossier" / "fonts"

BASE = "".join(
    f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; src: url('{(FONTS / file).as_uri()}') }}\n"
    for family, weight, style, file in (
        ("Inter", 400, "normal", "Inter-Regular.ttf"),
        ("Inter", 600, "normal", "Inter-SemiBold.ttf"),
        ("Serif", 400, "normal", "SourceSerif4-Regular.ttf"),
        ("Serif", 400, "italic", "SourceSerif4-It.ttf"),
        ("Serif", 600, "normal", "SourceSerif4-Semibold.ttf"),
    )
)
BASE += """
@page { size: A4; margin: 18mm }
* { margin: 0; padding: 0; box-sizing: border-box }
body { font: 10pt/1.45 Inter; color: #222 }
h1 { font: 600 16pt/1.2 Inter } h2 { font: 600 11.5pt/1.3 Inter; margin: 5mm 0 2mm } p { margin-bottom: 2.4mm }
table { width: 100%; border-collapse: collapse } th { text-align: left; font-weight: 600 }
th, td { padding: 1.6mm 2mm; vertical-align: top } .n { text-align: right; font-feature-settings: 'tnum' }
.hand { font: italic 12pt/1.3 Serif; color: #26386f } .small { font-size: 8pt; color: #555 }
.cols { display: flex; gap: 12mm } .cols > div { flex: 1 } .new { break-before: page }
"""


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def sheet(title: str, body: str, day: str, css: str = "") -> bytes:
    """The PDF of a body of HTML; *day* (`2026-01-31`) is the only date inside, so that the same sheet is the same bytes."""
    head = f"<meta charset=utf-8><title>{escape(title)}</title><meta name=dcterms.created content={day}>"
    html = f"<html lang=fr><head>{head}<style>{BASE}{css}</style></head><body>{body}</body></html>"
    made = HTML(string=html).write_pdf(font_config=_fonts(), pdf_identifier=title.encode())
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as pictures, in order."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def signature(kind: int, width: int = 190) -> str:
    """A drawn signature in blue ink; *kind* chooses one of four hands."""
    strokes = (
        "M6 50 C20 12 26 10 30 40 C34 58 40 12 50 10 C58 10 52 52 62 46 C74 40 78 8 86 12 C92 20 84 52 96 44 C110 34 120 16 150 18 M20 62 L150 56",
        "M10 40 C30 -6 52 8 34 40 C22 62 8 56 20 44 C44 22 70 20 64 40 C60 54 82 36 90 26 C98 18 96 50 110 40 C124 30 140 34 176 12",
        "M8 20 C40 12 60 14 52 30 C40 56 18 60 30 40 C46 14 84 6 80 34 C78 56 100 44 112 22 L108 52 C120 26 140 22 138 40 C150 46 160 30 180 34",
        "M12 52 L30 10 L44 52 M22 36 L40 34 M56 50 C60 20 76 20 70 40 C66 54 86 46 92 30 C96 20 104 44 114 38 C130 30 150 20 178 46",
    )
    path = f"<path d='{strokes[kind % 4]}' fill='none' stroke='#26386f' stroke-width='2.2' stroke-linecap='round'/>"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 190 68' width='{width}' height='{width * 68 // 190}'>{path}</svg>"
    )
