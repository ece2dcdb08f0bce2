"""PDFs whose pages are hard to bind: boxes, trees, contents that leave something open, links, outlines, shared and huge things.

`GEOMETRY` lists them as `CORPUS` of makers.py does; nothing is made before it is asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pikepdf
from makers_pdf import A4, add_page, line, written
from pikepdf import Array, Dictionary, Name, Stream, String

TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Shape:
    """A PDF: its name, how it is made, its pages, whether each page looks in the bundle as in the file.

    Pages that are scaled, laid on a larger sheet or mended do not; they are compared with the copy alone.
    """

    name: str
    make: Callable[[], bytes]
    pages: int = 1
    alike: bool = True


def turned(media: Sequence[float] = A4, crop: Sequence[float] | None = None, unit: float = 1) -> bytes:
    """Four pages, one a quarter turn, with ink along one edge so that no two of them look alike."""
    pdf = pikepdf.new()
    for turn in TURNS:
        box = crop or media
        x0, y0, x1, y1 = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
        ink = f"0.2 g {x0 + 0.1 * (x1 - x0):.2f} {y0 + 0.5 * (y1 - y0):.2f} {0.3 * (x1 - x0):.2f} {0.1 * (y1 - y0):.2f} re f "
        text = line(f"tour {turn}", x0 + 0.2 * (x1 - x0), y0 + 0.4 * (y1 - y0), max(1.0, (y1 - y0) / 30))
        add_page(pdf, media=media, crop=crop, rotate=turn, unit=unit, content=(ink + "0 g " + text).encode())
    return written(pdf)


def inked(*corners: str, foot: bool = False) -> bytes:
    """Pages with ink in some corners, and where asked at the foot too."""
    places = {"ne": (400, 770), "nw": (40, 770), "se": (400, 30), "sw": (40, 30)}
    pdf = pikepdf.new()
    drawn = [f"0 g {places[name][0]} {places[name][1]} 150 40 re f" for name in corners]
    drawn += ["0 g 270 18 55 3 re f"] if foot else []
    add_page(pdf, content=" ".join((*drawn, line("des coins", 250, 420))).encode())
    return written(pdf)


def rotations() -> bytes:
    """Rotations as sloppy programs write them: negative, more than a turn."""
    pdf = pikepdf.new()
    for turn in (-90, 450, 720, -270):
        add_page(pdf, f"tour {turn}", rotate=turn)
    return written(pdf)


def inherited() -> bytes:
    """Boxes, rotation and resources that stand in nodes of the page tree, one level or two above the pages."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    root = pdf.Root.Pages
    upper = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Parent=root, Count=3, MediaBox=Array([0, 0, 500, 700]), Rotate=90, Resources=Dictionary(Font=Dictionary(F=font)))
    )  # fmt: skip
    lower = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=upper, Count=2, CropBox=Array([50, 60, 450, 640]), Rotate=270))

    def leaf(parent: Any, text: str, **own: Any) -> Any:
        content = pdf.make_stream(line(text, 120, 400).encode())
        return pdf.make_indirect(Dictionary(Type=Name.Page, Parent=parent, Contents=content, **own))

    upper.Kids = Array([leaf(upper, "haut"), lower])
    lower.Kids = Array([leaf(lower, "bas"), leaf(lower, "sienne", Rotate=0, CropBox=Array([100, 300, 480, 500]))])
    root.Kids, root.Count = Array([upper]), 3
    return written(pdf)


def deep_tree(levels: int = 25, wide: int = 2) -> bytes:
    """A page tree in which each level holds a page, a node, and a page again."""
    pdf = pikepdf.new()
    font = Dictionary(F=pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
    node, count = pdf.Root.Pages, levels * wide
    node.MediaBox = Array([0, 0, 400, 560])
    for level in range(levels):
        made = [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Page, Parent=node, Resources=Dictionary(Font=font),
                    Contents=pdf.make_stream(line(f"niveau {level} {side}", 60, 300).encode()),
                )
            )
            for side in range(wide)
        ]  # fmt: skip
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=node, Kids=Array([])))
        node.Count = count - level * wide
        node.Kids = Array([made[0], *([inner] if level < levels - 1 else []), *made[1:]])
        node = inner
    return written(pdf)


