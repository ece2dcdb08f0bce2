"""The anchor of G1: the script that one would write first, with WeasyPrint and pypdf, one thing after the other.

    python benchmarks/naive.py FOLDER

prints the documents of FOLDER/documents.json, turns pictures and mails of FOLDER/pieces into pages, stamps each piece, binds
cover, act, list and pieces with bookmarks into one PDF. It knows nothing of caches, workers or shared fonts.
"""

from __future__ import annotations

import base64
import email
import email.policy
import json
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import weasyprint
from weasyprint.urls import URLFetcherResponse


def printed(document: dict, folder: Path) -> bytes:
    """One document with its own style sheets."""
    images = {f"dossier:{name}": (folder / file).read_bytes() for name, file in document["images"].items()}

    def fetch(url: str, *_: object, **__: object) -> URLFetcherResponse:
        return URLFetcherResponse(url, images[url.replace("dossier:/", "dossier:")])

    sheets = [weasyprint.CSS(string=css) for css in document["css"]]
    html = weasyprint.HTML(string=document["html"], base_url="dossier:/", url_fetcher=fetch)
    variant = document["variant"] or None
    return html.write_pdf(stylesheets=sheets, pdf_variant=variant, pdf_tags=bool(variant))


def as_pdf(place: Path) -> bytes:
    """A piece of evidence as PDF."""
    if place.suffix == ".pdf":
        return place.read_bytes()
    if place.suffix == ".eml":
        message = email.message_from_bytes(place.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        head = "".join(
            f"<p>{name}: {str(message[name] or '').replace('<', '&lt;')}</p>" for name in ("From", "To", "Date", "Subject")
        )
        text = (body.get_content() if body else "").replace("<", "&lt;")
        return weasyprint.HTML(string=f"<html lang=fr><body>{head}<pre>{text}</pre>").write_pdf()
    kind = "png" if place.suffix == ".png" else "jpeg"
    data = base64.b64encode(place.read_bytes()).decode()
    style = "<style>@page {size: A4; margin: 10mm} img {max-width: 100%; max-height: 270mm}</style>"
    return weasyprint.HTML(string=f"<html><body>{style}<img src='data:image/{kind};base64,{data}'>").write_pdf()


def stamped(pdf: bytes, label: str) -> pypdf.PdfReader:
    """The piece with its label on the first page."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    style = f"@page {{size: {width}pt {height}pt; margin: 0}} p {{position: absolute; top: 8mm; right: 8mm; border: 1pt solid; padding: 2mm}}"
    stamp = weasyprint.HTML(string=f"<html lang=fr><style>{style}</style><p>{label}</p>").write_pdf()
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.pages[0].merge_page(pypdf.PdfReader(BytesIO(stamp)).pages[0])
    out = BytesIO()
    writer.write(out)
    return pypdf.PdfReader(BytesIO(out.getvalue()))


def main(folder: Path) -> None:
    """All of it, into FOLDER/out."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    documents = json.loads((folder / "documents.json").read_text())
    made = {}
    for document in documents:
        made[document["id"]] = printed(document, folder)
        (out / f"{document['id']}.pdf").write_bytes(made[document["id"]])
    bundle = pypdf.PdfWriter()
    for document in documents:
        if document["bound"]:
            start = len(bundle.pages)
            bundle.append(BytesIO(made[document["id"]]), import_outline=False)
            bundle.add_outline_item(document["title"], start)
    for number, place in enumerate(sorted((folder / "pieces").iterdir()), 1):
        piece = stamped(as_pdf(place), f"Pièce n° {number}")
        start = len(bundle.pages)
        bundle.append(piece, import_outline=False)
        bundle.add_outline_item(f"Pièce {number}", start)
        with (out / f"piece-{number:02}.pdf").open("wb") as file:
            pypdf.PdfWriter(clone_from=piece).write(file)
    with (out / "bundle.pdf").open("wb") as file:
        bundle.write(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
