"""What tells one case from another when something comes in: who owes, which invoices, which messages are there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dossier.ground.money import Money
from dossier.model.case import Case
from dossier.model.party import Party


@dataclass(frozen=True, slots=True)
class Who:
    """A person or a firm by what identifies it; '' for what is not known. `siren` has nine digits, `vat` no spaces."""

    name: str
    siren: str = ""
    vat: str = ""
    postcode: str = ""
    town: str = ""
    email: str = ""
    id: str = ""

    @classmethod
    def of(cls, party: Party) -> Who:
        """A party of a case."""
        place = party.address
        return cls(
            party.name, party.siren or "", bare(party.vat_number), place.postcode if place else "", place.commune if place else "",
            party.email.lower(), getattr(party, "id", ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Billed:
    """An invoice or credit note that a case has."""

    number: str
    kind: str
    day: date
    gross: Money
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A case as what comes in is held against it. `case` is None for one that is only proposed so far; `reference` is that of
    its contract."""

    id: str
    title: str
    debtors: tuple[Who, ...]
    billed: Mapping[str, Billed] = field(default_factory=dict)
    messages: frozenset[str] = frozenset()
    case: Case | None = None
    reference: str = ""
    sent: frozenset[tuple[str, str, str]] = frozenset()
    """Messages with a Message-ID: it, the moment `2026-02-17 04:40` and the direction, '' for what the entry does not say."""

    def with_invoice(self, billed: Billed) -> Card:
        """The card with an invoice more."""
        return replace(self, billed={**self.billed, billed.number: billed})

    def with_message(self, identifier: str, moment: str, direction: str) -> Card:
        """The card with a message more."""
        return replace(self, messages=self.messages | {identifier}, sent=self.sent | {(identifier, moment, direction)})


def card_of(case: Case) -> Card:
    """The card of a case as it was read."""
    billed = {i.number: Billed(i.number, i.type, i.date, i.gross, i.due) for i in case.invoices}
    messages = frozenset(event.message_id for event in case.journal if event.message_id)
    sent = frozenset((e.message_id, f"{e.date} {e.hour}".strip(), e.direction or "") for e in case.journal if e.message_id)
    return Card(case.id, case.title, tuple(map(Who.of, case.debtors)), billed, messages, case, case.contract.reference, sent)


def bare(text: str) -> str:
    """An identifier without spaces, points and hyphens, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())
