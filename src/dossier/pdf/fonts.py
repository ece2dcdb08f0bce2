"""The fonts that come with the program, offered to WeasyPrint alone: no font of the machine is seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from dossier.ground import shipped

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>
</fontconfig>
"""

# Every vendored font has these; a text made of them alone needs no look into the fonts.
_SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    "\t\n\r\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u202f\u20ac\u2212"
)


@contextmanager
def _private_fontconfig() -> Iterator[None]:
    """Point fontconfig at our folder while a configuration is made.

    Its file and its cache lie in a temporary folder that is gone right after: a configuration once made lives in memory,
    and the font files are read where they are. So a worker that is killed leaves nothing behind.
    """
    former = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="dossier-fonts-") as folder:
        place = Path(folder) / "fonts.conf"
        place.write_text(_CONFIG.format(fonts=escape(str(shipped.folder("fonts"))), cache=escape(folder)), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(place)
        try:
            yield
        finally:
            if former is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = former


@cache
def font_configuration() -> Any:
    """The one `FontConfiguration` of a worker: a new one per document would cost time and leak."""
    from weasyprint.text.fonts import FontConfiguration

    with _private_fontconfig():
        return FontConfiguration()


@cache
def _covered() -> frozenset[int]:
    """The code points that at least one vendored font can draw."""
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for path in shipped.listing("fonts", ".ttf"):
        with TTFont(shipped.folder("fonts") / path.partition("/")[2], lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of a text that no vendored font can draw, in code point order; they would print as boxes."""
    unsure = set(text) - _SURE
    if not unsure:
        return ()
    return tuple(sorted(char for char in unsure if ord(char) not in _covered()))
