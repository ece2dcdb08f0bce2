"""An Outlook message (.msg) as pages: the same sheet as for an e-mail, from the properties that Outlook keeps."""

from __future__ import annotations

from datetime import datetime
from email import message_from_string, policy
from email.message import Message
from functools import partial
from typing import Any

from dossier.ground.jobs import Problem
from dossier.pdf.annexes import Attached, is_decor
from dossier.pdf.clean import Cleaned
from dossier.pdf.headers import TROUBLE, addresses, characters, day_of, header, only_addresses, people, plain
from dossier.pdf.limits import MAX_MAIL, MAX_MAIL_PARTS
from dossier.pdf.markup import text_of_markup
from dossier.pdf.message import MOST_HEADER, Mail, Unfit, figures, printable
from dossier.pdf.message_sheet import message_pages
from dossier.pdf.outlook_store import CODEPAGES, Properties, charset_of, open_storage, properties_of
from dossier.pdf.room import Room
from dossier.pdf.rtf import stored_rtf, text_of_rtf

SUBJECT, HEADERS, BODY, HTML, RTF = 0x37, 0x7D, 0x1000, 0x1013, 0x1009
SENDER, SENDER_ADDRESS, SENDER_SMTP, ON_BEHALF, ON_BEHALF_SMTP = 0x0C1A, 0x0C1F, 0x5D01, 0x42, 0x5D02
SENT, RECEIVED, REPLY_TO, MESSAGE_ID = 0x39, 0x0E06, 0x1042, 0x1035
NAME, ADDRESS, SMTP, ROLE = 0x3001, 0x3003, 0x39FE, 0x0C15
LONG_NAME, SHORT_NAME, DATA, METHOD, TYPE, MARK = 0x3707, 0x3704, 0x3701, 0x3705, 0x370E, 0x3712
EMBEDDED = "__substg1.0_3701000D"
_ROOT_HEAD, _INNER_HEAD, _PART_HEAD = 32, 24, 8
"""Bytes before the table of properties: of a file, of a message inside a message, of a person or an attachment."""


def outlook_page(data: bytes, room: Room) -> Cleaned:
    """Print an Outlook message and what is attached to it.

    Problems: DC512 not readable as a message, DC519 something of it does not show as written, DC523 something attached does
    not show.
    """
    try:
        return message_pages(read_outlook(data), room, data)
    except Unfit as error:
        return Cleaned(b"", problems=(Problem("DC512", str(error)),))


def read_outlook(data: bytes) -> Mail:
    """Read an Outlook message; raises `Unfit` when it is too large, broken, or not a message."""
    if len(data) > MAX_MAIL:
        raise Unfit("le courriel dépasse 50 Mo")
    return _mail(open_storage(data), _ROOT_HEAD)


def _mail(storage: Any, head: int) -> Mail:
    own = properties_of(storage, head)
    if (SUBJECT, 0x1F) not in own.streams and (SUBJECT, 0x1E) not in own.streams and not own.fixed:
        raise Unfit("le fichier Outlook ne contient pas de message")
    heads = _headers(own)
    remarks: list[str] = []
    warnings: list[str] = []
    text, remote = _text(own, remarks, warnings)
    to, copy = _people(storage, own)
    sent, written = _sent(own, heads, remarks)
    sender = people(heads, "from") or _sender(own)
    if not sender:
        warnings.append("le message ne nomme pas d’expéditeur")
    reply = header(heads, "in-reply-to") or plain(own.text(REPLY_TO))[:1000]
    return Mail(
        plain(own.text(SUBJECT))[:1000] or header(heads, "subject"), sender, to or people(heads, "to"), copy or people(heads, "cc"),
        sent, written, reply, text, _attached(storage, own, remarks), remote, tuple(dict.fromkeys(remarks)), tuple(dict.fromkeys(warnings)),
        plain(own.text(MESSAGE_ID))[:1000] or header(heads, "message-id"),
        addresses(heads, "from") or only_addresses([_address_of_sender(own)]),
        _addresses_of_people(storage, own) or tuple(dict.fromkeys((*addresses(heads, "to"), *addresses(heads, "cc")))),
    )  # fmt: skip


def _headers(own: Properties) -> Message:
    """The headers with which a received message travelled; none for one that was only written."""
    raw = own.text(HEADERS)[:MOST_HEADER]
    try:
        return message_from_string(raw.replace("\r\n", "\n"), policy=policy.compat32)
    except TROUBLE:
        return Message()


