"""E-mails as programs store them: headers in French, parts, attachments, fixed boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

POLICY = SMTP.clone(max_line_length=76)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message. `date` is as RFC 5322 writes it; addresses are (name, address); attachments (name, type, bytes)."""

    date: str
    sender: tuple[str, str]
    to: tuple[str, str]
    subject: str
    text: str
    message_id: str
    copy: tuple[str, str] | None = None
    html: str = ""
    reply_to_id: str = ""
    attachments: tuple[tuple[str, str, bytes], ...] = ()


def _address(who: tuple[str, str]) -> Address:
    return Address(who[0], addr_spec=who[1])


def eml(mail: Mail) -> bytes:
    """The bytes of the message, with boundaries that depend on its id alone."""
    message = EmailMessage(policy=POLICY)
    message["Date"] = mail.date
    message["From"] = _address(mail.sender)
    message["To"] = _address(mail.to)
    if mail.copy:
        message["Cc"] = _address(mail.copy)
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    if mail.reply_to_id:
        message["In-Reply-To"] = mail.reply_to_id
        message["References"] = mail.reply_to_id
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for name, kind, data in mail.attachments:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    for depth, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_partie_{depth}_{mail.message_id.strip('<>').split('@')[0]}")
    return message.as_bytes()
