"""In which case something belongs: the one that is asked for, the one whose debtor it names, none, or one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.ground.diagnostics import Severity
from dossier.intake.card import Card
from dossier.intake.desk import Desk
from dossier.intake.firm import By, Firm, is_creditor, same

Found = Literal["case", "new", "several", "none"]
BEFORE_COURT = frozenset(
    {"avant_echeance", "echue", "relance", "mise_en_demeure", "mise_en_demeure_expiree", "cheque_impaye", "accord"}
)
"""The stages in which a case still takes an invoice more: what is asked of a judge does not grow afterwards."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something goes: `case` is the id for 'case', '' otherwise; `others` are the ids between which a person must choose."""

    found: Found
    case: str = ""
    why: str = ""
    others: tuple[str, ...] = ()


def place_invoice(buyer: Firm, seller: Firm, desk: Desk, court: Callable[[str], str]) -> Place:
    """The case of an invoice's buyer that still takes one, else a new one. *court* tells the stage of a case by its id.

    A name alone, without a number or a postcode that agrees, is no proof: then a person must say.
    """
    named = [(card, by) for card in _of_creditor(desk, seller) if (by := _by(buyer, card))]
    sure = [(card, by) for card, by in named if by != "nom"]
    taking = [(card, by) for card, by in sure if card.case is None or court(card.id) in BEFORE_COURT]
    if len(taking) == 1:
        card, by = taking[0]
        return Place("case", card.id, f"son débiteur, par {_FR[by]}")
    if taking:
        ids = tuple(sorted(card.id for card, _ in taking))
        return Place("several", "", "plusieurs affaires ouvertes contre ce débiteur", ids)
    if sure:
        ids = tuple(sorted(card.id for card, _ in sure))
        return Place("new", "", f"nouvelle affaire : {', '.join(ids)} n’est plus au stade d’en recevoir")
    if named:
        return Place("several", "", "le nom seul du débiteur convient", tuple(sorted(card.id for card, _ in named)))
    return Place("new", "", "nouvelle affaire : aucune n’est contre ce débiteur")


_FR = {"SIREN": "le SIREN", "n° de TVA": "le n° de TVA", "nom et code postal": "le nom et le code postal", "nom": "le nom"}


def _by(buyer: Firm, card: Card) -> By:
    """On what the buyer is held to be a debtor of a case: the surest."""
    ways = [same(buyer, who) for who in card.debtors]
    return max(ways, key=["", *reversed(_FR)].index, default="")


def _of_creditor(desk: Desk, seller: Firm) -> list[Card]:
    """The cases whose creditor is the seller."""
    return [card for card in desk.cards.values() if card.case is None or is_creditor(seller, card.case.creditor)]


def unsound(card: Card | None, lists: Sequence[str]) -> bool:
    """Whether files of a case, of the named lists, have entries that could not be read: then nothing in them is known again."""
    if card is None or card.case is None:
        return False
    starts = tuple(f"{card.case.folder}/{name}" for name in lists)
    return any(d.severity is Severity.ERROR and d.span.file.startswith(starts) for d in card.case.diagnostics)
