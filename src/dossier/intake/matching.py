"""Which movement of a bank pays which case: by the invoice's number, the debtor's name, the amount; each match says on what it rests.

What the payer wrote counts in law too: a payment goes to the invoice that the debtor indicated (C. civ. 1342-10), so an invoice is
only named where the label names it, and it alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.claim.claim import Claim
from dossier.ground.letters import ascii_words
from dossier.ground.money import Money
from dossier.intake.card import Card
from dossier.intake.firm import words_of
from dossier.statements.line import BankLine

Standing = Literal["known", "sure", "likely", "unclear", "none"]
"""known: it is already an entry; sure: number and payer agree, or number and amount; likely: one case fits, by less; unclear: several
cases fit; none: nothing does."""
NEAR = 5
"""Days between which two payments of one amount may be the same one: that of a cheque, of its booking, of its value."""
LABEL = 200
"""Signs of a label that are kept as the reference of a payment, by which the movement is known again."""
_LONG, _WIDE, _SHORT = 200, 12, 4
"""Signs of a name or a reference that are looked at; words that the number of an invoice may be parted into; signs of a name that tells
somebody."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a movement may pay, with the French reasons; `invoice` is the only number that the label names, or ''.

    `names` and `numbers` tell whether the debtor's name or one of its invoices stands in the label, `amounts` whether the amount is
    what is left of an invoice, its gross amount, or all that is due.
    """

    case: str
    invoice: str
    names: bool
    numbers: bool
    amounts: bool
    reasons: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Greater is nearer: a number counts more than a name, a name more than an amount."""
        return 4 * self.numbers + 2 * self.names + self.amounts


@dataclass(frozen=True, slots=True)
class Entered:
    """A payment that is an entry already: its folded reference, '' when it says nothing; the day it came back unpaid, if it did."""

    day: date
    amount: Money
    reference: str
    case: str
    returned: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A movement with what it is held to be. `chosen` is the candidate for `sure` and `likely`, and the entry's case for `known`.

    `others` are the remaining candidates, the nearest first. `near` is a payment of the case that may be this very one: of the same
    amount and about the same day, under another reference.
    """

    line: BankLine
    standing: Standing
    chosen: Candidate | None
    others: tuple[Candidate, ...] = ()
    near: Entered | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A case as the matching sees it. `amounts` are what a payment in full would be; `since` is the day of its first invoice."""

    id: str
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    amounts: frozenset[Money]
    entries: tuple[Entered, ...] = ()
    since: date = date.min

    @classmethod
    def of(cls, card: Card, claim: Claim | None) -> Ledger:
        """The ledger of a case, with the invoices that its card has beyond the claim; *claim* is None for a case only proposed so far."""
        bills = [billed for billed in card.billed.values() if billed.kind == "facture"]
        payments = card.case.payments if card.case is not None else ()
        entries = tuple(Entered(p.date, p.amount, folded(p.reference), card.id, p.returned_on) for p in payments)
        claimed = {invoice.number for invoice in claim.invoices} if claim is not None else set()
        amounts: set[Money | None] = {billed.gross for billed in bills if billed.number not in claimed}
        if claim is not None:
            amounts |= {a for i in claim.invoices if i.state != "paid" for a in (i.outstanding, i.principal - i.credited)}
            amounts.add(claim.totals.due)
        return cls(
            card.id, tuple(billed.number for billed in bills), tuple(who.name for who in card.debtors),
            frozenset(amount for amount in amounts if amount is not None and amount.cents > 0), entries, min((b.day for b in bills), default=date.min),
        )  # fmt: skip


