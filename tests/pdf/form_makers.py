"""A form as a firm may supply it: text, one of a few signs, a box, a choice between two, a list; made here, copied from nobody."""

from __future__ import annotations

from io import BytesIO
from typing import Any


def form(*, xfa: bool = False, fields: bool = True, password: str = "") -> bytes:
    """One page with the fields Creancier.Nom, Montant (ten signs), Accord (box), Voie (requete or assignation), Tribunal (list).

    *xfa* adds the other sort of data; without *fields* there is no other.
    """
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    kids: list[Any] = []

    def place(row: int, **more: Any) -> Any:
        top = 780 - 40 * row
        widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([60, top, 400, top + 20]), F=4, **more)
        kids.append(pdf.make_indirect(widget))
        return kids[-1]

    def mark(on: str) -> Any:
        shown = pdf.make_stream(b"q 0 0 m 20 20 l S Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]))
        empty = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]))
        return Dictionary(N=Dictionary({f"/{on}": shown, "/Off": empty}))

    look = String("/Helv 11 Tf 0 g")
    creditor = pdf.make_indirect(Dictionary(T=String("Creancier")))
    name = place(0, FT=Name.Tx, T=String("Nom"), DA=look, Parent=creditor)
    creditor.Kids = Array([name])
    amount = place(1, FT=Name.Tx, T=String("Montant"), DA=look, MaxLen=10)
    box = place(2, FT=Name.Btn, T=String("Accord"), AP=mark("Coche"), AS=Name.Off, V=Name.Off)
    road = pdf.make_indirect(Dictionary(FT=Name.Btn, T=String("Voie"), Ff=1 << 15, V=Name.Off))
    road.Kids = Array(
        [place(3, Parent=road, AP=mark("requete"), AS=Name.Off), place(4, Parent=road, AP=mark("assignation"), AS=Name.Off)]
    )
    courts = Array([String("Commerce"), Array([String("TJ"), String("Tribunal judiciaire")])])
    court = place(5, FT=Name.Ch, T=String("Tribunal"), DA=look, Opt=courts, Ff=1 << 17)
    pdf.pages[0].Annots = Array(kids if fields else [])
    data = Dictionary(
        Fields=Array([creditor, amount, box, road, court]) if fields else Array(),
        DR=Dictionary(Font=Dictionary(Helv=font)), DA=look,
    )  # fmt: skip
    if xfa:
        data.XFA = pdf.make_stream(b"<xdp/>")
    pdf.Root.AcroForm = pdf.make_indirect(data)
    out = BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else None
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def plain_page() -> bytes:
    """A PDF without any form."""
    import pikepdf

    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()
