"""The job that writes an e-mail draft: an `.eml` that mail programs open as a message not sent yet (`X-Unsent: 1`).

Names and subjects come from the case, hence from strangers: a header is one line of text that shows itself, encoded here.
The folding of `email.policy` is not used: it puts spaces into long words with accents.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from typing import Any

from dossier.ground.jobs import Result
from dossier.ground.plain import one_line

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LONGEST = 254
_SHORT = 60
"""Signs of a header that is written as it stands when it is ASCII."""
_ONE_WORD = 42
"""Bytes of UTF-8 that one encoded word holds; some readers part a name of several."""


def usable_address(text: str) -> str:
    """An address that a header can bear, its domain in ASCII; '' for what is none, or has no plain form."""
    local, _, domain = text.strip().rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return ""
    return plain if len(plain) <= _LONGEST and _ADDRESS.fullmatch(plain) else ""


def write_email(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """One file, `eml`, the same bytes for the same arguments.

    Options: subject, text, day (ISO: the Date, at midnight UTC), from and to ([name, address]; no header without an address),
    files: [[input, file name]] in order, all PDFs. There is no Message-ID: the mail program that sends makes it.
    """
    made = [json.dumps(options, sort_keys=True, ensure_ascii=False)]
    made += [hashlib.sha256(inputs[name]).hexdigest() for name, _ in options["files"]]
    # « =_ » stands in no base64 and in no quoted-printable text, so that the mark cannot be met inside a part.
    boundary = f"=_{hashlib.sha256(chr(10).join(made).encode()).hexdigest()[:40]}"
    message = MIMEMultipart("mixed", boundary=boundary)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(datetime.fromisoformat(options["day"]).replace(tzinfo=UTC))
    for name in ("From", "To"):
        label, address = options[name.lower()]
        if usable_address(address):
            message[name] = _mailbox(label, usable_address(address))
    message["Subject"] = _words(one_line(options["subject"]), "Subject")
    charset = Charset("utf-8")
    charset.body_encoding = QP
    message.attach(MIMEText(options["text"], "plain", charset))  # type: ignore[arg-type]  # a Charset is admitted, as its manual says
    for key, name in options["files"]:
        part = MIMEApplication(inputs[key], "pdf")
        part.add_header("Content-Disposition", "attachment", filename=name)
        message.attach(part)
    return Result({"eml": message.as_bytes(policy=compat32.clone(linesep="\r\n"))})


def _mailbox(name: str, address: str) -> str:
    """« Nom <adresse> »: the name in one word, cut with an ellipsis where it is longer; the address alone without a name."""
    text = " ".join(one_line(name[:_LONGEST]).split())
    if text.isascii() and len(text) <= _SHORT:
        return formataddr((text, address))
    while len(text.encode()) > _ONE_WORD:
        text = f"{text.rstrip('…')[:-1].rstrip()}…"
    return f"{Header(text, 'utf-8').encode()} <{address}>"


def _words(text: str, name: str) -> str:
    """A line of text as a header bears it: encoded words on lines of their own when it is long or has accents."""
    flat = " ".join(text.split(" "))
    return flat if flat.isascii() and len(flat) <= _SHORT else Header(flat, "utf-8", header_name=name).encode(linesep="\r\n")
