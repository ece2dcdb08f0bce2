"""What every format of a bank says of a movement, and what is wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dossier.ground.money import ZERO, Money, total

_MOST_REMARKS = 20


class UnfitStatement(Exception):
    """A file that is not read as a statement, with the reason in French. For a table whose columns are not known, `titles` are what
    these seem to hold, by their first cells: `{date: Jour, montant: Somme}`.
    """

    def __init__(self, why: str, titles: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.titles = dict(titles or {})


@dataclass(frozen=True, slots=True)
class BankLine:
    """A movement on an account, in euros. `amount` is positive for money that came in.

    `day` is that of the operation. `label` is all that the bank and the payer wrote, on one line; `name` who paid or was paid,
    '' when the format does not tell it apart; `reference` what the payer gave as reference; `id` what the bank calls the movement,
    '' when it gives no name; `at` its place in the file: the line, or the rank of the movement, from 1.
    """

    day: date
    amount: Money
    label: str
    name: str = ""
    reference: str = ""
    id: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class BankStatement:
    """The lines of one account in the order of the file. `account` is an IBAN or what the bank writes, '' when the file is silent.

    `opening` and `closing` are the balances that the file states, None when it states none. `remarks` are French sentences on what
    could not be read or does not add up.
    """

    account: str
    lines: tuple[BankLine, ...]
    opening: Money | None = None
    closing: Money | None = None
    remarks: tuple[str, ...] = field(default=())

    @property
    def gap(self) -> Money:
        """What the file's lines leave unexplained between its balances; zero when it states none."""
        if self.opening is None or self.closing is None:
            return ZERO
        return self.closing - self.opening - total(line.amount for line in self.lines)


def one_line(parts: Sequence[str]) -> str:
    """Some texts as one, each once, without line breaks and control characters."""
    said: dict[str, None] = {}
    for part in parts:
        text = " ".join("".join(c if c.isprintable() else " " for c in part).split())
        if text:
            said.setdefault(text)
    return " ".join(said)


def few(remarks: Sequence[str]) -> tuple[str, ...]:
    """The first remarks on lines that could not be read, and how many more there are."""
    more = len(remarks) - _MOST_REMARKS
    return (*remarks[:_MOST_REMARKS], *((f"et {more} autres lignes qui ne se lisent pas",) if more > 0 else ()))
