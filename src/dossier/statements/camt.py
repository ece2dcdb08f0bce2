"""CAMT.053 (ISO 20022 bank-to-customer statement), any version of its namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dossier.ground.money import Money
from dossier.pdf.xml_tree import UnfitXml, read_xml
from dossier.statements.line import BankLine, BankStatement, UnfitStatement, few, one_line

_AMOUNT = re.compile(r"[0-9]{1,13}(\.[0-9]{1,5})?")


def looks_like(data: bytes) -> bool:
    """Whether the first bytes are those of a statement in this format."""
    return b"BkToCstmrStmt" in data[:4000] or b"camt.053" in data[:4000]


def read(data: bytes) -> tuple[BankStatement, ...]:
    """One statement an account; raises `UnfitStatement`. Entries that are not booked, or not in euros, are remarked and left out."""
    try:
        root = read_xml(data)
    except UnfitXml as error:
        raise UnfitStatement(str(error)) from None
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2]
    found = [_statement(node) for node in root.iter("Stmt")]
    if not found:
        raise UnfitStatement("le fichier ne contient aucun relevé (Stmt)")
    return tuple(found)


def _statement(node: Any) -> BankStatement:
    lines: list[BankLine] = []
    remarks: list[str] = []
    for rank, entry in enumerate(node.findall("Ntry"), 1):
        status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
        if status not in ("", "BOOK"):
            remarks.append(f"mouvement {rank} : non comptabilisé ({status}), laissé de côté")
            continue
        try:
            lines += _lines(entry, rank)
        except UnfitStatement as error:
            remarks.append(f"mouvement {rank} : {error}")
    account = _text(node, "Acct/Id/IBAN") or _text(node, "Acct/Id/Othr/Id")
    return BankStatement(account, tuple(lines), _balance(node, "OPBD"), _balance(node, "CLBD"), few(remarks))


def _lines(entry: Any, rank: int) -> Iterator[BankLine]:
    """The transactions of an entry when each has its amount and they add up, else the entry as one."""
    day, whole = _day(entry), _signed(entry)
    details = entry.findall("NtryDtls/TxDtls")
    parts: list[Money] = []
    for detail in details:
        try:
            parts.append(_signed(detail, entry))
        except UnfitStatement:
            break
    if len(details) > 1 and len(parts) == len(details) and sum(part.cents for part in parts) == whole.cents:
        for detail, amount in zip(details, parts, strict=True):
            yield _line(entry, detail, day, amount, rank)
    else:
        yield _line(entry, details[0] if len(details) == 1 else None, day, whole, rank)


def _line(entry: Any, detail: Any, day: date, amount: Money, rank: int) -> BankLine:
    source = detail if detail is not None else entry
    side = "Dbtr" if amount.cents >= 0 else "Cdtr"
    name = _text(source, f"RltdPties/{side}/Nm") or _text(source, f"RltdPties/{side}/Pty/Nm")
    remittance = [node.text or "" for node in source.iterfind(".//RmtInf/Ustrd")]
    reference = _text(source, ".//RmtInf/Strd/CdtrRefInf/Ref") or _given(_text(source, "Refs/EndToEndId"))
    label = one_line([name, *remittance, reference, _text(source, "AddtlTxInf"), _text(entry, "AddtlNtryInf")])
    name_of_bank = _text(source, "Refs/AcctSvcrRef") or _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    return BankLine(day, amount, label, name, reference, name_of_bank, rank)


def _given(reference: str) -> str:
    return "" if reference.upper() in ("NOTPROVIDED", "NOTPROVIDE") else reference


def _day(entry: Any) -> date:
    text = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise UnfitStatement(f"date illisible : « {text[:20]} »") from None


def _signed(node: Any, entry: Any = None) -> Money:
    """The amount of an entry or of one of its transactions; a transaction without a sign has that of its entry."""
    amount = node.find("Amt")
    if amount is None:
        amount = node.find("AmtDtls/TxAmt/Amt")
    if amount is None:
        raise UnfitStatement("sans montant")
    if amount.get("Ccy", "EUR") != "EUR":
        raise UnfitStatement(f"en {amount.get('Ccy', '')[:3]}, laissé de côté : seuls les euros sont lus")
    text = (amount.text or "").strip()
    if not _AMOUNT.fullmatch(text):
        raise UnfitStatement(f"montant illisible : « {text[:20]} »")
    sign = _text(node, "CdtDbtInd") or (_text(entry, "CdtDbtInd") if entry is not None else "")
    if sign not in ("CRDT", "DBIT"):
        raise UnfitStatement("sans sens (CdtDbtInd)")
    try:
        money = Money.of(Decimal(text))
    except (InvalidOperation, ValueError):
        raise UnfitStatement(f"montant illisible : « {text[:20]} »") from None
    return money if sign == "CRDT" else -money


def _balance(node: Any, code: str) -> Money | None:
    for balance in node.findall("Bal"):
        if _text(balance, "Tp/CdOrPrtry/Cd") == code:
            try:
                return _signed(balance)
            except UnfitStatement:
                return None
    return None


def _text(node: Any, path: str) -> str:
    found = node.find(path)
    return " ".join((found.text or "").split()) if found is not None else ""
