"""The job that makes a page of a photograph in HEIC, for `import --convert`."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from dossier.ground.jobs import Problem, Result
from dossier.pdf.image import image_pages
from dossier.pdf.limits import MAX_PIXELS

QUALITY = 92
"""Of the JPEG that stands in the PDF: exact pixels would take ten times the room of the photograph."""


def heic_page(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The page of `inputs['file']`, turned as the camera was held. Files: `pdf`. Problems: DC512 unreadable, DC516 too large.

    Options: `version` of the library, so that another one makes its own result.
    """
    import pi_heif

    try:
        opened = pi_heif.open_heif(BytesIO(inputs["file"]), convert_hdr_to_8bit=True)
        wide, high = opened.size
        if wide * high > MAX_PIXELS:
            return Result(problems=(Problem("DC516", f"la photo a {wide * high // 1_000_000} millions de pixels"),))
        picture = opened.to_pillow()
        out = BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, exif=b"")
    except (ValueError, OSError, SyntaxError, EOFError, RuntimeError, AttributeError, IndexError):
        return Result(problems=(Problem("DC512", "la photo est illisible ou incomplète"),))
    page = image_pages(out.getvalue())
    return Result({"pdf": page.pdf} if page.pdf else {}, {"pages": page.pages}, page.problems)
