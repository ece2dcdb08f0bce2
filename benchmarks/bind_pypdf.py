"""The anchor of G5 in Python: the loop that one writes with pypdf to merge, stamp, link and bookmark.

    python benchmarks/bind_pypdf.py FOLDER

reads FOLDER/options.json and its copies and writes FOLDER/pypdf.pdf: the same pages, on each the same words in the same corner,
the same links, bookmarks and page labels. It knows that all pages are upright A4, decides nothing and checks nothing. The
stamp is a content stream of its own: `merge_page`, which one finds in most examples, costs a third more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, Fit, NameObject, NumberObject

PAGE = (595.28, 841.89)
BOX = (125.0, 26.4, 22.7)
"""Width and height of a label in points, and its distance from the edges."""


def stamp(label: str, parties: str, folio: str, corner: str) -> bytes:
    """The operators of label and page number."""
    drawn = [f"Q q .35 g BT /B 7 Tf 290 17 Td ({folio}) Tj ET Q"]
    if label:
        x = PAGE[0] - BOX[2] - BOX[0] if corner.endswith("e") else BOX[2]
        y = PAGE[1] - BOX[2] - BOX[1] if corner.startswith("n") else BOX[2]
        drawn.append(
            f"q 1 0 0 1 {x:.2f} {y:.2f} cm 1 g .478 .122 .122 RG 0 0 {BOX[0]} {BOX[1]} re B .478 .122 .122 rg "
            f"BT /A 9 Tf 7 14 Td ({label}) Tj ET BT /B 6 Tf 7 6 Td ({parties}) Tj ET Q"
        )
    return "\n".join(drawn).encode("cp1252")


def fonts(writer: PdfWriter) -> dict[str, Any]:
    """Two fonts that readers have."""
    made = {}
    for key, name in (("/A", "/Helvetica-Bold"), ("/B", "/Helvetica")):
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": name, "/Encoding": "/WinAnsiEncoding"}
        made[key] = writer._add_object(DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()}))
    return made


def draw(writer: PdfWriter, page: Any, operators: bytes, given: dict[str, Any], opening: Any) -> None:
    """Put operators on top of a page's own content."""
    content = DecodedStreamObject()
    content.set_data(operators)
    own = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    inner = own if isinstance(own, ArrayObject) else [own]
    page[NameObject("/Contents")] = ArrayObject([opening, *inner, writer._add_object(content)])
    resources = page.setdefault(NameObject("/Resources"), DictionaryObject()).get_object()
    known = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
    for key, font in given.items():
        known[NameObject(key)] = font


def link(writer: PdfWriter, pages: dict[int, int]) -> None:
    """Turn the addresses of the list into jumps."""
    for page in writer.pages[: min(pages.values(), default=0)]:
        for reference in page.get("/Annots", ()):
            note = reference.get_object()
            address = str(note.get("/A", {}).get("/URI", ""))
            if address.startswith("dossier:piece/"):
                del note["/A"]
                goal = writer.pages[pages[int(address.rpartition("/")[2])]]
                note[NameObject("/Dest")] = ArrayObject([goal.indirect_reference, NameObject("/Fit")])


def main(folder: Path) -> None:
    """Merge, stamp, link, bookmark, write."""
    options = json.loads((folder / "options.json").read_text())
    writer, starts, owners = PdfWriter(), {}, []
    for part in options["parts"]:
        start = len(writer.pages)
        writer.append(folder / part["input"], import_outline=False)
        count = len(writer.pages) - start
        writer.add_outline_item(title=part["title"], page_number=start, fit=Fit.fit())
        owners += [(part, number, count) for number in range(count)]
        if part["number"]:
            starts[part["number"]] = start
    opening = DecodedStreamObject()
    opening.set_data(b"q")
    given, first = fonts(writer), writer._add_object(opening)
    total = len(owners)
    for index, (page, (part, number, count)) in enumerate(zip(writer.pages, owners, strict=True)):
        label = f"{part['label']} · p. {number + 1}/{count}" if part["number"] else ""
        corner = part["corners"][number] if part["number"] else ""
        folio = f"{index + 1} / {total}" if index else ""
        draw(writer, page, stamp(label, options["parties"], folio, corner), given, first)
    link(writer, starts)
    decimal = DictionaryObject({NameObject("/S"): NameObject("/D")})
    writer.root_object[NameObject("/PageLabels")] = DictionaryObject(
        {NameObject("/Nums"): ArrayObject([NumberObject(0), decimal])}
    )
    writer.write(folder / "pypdf.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
