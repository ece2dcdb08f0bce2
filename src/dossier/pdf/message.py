"""An e-mail as data: its headers, its text, its attachments. Written for messages that a stranger made to be difficult."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message

from dossier.pdf.annexes import Attached, is_decor
from dossier.pdf.headers import TROUBLE, addresses, all_headers, characters, day_of, decoded, header, people, plain, text_in
from dossier.pdf.limits import MAX_MAIL, MAX_MAIL_DEPTH, MAX_MAIL_HEADERS, MAX_MAIL_PARTS
from dossier.pdf.markup import text_of_markup

MOST_HEADER = 100_000
MOST_PARAMETERS = 4_000
"""Characters of a header, and of one that describes a part, that are read."""

_ENVELOPES = {
    "application/pkcs7-mime": "une partie du message est dans une enveloppe S/MIME, qui n’est pas ouverte",
    "application/x-pkcs7-mime": "une partie du message est dans une enveloppe S/MIME, qui n’est pas ouverte",
    "application/pgp-encrypted": "le message est chiffré par PGP et n’est pas ouvert",
    "application/ms-tnef": "des fichiers joints sont dans une enveloppe d’Outlook (winmail.dat), qui n’est pas ouverte",
}
"""Parts that hold others in a way that is not read here."""
_BOUNDARY = re.compile(rb"boundary\*?0?\*?=", re.I)


class Unfit(Exception):
    """A message that is not read further, with the reason in French."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message ready to be shown; every text is plain and free of control characters. `sent` is None when not given.

    `warnings` say what the page may show otherwise than the sender wrote it; `remarks` what else is worth knowing.
    """

    subject: str
    sender: str
    to: str
    copy: str
    sent: datetime | None
    written_date: str
    reply_to: str
    text: str
    attached: tuple[Attached, ...]
    remote_images: int
    remarks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    message_id: str = ""
    """As the sender's program wrote it, `<…>`; '' when there is none."""
    from_addresses: tuple[str, ...] = ()
    """Addresses alone, in small letters, without what a name pretends; so are those of whom it went to, copies too."""
    to_addresses: tuple[str, ...] = ()


def read_mail(data: bytes) -> Mail:
    """Read an e-mail; raises `Unfit` when it is too large, too deep or not a message."""
    _weigh(data)
    try:
        message = message_from_bytes(data, policy=_ShortHeaders())
        parts = tuple(_parts(message))
        return _mail(message, parts)
    except RecursionError:
        raise Unfit("le courriel a trop de parties emboîtées") from None
    except TROUBLE:
        raise Unfit("le courriel ne peut pas être lu") from None


class _ShortHeaders(policy.Compat32):
    """The policy that keeps headers as they came, but no more of one than a person would write.

    The standard library takes apart the parameters of a header in a time that grows with the square of their number.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header, cut."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[: MOST_PARAMETERS if name.lower().startswith("content-") else MOST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value with its raw bytes, which the standard library would replace: many programs write names of files so."""
        return value


def _weigh(data: bytes) -> None:
    """Refuse what would exhaust the parser, by counting on the raw bytes."""
    if len(data) > MAX_MAIL:
        raise Unfit("le courriel dépasse 50 Mo")
    if sum(1 for _ in _BOUNDARY.finditer(data)) > MAX_MAIL_PARTS:
        raise Unfit("le courriel a trop de parties emboîtées")
    head = re.split(rb"\r?\n\r?\n", data[: MAX_MAIL_HEADERS * 2_000], maxsplit=1)[0]
    if head.count(b"\n") > 4 * MAX_MAIL_HEADERS:
        raise Unfit("le courriel a trop d’en-têtes")


