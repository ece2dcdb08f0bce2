"""To which case a text belongs, by what it names: an invoice, a debtor, an address, a message that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.ground.nearest import visible
from dossier.intake.card import Card
from dossier.intake.firm import words_of
from dossier.intake.matching import folded, holds

PROVIDERS = frozenset(
    {"aol.com", "bbox.fr", "free.fr", "gmail.com", "gmx.com", "gmx.fr", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "live.fr",
     "me.com", "msn.com", "neuf.fr", "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com", "sfr.fr",
     "wanadoo.fr", "yahoo.com", "yahoo.fr"}
)  # fmt: skip
"""Domains of everybody: an address there tells one person, not a firm."""
SURE = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """A case with what speaks for it, in French words; `weight` from `SURE` on is enough by itself. `debtor` is the id of who writes."""

    case: str
    weight: int
    reasons: tuple[str, ...]
    debtor: str = ""


def fits(cards: Sequence[Card], text: str, addresses: Sequence[str] = (), replies: str = "") -> list[Fit]:
    """The cases for which something speaks, the likeliest first."""
    words, digits = folded(text), re.sub(r"(?<=\d)[ .\u00a0\u202f](?=\d)", "", text)
    found = [fit for card in cards if (fit := _fit(card, words, digits, addresses, replies))]
    return sorted(found, key=lambda fit: (-fit.weight, fit.case))


def _fit(card: Card, words: str, digits: str, addresses: Sequence[str], replies: str) -> Fit | None:
    reasons: list[str] = []
    weight, debtor = 0, ""
    numbers = [number for number in card.billed if holds(words, number)]
    if numbers:
        reasons.append(f"cite {', '.join(visible(number) for number in numbers[:3])}")
        weight += 4
    if replies and replies in card.messages:
        reasons.append("répond à un courriel de l’affaire")
        weight += 4
    if card.reference and holds(words, card.reference):
        reasons.append(f"cite la référence du contrat, {visible(card.reference, 40)}")
        weight += 2
    for who in card.debtors:
        if who.siren and re.search(rf"(?<!\d){who.siren}(?:\d{{5}})?(?!\d)", digits):
            reasons.append(f"porte le SIREN de {visible(who.name)}")
            weight += 4
        if who.email and who.email in addresses:
            reasons.append(f"adresse de {visible(who.name)}")
            weight, debtor = weight + 4, debtor or who.id
        elif any(same_house(who.email, address) for address in addresses):
            reasons.append(f"adresse du domaine de {visible(who.name)}")
            weight, debtor = weight + 4, debtor or who.id
        if _called(words, who.name):
            reasons.append(f"nomme {visible(who.name)}")
            weight += 2
    return Fit(card.id, weight, tuple(reasons), debtor) if weight else None


def same_house(one: str, other: str) -> bool:
    """Whether two addresses are of one domain that is not everybody's."""
    domain = one.rpartition("@")[2]
    return bool(domain) and "@" in one and domain == other.rpartition("@")[2] and domain not in PROVIDERS


def _called(words: str, name: str) -> bool:
    """Whether a text names somebody: the words of the name that mean something, one after the other."""
    mean = words_of(name)
    # What a name has between its words (« Les Halles du Pont ») stands in the text too.
    between = r"(?: (?:DE|DU|DES|LA|LE|LES|L|D|ET))* "
    return sum(map(len, mean)) >= 5 and re.search(rf"(?<![A-Z0-9]){between.join(mean)}(?![A-Z0-9])", words) is not None