OPEN = {
    "q": b"q 1 0 0 1 300 300 cm 0.5 0 0 0.5 0 0 cm q q " + line("reste ouvert", 0, 0).encode(),
    "echelle": b"0.01 0 0 0.01 0 0 cm 1 0 0 RG 400 w 3000 30000 30000 9000 re S",
    "miroir": b"-1 0 0 1 595 0 cm 0 0 1 rg 60 300 200 80 re f",
    "masque": b"0.3 g 60 300 200 80 re f 0 0 5 5 re W n",
    "texte": b"BT /F 12 Tf 3 Tr 5 Tc 200 Tz 8 Ts 60 400 Td (cache) Tj 0 Tr (vu) Tj",
    "pointille": b"[9 9] 3 d 8 w 1 J 2 j 60 60 m 300 500 l S 1 1 1 rg 1 1 1 RG",
    "ferme": b"0.4 g 60 300 200 80 re f Q Q Q",
}
"""Contents that leave a state, a matrix, a clip, a text object open, or close what they did not open."""


def left_open(name: str) -> bytes:
    """A page whose content ends in the middle of something."""
    pdf = pikepdf.new()
    add_page(pdf, content=OPEN[name])
    return written(pdf)


def in_pieces() -> bytes:
    """Contents that are an array, cut between any two words, one of them empty; and a page without any."""
    pdf = pikepdf.new()
    page = add_page(pdf, content=b"q")
    words = [b"0.6 g 60", b"300 200 80", b"re f", b"", b"Q " + line("en morceaux", 90, 500).encode()]
    page.Contents = Array([page.Contents, *(pdf.make_stream(word) for word in words)])
    del add_page(pdf, "x").Contents
    bare = add_page(pdf, content=b"0.5 g 200 200 80 80 re f")
    del bare.Resources
    return written(pdf)


def linked() -> bytes:
    """Links inside the file in each way of writing them, to the outside, and to nothing; labels of pages in Roman numbers."""
    pdf = pikepdf.new()
    pages = [add_page(pdf, f"page {n + 1}") for n in range(4)]
    goal = Array([pages[2], Name.XYZ, 0, 500, 0])
    pdf.Root.Dests = Dictionary(Ancien=goal)
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("nouveau"), Dictionary(D=Array([pages[3], Name.Fit]))])))
    ways: list[dict[str, Any]] = [
        {"Dest": Array([pages[1], Name.FitH, 700])}, {"Dest": Name.Ancien}, {"Dest": String("nouveau")},
        {"A": Dictionary(S=Name.GoTo, D=String("nouveau"))}, {"A": Dictionary(S=Name.GoTo, D=goal)},
        {"A": Dictionary(S=Name.URI, URI=String("https://exemple.example/"))}, {"Dest": String("perdu")},
        {"A": Dictionary(S=Name.GoToR, F=String("autre.pdf"), D=Array([0, Name.Fit]))},
    ]  # fmt: skip
    pages[0].Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 600 - 40 * i, 260, 620 - 40 * i]), Border=Array([0, 0, 0]), **way))
            for i, way in enumerate(ways)
        ]
    )  # fmt: skip
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, P=String("A-"), St=7)]))
    return written(pdf)


INNER_GOALS = (1, 2, 3, 3, 2)
"""Where the links of `linked` lead that stay inside the file, as indexes of its pages."""


def outlined() -> bytes:
    """An outline of five levels with named goals, entries that lead nowhere, titles with control characters."""
    pdf = pikepdf.new()
    pages = [add_page(pdf, f"chapitre {n + 1}") for n in range(3)]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("fin"), Array([pages[2], Name.Fit])])))
    with pdf.open_outline() as outline:
        top = pikepdf.OutlineItem("Un\x00 et\tdeux", 0)
        level = top
        for depth in range(4):
            inner = pikepdf.OutlineItem(f"niveau {depth + 2}", 1)
            level.children.append(inner)
            level = inner
        outline.root.extend([top, pikepdf.OutlineItem("Nulle part", None), pikepdf.OutlineItem("Fin", "fin")])
    return written(pdf)


