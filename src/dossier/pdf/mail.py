"""An e-mail file (.eml) as pages."""

from __future__ import annotations

from dossier.ground.jobs import Problem
from dossier.pdf.clean import Cleaned
from dossier.pdf.message import Unfit, read_mail
from dossier.pdf.message_sheet import message_pages
from dossier.pdf.room import Room


def mail_page(data: bytes, room: Room) -> Cleaned:
    """Print an e-mail and what is attached to it.

    Problems: DC512 not readable as a message, DC519 something of it does not show as written, DC523 something attached does
    not show.
    """
    try:
        mail = read_mail(data)
    except Unfit as error:
        return Cleaned(b"", problems=(Problem("DC512", str(error)),))
    return message_pages(mail, room, data)