class Names:
    """Names by their words, each with a case: all words that mean something must stand in a label, and the rarest is looked up first."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        rows = [(case, name, words_of(name)) for case, name in named]
        often = Counter(word for _, _, words in rows for word in words)
        self._rows: dict[str, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
        for case, name, words in rows:
            if sum(map(len, words)) >= _SHORT:
                self._rows[min(words, key=lambda word: (often[word], -len(word)))].append((case, name, words))

    def called(self, label: str) -> Iterator[tuple[str, str]]:
        """The cases and names that a folded label names."""
        there = set(label.split())
        for word in sorted(there & self._rows.keys()):
            yield from ((case, name) for case, name, words in self._rows[word] if there.issuperset(words))


class Book:
    """The ledgers by what labels say, so that a long statement is held against many cases without asking each of them."""

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        self.ledgers = {ledger.id: ledger for ledger in ledgers}
        self._numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._names = Names((ledger.id, name) for ledger in ledgers for name in ledger.names)
        self._amounts: dict[Money, list[str]] = defaultdict(list)
        for ledger in ledgers:
            for number in ledger.numbers:
                self._numbers[folded(number).replace(" ", "")].append((ledger.id, number))
            for amount in ledger.amounts:
                self._amounts[amount].append(ledger.id)
        self._longest = max(map(len, self._numbers), default=0)

    def candidates(self, line: BankLine) -> tuple[Candidate, ...]:
        """The cases for which something speaks, the nearest first. An amount alone speaks only when it is exact."""
        label = folded(f"{line.name[:_LONG]} {line.label} {line.reference[:_LONG]}")
        words = label.split()
        numbers: dict[str, dict[str, None]] = defaultdict(dict)
        for id, number in self._cited(words):
            if number not in numbers[id] and holds(label, number):
                numbers[id][number] = None
        names = dict(self._names.called(label))
        amount = Money(abs(line.amount.cents))
        paying = {id for id in self._amounts.get(amount, ()) if self.ledgers[id].since <= line.day}
        ids = {id for id, cited in numbers.items() if cited} | names.keys() | paying
        found = [_candidate(id, list(numbers.get(id, ())), names.get(id, ""), id in paying) for id in ids]
        return tuple(sorted(found, key=lambda c: (-c.weight, c.case)))

    def _cited(self, words: Sequence[str]) -> Iterable[tuple[str, str]]:
        """The numbers of invoices that some words of a label, one after the other, may make."""
        for start in range(len(words)):
            joined = ""
            for word in words[start : start + _WIDE]:
                joined += word
                if len(joined) > self._longest:
                    break
                yield from self._numbers.get(joined, ())


def _candidate(case: str, numbers: Sequence[str], named: str, pays: bool) -> Candidate:
    reasons = [f"le libellé cite {number}" for number in numbers]
    reasons += [f"le libellé nomme {named}"] if named else []
    reasons += ["le montant est celui d’une facture ou de tout ce qui est dû"] if pays else []
    return Candidate(case, numbers[0] if len(numbers) == 1 else "", bool(named), bool(numbers), pays, tuple(reasons))


def matches(lines: Sequence[BankLine], book: Book, also: Sequence[Entered] = ()) -> tuple[Match, ...]:
    """One match a movement that came in, in the order of the file; money that went out is left out.

    A movement is `known` as often as the cases have a payment of its day and amount whose reference says the same, or says nothing
    while the label does not name another case. *also* are payments that the same run has from elsewhere.
    """
    coming = [(line, book.candidates(line)) for line in lines if line.amount.cents > 0]
    entries = _Entries([*(entry for ledger in book.ledgers.values() for entry in ledger.entries), *also])
    # What says the same is taken first by all, so that no payment is held for another of its day and amount.
    known = [entries.same(line) for line, _ in coming]
    known = [entry or entries.silent(*one) for entry, one in zip(known, coming, strict=True)]
    return tuple(
        Match(line, "known", _entered(entry)) if entry is not None else _matched(line, candidates, entries)
        for (line, candidates), entry in zip(coming, known, strict=True)
    )


def _entered(entry: Entered) -> Candidate:
    return Candidate(entry.case, "", False, False, True, ("déjà au dossier",))


class _Entries:
    """Payments that are entries, each of which is one movement and no other."""

    def __init__(self, entries: Iterable[Entered]) -> None:
        self._left: dict[Money, list[Entered]] = defaultdict(list)
        for entry in entries:
            self._left[entry.amount].append(entry)

    def same(self, line: BankLine) -> Entered | None:
        """The payment of the day and amount of a movement whose reference is its label; it is taken."""
        said = {folded(line.label[:LABEL]), folded(line.reference)} - {""}
        return self._taken(line, lambda entry: entry.reference in said)

    def silent(self, line: BankLine, candidates: Sequence[Candidate]) -> Entered | None:
        """The same without a reference, unless the label speaks for other cases and not for this one."""
        named = {c.case for c in candidates if c.numbers or c.names}
        return self._taken(line, lambda entry: not entry.reference and (not named or entry.case in named))

    def _taken(self, line: BankLine, fits: Callable[[Entered], bool]) -> Entered | None:
        left = self._left.get(line.amount, [])
        entry = next((entry for entry in left if entry.day == line.day and fits(entry)), None)
        if entry is not None:
            left.remove(entry)
        return entry

    def near(self, line: BankLine, case: str) -> Entered | None:
        """A payment that is left, of a case and an amount, of about the day of a movement."""
        left = [entry for entry in self._left.get(line.amount, ()) if entry.case == case]
        return next((entry for entry in left if abs((entry.day - line.day).days) <= NEAR), None)


def _matched(line: BankLine, candidates: Sequence[Candidate], entries: _Entries) -> Match:
    if not candidates:
        return Match(line, "none", None)
    best, rest = candidates[0], tuple(candidates[1:])
    # One payment for the invoices of two cases is for a person to part.
    if rest and (rest[0].weight == best.weight or rest[0].numbers):
        return Match(line, "unclear", None, tuple(candidates))
    sure = best.numbers and (best.names or best.amounts)
    return Match(line, "sure" if sure else "likely", best, rest, entries.near(line, best.case))


def returned(line: BankLine, ledger: Ledger) -> tuple[Entered | None, bool]:
    """The last payment of a case that money which went out may give back, and whether its entry says so already."""
    amount = -line.amount
    paid = [entry for entry in ledger.entries if entry.amount == amount and entry.day <= line.day]
    noted = [entry for entry in paid if entry.returned is not None and abs((entry.returned - line.day).days) <= NEAR]
    open_ones = [entry for entry in paid if entry.returned is None]
    return max(noted or open_ones, key=lambda entry: entry.day, default=None), bool(noted)


def folded(text: str) -> str:
    """Capitals without accents, words parted by one space: what banks leave of a text."""
    return " ".join(ascii_words(text)).upper()


def holds(label: str, number: str) -> bool:
    """Whether a label holds an invoice's number, written with or without its signs, and not inside a longer one.

    A number of fewer than four signs, or without a figure, is no evidence: it would be found everywhere.
    """
    parts = folded(number).split()
    joined = "".join(parts)
    if len(joined) < 4 or not any(sign.isdigit() for sign in joined):
        return False
    return re.search(rf"(?<![A-Z0-9]){' ?'.join(map(re.escape, parts))}(?![A-Z0-9])", label) is not None


def called(label: str, name: str) -> bool:
    """Whether a label names somebody: all words of the name that mean something, in any order; one short word is not enough."""
    return any(Names([("", name)]).called(label))
