"""Who sends a letter and whom it goes to, where these are not the creditor and the debtor: an adviser, a mandataire."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.documents.address import Block, address_block, block_of
from dossier.documents.parties import salutation
from dossier.ground.spans import Span
from dossier.model.party import Address, Adviser, Debtor

OFFICES = {
    "avocat": "avocat", "commissaire": "commissaire de justice", "recouvreur": "recouvrement amiable", "assureur": "assureur-crédit",
}  # fmt: skip
"""How the profession of an adviser is named under his name."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends in the creditor's name: the lines of the head, the town of the date, the signatory, the mentions of the foot."""

    name: str
    lines: tuple[str, ...]
    town: str
    signatory: str
    mentions: tuple[str, ...]
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to: the block of the window, the address term, the e-mail, and where the address is written."""

    name: str
    block: Block
    salutation: str
    email: str
    place: Span


def to_debtor(debtor: Debtor) -> Addressee:
    """The debtor of the matter, as letters address him."""
    return Addressee(debtor.name, address_block(debtor), salutation(debtor), debtor.email, debtor.place_of("adresse"))


def to_adviser(adviser: Adviser) -> Addressee:
    """An adviser; « Maître » for an avocat or a commissaire de justice."""
    term = "Maître" if adviser.type in ("avocat", "commissaire") else "Madame, Monsieur"
    heads = (adviser.name, OFFICES[adviser.type]) if OFFICES[adviser.type] not in adviser.name.lower() else (adviser.name,)
    return Addressee(adviser.name, block_of(heads, adviser.address), term, adviser.email, adviser.place_of("adresse"))


def to_person(name: str, office: str, address: Address | None, term: str, place: Span) -> Addressee:
    """Somebody whom an entry of the journal names: a mandataire, a liquidateur."""
    return Addressee(name, block_of((name, office), address), term, "", place)


def sent_by(adviser: Adviser) -> Sender:
    """An adviser who writes under his own letterhead; his own mentions at the foot, as the workspace gives them."""
    address = adviser.address
    street = [address.street, address.extra, f"{address.postcode} {address.commune}"] if address else []
    office = OFFICES[adviser.type]
    said = office in f"{adviser.name} {adviser.mentions}".lower()
    lines = ["" if said else office.capitalize(), *street, adviser.phone, adviser.email]
    seat = ", ".join(part for part in (adviser.name, *street) if part)
    return Sender(
        adviser.name,
        tuple(line for line in lines if line),
        address.commune if address else "",
        adviser.signatory or adviser.name,
        tuple(row for row in (seat, adviser.mentions) if row),
        ", ".join(part for part in (adviser.phone, adviser.email) if part),
        adviser.email,
    )
