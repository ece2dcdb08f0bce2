"""An electronic invoice (EN 16931) as data, from either of its two syntaxes: UBL 2 and UN/CEFACT's Cross Industry Invoice.

A reading and nothing more: amounts stay the texts that the file writes, nothing is computed or corrected.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.pdf.annexes import Attached
from dossier.pdf.headers import plain
from dossier.pdf.limits import MAX_INVOICE_LINES

MOST_ROWS = 200
"""Notes, taxes, allowances or attached files that are read of one invoice."""
LONGEST = 4_000
"""Characters of one text of an invoice that are kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address by its parts; `country` is the code of two letters that is written."""

    street: str = ""
    extra: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Seller, buyer or payee: name, address lines, and identifiers with what they are.

    `codes` are the same identifiers by the code of their scheme (ISO 6523, `VA` for the VAT number), for whoever compares them.
    """

    name: str
    address: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    place: Place = Place()
    codes: tuple[tuple[str, str], ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the invoice, as texts; `changes` are its rebates and charges as (what, amount)."""

    number: str
    name: str
    detail: str
    quantity: str
    unit: str
    price: str
    tax: str
    total: str
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EInvoice:
    """What an electronic invoice says, as texts; dates as AAAA-MM-JJ where the file writes a day.

    `changes` are rebates and charges on the whole as (what, amount), `facts` further rows as (name, value); `taxes` are (category and rate, base, tax); `totals` (name, amount); `cut` says
    that there are more lines than are kept. `dues` are all due dates, `origins` the numbers of all invoices that it refers to,
    `payee` who is to be paid when that is not the seller.
    """

    syntax: str
    credit: bool
    kind: str
    number: str
    issued: str
    due: str
    currency: str
    seller: Side
    buyer: Side
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    taxes: tuple[tuple[str, str, str], ...]
    totals: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    payment: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    attached: tuple[Attached, ...] = ()
    cut: bool = False
    dues: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    payee: Side | None = None


class Node:
    """An element whose parts are found by their local names: one namespace more or less is no reason to read nothing."""

    __slots__ = ("element",)

    def __init__(self, element: Any) -> None:
        self.element = element

    def all(self, path: str) -> list[Node]:
        """The elements at a path of local names, in order."""
        found = [self.element]
        for name in path.split("/"):
            found = [child for element in found for child in element if local(child) == name]
        return [Node(element) for element in found[: MAX_INVOICE_LINES + 1]]

    def first(self, path: str) -> Node | None:
        """The first element at a path."""
        found = self.all(path)
        return found[0] if found else None

    def text(self, path: str = "") -> str:
        """The text of the first element at a path, on one line, '' without one."""
        node = self.first(path) if path else self
        return plain("".join(node.element.itertext()))[:LONGEST] if node else ""

    def named(self, *paths: str) -> str:
        """The text at the first of several paths that has one."""
        return next((text for path in paths if (text := self.text(path))), "")

    def attribute(self, path: str, name: str) -> str:
        """An attribute of the first element at a path."""
        node = self.first(path) if path else self
        return plain(str(node.element.get(name, "")))[:100] if node else ""


def in_currency(holders: Sequence[Node], path: str, currency: str) -> str:
    """The amount that is in the currency of the invoice: the tax may be told in a second one too; the first when none says so."""
    return next((one.text(path) for one in holders if one.attribute(path, "currencyID") == currency), "") or next(
        (text for one in holders if (text := one.text(path))), ""
    )


def local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def rows(*known: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Those of the rows that have a value."""
    return tuple(row for row in known if row[1])


def decoded(held: Node) -> bytes:
    """The bytes of an embedded file, b'' when they are no base64."""
    try:
        return b64decode("".join(held.element.itertext()).encode("ascii", "replace"))
    except ValueError:
        return b""


def totals(total: Node, names: Sequence[tuple[str, str]], tax: str) -> Iterator[tuple[str, str]]:
    """The totals that are written, by the (name, path) of a syntax; the path '=tax' stands for the sum of the tax."""
    for name, path in names:
        amount = tax if path == "=tax" else total.text(path)
        if amount:
            yield name, amount


def change(charge: str, reason: str, percent: str, amount: str) -> tuple[str, str]:
    """A rebate or a charge as (what, amount): « Remise de 10 % (fidélité) »; *charge* is 'true' for a charge."""
    kind = "Frais" if charge.lower() == "true" else "Remise"
    rate = f" de {percent} %" if percent else ""
    return f"{kind}{rate}{f' ({reason})' if reason else ''}", amount
