"""Messages as programs and strangers write them, made for tests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

HEAD = "From: Anne Roux <a.roux@sud-beton.example>\nTo: compta@atelier-lenoir.example\nDate: Mon, 12 Jan 2026 17:42:00 +0100\n"
Part = tuple[str, str, bytes]
"""A part of a message: its type, its file name ('' for none), its bytes."""


def eml(
    body: str = "Bonjour,\n\nJe vous confirme le virement vendredi.\n",
    attached: Sequence[Part] = (),
    *,
    subject: str = "Facture F-2026-014",
    html: str = "",
    head: str = HEAD,
    inline: bool = False,
) -> bytes:
    """A message with a text, an HTML part when *html* is given, and attachments (*inline*: shown inside the text)."""
    top = f"{head}Subject: {subject}\nMIME-Version: 1.0\n"
    if not attached and not html:
        return f"{top}Content-Type: text/plain; charset=utf-8\n\n{body}".encode()
    border = hashlib.sha256(repr((body, html, attached, subject)).encode()).hexdigest()[:20]
    rows = [f"{top}Content-Type: multipart/mixed; boundary={border}\n"]
    mark = f"\n--{border}"
    if body:
        rows.append(f"{mark}\nContent-Type: text/plain; charset=utf-8\n\n{body}")
    if html:
        rows.append(f"{mark}\nContent-Type: text/html; charset=utf-8\n\n{html}")
    out = "".join(rows).encode()
    for number, (kind, name, data) in enumerate(attached):
        named = f'; filename="{name}"' if name else ""
        place = f"inline\nContent-ID: <image{number}@x>" if inline else f"attachment{named}"
        out += f"{mark}\nContent-Type: {kind}\nContent-Disposition: {place}\n".encode()
        if kind == "message/rfc822":
            out += b"\n" + data
        else:
            out += b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)
    return out + f"{mark}--\n".encode()


def nested_eml(depth: int, leaf: bytes | None = None) -> bytes:
    """Messages forwarded inside messages, *depth* times."""
    data = leaf if leaf is not None else eml("Le premier message.\n", subject="origine")
    for level in range(depth):
        data = eml(f"Je transfère, niveau {level + 1}.\n", [("message/rfc822", "", data)], subject=f"TR {level + 1}")
    return data


def text(encoding: str = "utf-8") -> bytes:
    """A note with accents and a euro sign."""
    words = "Compte rendu d’appel du 16 février 2026\nMme Roux promet 4 800,00 € pour vendredi.\n"
    return ("\ufeff" if encoding.startswith("utf-16") or encoding == "utf-8-bom" else "").encode(
        {"utf-16": "utf-16-le", "utf-8-bom": "utf-8"}.get(encoding, encoding)
    ) + words.encode({"utf-16": "utf-16-le", "utf-8-bom": "utf-8"}.get(encoding, encoding), "replace")


def csv() -> bytes:
    """A statement of account as a table of text, with a cell that a spreadsheet would compute."""
    return "Date;Libellé;Débit;Crédit\n12/01/2026;=1+1;;500,00\n16/02/2026;Facture F-2026-014;4800,00;\n".encode("cp1252")
