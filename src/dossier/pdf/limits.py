"""How much of a foreign file is taken in, named once; a file beyond a limit is a problem, never a crash."""

from __future__ import annotations

from functools import cache

MEGABYTE = 1024 * 1024

MAX_PAGES = 5_000
"""Pages of one piece."""
MAX_PIXELS = 50_000_000
"""Pixels of one image, read from its header before it is decoded."""
MAX_MAIL = 50 * MEGABYTE
"""Bytes of an e-mail with its attachments."""
MAX_MAIL_DEPTH = 30
"""Parts inside parts of an e-mail."""
MAX_MAIL_PARTS = 200
MAX_MAIL_HEADERS = 1_000
MAX_ANNEXES = 60
"""Files inside one piece that are shown as pages, those inside them included."""
MAX_PRINTED = 30
"""Of these, messages, texts and invoices, which are printed anew."""
MAX_ANNEX_DEPTH = 5
"""Files inside files inside a piece."""
MAX_FRAMES = 1_000
"""Pages of one scan (TIFF)."""
MAX_RASTER = 1_024 * MEGABYTE
"""Bytes of all pages of one scan, decoded."""
MAX_XML = 10 * MEGABYTE
"""Bytes of an electronic invoice."""
MAX_INVOICE_LINES = 1_500
"""Lines of an electronic invoice that are shown."""
MAX_TEXT = 150_000
"""Characters of an e-mail or a text file that are printed; the rest is in the original."""
MAX_LINES = 8_000
"""Lines of an e-mail or a text file that are printed: some two hundred pages."""
MAX_CONTENT = 128 * MEGABYTE
"""Bytes of the drawings of all pages of one PDF, decoded: a large plan has twenty million."""
KEPT_TEXT = 200_000
"""Characters of the text of a piece that are kept for search."""
MAX_OUTLINE = 300
"""Entries of a piece's own outline that the bundle carries."""
MAX_SIDE = 14_400.0
"""Points: the largest side of a page that readers agree to open."""


@cache
def guard_pikepdf() -> None:
    """Set qpdf's limits once for the process: bombs, filters upon filters and floods of warnings stop early.

    A large image that nobody needs to decode is still copied whole.
    """
    import pikepdf.settings

    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=200,
        max_stream_filters=3,
        flate_max_memory=64 * MEGABYTE,
        png_max_memory=64 * MEGABYTE,
        run_length_max_memory=64 * MEGABYTE,
        tiff_max_memory=64 * MEGABYTE,
        dct_max_memory=256 * MEGABYTE,
        dct_max_progressive_scans=100,
    )
