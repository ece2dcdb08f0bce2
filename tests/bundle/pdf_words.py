"""Looking into a PDF byte by byte."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def plain_bytes(data: bytes) -> bytes:
    """A PDF with nothing compressed, so that a search of its bytes sees everything."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
