"""The export of all bookings that accounting programs make for the tax administration (FEC): what it says of the customers' accounts.

One row a booked line, eighteen columns by their names, parted by tabs or bars; days as 20260315, amounts with a comma. The lines of
one booking share journal and number: the other accounts of a booking tell whether a line on a customer's account (411) is a sale, a
credit note or money received.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dossier.ground.jobs import Result
from dossier.ground.money import ZERO, Money, total
from dossier.statements.line import UnfitStatement, few, one_line
from dossier.statements.table import decoded

NEEDED = ("journalcode", "ecriturenum", "ecrituredate", "comptenum", "compauxlib", "pieceref", "ecriturelib")
LARGEST = 256_000_000
"""Bytes of a file that is read: a year of a mid-sized firm."""
MOST = 2_000_000
"""Rows that are read of one file."""
_AMOUNT = re.compile(r"([-+]?)(\d{1,13})(?:[,.](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Booked:
    """One line of a customer's account. `debit` is positive for what the customer owes more, negative for what he owes less.

    `letter` joins an invoice with what paid it, '' for a line that is open; `at` is the row in the file, from 1.
    """

    day: date
    document: date
    number: str
    customer: str
    name: str
    label: str
    debit: Money
    letter: str
    at: int


@dataclass(frozen=True, slots=True)
class Sale:
    """An invoice or, where `gross` is negative, a credit note; `net` and `vat` are None when its booking does not tell them apart."""

    line: Booked
    net: Money | None
    vat: Money | None


@dataclass(frozen=True, slots=True)
class Customers:
    """What a file says of the customers: sales, money that came in or went back, other lines, and French remarks on what was not read."""

    sales: tuple[Sale, ...]
    money: tuple[Booked, ...]
    rest: tuple[Booked, ...]
    remarks: tuple[str, ...]


def looks_like(data: bytes) -> bool:
    """Whether the first row names the columns of a FEC."""
    head = data[:1000].lower().replace(b"\x00", b"")
    return b"journalcode" in head and b"comptenum" in head


def read(data: bytes) -> Customers:
    """The lines of accounts 411; raises `UnfitStatement`."""
    text = decoded(data)
    first = text.partition("\n")[0]
    delimiter = max("\t|;", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        titles = [cell.strip().lower() for cell in next(rows)]
    except (StopIteration, csv.Error):
        raise UnfitStatement("le fichier est vide") from None
    missing = [name for name in NEEDED if name not in titles]
    signed = "montant" in titles and "sens" in titles
    if missing or not (signed or {"debit", "credit"} <= set(titles)):
        raise UnfitStatement(f"les colonnes d’un FEC n’y sont pas toutes : il manque {', '.join(missing) or 'Debit et Credit'}")
    return _customers(rows, {name: place for place, name in enumerate(titles)})


def _customers(rows: Iterable[Sequence[str]], at: Mapping[str, int]) -> Customers:
    """All bookings first: a line is only known by the other lines of its booking."""
    bookings: dict[tuple[str, str], list[tuple[str, Money, Booked | None]]] = defaultdict(list)
    remarks: list[str] = []
    try:
        for number, row in enumerate(rows, 2):
            if number > MOST:
                raise UnfitStatement("le fichier a trop de lignes")
            if any(cell.strip() for cell in row):
                _booked(row, at, number, bookings, remarks)
    except csv.Error:
        raise UnfitStatement("le fichier n’est pas un tableau lisible") from None
    sales: list[Sale] = []
    money: list[Booked] = []
    rest: list[Booked] = []
    for lines in bookings.values():
        own = [line for _, _, line in lines if line is not None]
        accounts = [account for account, _, _ in lines]
        paid = any(account.startswith("5") for account in accounts)
        if any(account.startswith("7") for account in accounts):
            # Sold and paid at once in one booking: what the customer owed less is money.
            bills = _bills(line for line in own if line.debit.cents > 0 or not paid)
            money += [line for line in own if line.debit.cents <= 0 and paid]
            sales += [_sale(line, lines, alone=len(bills) == 1) for line in bills]
        elif paid:
            money += own
        else:
            # Balances carried forward, and what the firm booked by hand.
            rest += own
    return Customers(tuple(sales), tuple(money), tuple(rest), few(remarks))


def _bills(lines: Iterable[Booked]) -> list[Booked]:
    """The lines of each document as one: an invoice with two due dates, or with a part held back, has several."""
    found: dict[str, list[Booked]] = defaultdict(list)
    for line in lines:
        found[line.number or f"ligne {line.at}"].append(line)
    whole = [
        replace(
            some[0], debit=total(line.debit for line in some), letter=some[0].letter if all(line.letter for line in some) else ""
        )
        for some in found.values()
    ]
    return [line for line in whole if line.debit]


def _booked(
    row: Sequence[str], at: Mapping[str, int], number: int, bookings: dict[tuple[str, str], list[tuple[str, Money, Booked | None]]],
    remarks: list[str],
) -> None:  # fmt: skip
    def cell(name: str) -> str:
        place = at.get(name, -1)
        return one_line([row[place]]) if 0 <= place < len(row) else ""

    account = cell("comptenum")
    try:
        debit = _debit(cell)
        line = None
        if account.startswith("411"):
            day = _day(cell("ecrituredate"))
            document = _day(cell("piecedate")) if cell("piecedate") else day
            name = cell("compauxlib") or cell("comptelib")
            line = Booked(
                day, document, cell("pieceref"), cell("compauxnum") or account, name, cell("ecriturelib"), debit,
                cell("ecriturelet"), number,
            )  # fmt: skip
    except UnfitStatement as error:
        remarks.append(f"ligne {number} : {error}")
        return
    # A program that gives no numbers to what is not validated yet still books each document by itself.
    booking = cell("ecriturenum") or f"{cell('ecrituredate')} {cell('pieceref')}"
    bookings[cell("journalcode"), booking].append((account, debit, line))


def _debit(cell: Any) -> Money:
    if cell("sens"):
        amount = _money(cell("montant"))
        return amount if cell("sens").upper() in ("D", "+1", "1") else -amount
    return _money(cell("debit")) - _money(cell("credit"))


def _money(text: str) -> Money:
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not bare:
        return ZERO
    match = _AMOUNT.fullmatch(bare)
    if not match:
        raise UnfitStatement(f"montant illisible : « {text[:20]} »")
    amount = Money(int(match[2]) * 100 + int((match[3] or "0").ljust(2, "0")))
    return -amount if match[1] == "-" else amount


def _day(text: str) -> date:
    match = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise UnfitStatement(f"date illisible : « {text[:20]} »")


def _sale(line: Booked, lines: Sequence[tuple[str, Money, Booked | None]], alone: bool) -> Sale:
    net = total(-debit for account, debit, _ in lines if account.startswith("7"))
    vat = total(-debit for account, debit, _ in lines if account.startswith("445"))
    told = alone and net + vat == line.debit
    return Sale(line, net if told else None, vat if told else None)


def read_job(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task of a worker: sales, receipts and other lines as JSON-able facts, or the reason why there are none (`unfit`)."""
    data = inputs["file"]
    if len(data) > LARGEST:
        return Result(facts={"unfit": f"le fichier dépasse {LARGEST // 1_000_000} Mo"})
    try:
        found = read(data)
    except UnfitStatement as error:
        return Result(facts={"unfit": str(error)})
    invoices: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sale in found.sales:
        if sale.line.letter and sale.line.debit.cents > 0:
            invoices[sale.line.customer, sale.line.letter].append(sale.line.number)
    return Result(
        facts={
            "sales": [_facts(s.line) | {"net": _cents(s.net), "vat": _cents(s.vat)} for s in found.sales],
            # What paid an invoice is told by the letter that both bear, whatever its own label says.
            "money": [_facts(m) | {"pays": invoices.get((m.customer, m.letter), []) if m.letter else []} for m in found.money],
            "rest": [_facts(line) for line in found.rest],
            "remarks": list(found.remarks),
        }
    )


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _facts(line: Booked) -> dict[str, Any]:
    return {
        "day": line.day.isoformat(), "document": line.document.isoformat(), "number": line.number, "customer": line.customer,
        "name": line.name, "label": line.label, "cents": line.debit.cents, "letter": line.letter, "at": line.at,
    }  # fmt: skip
