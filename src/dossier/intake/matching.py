"""Which movement of a bank pays which case: by the invoice's number, the debtor's name, the amount; each match says on what it rests.

What the payer wrote counts in law too: a payment goes to the invoice that the debtor indicated (C. civ. 1342-10), so an invoice is
only named where the label names it, and it alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.claim.claim import Claim
from dossier.ground.money import Money
from dossier.intake.card import Card
from dossier.model.case import Case
from dossier.statements.line import BankLine

Standing = Literal["known", "sure", "likely", "unclear", "none"]
"""known: it is already an entry; sure: number and payer agree, or number and amount; likely: one case fits, by less; unclear: several
cases fit; none: nothing does."""


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
class Match:
    """A movement with what it is held to be. `chosen` is the candidate for `sure` and `likely`, and the entry's case for `known`."""

    line: BankLine
    standing: Standing
    chosen: Candidate | None
    others: tuple[Candidate, ...] = ()


Known = tuple[date, Money, str, str]
"""Day, amount, folded reference and case of a payment that is an entry already."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A case as the matching sees it."""

    case: Case
    claim: Claim

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.case.id

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its invoices."""
        return tuple(invoice.number for invoice in self.case.invoices if invoice.type == "facture")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its debtors."""
        return tuple(debtor.name for debtor in self.case.debtors)

    @property
    def amounts(self) -> frozenset[Money]:
        """What a payment in full would be: of an invoice, as it stands or net of credit notes, or of all that is due."""
        whole = self.claim.totals.due
        rows = {a for i in self.claim.invoices for a in (i.outstanding, i.principal - i.credited) if a and i.state != "paid"}
        return frozenset(rows | ({whole} if whole else set()))

    @property
    def entries(self) -> tuple[Known, ...]:
        """Its payments."""
        return tuple((p.date, p.amount, folded(p.reference), self.case.id) for p in self.case.payments)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A case that is only proposed so far, from the same import."""

    card: Card
    entries: tuple[Known, ...] = ()

    @property
    def id(self) -> str:
        """The id that the case is to have."""
        return self.card.id

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its invoices."""
        return tuple(number for number, billed in self.card.billed.items() if billed.kind == "facture")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its debtors."""
        return tuple(who.name for who in self.card.debtors)

    @property
    def amounts(self) -> frozenset[Money]:
        """The amounts of its invoices."""
        return frozenset(billed.gross for billed in self.card.billed.values() if billed.kind == "facture")


def matches(lines: Sequence[BankLine], ledgers: Sequence[Ledger | Fresh]) -> tuple[Match, ...]:
    """One match a movement that came in, in the order of the file; money that went out is left out.

    A movement is `known` as often as the cases have a payment of its day and amount whose reference says the same, or says nothing.
    """
    entries = [entry for ledger in ledgers for entry in ledger.entries]
    found = []
    for line in lines:
        if line.amount.cents <= 0:
            continue
        known = _known(line, entries)
        if known is not None:
            entries.remove(known)
            found.append(Match(line, "known", Candidate(known[3], "", False, False, True, ("déjà au dossier",))))
        else:
            found.append(_matched(line, [candidate for ledger in ledgers if (candidate := candidate_of(line, ledger))]))
    return tuple(found)


def _known(line: BankLine, entries: Iterable[Known]) -> Known | None:
    """The entry that this movement is: of its day and amount, and with its label as reference before one without any."""
    label = folded(line.label)
    same = [entry for entry in entries if entry[0] == line.day and entry[1] == line.amount]
    exact = [entry for entry in same if entry[2] and (entry[2] == label or entry[2] == folded(line.reference))]
    silent = [entry for entry in same if not entry[2]]
    return next(iter([*exact, *silent]), None)


def _matched(line: BankLine, candidates: Sequence[Candidate]) -> Match:
    ranked = sorted(candidates, key=lambda c: (-c.weight, c.case))
    if not ranked:
        return Match(line, "none", None)
    best, rest = ranked[0], tuple(ranked[1:])
    if rest and rest[0].weight == best.weight:
        return Match(line, "unclear", None, tuple(ranked))
    sure = best.numbers and (best.names or best.amounts)
    return Match(line, "sure" if sure else "likely", best, rest)


def candidate_of(line: BankLine, ledger: Ledger | Fresh) -> Candidate | None:
    """What speaks for a case; None when nothing does. An amount alone speaks only when it is exact."""
    label = folded(f"{line.name} {line.label} {line.reference}")
    numbers = [number for number in ledger.numbers if holds(label, number)]
    named = next((name for name in ledger.names if called(label, name)), "")
    fits = line.amount in ledger.amounts
    if not (numbers or named or fits):
        return None
    reasons = [f"le libellé cite {number}" for number in numbers]
    reasons += [f"le libellé nomme {named}"] if named else []
    reasons += ["le montant est celui d’une facture ou de tout ce qui est dû"] if fits else []
    return Candidate(ledger.id, numbers[0] if len(numbers) == 1 else "", bool(named), bool(numbers), fits, tuple(reasons))


def folded(text: str) -> str:
    """Capitals without accents, words parted by one space: what banks leave of a text."""
    letters = unicodedata.normalize("NFKD", text.upper().replace("Œ", "OE")).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[A-Z0-9]+", letters))


def holds(label: str, number: str) -> bool:
    """Whether a label holds an invoice's number, written with or without its signs, and not inside a longer one.

    A number of fewer than four signs, or without a figure, is no evidence: it would be found everywhere.
    """
    parts = folded(number).split()
    joined = "".join(parts)
    if len(joined) < 4 or not any(sign.isdigit() for sign in joined):
        return False
    return re.search(rf"(?<![A-Z0-9]){' ?'.join(map(re.escape, parts))}(?![A-Z0-9])", label) is not None


_EMPTY = frozenset(
    {"SARL", "SAS", "SASU", "SA", "SCI", "EURL", "EI", "SNC", "STE", "SOCIETE", "ETS", "M", "MME", "LA", "LE", "LES", "DE", "DU", "DES", "ET", "D", "L"}
)  # fmt: skip


def called(label: str, name: str) -> bool:
    """Whether a label names somebody: all words of the name that mean something, in any order; one short word is not enough."""
    words = [word for word in folded(name).split() if word not in _EMPTY]
    there = set(label.split())
    return bool(words) and sum(len(word) for word in words) >= 4 and all(word in there for word in words)