def _parts(message: Message) -> Iterator[Message]:
    """All parts that hold no parts, in order; a forwarded message counts as one."""
    waiting, seen = [(message, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MAX_MAIL_DEPTH or seen > MAX_MAIL_PARTS:
            raise Unfit("le courriel a trop de parties emboîtées")
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_type() != "message/rfc822" and isinstance(inner, list):
            waiting += [(child, depth + 1) for child in reversed(inner) if isinstance(child, Message)]
        else:
            yield part


def _mail(message: Message, parts: tuple[Message, ...]) -> Mail:
    remarks: list[str] = []
    warnings: list[str] = []
    for name in ("from", "date", "subject"):
        if len(all_headers(message, name)) > 1:
            warnings.append(f"plusieurs en-têtes « {name.capitalize()} » ; le premier est montré")
    if not header(message, "from"):
        warnings.append("les en-têtes ne nomment pas d’expéditeur")
    words = [part for part in parts if _is_text(part, "text/plain")]
    markup = [part for part in parts if _is_text(part, "text/html")]
    text = "\n\n".join(filter(None, (_text(part, warnings) for part in words))).strip("\n")
    read = [text_of_markup(_text(part, warnings)) for part in markup]
    shown, remote = "\n\n".join(filter(None, (part for part, _ in read))), sum(count for _, count in read)
    if not text.strip():
        text = shown
        if markup:
            remarks.append("texte repris de la version HTML, sans sa mise en forme")
    elif shown and figures(shown) - figures(text):
        warnings.append("la version HTML porte des nombres que la version texte n’a pas ; voyez l’original")
    for kind, what in _ENVELOPES.items():
        if any(part.get_content_type() == kind for part in parts):
            warnings.append(f"{what} ; voyez l’original")
    body = words + markup  # some programs write on after an attachment, in a part of its own
    attached = tuple(_attached(part, remarks) for part in parts if not any(part is b for b in body))
    written = header(message, "date")
    return Mail(
        header(message, "subject"), people(message, "from"), people(message, "to"), people(message, "cc"),
        day_of(written), written, header(message, "in-reply-to"), text, attached, remote, tuple(dict.fromkeys(remarks)), tuple(dict.fromkeys(warnings)),
        header(message, "message-id"), addresses(message, "from"),
        tuple(dict.fromkeys((*addresses(message, "to"), *addresses(message, "cc")))),
    )  # fmt: skip


def _is_text(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment" and not _file_name(part)


def _text(part: Message, warnings: list[str]) -> str:
    """The text of a part; an unknown or wrong charset is replaced by the likeliest, with a remark."""
    data = _bytes(part)
    try:
        charset = str(part.get_content_charset() or "")
    except TROUBLE:
        charset = ""
    text = characters(data, charset)
    if charset and not _decodes(data, charset):
        warnings.append(f"jeu de caractères « {plain(charset)[:40]} » inconnu ou faux ; le texte est lu au mieux")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return printable(text)


def printable(text: str) -> str:
    """A text of several lines without what only devices obey; its line ends become those of Unix."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" else " " if c in "\x0b" else "" for c in text)


def _decodes(data: bytes, charset: str) -> bool:
    try:
        text_in(data, charset)
    except (LookupError, ValueError):
        return False
    return True


def _bytes(part: Message) -> bytes:
    """The decoded content of a part; of a forwarded message, its source."""
    try:
        if part.is_multipart():
            return b"".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
        data = part.get_payload(decode=True)
    except TROUBLE:
        data = None
    return data if isinstance(data, bytes) else b""


def _unflowed(text: str, delsp: bool) -> str:
    """Join the lines that a sender broke only for transport (RFC 3676)."""
    out: list[list[str]] = []
    open_line = False
    for line in text.split("\n"):
        quote = len(line) - len(line.lstrip(">"))
        bare = line[quote:].removeprefix(" ")
        flowing = bare.endswith(" ") and bare != "-- "
        if open_line and not quote and out:
            out[-1].append(bare)
        else:
            out.append([line if quote else bare])
        if flowing and delsp and not quote:
            out[-1][-1] = out[-1][-1][:-1]
        open_line = flowing and not quote
    return "\n".join("".join(bits) for bits in out)


def _attached(part: Message, remarks: list[str]) -> Attached:
    kind = part.get_content_type()
    name = _file_name(part)
    if not name and kind == "message/rfc822":
        inner = part.get_payload() if part.is_multipart() else None
        first = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], Message) else None
        name = f"message transféré : {header(first, 'subject') or 'sans objet'}" if first is not None else "message transféré"
    data = _bytes(part)
    form = {"message/rfc822": "eml", "text/plain": "text"}.get(kind, "")
    if any(c in name for c in "/\\") or ".." in name:
        remarks.append("un nom de fichier joint contient un chemin ; il est montré tel quel et n’est jamais utilisé")
    return Attached(name or "sans nom", kind, data, form, is_decor(data, str(part.get("Content-ID") or "")))


def _file_name(part: Message) -> str:
    try:
        return plain(decoded(str(part.get_filename() or "")))[:200]
    except TROUBLE:
        return ""


def figures(text: str) -> set[str]:
    """The numbers of a text with two digits or more, without their separators."""
    return {re.sub(r"\D", "", match) for match in re.findall(r"\d[\d .,\u00a0\u202f]*\d", text)}