def _sender(own: Properties) -> str:
    """« Name <address> »: an address of the net before one of an office server."""
    name = plain(own.text(SENDER) or own.text(ON_BEHALF))[:500]
    return _person(name, plain(_address_of_sender(own))[:500])


def _address_of_sender(own: Properties) -> str:
    known = [own.text(SENDER_SMTP), own.text(ON_BEHALF_SMTP), own.text(SENDER_ADDRESS)]
    return next((a for a in known if "@" in a), next(filter(None, known), ""))


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _people(storage: Any, own: Properties) -> tuple[str, str]:
    """Those to whom the message goes, and those who get a copy."""
    found: dict[int, list[str]] = {1: [], 2: []}
    for row in list(storage.iter_recipient_storages())[:1000]:
        one = properties_of(row, _PART_HEAD, own.charset)
        address = next((a for a in (one.text(SMTP), one.text(ADDRESS)) if a), "")
        shown = _person(plain(one.text(NAME))[:500], plain(address)[:500])
        if shown:
            found.get(one.count(ROLE), []).append(shown)
    return ", ".join(found[1]), ", ".join(found[2])


def _addresses_of_people(storage: Any, own: Properties) -> tuple[str, ...]:
    rows = [properties_of(row, _PART_HEAD, own.charset) for row in list(storage.iter_recipient_storages())[:1000]]
    return only_addresses(row.text(SMTP) or row.text(ADDRESS) for row in rows)


def _sent(own: Properties, heads: Message, remarks: list[str]) -> tuple[datetime | None, str]:
    """The moment of sending and its words: by the sender's clock, else as Outlook noted it, in UTC."""
    written = header(heads, "date")
    if written:
        return day_of(written), written
    sent = own.moment(SENT)
    if sent is None and (received := own.moment(RECEIVED)) is not None:
        remarks.append("la date est celle de la réception")
        return received, ""
    return sent, ""


def _text(own: Properties, remarks: list[str], warnings: list[str]) -> tuple[str, int]:
    """The words of the message and how many remote images its layout names: plain text, else HTML, else RTF, never its layout."""
    text = printable(own.text(BODY)).strip("\n")
    html = own.binary(HTML)
    page = int.from_bytes(own.fixed.get(CODEPAGES[0], b"")[:4], "little")
    markup = characters(html, charset_of(page)) if html else own.text(HTML)
    shown, remote = text_of_markup(markup) if markup else ("", 0)
    if text.strip():
        if shown and figures(shown) - figures(text):
            warnings.append("la version HTML porte des nombres que la version texte n’a pas ; voyez l’original")
        return text, remote
    if shown.strip():
        remarks.append("texte repris de la version HTML, sans sa mise en forme")
        return printable(shown), remote
    packed = own.binary(RTF)
    if not packed:
        return "", remote
    words, remote = text_of_rtf(stored_rtf(packed))
    remarks.append("texte repris de la version RTF, sans sa mise en forme")
    return printable(words).strip("\n"), remote


def _attached(storage: Any, own: Properties, remarks: list[str]) -> tuple[Attached, ...]:
    """The attachments in their order; a message inside the message is read by the same means, without a file of its own."""
    found = []
    for row in list(storage.iter_attachment_storages())[:MAX_MAIL_PARTS]:
        part = properties_of(row, _PART_HEAD, own.charset)
        name = plain(next(filter(None, (part.text(LONG_NAME), part.text(SHORT_NAME), part.text(NAME))), ""))[:200]
        inner = next((child for child in row.storages if child.name == EMBEDDED), None)
        if inner is not None and part.count(METHOD) == 5:
            found.append(Attached(name or "message joint", "message Outlook", b"", "msg", content=partial(_inside, inner)))
            continue
        data = part.binary(DATA)
        if not data:
            remarks.append("un fichier joint n’est pas dans le message (lien ou objet)")
        if any(c in name for c in "/\\") or ".." in name:
            remarks.append("un nom de fichier joint contient un chemin ; il est montré tel quel et n’est jamais utilisé")
        kind = plain(part.text(TYPE))[:100] or "fichier"
        found.append(Attached(name or "sans nom", kind, data, decor=is_decor(data, part.text(MARK))))
    return tuple(found)


def _inside(storage: Any, room: Room) -> Cleaned:
    """The pages of a message inside a message."""
    try:
        return message_pages(_mail(storage, _INNER_HEAD), room, None)
    except Unfit as error:
        return Cleaned(b"", problems=(Problem("DC512", str(error)),))
