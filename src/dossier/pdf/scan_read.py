"""The job that looks into a scan or a photograph for what tells what it is: its first words, and the day on which it was made."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from typing import Any

from dossier.ground.jobs import Result
from dossier.pdf.characters import decoded_text
from dossier.pdf.signature import PICTURES, signature

PAGES = 5
KEPT = 20_000
"""Characters that are looked at."""
_MADE = 36867, 306
"""DateTimeOriginal and DateTime of EXIF."""
_BROKEN = (
    ValueError, OSError, SyntaxError, EOFError, RuntimeError, TypeError, AttributeError, IndexError, KeyError, OverflowError,
    MemoryError, ZeroDivisionError, struct.error,
)  # fmt: skip
"""What decoders of pictures raise on broken ones."""
_STAMP = re.compile(r"(?:D:)?(\d{4}):?(\d{2}):?(\d{2})")


def read_job(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task of a worker. Options: name. Facts: form (of `pdf.signature`), text, made (AAAA-MM-JJ, '' when nothing says it);
    `unfit`, why it cannot be opened.
    """
    data = inputs["file"]
    form = signature(data, options["name"])
    if form == "pdf":
        return _pdf(data)
    if form in PICTURES:
        return _picture(data, form)
    text = decoded_text(data)[0][:KEPT] if form == "text" else ""
    return Result(facts={"form": form, "text": text, "made": ""})


def _pdf(data: bytes) -> Result:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return Result(facts={"form": "pdf", "unfit": "le PDF ne s’ouvre pas, ou demande un mot de passe"})
    try:
        texts = []
        for index in range(min(len(document), PAGES)):
            page = document[index]
            reader = page.get_textpage()
            texts.append(str(reader.get_text_range())[:KEPT])
            reader.close()
            page.close()
        made = _day(str(document.get_metadata_value("CreationDate")))
        return Result(facts={"form": "pdf", "text": "\n".join(texts)[:KEPT], "made": made})
    except pypdfium2.PdfiumError:
        return Result(facts={"form": "pdf", "text": "", "made": ""})
    finally:
        document.close()


def _picture(data: bytes, form: str) -> Result:
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            exif = picture.getexif()
            inner = exif.get_ifd(0x8769)
            written = str(inner.get(_MADE[0]) or exif.get(_MADE[1]) or "")
    except (*_BROKEN, Image.DecompressionBombError):
        return Result(facts={"form": form, "unfit": "l’image ne s’ouvre pas"})
    return Result(facts={"form": form, "text": "", "made": _day(written)})


def _day(written: str) -> str:
    match = _STAMP.match(written)
    return "-".join(match.groups()) if match else ""
