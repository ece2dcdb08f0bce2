"""The address block in the window of an envelope: six lines of thirty-eight characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model.party import Address, Party

LINES = 6
WIDTH = 38

_COUNTRIES = {
    "BE": "BELGIQUE", "CH": "SUISSE", "DE": "ALLEMAGNE", "ES": "ESPAGNE", "GB": "ROYAUME-UNI", "IT": "ITALIE",
    "LU": "LUXEMBOURG", "MC": "MONACO", "NL": "PAYS-BAS", "PT": "PORTUGAL",
}  # fmt: skip
_CIVIL = {"Mme": "MADAME", "M.": "MONSIEUR"}


# Widths of the block's capitals in ems of Inter, where they differ from the usual 0.75 (an upper bound for the rest).
_WIDTHS = {" ": 0.29, "I": 0.27, "1": 0.41, "M": 0.91, "W": 0.99, "Œ": 1.01, "Æ": 1.0, "@": 0.97, "'": 0.3, "’": 0.27}
_WIDTHS |= dict.fromkeys("EÉÈÊFLJ0245679683", 0.65) | dict.fromkeys("-()/", 0.46)
SIZES = ((24.7, ""), (27.9, "serre"), (31.6, "tres-serre"))
"""Widths in ems that the block holds, and the class that sets it smaller; beyond the last, the smallest one."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an address, in capitals, and what had to be left out or cut to fit ('' for nothing)."""

    lines: tuple[str, ...]
    lost: str = ""

    @property
    def size(self) -> str:
        """The class of the size at which its widest line fits the window: '' for the usual one."""
        widest = max((sum(_WIDTHS.get(char, 0.75) for char in line) for line in self.lines), default=0)
        return next((name for width, name in SIZES if widest <= width), "minuscule")


def address_block(party: Party) -> Block:
    """Name, representative, street, complement, postcode and town, country abroad: at most six lines of 38 characters.

    A line that is too long goes on in the next while lines are left; what does not fit is named in `lost`. The line of
    the town, and the country, keep theirs.
    """
    head = [party.name if not party.is_natural else f"{_CIVIL.get(party.title, '')} {party.name}"]
    if party.representative and not party.is_natural:
        person = party.representative
        head.append(f"{_CIVIL.get(person.title, '')} {person.name} {person.role}")
    return block_of(head, party.address)


def block_of(names: Iterable[str], address: Address | None) -> Block:
    """The block of somebody who is no party: his name, his office, then the address; as `address_block` fits it."""
    head, tail = list(names), []
    if address:
        head += [address.extra, address.street]
        tail.append(_plain(f"{address.postcode} {address.commune}"))
        if address.country not in ("", "FR"):
            tail.append(_plain(_COUNTRIES.get(address.country, address.country)))
    rows = [_fold(_plain(text)) for text in head if text.strip()]
    block = _fit(rows, [line[:WIDTH] for line in tail])
    cut = [line[WIDTH:] for line in tail if len(line) > WIDTH]
    return Block(block.lines, " ".join(part for part in (block.lost, *cut) if part))


def _plain(text: str) -> str:
    """Capitals, single spaces; commas and dots, which sorting machines stumble over, as spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[,;.]", " ", text)).strip().upper()


def _fold(text: str) -> list[str]:
    """A text in lines of at most 38 characters, cut at spaces, inside a word only when it is longer than a line."""
    lines, line = [], ""
    for word in text.split(" "):
        while len(word) > WIDTH:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:WIDTH])
            word = word[WIDTH:]
        if line and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def _fit(rows: list[list[str]], tail: list[str]) -> Block:
    """Every row keeps its first line; spare lines go to the rows from the top."""
    spare = LINES - len(tail) - len(rows)
    lost = []
    kept = []
    for row in rows:
        extra = min(len(row) - 1, max(spare, 0))
        spare -= extra
        kept += row[: 1 + extra]
        lost += row[1 + extra :]
    if spare < 0:  # more rows than lines: the complement goes before the street does
        room = LINES - len(tail)
        lost += kept[room - 1 : -1]
        kept = [*kept[: room - 1], kept[-1]]
    return Block((*kept, *tail), " ".join(lost))
