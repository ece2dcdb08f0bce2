"""Opening, reading and writing PDFs with the house's settings: limits, boxes, page tree, description, bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from dossier.pdf.geometry import A4, Sheet, sheet_of
from dossier.pdf.limits import guard_pikepdf

_HEIGHT_OF_TREE = 40


def open_pdf(data: bytes | Path) -> Any:
    """Open a PDF, its bytes or the file they lie in, with the limits of the process set; raises pikepdf's errors."""
    import pikepdf

    guard_pikepdf()
    return pikepdf.open(data if isinstance(data, Path) else BytesIO(data), suppress_warnings=True)


def inherited(page: Any, key: str) -> Any:
    """The value of a page's key, its own or that of a node above it; None when nobody says it."""
    import pikepdf

    node = page
    for _ in range(_HEIGHT_OF_TREE):
        if key in node:
            return node[key]
        parent = node.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        node = parent
    return None


def numbers(value: Any) -> list[float]:
    """The numbers of a PDF array; NaN for what is no number, [] for what is no array."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        return []
    return [number(item) for item in list(value)[:8]]


def number(value: Any) -> float:
    """A PDF number as a float; NaN for anything else."""
    from decimal import Decimal

    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else float("nan")


def sheet_of_page(page: Any) -> Sheet | None:
    """The visible sheet of a page, None when its boxes make no sense."""
    crop = inherited(page, "/CropBox")
    turn = number(inherited(page, "/Rotate") or 0)
    return sheet_of(
        numbers(inherited(page, "/MediaBox")),
        numbers(crop) if crop is not None else None,
        int(turn) if abs(turn) < 1e6 else 0,
    )


class Sheets:
    """The sheets of the pages of one file whose pages inherit nothing; remembers, since most pages have the same boxes."""

    def __init__(self) -> None:
        self._met: dict[bytes, Sheet] = {}

    def of(self, page: Any) -> Sheet:
        """The visible sheet of a page, A4 when its boxes make no sense."""
        import pikepdf

        values = [page.get(key) for key in ("/MediaBox", "/CropBox", "/Rotate")]
        said = b" ".join(v.unparse(resolved=True) if isinstance(v, pikepdf.Object) else repr(v).encode() for v in values)
        if said not in self._met:
            self._met[said] = sheet_of_page(page) or Sheet(0, 0, *A4)
        return self._met[said]


def hang_pages(pdf: Any, pages: Sequence[Any]) -> None:
    """Make *pages* (indirect page dictionaries) the pages of a new PDF; linear in their number, unlike `pages.append`."""
    from pikepdf import Array

    root = pdf.Root.Pages
    root.Kids, root.Count = Array(pages), len(pages)
    for page in pages:
        page.Parent = root


def describe(pdf: Any, title: str, day: date) -> None:
    """Title, language and day of a PDF of ours; nothing of the machine, and no other date."""
    from pikepdf import Dictionary, String

    moment = f"D:{day:%Y%m%d}000000Z"
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String(title), Producer=String("dossier"), CreationDate=String(moment), ModDate=String(moment))
    )
    pdf.Root.Lang = String("fr-FR")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def saved(pdf: Any) -> bytes:
    """The bytes of a PDF: object streams, streams packed well, an /ID from the content."""
    import pikepdf

    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        fix_metadata_version=False,
    )
    return out.getvalue()


_SAME_ID = b"31415926535897932384626433832795"


def saved_as_is(pdf: Any, identity: str) -> bytes:
    """The bytes that `save_as_is` writes."""
    out = BytesIO()
    save_as_is(pdf, identity, out)
    return out.getvalue()


def save_as_is(pdf: Any, identity: str, out: BinaryIO) -> None:
    """Write a PDF whose streams are already packed; its /ID is made of *identity*, 32 hexadecimal digits or more.

    qpdf would take the digest of all that it writes, a third of the time of a large bundle; the caller knows a shorter way to
    say what the file was made from. *out* can be read and written anywhere.
    """
    import pikepdf

    pdf.save(
        out,
        static_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
    )
    start = max(0, out.seek(0, 2) - 4096)
    out.seek(start)
    tail = out.read()
    at = tail.rfind(b"/ID")
    for _ in range(2):
        at = tail.find(_SAME_ID, at)
        if at >= 0:
            out.seek(start + at)
            out.write(identity[:32].encode())
            at += 32
