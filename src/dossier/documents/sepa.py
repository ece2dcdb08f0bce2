"""The payment code of a letter: a QR code that banking applications read (EPC069-12, version 2)."""

from __future__ import annotations

import re
from io import BytesIO

from dossier.ground.letters import ascii_text
from dossier.ground.money import Money
from dossier.model.party import Creditor

_LARGEST = Money(99_999_999_999)
_UNWRITTEN = re.compile(r"[^A-Za-z0-9/?:().,'+\- ]")


def plain_reference(text: str) -> str:
    """A reference that every bank takes: letters without accents, figures, a few signs, at most 140 characters."""
    return re.sub(r" +", " ", _UNWRITTEN.sub(" ", ascii_text(text))).strip()[:140]


def payload(creditor: Creditor, money: Money, reference: str) -> str | None:
    """The text of the code; None without an IBAN, or for an amount that a transfer cannot have."""
    if not creditor.iban or not Money(0) < money <= _LARGEST:
        return None
    name = re.sub(r"\s+", " ", creditor.name)[:70]
    rows = ["BCD", "002", "1", "SCT", creditor.bic, name, creditor.iban, f"EUR{money}", "", "", plain_reference(reference)]
    return "\n".join(rows)


def qr_svg(text: str) -> bytes:
    """The code as SVG, black on white with its quiet zone of four modules; level M as the standard asks."""
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8").save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, dark="#000", light="#fff", omitsize=True
    )
    return out.getvalue()
