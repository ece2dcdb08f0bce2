"""From one PDF to pictures of its pages: a task of the runner."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from dossier.ground.jobs import Result
from dossier.pdf.amounts_on_page import places

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1200
"""Pixels: the width of a picture of a page."""
HIGHEST = 2400
"""Pixels: a page of odd shape is made smaller until it fits below this height."""
THUMBNAIL = 240
"""Pixels: the width of the small picture of the first page; its height is at most one and a half times that."""


def pictures(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """WebP pictures of the first pages of `inputs['pdf']`, and a thumbnail.

    Options: `first` (pages at most); `find`, amounts as digits (`456000`), to be marked where the text of a page has them.
    Files: `page-01.webp` … in page order, `apercu.webp`. Facts: `pages` (all of the PDF); `sizes`, the width and height in
    pixels of each picture, then of the thumbnail; `marks`, rows of page (from 1), digits, left, top, width and height in
    pixels of that picture. A PDF that cannot be drawn has no file, and its page says so.
    """
    import pypdfium2

    first = int(options["first"])
    files: dict[str, bytes] = {}
    sizes: list[list[int]] = []
    marks: list[list[int | str]] = []
    wanted = frozenset(options.get("find", ()))
    try:
        document = pypdfium2.PdfDocument(inputs["pdf"])
        document.init_forms()  # filled fields are drawn; this build of the library runs no script
        try:
            for index in range(min(first, len(document))):
                page = document[index]
                picture = _page(page, WIDEST, HIGHEST)
                if wanted:
                    marks += [[index + 1, *row] for row in places(page, wanted, *picture.size)]
                page.close()
                files[f"page-{index + 1:02}.webp"] = _webp(picture)
                sizes.append(list(picture.size))
            cover = document[0]
            small = _page(cover, THUMBNAIL, THUMBNAIL * 3 // 2)
            cover.close()
            files["apercu.webp"] = _webp(small)
            sizes.append(list(small.size))
            count = len(document)
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return Result(facts={"pages": 0, "sizes": []})
    return Result(files, {"pages": count, "sizes": sizes} | ({"marks": marks} if wanted else {}))


def _page(page: Any, width: int, height: int) -> Image:
    """Draw a page so that it fits the box, on white."""
    wide, high = page.get_size()
    scale = min(width / max(wide, 1), height / max(high, 1))
    bitmap = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=True)
    picture: Image = bitmap.to_pil().convert("RGB")
    return picture


def _webp(picture: Image) -> bytes:
    """Small enough for a USB stick, sharp enough to read small print; the same bytes for the same picture."""
    out = BytesIO()
    picture.save(out, "WEBP", quality=78, method=4)
    return out.getvalue()
