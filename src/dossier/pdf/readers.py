"""For each format the kind of piece that it makes, and the function that makes pages of it: the registry of what can be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned, clean_pdf
from dossier.pdf.image import image_pages
from dossier.pdf.invoice_page import invoice_page
from dossier.pdf.mail import mail_page
from dossier.pdf.media import media_page
from dossier.pdf.outlook import outlook_page
from dossier.pdf.plain import text_page
from dossier.pdf.portfolio import with_embedded
from dossier.pdf.room import Room
from dossier.pdf.signature import KIND_FR, OFFICE, PICTURES, signature

Reader = Callable[[bytes, Room], Cleaned]


def _pdf(data: bytes, room: Room) -> Cleaned:
    return with_embedded(clean_pdf(data), room)


def _picture(data: bytes, room: Room) -> Cleaned:
    return image_pages(data)


READERS: Mapping[str, tuple[str, Reader]] = {
    "pdf": ("pdf", _pdf),
    **dict.fromkeys(PICTURES, ("image", _picture)),
    "eml": ("eml", mail_page),
    "msg": ("msg", outlook_page),
    "text": ("text", text_page),
    "xml": ("xml", invoice_page),
    "audio": ("audio", media_page),
    "video": ("video", media_page),
}
"""Formats that have pages of their own."""

CONVERTED: Mapping[str, str] = {"heic": "image", **dict.fromkeys(OFFICE, "office")}
"""Formats that have pages once `import --convert` made them, and the kind of piece that they are."""


def read(data: bytes, room: Room) -> tuple[str, Cleaned]:
    """The form of a file and its pages; without pages the problem says why: DC514 empty, DC517 no such reader, DC520 to convert.

    Other problems are those of the readers.
    """
    if not data:
        return "unknown", Cleaned(b"", problems=(Problem("DC514", "le fichier est vide"),))
    form = signature(data, room.name)
    if form in READERS:
        return form, READERS[form][1](data, room)
    if form == "locked":
        return form, Cleaned(b"", problems=(Problem("DC511", "le document de bureautique demande un mot de passe"),))
    reason = f"le format {KIND_FR.get(form, 'inconnu')} ne s’imprime pas"
    if form in CONVERTED:
        # The sheet in the bundle is for the court, the diagnostic for whoever can convert.
        return form, Cleaned(b"", remarks=(reason,), problems=(Problem("DC520", f"{reason} avant sa conversion en PDF"),))
    return form, Cleaned(b"", problems=(Problem("DC517", reason),))


def kind_of(form: str) -> str:
    """The kind of piece that a form makes: pdf, image, eml, msg, text, xml, audio, video, office, other."""
    return READERS[form][0] if form in READERS else CONVERTED.get(form, "office" if form == "locked" else "other")
