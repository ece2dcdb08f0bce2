"""The evidence of G5: files of made pages, their harmless copies, and the options of the job that binds them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

SIDES = (595.28, 841.89)


@dataclass(frozen=True)
class Size:
    """How much evidence: files, pages of each, and every how many files one is a scan of 840 kB a page."""

    files: int
    pages: int
    scanned: int


SIZES = {"smoke": Size(4, 3, 4), "500": Size(50, 10, 5), "3300": Size(100, 33, 50)}
"""`500` is 500 pages in 88 MB, `3300` is 3,300 pages in 66 MB; each with a printed list in front."""


def evidence(number: int, size: Size) -> bytes:
    """One file of evidence: dense text, or A4 scans at 200 dpi; the same bytes every time."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream

    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for page in range(size.pages):
        made = pdf.add_blank_page(page_size=SIDES)
        if number % size.scanned == 0:
            image = Stream(pdf, scan(number * 1000 + page))
            image.stream_dict = Dictionary(
                Type=Name.XObject, Subtype=Name.Image, Width=1654, Height=2339, BitsPerComponent=8,
                ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
            )  # fmt: skip
            made.obj.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(image)))
            content = "q 595 0 0 842 0 0 cm /Im Do Q"
        else:
            made.obj.Resources = Dictionary(Font=Dictionary(F=font))
            words = [hashlib.sha256(f"{number} {page} {line}".encode()).hexdigest() for line in range(58)]
            lines = [f"({w[:8]} {w[8:20]} {w[20:40]} {w[40:]} facture {number}) Tj T*" for w in words]
            content = "BT /F 9 Tf 12 TL 50 780 Td " + "\n".join(lines) + " ET"
        made.obj.Contents = Array([Stream(pdf, content.encode())])
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def scan(seed: int) -> bytes:
    """A noisy grey page as JPEG."""
    from PIL import Image

    noise = Image.frombytes("L", (827, 1169), hashlib.shake_256(str(seed).encode()).digest(827 * 1169))
    out = BytesIO()
    noise.resize((1654, 2339)).save(out, "JPEG", quality=32)
    return out.getvalue()


def prepare(folder: Path, size: Size) -> None:
    """Write the harmless copies, the printed list, and `options.json`; what is there already is kept."""
    if (folder / "options.json").exists():
        return
    from dossier.pdf.examine import examine

    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for number in range(1, size.files + 1):
        outcome = examine({"name": "x.pdf", "path": "x.pdf"}, {"file": evidence(number, size)})
        (folder / f"copy-{number:03}.pdf").write_bytes(outcome.files["clean"])
        parts.append(
            {"kind": "piece", "title": f"Pièce n° {number} — Facture {number}", "input": f"copy-{number:03}.pdf",
             "number": number, "label": f"Pièce n°\u00a0{number}", "corners": outcome.facts["corners"]}
        )  # fmt: skip
    options = {"title": "Pièces", "parties": "Atelier Lenoir c/ Sud Béton", "created": "2026-11-21", "folio": True,
               "file": "bundle.pdf", "parts": [listing(folder, size.files), *parts]}  # fmt: skip
    (folder / "options.json").write_text(json.dumps(options))


def listing(folder: Path, files: int) -> dict[str, Any]:
    """A printed list with a link to each piece, as a bordereau has."""
    from dossier.pdf.print import render

    rows = "".join(f'<p><a href="dossier:piece/{n}">Facture {n}</a></p>' for n in range(1, files + 1))
    html = f'<html lang="fr"><body>{rows}</body></html>'
    (folder / "copy-000.pdf").write_bytes(render(html, "p {margin: 0}", created=date(2026, 11, 21)).pdf)
    return {"kind": "list", "title": "Bordereau", "input": "copy-000.pdf", "number": 0, "label": "", "corners": []}


def copies(folder: Path) -> Sequence[Path]:
    """The files to bind, in the order of the bundle."""
    return sorted(folder.glob("copy-*.pdf"))
