"""Makers of bank files, written from the formats' own rules and not with the readers under test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

Move = tuple[date, int, str, str]
"""Day, signed cents, name, remittance."""


def camt(moves: Sequence[Move], opening: int = 100000, version: str = "02", currency: str = "EUR") -> bytes:
    """A CAMT.053 of one account."""

    def amount(cents: int) -> str:
        return f'<Amt Ccy="{currency}">{abs(cents) / 100:.2f}</Amt><CdtDbtInd>{"CRDT" if cents >= 0 else "DBIT"}</CdtDbtInd>'

    def balance(code: str, cents: int) -> str:
        return f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount(cents)}<Dt><Dt>2026-03-31</Dt></Dt></Bal>"

    status = "<Sts>BOOK</Sts>" if version == "02" else "<Sts><Cd>BOOK</Cd></Sts>"
    rows = "".join(
        f"<Ntry>{amount(cents)}{status}<BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>B{i}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><{'Dbtr' if cents >= 0 else 'Cdtr'}><Nm>{name}</Nm>"
        f"</{'Dbtr' if cents >= 0 else 'Cdtr'}></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for i, (day, cents, name, text) in enumerate(moves)
    )
    closing = opening + sum(cents for _, cents, _, _ in moves)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        f"<Stmt><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>{balance('OPBD', opening)}{balance('CLBD', closing)}{rows}"
        "</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def cfonb(moves: Sequence[Move], opening: int = 100000, ends: str = "\r\n") -> bytes:
    """A CFONB 120 statement of one account."""

    def signed(cents: int) -> str:
        digits = f"{abs(cents):014d}"
        letters = "{ABCDEFGHI" if cents >= 0 else "}JKLMNOPQR"
        return digits[:13] + letters[int(digits[13])]

    def record(code: str, day: date, cents: int, label: str = "", op: str = "    ", reference: str = "") -> str:
        head = f"{code}30003{op}01234EUR2 12345678901  {day:%d%m%y}  " + f"{day:%d%m%y}"
        row = f"{head}{label[:31]:<31}  {'':7}  {signed(cents)}{reference:<16}"
        return row[:120].ljust(120)

    first = date(2026, 3, 1)
    rows = [record("01", first, opening)]
    for day, cents, name, text in moves:
        rows.append(record("04", day, cents, f"VIR {name}", "0001"))
        more = f"0530003000101234EUR2 12345678901  {day:%d%m%y}     "
        rows += [f"{more}LIB{text[:70]:<70}  ".ljust(120), f"{more}{'NPY' if cents >= 0 else 'NBE'}{name[:70]:<70}  ".ljust(120)]
    rows.append(record("07", first, opening + sum(cents for _, cents, _, _ in moves)))
    assert all(len(row) == 120 for row in rows)
    return ends.join(rows).encode()


def ofx(moves: Sequence[Move], closed: bool, currency: str = "EUR") -> bytes:
    """An OFX statement, with its elements closed (XML) or not (SGML)."""

    def tag(name: str, text: str) -> str:
        safe = text.replace("&", "&amp;").replace("<", "&lt;")
        return f"<{name}>{safe}</{name}>" if closed else f"<{name}>{safe}\n"

    rows = "".join(
        f"<STMTTRN>{tag('TRNTYPE', 'CREDIT' if cents >= 0 else 'DEBIT')}{tag('DTPOSTED', f'{day:%Y%m%d}120000[+1:CET]')}"
        f"{tag('TRNAMT', f'{cents / 100:.2f}')}{tag('FITID', f'T{i}')}{tag('NAME', name)}{tag('MEMO', text)}</STMTTRN>"
        for i, (day, cents, name, text) in enumerate(moves)
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>'
        if closed
        else "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
    )
    body = (
        f"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>{tag('CURDEF', currency)}<BANKACCTFROM>{tag('ACCTID', '12345678901')}</BANKACCTFROM>"
        f"<BANKTRANLIST>{rows}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
    return (head + body).encode("utf-8" if closed else "cp1252")
