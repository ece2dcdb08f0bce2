"""PDFs of every geometry and state, made for tests: each function gives the bytes of one file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (0, 0, 595.276, 841.89)
A0 = (0, 0, 2383.94, 3370.39)
FACTURX = b'<?xml version="1.0" encoding="UTF-8"?><a/>'


def line(text: str, x: float, y: float, size: float = 12) -> str:
    """The operators of a line of text in Helvetica."""
    raw = text.encode("cp1252", "replace").decode("latin-1")
    raw = raw.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {x:.2f} {y:.2f} Td ({raw}) Tj ET"


def add_page(
    pdf: pikepdf.Pdf,
    *texts: str,
    media: Sequence[float] = A4,
    crop: Sequence[float] | None = None,
    rotate: int = 0,
    unit: float = 1,
    content: bytes = b"",
) -> Any:
    """A page with some lines near its upper left corner, or with the given operators; its page object."""
    shown = crop or media
    size = max(0.5, min(12.0, (shown[3] - shown[1]) / 12))
    rows = [line(text, shown[0] + 4 * size, shown[3] - (4 + 1.5 * i) * size, size) for i, text in enumerate(texts)]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(media),
        Resources=Dictionary(Font=Dictionary(F=pdf.make_indirect(font))),
        Contents=pdf.make_indirect(Stream(pdf, content or "\n".join(rows).encode("latin-1"))),
    )
    if crop:
        page.CropBox = Array(crop)
    if rotate:
        page.Rotate = rotate
    if unit != 1:
        page.UserUnit = unit
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a PDF, always the same unless they are encrypted."""
    out = BytesIO()
    pdf.save(out, **({} if "encryption" in options else {"deterministic_id": True}), **options)
    return out.getvalue()


