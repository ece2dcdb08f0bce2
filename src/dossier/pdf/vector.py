"""From a drawing in SVG to a picture of pixels: a task of the runner, for what shows no vectors."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from dossier.ground.jobs import Result
from dossier.pdf.print import render

WIDTH, HEIGHT = 60, 24
"""Millimetres of the box that the drawing fills: twice the room of a logo at the head of a letter."""
_DOTS = 300
_PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>Dessin</title></head><body><img src="dossier:dessin.svg" alt=""></body></html>'
)
_STYLE = (
    f"@page {{ size: {WIDTH}mm {HEIGHT}mm; margin: 0 }} html, body {{ margin: 0; font-size: 0; line-height: 0 }} "
    f"img {{ width: {WIDTH}mm; height: {HEIGHT}mm; object-fit: contain; object-position: left top }}"
)


def draw(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """A PNG on white of `inputs['svg']`, cut to what is drawn; nothing outside the drawing is fetched.

    Files: `png`, absent for a drawing that shows nothing.
    """
    import pypdfium2
    from PIL import Image, ImageChops

    rendered = render(_PAGE, _STYLE, images={"dessin.svg": inputs["svg"]}, created=date(2000, 1, 1))
    document = pypdfium2.PdfDocument(rendered.pdf)
    try:
        picture = document[0].render(scale=_DOTS / 72, prefer_bgrx=True).to_pil().convert("RGB")
    finally:
        document.close()
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if box is None:
        return Result()
    out = BytesIO()
    picture.crop(box).save(out, "PNG")
    return Result({"png": out.getvalue()})
