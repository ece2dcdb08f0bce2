"""OFX, in its XML form and in the older one whose elements are not closed (SGML)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dossier.ground.money import Money
from dossier.pdf.headers import text_in
from dossier.statements.line import BankLine, BankStatement, UnfitStatement, few, one_line

_TOKEN = re.compile(r"<(/?)([A-Za-z0-9.]{1,40})>([^<]{0,2000})")
_AMOUNT = re.compile(r"[+-]?[0-9]{1,13}([.,][0-9]{1,4})?")
_CHARSET = re.compile(rb"CHARSET:\s*(\d{4})|encoding=\"([A-Za-z0-9-]{1,20})\"")
MOST = 1_000_000
"""Elements that are read of one file."""


def looks_like(data: bytes) -> bool:
    """Whether the head is that of an OFX file."""
    head = data[:2000].upper()
    return b"OFXHEADER" in head or b"<OFX>" in head


def read(data: bytes) -> tuple[BankStatement, ...]:
    """One statement an account; raises `UnfitStatement`. An account in another currency is remarked and has no line."""
    tokens = _tokens(_text(data))
    found: list[BankStatement] = []
    for fields, rows in _accounts(tokens):
        currency = fields.get("CURDEF", "EUR")
        account = fields.get("ACCTID", "")
        if currency != "EUR":
            found.append(
                BankStatement(account, (), remarks=(f"compte en {currency[:3]}, laissé de côté : seuls les euros sont lus",))
            )
            continue
        lines: list[BankLine] = []
        remarks: list[str] = []
        for rank, row in enumerate(rows, 1):
            try:
                lines.append(_line(row, rank))
            except UnfitStatement as error:
                remarks.append(f"mouvement {rank} : {error}")
        closing = fields.get("BALAMT", "")
        found.append(BankStatement(account, tuple(lines), None, _money(closing) if closing else None, few(remarks)))
    if not found:
        raise UnfitStatement("le fichier ne contient aucun relevé de compte")
    return tuple(found)


def _text(data: bytes) -> str:
    match = _CHARSET.search(data[:2000])
    name = (match[1] or match[2] or b"").decode().lower() if match else ""
    for encoding in ({"1252": "cp1252", "ascii": "utf-8", "us-ascii": "utf-8"}.get(name, name), "utf-8"):
        try:
            return text_in(data, encoding or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _tokens(text: str) -> Iterator[tuple[bool, str, str]]:
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count > MOST:
            raise UnfitStatement("le fichier contient trop d’éléments")
        yield bool(match[1]), match[2].upper(), html.unescape(match[3]).strip()


def _accounts(tokens: Iterator[tuple[bool, str, str]]) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """The fields of each account and its movements, each a mapping of element to text; the first of an element counts."""
    fields: dict[str, str] | None = None
    rows: list[dict[str, str]] = []
    row: dict[str, str] | None = None
    for closing, name, text in tokens:
        if name in ("STMTRS", "CCSTMTRS"):
            if fields is not None:
                yield fields, rows
            fields, rows, row = (None, [], None) if closing else ({}, [], None)
        elif name == "STMTTRN":
            row = None if closing else {}
            if row is not None:
                rows.append(row)
        elif not closing and text and row is not None:
            row.setdefault(name, text)
        elif not closing and text and fields is not None:
            fields.setdefault(name, text)
    if fields is not None:
        yield fields, rows


def _line(row: dict[str, str], rank: int) -> BankLine:
    posted = row.get("DTPOSTED", "")
    try:
        day = date(int(posted[:4]), int(posted[4:6]), int(posted[6:8]))
    except ValueError:
        raise UnfitStatement(f"date illisible : « {posted[:20]} »") from None
    name = row.get("NAME", row.get("PAYEE", ""))
    reference = row.get("CHECKNUM", "") or row.get("REFNUM", "")
    return BankLine(
        day,
        _money(row.get("TRNAMT", "")),
        one_line([name, row.get("MEMO", ""), reference]),
        name,
        reference,
        row.get("FITID", ""),
        rank,
    )


def _money(text: str) -> Money:
    if not _AMOUNT.fullmatch(text):
        raise UnfitStatement(f"montant illisible : « {text[:20]} »")
    try:
        return Money.of(Decimal(text.replace(",", ".")))
    except ValueError:
        raise UnfitStatement(f"montant illisible : « {text[:20]} »") from None
