"""Who writes to whom in a message: the firm, its avocat, a debtor, his avocat; and what must stay out of any file because of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.intake.card import Card
from dossier.intake.desk import Desk
from dossier.intake.letterbox import same_house

_COLLEAGUE = re.compile(r"(?i)\b(cher|chère|mon|ma|votre|bien)\s+(confr[èe]re|cons[œo]e?ur)\b|\bconfraternel(le)?(ment)?\b")
_OFFICIAL = re.compile(r"(?i)\b(lettre|courrier|courriel|correspondance|message|mail)\s+officiel(le)?\b")
_NOT_OFFICIAL = re.compile(r"(?i)\bnon[- ]officiel|\bpas\s+(un[e]?\s+)?(\w+\s+)?officiel")


@dataclass(frozen=True, slots=True)
class Roles:
    """`direction` is emis, recu or ''; `by` is who acts for the firm when it is not the firm; `contact` the other side.

    `nature` is that of the pieces where the law keeps them out, '' for an ordinary message; `official` that a message between
    avocats says so. `doubts` are what a person should check; `several` that the case has more than one debtor.
    """

    direction: str
    by: str = ""
    contact: str = ""
    nature: str = ""
    official: bool = False
    doubts: tuple[str, ...] = ()
    several: bool = False


def roles_of(facts: Mapping[str, Any], card: Card, desk: Desk) -> Roles:
    """The roles in a message of a case; correspondence of avocats is kept out (loi n° 71-1130, art. 66-5)."""
    sender, to = facts["sender"], facts["to"]
    firm, lawyers = _houses(card, desk)
    debtors = [who.email for who in card.debtors if who.email]
    from_firm, from_lawyer, from_debtor = (_is_of(sender["addresses"], house) for house in (firm, lawyers, debtors))
    to_firm, to_lawyer = _is_of(to["addresses"], firm), _is_of(to["addresses"], lawyers)
    direction = "emis" if from_firm or from_lawyer else "recu" if from_debtor or to_firm or to_lawyer else ""
    by = "avocat" if from_lawyer and not from_firm else ""
    contact = sender["shown"] if direction == "recu" else to["shown"]
    nature, official, doubts = "", False, []
    if (from_lawyer and _all_of(to["addresses"], firm)) or (from_firm and _all_of(to["addresses"], lawyers)):
        nature, by = "avocat_client", ""
        doubts.append("échange avec l’avocat de l’entreprise, tenu à l’écart")
    elif between_colleagues(f"{facts['subject']}\n{facts['text']}"):
        nature, official = "correspondance_avocats", is_official(facts["subject"], facts["text"])
        doubts.append("échange entre avocats, qui se dit officiel" if official else "échange entre avocats, tenu à l’écart")
    return Roles(direction, by, contact[:120], nature, official, tuple(doubts), len(card.debtors) > 1)


def between_colleagues(text: str) -> bool:
    """Whether a text speaks as one avocat to another."""
    return _COLLEAGUE.search(text) is not None


def is_official(subject: str, text: str) -> bool:
    """Whether a message between avocats bears the mention « officielle »; what says the contrary anywhere is not."""
    if _NOT_OFFICIAL.search(f"{subject}\n{text}"):
        return False
    return bool(re.search(r"(?i)\bofficiel(le)?\b", subject) or _OFFICIAL.search(text[:2_000]))


def _houses(card: Card, desk: Desk) -> tuple[list[str], list[str]]:
    """The addresses of the firm, and those of its avocats."""
    settings = desk.workspace.settings
    firm = [settings.creditor.email.lower()] if settings and settings.creditor.email else []
    firm += [card.case.creditor.email.lower()] if card.case and card.case.creditor.email else []
    advisers = [a for a in (settings.adviser, *settings.other_advisers) if a] if settings else []
    return firm, [adviser.email.lower() for adviser in advisers if adviser.type == "avocat" and adviser.email]


def _is_of(addresses: Sequence[str], house: Sequence[str]) -> bool:
    return any(address == own or same_house(address, own) for address in addresses for own in house)


def _all_of(addresses: Sequence[str], house: Sequence[str]) -> bool:
    return bool(addresses) and all(_is_of([address], house) for address in addresses)
