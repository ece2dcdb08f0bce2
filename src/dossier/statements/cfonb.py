"""CFONB 120: statements as French banks exchange them, records of 120 signs (01 opening, 04 movement, 05 more of it, 07 closing).

The last sign of an amount bears its sign: `{`, A to I for 0 to 9 in credit, `}`, J to R in debit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dossier.ground.money import Money
from dossier.statements.line import BankLine, BankStatement, UnfitStatement, few, one_line

LENGTH = 120
_CREDIT, _DEBIT = "{ABCDEFGHI", "}JKLMNOPQR"
_START = re.compile(rb"01\d{5} ")
_DIGITS = re.compile("[0-9]+")
"""Of ASCII: `str.isdigit` is true of « ² », which is no number."""


def looks_like(data: bytes) -> bool:
    """Whether the first record is an opening one."""
    return _START.match(data.lstrip(b"\xef\xbb\xbf\r\n")) is not None


@dataclass(slots=True)
class _Open:
    """A statement that is being read."""

    account: str
    opening: Money | None
    currency: str
    lines: list[BankLine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    more: dict[str, list[str]] = field(default_factory=dict)
    pending: tuple[date, Money, str, str, int] | None = None

    def close_line(self) -> None:
        """Write the movement that waited for what follows it."""
        if self.pending is None:
            return
        day, amount, label, reference, at = self.pending
        name = one_line(self.more.get("NPY" if amount.cents >= 0 else "NBE", []))
        given = one_line(self.more.get("RCN", [])) or reference
        texts = [label, *(text for key, rows in self.more.items() if key in _SAID for text in rows)]
        self.lines.append(BankLine(day, amount, one_line(texts), name, given, "", at))
        self.pending, self.more = None, {}


_SAID = frozenset({"LIB", "LCC", "LC2", "LCS", "NPY", "NBE", "RCN", "REF"})
"""Qualifiers of a complement whose text is for people: label, remittance, names, references."""


def read(data: bytes) -> tuple[BankStatement, ...]:
    """One statement from each opening record to its closing one; raises `UnfitStatement`."""
    found: list[BankStatement] = []
    now: _Open | None = None
    for at, record in enumerate(_records(data), 1):
        code = record[:2]
        if code == "01":
            if now is not None:
                found.append(_closed(now, None, "le relevé n’est pas clos"))
            now = _Open(record[21:32].strip(), _balance(record), record[16:19].strip())
        elif now is None:
            raise UnfitStatement(f"enregistrement {at} : « {code} » avant tout enregistrement 01")
        elif code == "04":
            now.close_line()
            _movement(now, record, at)
        elif code == "05":
            now.more.setdefault(record[45:48].strip(), []).append(record[48:118])
        elif code == "07":
            now.close_line()
            found.append(_closed(now, _balance(record), ""))
            now = None
        else:
            now.remarks.append(f"enregistrement {at} : type « {code} » inconnu, laissé de côté")
    if now is not None:
        found.append(_closed(now, None, "le relevé n’est pas clos"))
    if not found:
        raise UnfitStatement("le fichier ne contient aucun relevé")
    return tuple(found)


def _records(data: bytes) -> list[str]:
    """The records, whether lines part them or not; trailing spaces may have been lost."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    rows = [row for row in re.split(r"\r\n|\r|\n", text) if row.strip()]
    if len(rows) == 1 and len(rows[0]) > LENGTH:
        rows = [rows[0][i : i + LENGTH] for i in range(0, len(rows[0]), LENGTH)]
    if any(len(row) > LENGTH for row in rows):
        raise UnfitStatement("des enregistrements dépassent 120 signes : ce n’est pas du CFONB 120")
    return [row.ljust(LENGTH) for row in rows if row.strip()]


def _movement(now: _Open, record: str, at: int) -> None:
    currency = record[16:19].strip() or now.currency
    if currency not in ("", "EUR"):
        now.remarks.append(f"enregistrement {at} : en {currency}, laissé de côté : seuls les euros sont lus")
        return
    day, amount = _day(record[34:40]), signed(record[90:104], record[19])
    if day is None or amount is None:
        now.remarks.append(f"enregistrement {at} : date ou montant illisible, laissé de côté")
        return
    now.pending = (day, amount, record[48:79], one_line([record[104:120]]), at)


def _closed(now: _Open, closing: Money | None, remark: str) -> BankStatement:
    now.close_line()
    return BankStatement(now.account, tuple(now.lines), now.opening, closing, (*few(now.remarks), *((remark,) if remark else ())))


def _balance(record: str) -> Money | None:
    return signed(record[90:104], record[19])


def _day(text: str) -> date | None:
    """`130124` is 13 January 2024; years are of this century."""
    try:
        return date(2000 + int(text[4:6]), int(text[2:4]), int(text[:2])) if _DIGITS.fullmatch(text) else None
    except ValueError:
        return None


def signed(text: str, decimals: str) -> Money | None:
    """`0000000010401G` with two decimals is 1 040,17 in credit; None when it is no amount. No figure for decimals means two."""
    head, last = text[:-1].replace(" ", "0"), text[-1:]
    sign = _CREDIT if last in _CREDIT else _DEBIT
    if not last or last not in sign or not _DIGITS.fullmatch(head):
        return None
    places = int(decimals) if _DIGITS.fullmatch(decimals) else 2
    digits = int(head + str(sign.index(last)))
    if places == 2:
        cents = digits
    elif places < 2:
        cents = digits * 10 ** (2 - places)
    else:
        step = 10 ** (places - 2)
        if digits % step:
            return None
        cents = digits // step
    return Money(cents if sign is _CREDIT else -cents)