def plain_pdf(title: str = "Facture F-2026-014", pages: int = 1, **geometry: Any) -> bytes:
    """Pages that say the title and their number."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        add_page(pdf, title, f"page {number} sur {pages}", **geometry)
    return written(pdf)


def mixed_pdf() -> bytes:
    """Upright, landscape, turned and large pages in one file."""
    pdf = pikepdf.new()
    add_page(pdf, "droite")
    add_page(pdf, "paysage", media=(0, 0, 841.89, 595.276))
    for turn in (90, 180, 270):
        add_page(pdf, f"tournée de {turn}", rotate=turn)
    add_page(pdf, "A3", media=(0, 0, 841.89, 1190.55))
    return written(pdf)


def cropped_pdf() -> bytes:
    """A page of which the CropBox shows a part only; what lies outside must not come back."""
    pdf = pikepdf.new()
    page = add_page(pdf, "visible", crop=(100, 200, 500, 700))
    page.Contents = Stream(pdf, page.Contents.read_bytes() + b"\n" + line("cache hors cadre", 20, 40).encode())
    return written(pdf)


def owner_encrypted_pdf() -> bytes:
    """A password to change the file, none to open it."""
    pdf = pikepdf.open(BytesIO(plain_pdf("Relevé protégé en écriture", 2)))
    return written(pdf, encryption=pikepdf.Encryption(owner="proprietaire", user="", R=6))


def user_encrypted_pdf() -> bytes:
    """A password to open the file."""
    pdf = pikepdf.open(BytesIO(plain_pdf("secret")))
    return written(pdf, encryption=pikepdf.Encryption(owner="a", user="motdepasse", R=6))


def certificate_encrypted_pdf() -> bytes:
    """A file encrypted for the holder of a certificate, by another handler than that of passwords."""
    return user_encrypted_pdf().replace(b"/Filter /Standard", b"/Filter /Pub.Sec ")


def signed_pdf() -> bytes:
    """A file with a signature field, whose signature nobody checks here."""
    pdf = pikepdf.open(BytesIO(plain_pdf("Contrat signé électroniquement", 2)))
    value = pdf.make_indirect(
        Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"), Name=String("Anne Roux"),
                   ByteRange=Array([0, 10, 20, 30]), Contents=String("\0" * 64))
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature1"), V=value, Rect=Array([0, 0, 0, 0]), F=132
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return written(pdf)


def form_pdf(appearances: bool = True) -> bytes:
    """A form with a filled field, a ticked box and a hidden field; without *appearances* the reader has to draw the text."""
    pdf = pikepdf.new()
    page = add_page(pdf, "Bon de commande")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    fonts = Dictionary(Helv=pdf.make_indirect(font))

    def drawn(content: str, wide: float) -> Any:
        return pdf.make_indirect(
            Stream(pdf, content.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, wide, 20]),
                   Resources=Dictionary(Font=fonts))
        )  # fmt: skip

    def field(name: str, rect: Sequence[float], **more: Any) -> Any:
        return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=String(name), Rect=Array(rect), **more))

    text = field("montant", (100, 600, 300, 620), FT=Name.Tx, V=String("4 800,00 EUR"), DA=String("/Helv 12 Tf 0 g"), F=4)
    tick = field("accepte", (100, 560, 120, 580), FT=Name.Btn, V=Name.Oui, AS=Name.Oui, F=4)
    tick.AP = Dictionary(N=Dictionary(Oui=drawn("BT /Helv 14 Tf 4 5 Td (X) Tj ET", 20), Off=drawn("", 20)))
    hidden = field("interne", (100, 500, 300, 520), FT=Name.Tx, V=String("champ invisible"), DA=String("/Helv 12 Tf 0 g"), F=2)
    hidden.AP = Dictionary(N=drawn("BT /Helv 12 Tf 2 5 Td (champ invisible) Tj ET", 200))
    if appearances:
        text.AP = Dictionary(N=drawn("/Tx BMC BT /Helv 12 Tf 2 5 Td (4 800,00 EUR) Tj ET EMC", 200))
    page.Annots = Array([text, tick, hidden])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([text, tick, hidden]),
        DR=Dictionary(Font=fonts),
        DA=String("/Helv 12 Tf 0 g"),
        NeedAppearances=not appearances,
    )
    return written(pdf)


def xfa_pdf(dynamic: bool = True) -> bytes:
    """A form made by XFA; a dynamic one has a page that only asks for another reader."""
    pdf = pikepdf.new()
    add_page(pdf, "Please wait..." if dynamic else "Formulaire Cerfa")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_indirect(Stream(pdf, b"<xdp:xdp/>")))
    if dynamic:
        pdf.Root.NeedsRendering = True
    return written(pdf)


def portfolio_pdf() -> bytes:
    """A collection: a cover sheet and the files that matter inside."""
    pdf = pikepdf.new()
    add_page(pdf, "Ouvrez ce porte-documents avec un autre lecteur")
    pdf.attachments["a-devis.pdf"] = pikepdf.AttachedFileSpec(
        pdf, plain_pdf("Devis D-31 dans le porte-documents", 2), filename="a-devis.pdf"
    )
    pdf.attachments["b-note.txt"] = pikepdf.AttachedFileSpec(pdf, "Livré le 12 janvier.\n".encode(), filename="b-note.txt")
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
    return written(pdf)


def facturx_pdf(xml: bytes = FACTURX) -> bytes:
    """An invoice with its electronic half, under the name that Factur-X asks for."""
    pdf = pikepdf.open(BytesIO(plain_pdf("Facture F-2026-014 (Factur-X)")))
    spec = pikepdf.AttachedFileSpec(pdf, xml, filename="factur-x.xml", mime_type="text/xml")
    pdf.attachments["factur-x.xml"] = spec
    pdf.Root.AF = Array([spec.obj])
    return written(pdf)


def attached_pdf() -> bytes:
    """A letter with a file inside, which is no electronic invoice."""
    pdf = pikepdf.open(BytesIO(plain_pdf("Lettre avec fichier joint")))
    pdf.attachments["annexe.csv"] = pikepdf.AttachedFileSpec(pdf, b"a;b\n", filename="annexe.csv")
    return written(pdf)


def layered_pdf() -> bytes:
    """Two layers: one shows, one is hidden when the file is opened."""
    pdf = pikepdf.new()
    page = add_page(pdf, "plan")
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Murs", "Brouillon"))
    page.Resources.Properties = Dictionary(On=on, Off=off)
    drawn = f"/OC /On BDC {line('calque visible', 100, 400)} EMC\n/OC /Off BDC {line('calque cache', 100, 300)} EMC"
    page.Contents = Stream(pdf, page.Contents.read_bytes() + b"\n" + drawn.encode())
    pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off]), Order=Array([on, off])))
    return written(pdf)


def annotated_pdf() -> bytes:
    """A comment with its drawing, a note without one, and a hidden one."""
    pdf = pikepdf.new()
    page = add_page(pdf, "Bon de livraison")
    resources = Dictionary(Font=page.Resources.Font)
    box = pdf.make_indirect(
        Stream(pdf, line("Bon pour accord", 2, 6).encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]),
               Resources=resources)
    )  # fmt: skip
    free = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 600, 300, 620]), Contents=String("Bon pour accord"), F=4,
                      AP=Dictionary(N=box))  # fmt: skip
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([50, 700, 70, 720]), Contents=String("manque deux panneaux"), F=4
    )
    hidden = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 500, 300, 520]), F=2, AP=Dictionary(N=box))
    page.Annots = Array([pdf.make_indirect(a) for a in (free, note, hidden)])
    return written(pdf)


def outlined_pdf(pages: int = 4) -> bytes:
    """A contract with chapters, articles, and a link from its first page to its last."""
    pdf = pikepdf.open(BytesIO(plain_pdf("Contrat cadre", pages)))
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Titre I", 0)
        chapter.children.append(pikepdf.OutlineItem("Article 2 : prix", 1))
        outline.root.extend([chapter, pikepdf.OutlineItem("Annexes", pages - 1)])
    goal = Array([pdf.pages[pages - 1].obj, Name.Fit])
    pdf.pages[0].obj.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 120, 60]), Dest=goal))]
    )
    return written(pdf)


def truncated_pdf() -> bytes:
    """The last tenth is missing: the table of objects has to be found again."""
    data = plain_pdf("Relevé tronqué", 6)
    return data[: len(data) * 9 // 10]


def junk_pdf() -> bytes:
    """Bytes before the header and after the end, as mail gateways leave them."""
    return b"\r\n--frontiere\r\n" + plain_pdf("Facture reçue par passerelle") + b"\r\n--frontiere--\r\n"


def wrong_table_pdf() -> bytes:
    """A table of objects that points elsewhere, as text editors leave it."""
    return plain_pdf("Table fausse").replace(b"startxref\n", b"startxref\n9")


def without_pages_pdf() -> bytes:
    """A PDF whose page tree is empty."""
    return written(pikepdf.new())


def nonsense_pdf() -> bytes:
    """A header and noise."""
    return b"%PDF-1.7\n" + bytes(range(256)) * 20


def unbalanced_pdf() -> bytes:
    """Graphics states left open, a matrix left scaled and a clip left set: what we draw after must not suffer."""
    pdf = pikepdf.new()
    add_page(
        pdf,
        content=b"q q 0.01 0 0 0.01 0 0 cm 0 0 10 10 re W n Q Q Q Q BT /F 12 Tf 100 700 Td (dessin mal ferme) Tj ET q 0 0 1 1 re W n",
    )
    return written(pdf)


def grey_scan_pdf() -> bytes:
    """A scan without any text layer: one grey picture that fills the page."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (827, 1169), 235)
    ImageDraw.Draw(picture).text((120, 200), "Bon de livraison signe", fill=20, font_size=40)
    out = BytesIO()
    picture.save(out, "JPEG", quality=60)
    pdf = pikepdf.new()
    page = add_page(pdf)
    image = Stream(pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=827, Height=1169, BitsPerComponent=8,
                   ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode)  # fmt: skip
    page.Resources.XObject = Dictionary(Im=pdf.make_indirect(image))
    page.Contents = Stream(pdf, b"q 595.276 0 0 841.89 0 0 cm /Im Do Q")
    return written(pdf)


def many_pages_pdf(count: int) -> bytes:
    """Empty small pages, few bytes on disk."""
    pdf = pikepdf.new()
    pages = [pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 200, 200]))) for _ in range(count)]
    for page in pages:
        page.Parent = pdf.Root.Pages
    pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array(pages), count
    return written(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