def shared(pages: int = 6) -> bytes:
    """Pages that draw one picture and one form from one set of resources, itself named by the tree."""
    pdf = pikepdf.new()
    picture = pdf.make_indirect(
        Stream(pdf, bytes(range(256)) * 16, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    )  # fmt: skip
    form = pdf.make_indirect(
        Stream(pdf, b"0.8 0 0 rg 0 0 40 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 40, 40]))
    )
    resources = pdf.make_indirect(Dictionary(XObject=Dictionary(Im=picture, Fm=form)))
    for number in range(pages):
        drawn = f"q 90 0 0 90 {60 + 40 * number} 400 cm /Im Do Q q 1 0 0 1 {60 + 40 * number} 300 cm /Fm Do Q"
        add_page(pdf, content=drawn.encode()).Resources = resources
    return written(pdf)


def huge_picture(side: int = 6500) -> bytes:
    """A picture of forty-two million pixels in black and white, five kilobytes on the disk."""
    pdf = pikepdf.new()
    row = (b"\xff" * (side // 16) + b"\x00" * (side // 8 - side // 16)).ljust(-(-side // 8), b"\x00")
    packed = zlib.compress(row * side, 9)
    picture = Stream(
        pdf, packed, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, BitsPerComponent=1,
        ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    page = add_page(pdf, content=b"q 400 0 0 400 60 200 cm /Im Do Q")
    page.Resources.XObject = Dictionary(Im=pdf.make_indirect(picture))
    return written(pdf)


def blended() -> bytes:
    """A transparency group, a blend mode and a soft mask that the content leaves set."""
    pdf = pikepdf.new()
    page = add_page(pdf, content=b"/Gs gs 0 0.6 0 rg 60 300 400 300 re f")
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    page.Resources.ExtGState = Dictionary(Gs=Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=0.5, CA=0.1))
    return written(pdf)


def as_linear() -> bytes:
    """Written for the web, with the first page in front."""
    pdf = pikepdf.new()
    for number in range(3):
        add_page(pdf, f"page {number + 1}")
    return written(pdf, linearize=True)


_BOXES: dict[str, dict[str, Any]] = {
    "a4": {}, "paysage": {"media": (0, 0, 841.89, 595.276)}, "cadre": {"crop": (100, 150, 500, 700)},
    "cadre-negatif": {"media": (-300, -400, 295, 442), "crop": (-250, -300, 200, 300)},
    "cadre-deborde": {"crop": (-500, -500, 2000, 2000)}, "cadre-envers": {"crop": (500, 700, 100, 150)},
    "unite-et-cadre": {"media": (0, 0, 300, 400), "crop": (20, 30, 280, 380), "unit": 2.5},
    "a0": {"media": (0, 0, 2384, 3370)}, "bande": {"media": (0, 0, 226, 2000)}, "decimales": {"media": (0.37, 0.41, 595.91, 842.13)},
}  # fmt: skip
_MENDED: dict[str, dict[str, Any]] = {
    "minuscule": {"media": (0, 0, 60, 30)}, "gigantesque": {"media": (0, 0, 30000, 20000)},
    "cadre-ailleurs": {"crop": (5000, 5000, 6000, 6000)}, "sans-surface": {"media": (10, 10, 10, 900)},
}  # fmt: skip

GEOMETRY: tuple[Shape, ...] = (
    *(Shape(f"boite-{name}.pdf", partial(turned, **boxes), 4) for name, boxes in _BOXES.items()),
    *(Shape(f"boite-{name}.pdf", partial(turned, **boxes), 4, alike=False) for name, boxes in _MENDED.items()),
    Shape("encre-0.pdf", inked), Shape("encre-1.pdf", partial(inked, "ne")), Shape("encre-2.pdf", partial(inked, "ne", "nw")),
    Shape("encre-3.pdf", partial(inked, "ne", "nw", "se")), Shape("encre-4.pdf", partial(inked, "ne", "nw", "se", "sw")),
    Shape("encre-pied.pdf", partial(inked, foot=True)),
    Shape("tours.pdf", rotations, 4), Shape("heritage.pdf", inherited, 3), Shape("arbre.pdf", deep_tree, 50),
    *(Shape(f"ouvert-{name}.pdf", partial(left_open, name)) for name in OPEN),
    Shape("morceaux.pdf", in_pieces, 3), Shape("liens.pdf", linked, 4), Shape("plan-du-contrat.pdf", outlined, 3),
    Shape("partage.pdf", shared, 6), Shape("image-enorme.pdf", huge_picture), Shape("fondu.pdf", blended),
    Shape("lineaire.pdf", as_linear, 3),
)  # fmt: skip
